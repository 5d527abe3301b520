"""The shared conformance set: every row, and every rule of libical's table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar.prop import vRecur

from connectors.calendar_event import CalendarEvent
from connectors.errors import BadFeed
from connectors.ics_feed import read_calendar
from connectors.ics_feed.recurrence import Budget, Span, expand
from connectors.ics_feed.rule import rule_from
from connectors.ports import ReadResult, TimeWindow

SHARED = Path(__file__).parents[3] / "shared" / "data" / "ics"
pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the shared conformance set is not beside this checkout"
)
Row = Mapping[str, Any]

EXCEPTIONS: Mapping[str, str] = {}
"""Rows that are not met, with a reason from RFC 5545: none."""


def rows(*, rejected: bool = True) -> Iterator[object]:
    for folder, table in (("feeds", "expected.jsonl"), ("made", "made/expected.jsonl")):
        for number, row in enumerate(lines(SHARED / table)):
            if rejected or row.get("must") != "reject":
                yield pytest.param(SHARED / folder, row, id=f"{row['file']}-{number}")


def lines(path: Path) -> list[Row]:
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.mark.parametrize(("folder", "row"), list(rows()))
def test_a_feed_reads_as_expected(folder: Path, row: Row) -> None:
    body = (folder / row["file"]).read_bytes()
    if row.get("must") == "reject":
        with pytest.raises(BadFeed):
            read(body, row)
        return
    result = read(body, row)
    expected = [o for o in wanted(row) if o.get("status") != "CANCELLED"]
    left = unmatched(result, expected)
    if "occurrences" in row:
        assert not left, "events that nobody expects"
    bad = row.get("bad_components")
    if bad is not None:
        assert len({p.component for p in result.problems if p.component}) >= bad


@pytest.mark.parametrize(("folder", "row"), list(rows(rejected=False)))
def test_a_second_read_of_the_same_feed_brings_nothing(folder: Path, row: Row) -> None:
    body = (folder / row["file"]).read_bytes()
    first = read(body, row)
    second = read(body, row, first.cursor)
    assert second.events == ()
    assert second.deleted == ()
    assert second.problems == first.problems


@pytest.mark.parametrize("row", lines(SHARED / "recurrence_rules.jsonl"))
def test_a_rule_expands_as_libical_says(row: Row) -> None:
    start = datetime.fromisoformat(row["dtstart"]).replace(tzinfo=None)
    parts = vRecur.from_ical(row["rrule"])
    until = next(iter(parts.get("UNTIL", ())), None)
    if until is not None and not isinstance(until, datetime):
        until = datetime(until.year, until.month, until.day)  # noqa: DTZ001 (wall clock)
    rule = rule_from(parts, start, None if until is None else until.replace(tzinfo=None))
    whole = Span(datetime(1900, 1, 1), datetime(2200, 1, 1))  # noqa: DTZ001 (wall clock)
    found = expand(rule, start, whole, Budget(10_000_000))
    assert found == [datetime.fromisoformat(each).replace(tzinfo=None) for each in row["instances"]]


def read(body: bytes, row: Row, cursor: str | None = None) -> ReadResult:
    zone = ZoneInfo(row.get("default_tz") or "UTC")
    start, end = row.get("window") or ("2000-01-01", "2030-01-01")
    window = TimeWindow(
        datetime.fromisoformat(start).replace(tzinfo=zone),
        datetime.fromisoformat(end).replace(tzinfo=zone),
    )
    return read_calendar(body, window, zone, row["file"], cursor)


def wanted(row: Row) -> list[Row]:
    found: list[Row] = row["occurrences"] if "occurrences" in row else row["good_occurrences"]
    return found


def unmatched(result: ReadResult, expected: list[Row]) -> list[CalendarEvent]:
    left = list(result.events)
    for each in expected:
        match = next((event for event in left if agrees(event, each)), None)
        assert match is not None, f"missing: {each}"
        left.remove(match)
    return left


def agrees(event: CalendarEvent, expected: Row) -> bool:
    shown = {
        "uid": event.uid,
        "start": shown_moment(event.start),
        "end": shown_moment(event.end),
        "all_day": event.all_day,
        "summary": event.summary.strip(),
    }
    return all(
        (key == "uid" and value is None)
        or shown[key] == ((value or "").strip() if key == "summary" else value)
        for key, value in expected.items()
    )


def shown_moment(moment: date) -> str:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.isoformat()
