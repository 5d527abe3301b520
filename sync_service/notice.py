"""What the athlete did with what we wrote, read off the calendars.

Nothing is decided here but what the athlete decided: what they deleted is dismissed, what they
changed is theirs, where they moved a workout that a move was suggested for, it stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from connectors.calendar_event import Answer, CalendarEvent
from sync_service.found_again import NO_CAUSE, found_again
from sync_service.identity import event_name, identity_of
from sync_service.instants import day_of
from sync_service.memory import Memory
from sync_service.observe import Sighting
from sync_service.settle import Settled, settle
from sync_service.standing import (
    OF_OUR_OWN,
    Standing,
    bears_no_annotation,
    says_it_elsewhere,
    still_ours,
)
from sync_service.store.records import Decision, Item, ItemKind, Verdict


@dataclass(frozen=True, slots=True)
class Noticed:
    """What stands of ours now, and what the athlete decided since the last cycle.

    `withdrawn` are the keys whose dismissal the athlete took back by restoring the item.
    """

    items: tuple[Item, ...]
    decisions: tuple[Decision, ...]
    withdrawn: frozenset[str]
    settled: tuple[Settled, ...]


def notice(
    memory: Memory,
    sightings: tuple[Sighting, ...],
    now: datetime,
    in_question: frozenset[str] = frozenset(),
) -> Noticed:
    """Hold what was written against what stands; of calendars in question nothing is concluded."""
    standing = Standing(sightings, in_question)
    settled = tuple(settle(memory, standing))
    items: list[Item] = []
    decisions: list[Decision] = []
    for item in _after(memory.items, settled):
        judged = _judge(item, standing, now)
        decisions += judged.decisions
        if judged.item is not None:
            items.append(judged.item)
    moved = _moved_by_hand(items, sightings, now)
    edited = {d.key for d in (*memory.decisions, *decisions) if d.verdict is Verdict.EDITED}
    taken = edited | {decision.key for decision in decisions}
    found = found_again(sightings, items, taken, now)
    return Noticed(
        (*items, *found.items),
        (*decisions, *found.decisions, *moved),
        frozenset(each.key for each in found.items),
        settled,
    )


def _after(items: Iterable[Item], settled: Iterable[Settled]) -> tuple[Item, ...]:
    """The items as they are now that the unsettled writes are judged."""
    by_key = {(item.calendar, item.key): item for item in items}
    for each in settled:
        about = each.entry.item or each.entry.before
        if about is not None:
            by_key.pop((about.calendar, about.key), None)
        if each.item is not None:
            by_key[each.item.calendar, each.item.key] = each.item
    return tuple(by_key.values())


@dataclass(frozen=True, slots=True)
class _Judged:
    item: Item | None
    decisions: tuple[Decision, ...] = ()


def _judge(item: Item, standing: Standing, now: datetime) -> _Judged:
    event = standing.event_of(item)
    if event is None:
        return _judge_missing(item, standing, now)
    judged = _judge_standing(item, event, now)
    if item.kind is ItemKind.SUGGESTION and event.answer is not None:
        asked = judged.item or item
        verdict = Verdict.ACCEPTED if event.answer is Answer.ACCEPTED else Verdict.DECLINED
        asked = replace(asked, handle=event.handle or asked.handle)
        return _Judged(asked, (*judged.decisions, about_move(asked, verdict, now)))
    return judged


def _judge_standing(item: Item, event: CalendarEvent, now: datetime) -> _Judged:
    if event.handle is None or event.handle == item.handle:
        return _Judged(item)
    if still_ours(item, event):
        return _Judged(replace(item, handle=event.handle))
    decisions = tuple(_changed(item, event, now))
    if item.kind is ItemKind.SUGGESTION and says_it_elsewhere(item, event):
        written = replace(item.written, start=event.start, end=event.end)
        return _Judged(replace(item, handle=event.handle, written=written), decisions)
    return _Judged(None, decisions)


def _judge_missing(item: Item, standing: Standing, now: datetime) -> _Judged:
    if not standing.is_gone(item):
        return _Judged(item)  # nobody looked there: it is thought to stand
    if item.kind in OF_OUR_OWN:
        return _Judged(None, tuple(dismissals(item, now)))
    if item.kind is ItemKind.MOVED:
        return _Judged(item)  # whatever becomes of the workout, it did not stand there before
    return _Judged(None)  # the workout itself is gone, and what stood in it with it


def dismissals(
    item: Item, now: datetime, verdict: Verdict = Verdict.DISMISSED
) -> Iterator[Decision]:
    """That the item shall not come back, one decision for each of its causes.

    A suggestion that was deleted is declined for its day; one that was undone is not made again
    for any. Of an item that was only found again nobody knows the causes: its words are refused.
    """
    if item.cause == NO_CAUSE:
        yield Decision(item.key, item.content_hash, verdict, now, item.workout)
        return
    if item.kind is ItemKind.SUGGESTION:
        declined = verdict is Verdict.DISMISSED
        yield about_move(item, Verdict.DECLINED if declined else verdict, now)
        return
    for cause in item.cause.split("\n"):
        yield Decision(item.key, cause, verdict, now, item.workout)


def about_move(item: Item, verdict: Verdict, now: datetime) -> Decision:
    """A decision about a move, with the day that it leads to."""
    return Decision(item.key, item.cause, verdict, now, item.workout, day_of(item.written.start))


def _changed(item: Item, event: CalendarEvent, now: datetime) -> Iterator[Decision]:
    """What it means that an item no longer says what we wrote."""
    if item.kind is ItemKind.MOVED:
        yield about_move(item, Verdict.UNDONE, now)
    elif item.kind is ItemKind.ANNOTATION and bears_no_annotation(event):
        yield from dismissals(item, now)
    else:
        yield Decision(item.key, NO_CAUSE, Verdict.EDITED, now, item.workout)


def _moved_by_hand(
    items: Iterable[Item], sightings: Iterable[Sighting], now: datetime
) -> Iterator[Decision]:
    """The workouts that stand elsewhere than before while a move was suggested for them."""
    suggested = {
        event_name(item.workout): item
        for item in items
        if item.kind is ItemKind.SUGGESTION and item.workout
    }
    for sighting in sightings:
        before = {identity_of(each.event): each.event.start for each in sighting.before}
        for event in sighting.events:
            item = suggested.get(identity_of(event))
            was = before.get(identity_of(event))
            if item is not None and was is not None and was != event.start:
                yield Decision(item.key, NO_CAUSE, Verdict.ACCEPTED, now, item.workout)
