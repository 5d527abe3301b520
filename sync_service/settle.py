"""What became of the writes of a cycle that was killed before it could say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sync_service.memory import Memory
from sync_service.standing import (
    OF_OUR_OWN,
    Standing,
    bears_no_annotation,
    same_moment,
    still_ours,
)
from sync_service.store.records import Action, Item, ItemKind, JournalEntry, Step

_UNSEEN = ""  # an etag that no event has: what stands is looked at closely


@dataclass(frozen=True, slots=True)
class Settled:
    """One write, and whether the calendar shows it as done.

    `item` is what stands of ours afterwards, None where nothing does.
    """

    entry: JournalEntry
    step: Step
    item: Item | None


def settle(memory: Memory, standing: Standing) -> Iterator[Settled]:
    """Judge every unsettled write by what the calendars show; where one is unseen, wait."""
    for entry in memory.unsettled:
        if standing.was_seen(_about(entry).calendar):
            yield _settled(entry, standing)


def _about(entry: JournalEntry) -> Item:
    item = entry.item or entry.before
    if item is None:
        raise ValueError("a journal entry is about something")
    return item


def _settled(entry: JournalEntry, standing: Standing) -> Settled:
    item = _about(entry)
    if entry.action is Action.DELETE:
        done = _is_taken_away(item, standing)
        if item.kind is ItemKind.TRACE:  # nothing that is remembered stood there
            return Settled(entry, Step.DONE if done else Step.VOID, None)
        return Settled(entry, Step.DONE if done else Step.VOID, None if done else entry.before)
    found = _found(item, standing, created=entry.action is Action.CREATE)
    if found is None:
        return Settled(entry, Step.VOID, entry.before)
    return Settled(entry, Step.DONE, found)


def _found(item: Item, standing: Standing, *, created: bool) -> Item | None:
    """The item where it stands as it was meant, None where the write did not happen."""
    ours = item.kind in OF_OUR_OWN
    event = standing.with_mark(item) if ours and created else standing.event_of(item)
    if event is None or event.handle is None:
        return None
    if ours:
        marked = event.mark is not None and event.mark.content_hash == item.content_hash
        return replace(item, handle=replace(event.handle, etag=_UNSEEN)) if marked else None
    return replace(item, handle=event.handle) if still_ours(item, event) else None


def _is_taken_away(item: Item, standing: Standing) -> bool:
    event = standing.event_of(item)
    if event is None:
        return standing.is_gone(item)
    if item.kind is ItemKind.ANNOTATION:
        return bears_no_annotation(event)
    if item.kind is ItemKind.TRACE:
        return bears_no_annotation(event) and not event.traced
    if item.kind is ItemKind.MOVED and item.was_start is not None:
        return same_moment(event.start, item.was_start)
    return False
