"""What a cycle would change, or has changed, as a diff that a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import Enum
from itertools import groupby
from zoneinfo import ZoneInfo

from connectors.calendar_event import CalendarEvent, EventDraft
from rules.wording import day_name
from sync_service.amounts import amounts, counted_as
from sync_service.lines import Line
from sync_service.observe import Sighting
from sync_service.plain_text import one_line
from sync_service.reconcile import Change
from sync_service.standing import Place, place_of
from sync_service.store.records import Action, ItemKind

_SIGNS = {Action.CREATE: "+", Action.CHANGE: "~", Action.DELETE: "−"}
_STYLES = {Action.CREATE: "green", Action.CHANGE: "yellow", Action.DELETE: "red"}
_KINDS = {
    ItemKind.ANNOTATION: "note in the workout",
    ItemKind.COMPANION: "note",
    ItemKind.SUGGESTION: "suggested move",
    ItemKind.FUEL: "fuel",
    ItemKind.TRACE: "what is left of a note",
}
_WITH_TEXT = {ItemKind.ANNOTATION, ItemKind.COMPANION, ItemKind.SUGGESTION}
_MOST_LINES = 3  # of a text, in a diff of many
_MOST_DAYS = 7
_TITLE_COLUMN = 14  # behind the sign and the clock
_TEXT_COLUMN = 8  # behind the mark of a line


class Detail(Enum):
    """How much is told of a change that is to come."""

    TEXTS = "texts"  # the first lines of each text; a day's meals in one line
    EVERYTHING = "everything"


def plan_text(
    changes: Sequence[Change],
    sightings: Iterable[Sighting],
    zone: ZoneInfo,
    detail: Detail = Detail.TEXTS,
) -> list[Line]:
    """The changes by day: + what comes, ~ what changes with before and after, − what goes.

    The sightings tell the titles of workouts in which something stands of ours.
    """
    changes = _titled(changes, sightings)
    lines: list[Line] = []
    for day, of_day in _by_day(changes, zone):
        lines.append(_heading(day))
        if detail is Detail.EVERYTHING:
            lines += (line for each in of_day for line in _told(each, zone, detail))
        else:
            lines += _gathered(of_day, zone, detail)
    return [*lines, Line(count_line(changes), 0)]


def done_text(
    changes: Sequence[Change], sightings: Iterable[Sighting], zone: ZoneInfo
) -> list[Line]:
    """What was changed, by its titles, the next days first; how many more there were."""
    changes = _titled(changes, sightings)
    days = _by_day(changes, zone)
    lines: list[Line] = []
    for day, of_day in days[:_MOST_DAYS]:
        lines.append(_heading(day))
        lines += _gathered(of_day, zone, None)
    later = [each for _, of_day in days[_MOST_DAYS:] for each in of_day]
    if later:
        lines.append(Line(f"… and {len(later)} more until {_spoken(days[-1][0])}", 2, "dim"))
    return [*lines, Line(done_count(changes), 0)]


def _titled(changes: Iterable[Change], sightings: Iterable[Sighting]) -> list[Change]:
    """The changes, those inside events of the athlete's with their event."""
    events = {
        (each.calendar.key, event.handle.ref, event.handle.recurrence_id): event
        for each in sightings
        for event in each.events
        if event.handle is not None
    }
    return [each if each.event else replace(each, event=_event(each, events)) for each in changes]


def _event(
    change: Change, events: Mapping[tuple[str, str, str | None], CalendarEvent]
) -> CalendarEvent | None:
    return events.get(_place(change))


def count_line(changes: Iterable[Change]) -> str:
    """How many of each: "12 to add, 1 to change, 0 to delete."."""
    return _counted(changes, ("to add", "to change", "to delete"))


def done_count(changes: Iterable[Change]) -> str:
    """How many of each, after the deed: "12 added, 1 changed, 0 deleted."."""
    return _counted(changes, ("added", "changed", "deleted"))


def taken_line(changes: Iterable[Change], labels: Mapping[str, str]) -> str:
    """What is to be taken away, by calendar: "12 notes, 46 fuel events in calendar"."""
    ordered = sorted((each.item for each in _counting(changes)), key=lambda item: item.calendar)
    told = (
        f"{amounts(item.kind for item in of)} in {one_line(labels.get(calendar, 'a calendar'))}"
        for calendar, of in groupby(ordered, lambda item: item.calendar)
    )
    return "; ".join(told) or amounts(())


def _counting(changes: Iterable[Change]) -> list[Change]:
    """The changes but what is left of notes that are counted themselves."""
    told = list(changes)
    noted = {_place(each) for each in told if each.item.kind is ItemKind.ANNOTATION}
    return [
        each for each in told if each.item.kind is not ItemKind.TRACE or _place(each) not in noted
    ]


def _place(change: Change) -> Place:
    return place_of(change.item.calendar, change.item.handle)


def _counted(changes: Iterable[Change], words: Sequence[str]) -> str:
    actions = [_shown_as(change) for change in _counting(changes)]
    counts = [f"{actions.count(action)} {word}" for action, word in zip(Action, words, strict=True)]
    return f"{', '.join(counts)}." if actions else "Nothing to change."


def _by_day(changes: Iterable[Change], zone: ZoneInfo) -> list[tuple[date, list[Change]]]:
    ordered = sorted(changes, key=lambda each: _order(each, zone))
    return [(day, list(of)) for day, of in groupby(ordered, lambda each: _day(each, zone))]


def _order(change: Change, zone: ZoneInfo) -> tuple[date, bool, str, str]:
    """By day, and on a day what is all day first."""
    start = _start(change)
    timed = isinstance(start, datetime)
    return _day(change, zone), timed, _clock(start, zone), change.item.key


def _heading(day: date) -> Line:
    return Line(_spoken(day), 2, "bold")


def _spoken(day: date) -> str:
    return f"{day_name(day)} {day.year}"


def _gathered(changes: Sequence[Change], zone: ZoneInfo, detail: Detail | None) -> Iterator[Line]:
    """The changes of a day; its meals stand in the line of the first of them."""
    told: set[Action] = set()
    for change in changes:
        if change.item.kind is not ItemKind.FUEL:
            yield from _told(change, zone, detail)
        elif change.action not in told:
            told.add(change.action)
            alike = [
                each
                for each in changes
                if each.item.kind is ItemKind.FUEL and each.action is change.action
            ]
            more = len(alike) - 1
            yield from _told(change, zone, detail, f" (and {more} more)" if more else "")


def _shown_as(change: Change) -> Action:
    return counted_as(change.action, change.item.kind)


def _told(
    change: Change, zone: ZoneInfo, detail: Detail | None, ending: str = ""
) -> Iterator[Line]:
    item, action = change.item, _shown_as(change)
    style, clock = _STYLES[action], _clock(_start(change), zone)
    title = one_line(item.written.summary) or _in_workout(change, zone)
    yield Line(f"  {_SIGNS[action]} {clock:<8}  {title}{ending}", _TITLE_COLUMN, style)
    if detail is not None and not ending:
        most = _MOST_LINES if detail is Detail.TEXTS else None
        yield from (
            Line(f"      {line}", _TEXT_COLUMN, "dim") for line in _details(change, zone, most)
        )


def _in_workout(change: Change, zone: ZoneInfo) -> str:
    """What the change does inside an event of the athlete's, with its title where it is at hand."""
    title = one_line(change.event.summary) if change.event else ""
    if change.item.kind is ItemKind.MOVED:
        item, back = change.item, change.action is Action.DELETE
        came = item.written.start if back else item.was_start
        return f"{title or 'workout'}: moved {'back ' if back else ''}from {_when(came, zone)}"
    return f"{_KINDS[change.item.kind]}{f': {title}' if title else ''}"


def _details(change: Change, zone: ZoneInfo, most: int | None) -> Iterator[str]:
    before, after = change.before, change.after
    if before is None or after is None:
        item = change.item
        if item.kind in _WITH_TEXT or most is None:
            yield from _first(_lines_of(item.written.description), most)
        return
    yield from _differences(before.written, after.written, zone, most)


def _differences(
    before: EventDraft, after: EventDraft, zone: ZoneInfo, most: int | None
) -> Iterator[str]:
    if (before.start, before.end) != (after.start, after.end):
        yield f"was at {_when(before.start, zone)}, now at {_when(after.start, zone)}"
    if before.summary != after.summary:
        yield f"was “{one_line(before.summary)}”"
    was, is_ = _lines_of(before.description), _lines_of(after.description)
    yield from _first([f"− {line}" for line in was if line not in is_], most)
    yield from _first([f"+ {line}" for line in is_ if line not in was], most)


def _lines_of(text: str) -> list[str]:
    return [one_line(line) for line in text.split("\n") if line.strip()]


def _first(lines: Sequence[str], most: int | None) -> Iterator[str]:
    """The lines, but for so many that more than one would be left out."""
    if most is None or len(lines) <= most + 1:
        yield from lines
    else:
        yield from lines[:most]
        yield f"… {len(lines) - most} more lines"


def _start(change: Change) -> datetime | date:
    """When that stands, or stood, which is changed; a workout that is moved back, then."""
    item = change.item
    if item.kind is ItemKind.MOVED and change.action is Action.DELETE and item.was_start:
        return item.was_start
    return item.written.start


def _day(change: Change, zone: ZoneInfo) -> date:
    start = _start(change)
    return start.astimezone(zone).date() if isinstance(start, datetime) else start


def _clock(moment: datetime | date, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%H:%M}" if isinstance(moment, datetime) else "all day"


def _when(moment: datetime | date | None, zone: ZoneInfo) -> str:
    if isinstance(moment, datetime):
        there = moment.astimezone(zone)
        return f"{day_name(there.date())} {there:%H:%M}"
    return day_name(moment) if moment else "another time"
