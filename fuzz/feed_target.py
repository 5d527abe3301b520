"""Feeds that nobody would write, read by the reader: `make fuzz` (needs atheris).

Whatever the bytes are, a read ends with a result or a BadFeed; the same bytes again, with the
cursor of the first read, bring nothing; and no result goes beyond its bounds.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import atheris

with atheris.instrument_imports(include=["connectors"]):
    from connectors.errors import BadFeed
    from connectors.ics_feed import read_calendar
    from connectors.ports import ReadResult, TimeWindow

_ZONE = ZoneInfo("Europe/Berlin")
_WINDOW = TimeWindow(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 26, tzinfo=UTC))
_MOST_EVENTS = 400_000


def read_any(content: bytes) -> None:
    """Read `content` twice and check what must hold of any feed."""
    try:
        first = _read(content, None)
    except BadFeed:
        return
    second = _read(content, first.cursor)
    _check(len(first.events) <= _MOST_EVENTS, "too many events")
    _check(not second.events and not second.deleted, "the same bytes brought something new")
    _check(second.problems == first.problems, "the same bytes had other problems")
    keys = [(event.uid, event.recurrence_id) for event in first.events]
    _check(len(keys) == len(set(keys)), "two occurrences have one key")
    _check(all(event.start <= event.end for event in first.events), "an end before its start")


def _read(content: bytes, cursor: str | None) -> ReadResult:
    return read_calendar(content, _WINDOW, _ZONE, "fuzz", cursor)


def _check(holds: bool, what: str) -> None:  # noqa: FBT001 (an assertion)
    if not holds:
        raise AssertionError(what)


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_any)
    atheris.Fuzz()
