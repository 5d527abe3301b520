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
