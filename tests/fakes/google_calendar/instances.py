"""Instances of recurring events: made when asked for, kept once they differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from tests.fakes.google_calendar.problems import Json
from tests.fakes.google_calendar.recurrence import instance_id, moved_end, original_starts
from tests.fakes.google_calendar.state import CalendarState, StoredEvent
from tests.fakes.google_calendar.times import instant, length, written

HORIZON = timedelta(days=2 * 366)  # how far an endless series is shown if nothing bounds it


@dataclass(frozen=True)
class Window:
    """What `timeMin` and `timeMax` leave: the end after `start`, the start before `end`."""

    start: datetime | None
    end: datetime | None

    def holds(self, start: datetime, end: datetime) -> bool:
        after = self.start is None or end > self.start
        return after and (self.end is None or start < self.end)


def expanded(
    calendar: CalendarState, series: Json, window: Window, now: datetime
) -> Iterator[Json]:
    """The instances of a series as its rules have them, exceptions not minded."""
    home = calendar.home
    lasts = length(series["start"], series["end"], home)
    last = window.end or now + HORIZON
    for original in original_starts(series, home):
        begins = _instant(original, calendar)
        if begins >= last:
            return
        if window.start is None or begins + lasts > window.start:
            yield _instance(calendar, series, original, lasts)


def occurring(
    calendar: CalendarState, series: StoredEvent, window: Window, now: datetime
) -> Iterator[Json]:
    """Instances that are shown in a window: regular ones, and exceptions by their own times."""
    changed = calendar.exceptions.get(series.body["id"], set())
    for instance in expanded(calendar, series.body, window, now):
        if instance["id"] not in changed:
            yield instance
    for name in sorted(changed):
        exception = calendar.events[name]
        if not exception.orphan and window.holds(exception.start, exception.end):
            yield exception.body


def find(calendar: CalendarState, event_id: str, now: datetime) -> Json | None:
    """An event, an exception, or an instance that its series has, by id."""
    if (event := calendar.events.get(event_id)) is not None:
        return event.body
    base, _, _ = event_id.rpartition("_")
    series = calendar.events.get(base)
    if series is None or "recurrence" not in series.body:
        return None
    found = _by_id(calendar, series.body, event_id, now)
    if found is not None and series.cancelled:
        return found | {"status": "cancelled"}
    return found


def still_has(calendar: CalendarState, series: Json, instance: Json, now: datetime) -> bool:
    """Whether a series' rules give the start that an exception was made from."""
    return _by_id(calendar, series, instance["id"], now) is not None


def _by_id(calendar: CalendarState, series: Json, event_id: str, now: datetime) -> Json | None:
    text = event_id.rpartition("_")[2]
    try:
        kind = "%Y%m%dT%H%M%SZ" if "T" in text else "%Y%m%d"
        near = datetime.strptime(text, kind).replace(tzinfo=UTC)
    except ValueError:
        return None
    around = Window(near - timedelta(days=1), near + timedelta(days=2))
    found = expanded(calendar, series, around, now)
    return next((instance for instance in found if instance["id"] == event_id), None)


def _instance(
    calendar: CalendarState, series: Json, original: datetime | date, lasts: timedelta
) -> Json:
    home, name = calendar.home, series["start"].get("timeZone")
    start = written(original, name, home)
    own = instance_id(series["id"], original)
    instance = {key: value for key, value in series.items() if key != "recurrence"}
    return instance | {
        "id": own,
        "htmlLink": link(own),
        "recurringEventId": series["id"],
        "originalStartTime": start,
        "start": start,
        "end": written(moved_end(original, lasts), series["end"].get("timeZone"), home),
    }


def _instant(original: datetime | date, calendar: CalendarState) -> datetime:
    return instant(written(original, None, calendar.home), calendar.home)


def link(event_id: str) -> str:
    return f"https://www.google.com/calendar/event?eid={event_id}"
