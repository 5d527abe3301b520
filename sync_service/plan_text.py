"""What a cycle would change, or has changed, as a diff that a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from rich.console import Group
from rich.text import Text

from connectors.calendar_event import EventDraft
from sync_service.plain_text import one_line
from sync_service.reconcile import Change
from sync_service.store.records import Action, Item, ItemKind

_SIGNS = {Action.CREATE: "+", Action.CHANGE: "~", Action.DELETE: "−"}
_STYLES = {Action.CREATE: "green", Action.CHANGE: "yellow", Action.DELETE: "red"}
_KINDS = {
    ItemKind.ANNOTATION: "note in the workout",
    ItemKind.COMPANION: "note",
    ItemKind.SUGGESTION: "suggested move",
    ItemKind.FUEL: "fuel",
    ItemKind.MOVED: "moved workout",
}
_MOST_LINES = 3  # of a text, in a diff of many


def plan_text(changes: Sequence[Change], zone: ZoneInfo) -> Group:
    """The changes by day: + what comes, ~ what changes with before and after, − what goes."""
    lines: list[Text] = []
    day: date | None = None
    for change in sorted(changes, key=lambda each: _order(each, zone)):
        if _day(change.item, zone) != day:
            day = _day(change.item, zone)
            lines.append(Text(f"{day:%a} {day.day} {day:%b %Y}", style="bold"))
        lines += _told(change, zone)
    lines.append(Text(count_line(changes)))
    return Group(*lines)


def count_line(changes: Iterable[Change]) -> str:
    """How many of each: "12 to add, 1 to change, 0 to delete"."""
    actions = [change.action for change in changes]
    if not actions:
        return "Nothing to change."
    added, changed, deleted = (actions.count(action) for action in Action)
    return f"{added} to add, {changed} to change, {deleted} to delete."


def _order(change: Change, zone: ZoneInfo) -> tuple[date, str, str]:
    item = change.item
    return _day(item, zone), _clock(item.written.start, zone), item.key


def _told(change: Change, zone: ZoneInfo) -> Iterator[Text]:
    item, style = change.item, _STYLES[change.action]
    clock = _clock(item.written.start, zone)
    title = one_line(item.written.summary) or _KINDS[item.kind]
    yield Text(f"  {_SIGNS[change.action]} {clock:<13} {title}", style=style)
    yield from (Text(f"      {line}", style="dim") for line in _details(change, zone))


def _details(change: Change, zone: ZoneInfo) -> Iterator[str]:
    before, after = change.before, change.after
    if before is None or after is None:
        item = change.item
        if item.kind is ItemKind.MOVED:
            yield f"from {_when(item.was_start, zone)} to {_when(item.written.start, zone)}"
        elif item.kind in {ItemKind.ANNOTATION, ItemKind.COMPANION, ItemKind.SUGGESTION}:
            yield from _first_lines(item.written.description)
        return
    yield from _differences(before.written, after.written, zone)


def _differences(before: EventDraft, after: EventDraft, zone: ZoneInfo) -> Iterator[str]:
    if (before.start, before.end) != (after.start, after.end):
        yield f"was at {_when(before.start, zone)}, now at {_when(after.start, zone)}"
    if before.summary != after.summary:
        yield f"was “{one_line(before.summary)}”"
    if before.description != after.description:
        gone = [line for line in before.description.split("\n") if line not in after.description]
        come = [line for line in after.description.split("\n") if line not in before.description]
        yield from (f"− {one_line(line)}" for line in gone[:_MOST_LINES])
        yield from (f"+ {one_line(line)}" for line in come[:_MOST_LINES])


def _first_lines(text: str) -> Iterator[str]:
    lines = [one_line(line) for line in text.split("\n") if line.strip()]
    yield from lines[:_MOST_LINES]
    if len(lines) > _MOST_LINES:
        yield f"… {len(lines) - _MOST_LINES} more lines"


def _day(item: Item, zone: ZoneInfo) -> date:
    start = item.written.start
    return start.astimezone(zone).date() if isinstance(start, datetime) else start


def _clock(moment: datetime | date, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%H:%M}" if isinstance(moment, datetime) else "all day"


def _when(moment: datetime | date | None, zone: ZoneInfo) -> str:
    if isinstance(moment, datetime):
        return f"{moment.astimezone(zone):%a %d %b %H:%M}"
    return f"{moment:%a %d %b}" if moment else "another time"
