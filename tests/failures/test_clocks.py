"""Clocks that jump, nights of change, the day that comes every four years, the week 53."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, calendar, event
from tests.cli.writing import LATER, contents, files, set_up, synced


@pytest.mark.parametrize("jump", ["2026-01-10T08:00", "2025-01-11T08:00"])
def test_a_clock_that_jumps_back_and_forth_writes_nothing_twice(
    counterpoint: Counterpoint, tmp_path: Path, jump: str
) -> None:
    """Row 24: back, and then as before."""
    written = synced(tmp_path)
    before = set(contents(written))
    counterpoint("sync", "--now", jump)
    assert before <= set(contents(written))
    counterpoint("sync", *LATER)
    counterpoint("sync", *LATER)
    assert counterpoint("sync", *LATER).out == "Nothing to change.\n"
    keys = [line for text in contents(written).values() for line in keys_of(text)]
    assert len(keys) == len(set(keys))


def keys_of(content: bytes) -> list[bytes]:
    unfolded = content.replace(b"\r\n ", b"")
    return [line for line in unfolded.splitlines() if line.startswith(b"X-COUNTERPOINT-KEY")]


DAYS = {
    "spring night": ("2026-03-28T12:00", "20260328T233000"),
    "autumn night": ("2026-10-24T12:00", "20261024T223000"),
    "29 February": ("2028-02-28T08:00", "20280229T160000"),
    "week 53": ("2026-12-31T08:00", "20270103T160000"),
}
"""The athlete's now, and when a lift of an hour starts in UTC; the run starts an hour after it."""


@pytest.mark.parametrize("day", DAYS)
def test_odd_days_are_written_once_with_the_true_gap(
    counterpoint: Counterpoint, tmp_path: Path, day: str
) -> None:
    """Row 24: gaps are computed in UTC; on the second run there is nothing to do."""
    now, begin = DAYS[day]
    written = set_up(tmp_path)
    start = datetime.fromisoformat(f"{begin}Z")
    times = [f"{start + timedelta(hours=hours):%Y%m%dT%H%M%SZ}" for hours in range(4)]
    lift = event("legs", times[0], times[1], "Heavy squats 5x5")
    run = event("run", times[2], times[3], "Tempo run 9 km")
    (tmp_path / "plan.ics").write_text(calendar(lift, run))
    outcome = counterpoint("sync", "--now", now)
    assert outcome.status == 0, outcome.err
    text = b"".join(contents(written).values()).replace(b"\r\n ", b"").decode()
    assert "Only 1 h" in text
    before = files(written)
    assert counterpoint("sync", "--now", now).out == "Nothing to change.\n"
    assert files(written) == before


_WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=40"


def _year(tempo: str) -> str:
    """Heavy lifts and hard runs that collide in 40 weeks, and an easy run in the first."""
    return calendar(
        event("legs", "20260113T160000Z", "20260113T170000Z", "Heavy squats 5x5", _WEEKLY),
        event("run", "20260113T180000Z", "20260113T190000Z", "Tempo run 9 km", _WEEKLY),
        event("more", "20260116T160000Z", "20260116T170000Z", "Heavy deadlifts 5x3", _WEEKLY),
        event("race", "20260115T060000Z", "20260115T070000Z", tempo),
    )


def test_what_lies_out_of_sight_of_a_clock_that_was_set_back_has_not_vanished(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    """Rows 2 and 24: the weeks that were known for June are not looked for in January."""
    set_up(tmp_path)
    (tmp_path / "plan.ics").write_text(_year("Tempo run 9 km"))
    for now in ("2026-01-11T08:00", "2026-06-17T08:00"):
        assert counterpoint("sync", "--now", now).status == 0
    (tmp_path / "plan.ics").write_text(_year("Long run 22 km"))
    back = counterpoint("sync", "--now", "2026-01-12T08:00")
    assert (back.status, back.err) == (0, "")
    assert "0 changed" not in back.out
