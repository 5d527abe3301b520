"""A change of the plan as a write to a calendar."""

from __future__ import annotations

from datetime import date, datetime

from connectors.calendar_event import CalendarEvent, Handle, OwnedMark
from connectors.writing import ClearWorkout, Create, Delete, EditWorkout, Replace, Write
from sync_service.annotation import annotated, without_annotation, without_any_fence
from sync_service.event_ids import event_id
from sync_service.reconcile import Change
from sync_service.store.records import Action, Item, ItemKind

Moment = datetime | date


def write_of(change: Change, athlete: str, event: CalendarEvent | None) -> Write | None:
    """The write; None where there is nothing left to do.

    `event` is the event as it stands: the athlete's own for what is written inside it.
    """
    match change.item.kind:
        case ItemKind.ANNOTATION:
            return _fence(change, event)
        case ItemKind.MOVED:
            return _new_time(change, event)
        case ItemKind.TRACE:
            return _nothing_of_ours(event)
        case _:
            return _own_event(change, athlete, event)


def _own_event(change: Change, athlete: str, event: CalendarEvent | None) -> Write:
    item = change.item
    if change.action is Action.DELETE:
        return Delete(item.handle)
    mark = OwnedMark(item.key, item.kind, item.content_hash)
    if change.action is Action.CREATE:
        return Create(event_id(athlete, item.key, item.generation), item.written, mark)
    return Replace(item.handle, item.written, mark, event.answer if event else None)


def _fence(change: Change, event: CalendarEvent | None) -> Write | None:
    handle = _handle(event)
    if event is None or handle is None:
        return None
    if change.action is Action.DELETE:
        text = without_annotation(event.description)
    else:
        text = annotated(event.description, change.item.written.description.split("\n"))
    return None if text == event.description else EditWorkout(handle, description=text)


def _nothing_of_ours(event: CalendarEvent | None) -> Write | None:
    handle = _handle(event)
    if event is None or handle is None:
        return None
    text = without_any_fence(event.description)
    if text != event.description:
        return ClearWorkout(handle, text)
    return ClearWorkout(handle) if event.traced else None


def _new_time(change: Change, event: CalendarEvent | None) -> Write | None:
    handle = _handle(event)
    if handle is None:
        return None
    start, end = _times(change)
    return EditWorkout(handle, start=start, end=end)


def _times(change: Change) -> tuple[Moment | None, Moment | None]:
    item = change.item
    if change.action is Action.DELETE:
        return item.was_start, item.was_end
    return item.written.start, item.written.end


def _handle(event: CalendarEvent | None) -> Handle | None:
    return event.handle if event is not None else None


def stands_in_workout(item: Item) -> bool:
    """Whether the item is written into the athlete's own event."""
    return item.kind in {ItemKind.ANNOTATION, ItemKind.MOVED, ItemKind.TRACE}
