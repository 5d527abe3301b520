"""When an athlete comes next: intervals, jitter, back-off, what servers and athletes ask for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_service.daemon.pace import LONGEST, Pace, Result, following
from sync_service.store.schedule import Appointment, Trouble

NOW = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
ENDED = NOW + timedelta(seconds=5)
MINUTE = timedelta(minutes=1)
STEADY = Pace(15 * MINUTE, 0)
CAME = Appointment(NOW)


def after(trouble: Trouble, failures: int = 0, wait_s: float | None = None) -> Appointment:
    result = Result("Sam", NOW, ENDED, trouble, wait_s)
    return following(replace(CAME, failures=failures), result, STEADY)


@pytest.mark.parametrize(
    ("trouble", "failures", "minutes", "then"),
    [
        (Trouble.NONE, 0, 15, 0),
        (Trouble.NONE, 7, 15, 0),
        (Trouble.HELD, 3, 15, 0),
        (Trouble.UNREAD, 0, 15, 1),
        (Trouble.UNREAD, 1, 30, 2),
        (Trouble.BROKEN, 2, 60, 3),
        (Trouble.RETRY_LATER, 3, 120, 4),
        (Trouble.UNREAD, 4, 240, 5),
        (Trouble.UNREAD, 5, 360, 6),
        (Trouble.UNREAD, 500, 360, 501),
        (Trouble.NEEDS_REAUTHORIZATION, 0, 360, 1),
    ],
)
def test_failures_come_ever_more_seldom(
    trouble: Trouble, failures: int, minutes: int, then: int
) -> None:
    expected = Appointment(ENDED + minutes * MINUTE, failures=then, trouble=trouble)
    assert after(trouble, failures) == expected


@pytest.mark.parametrize(
    ("wait_s", "minutes"), [(60, 15), (20 * 60, 20), (1e12, 7 * 24 * 60), (-5, 15)]
)
def test_a_server_that_names_its_time_is_heeded(wait_s: float, minutes: int) -> None:
    found = after(Trouble.RETRY_LATER, wait_s=wait_s)
    assert found.next_sync_at == ENDED + minutes * MINUTE
    assert found.not_before == ENDED + timedelta(seconds=min(max(wait_s, 0), 7 * 24 * 3600))


def test_who_was_asked_for_while_the_cycle_ran_comes_at_once() -> None:
    meanwhile = replace(CAME, asked_at=NOW + timedelta(seconds=1))
    result = Result("Sam", NOW, ENDED)
    assert following(meanwhile, result, STEADY) == Appointment(ENDED)
    before = replace(CAME, asked_at=NOW)
    assert following(before, result, STEADY) == Appointment(ENDED + 15 * MINUTE)
    patient = replace(result, trouble=Trouble.RETRY_LATER, retry_after_s=60)
    assert following(meanwhile, patient, STEADY).next_sync_at == ENDED + MINUTE


@given(
    st.text(min_size=1, max_size=20),
    st.integers(1, 1440),
    st.floats(0, 0.5),
    st.sampled_from(Trouble),
    st.integers(0, 10_000),
    st.none() | st.floats(0, 1e9),
)
def test_everyone_comes_again_never_at_once_and_always_the_same(
    athlete: str, minutes: int, share: float, trouble: Trouble, failures: int, wait: float | None
) -> None:
    pace = Pace(timedelta(minutes=minutes), share)
    result = Result(athlete, NOW, ENDED, trouble, wait)
    before = replace(CAME, failures=failures)
    found = following(before, result, pace)
    assert found == following(before, result, pace)
    assert found.next_sync_at >= ENDED + pace.interval * (1 - share)
    longest = max(LONGEST, pace.interval) * (1 + share)
    assert found.next_sync_at <= max(ENDED + longest, found.not_before or ENDED)
    assert found.not_before is None or found.next_sync_at >= found.not_before


def test_athletes_who_began_together_drift_apart() -> None:
    pace = Pace(15 * MINUTE, 0.1)
    comes = [following(CAME, Result(f"a{n}", NOW, NOW), pace).next_sync_at for n in range(200)]
    assert len(set(comes)) == 200
    assert min(comes) < NOW + 14 * MINUTE
    assert max(comes) > NOW + 16 * MINUTE


@pytest.mark.parametrize(("minutes", "share"), [(0, 0.1), (-1, 0.1), (15, 1), (15, -0.1)])
def test_a_pace_that_never_waits_is_refused(minutes: int, share: float) -> None:
    with pytest.raises(ValueError, match="interval"):
        Pace(minutes * MINUTE, share)
