"""A folder that is named like an event's file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from connectors.local_calendar import LocalCalendar
from connectors.ports import TimeWindow

WINDOW = TimeWindow(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC))


def test_it_is_told_to_be_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x.ics").mkdir()
    read = LocalCalendar(tmp_path, label="calendar", default_zone=ZoneInfo("UTC")).read(WINDOW)
    assert ["it is a folder" in each.what for each in read.problems] == [True]
