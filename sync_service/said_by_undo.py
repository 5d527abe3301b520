"""What an undo decides of the time to come: what it took back is not written again at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sync_service.apply import Applied
from sync_service.notice import about_move, dismissals
from sync_service.reconcile import Change
from sync_service.store.records import Action, Decision, Item, ItemKind, Verdict
from sync_service.undone import Outdated


@dataclass(frozen=True, slots=True)
class Said:
    """A decision, and the change that it goes with; None for what holds without any."""

    change: Change | None
    decision: Decision


def said_by_undo(changes: Iterable[Change], outdated: Outdated, now: datetime) -> Iterator[Said]:
    """The decisions of taking these changes back."""
    for change in changes:
        for decision in _of(change, outdated, now):
            yield Said(change, decision)


def not_done(said: Iterable[Said], applied: Applied) -> Iterator[Said]:
    """The decisions about changes that could not be made: nothing of theirs was taken back."""
    if not (applied.put_off or applied.problems):
        return
    done = {(each.change.item.calendar, each.change.item.key) for each in applied.done}
    for each in said:
        if each.change and (each.change.item.calendar, each.change.item.key) not in done:
            yield each


def _of(change: Change, outdated: Outdated, now: datetime) -> Iterator[Decision]:
    item = change.before or change.item
    if change.action is Action.DELETE and item.kind is ItemKind.MOVED:
        yield about_move(item, Verdict.UNDONE, now)
    elif change.action is Action.DELETE:
        yield from dismissals(item, now, Verdict.UNDONE)
    elif not outdated.has(change.item):
        yield from _kept(change, outdated, item, now)


def _kept(change: Change, outdated: Outdated, item: Item, now: datetime) -> Iterator[Decision]:
    """That what came back stays while its week stands; its later words are not said again then."""
    stood = outdated.surroundings.of(change.item)
    whats = [stood, item.content_hash] if change.action is Action.CHANGE else [stood]
    for what in whats:
        yield Decision(item.key, what, Verdict.UNDONE, now, item.workout)
