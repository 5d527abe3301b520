"""From what should stand and what stands of ours: the changes that make the one of the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from connectors.calendar_event import CalendarEvent, Handle
from rules.days import DayRange
from sync_service.causes import REFUSED
from sync_service.content_hash import content_hash
from sync_service.desired import Desired, first_day, last_day
from sync_service.instants import instant
from sync_service.store.records import Action, Decision, Generation, Item, ItemKind, Verdict

NOWHERE = Handle("", "")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a calendar: the item as it stands and as it is to stand.

    `event` is the athlete's own event where the change is made inside it, else ours where it is
    known how it stands.
    """

    action: Action
    before: Item | None
    after: Item | None
    event: CalendarEvent | None = None

    @property
    def item(self) -> Item:
        """What the change is about."""
        item = self.after or self.before
        if item is None:
            raise ValueError("a change is about something")
        return item


@dataclass(frozen=True, slots=True)
class Plan:
    """What a cycle would do: the changes, and items whose cause alone is told anew."""

    changes: tuple[Change, ...] = ()
    retold: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What stands of ours, what the athlete decided, and which ids are used up.

    `put_back` are the keys of what an undo put back, or gave its former words, into a week that
    stands as it did: that is neither taken away nor given the words that were taken back.
    """

    items: Sequence[Item]
    decisions: Sequence[Decision]
    generations: Sequence[Generation] = ()
    put_back: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a plan may act.

    `days` are those that were planned for; `today` is the athlete's. `seen` are the calendars
    that could be read and may be written. `may_delete` is False where a source failed or was read
    only in part. `looked_further` says that an earlier cycle ran at a later time: the clock was
    set back.
    """

    days: DayRange
    today: date
    seen: frozenset[str]
    may_delete: bool = True
    looked_further: bool = False


def reconcile(desired: Sequence[Desired], known: Known, scope: Scope) -> Plan:
    """Compare by key; what the athlete changed of ours or took back is left as it stands.

    A suggestion that was dragged is theirs, too, but goes once there is nothing to suggest.
    """
    items = known.items
    standing = {(item.key, item.calendar): item for item in items}
    theirs, refused = _left_alone(known.decisions)
    generations = {(each.key, each.calendar): each.number for each in known.generations}
    wanted = [each for each in desired if each.key not in theirs and each.calendar in scope.seen]
    changes: list[Change] = []
    retold: list[Item] = []
    for each in wanted:
        item = standing.get((each.key, each.calendar))
        is_refused = (each.key, each.content_hash) in refused
        if is_refused and (item is None or item.key in known.put_back):
            continue
        if item is None:
            changes.append(_creation(each, generations.get((each.key, each.calendar), 0)))
        elif item.content_hash != each.content_hash:
            changes.append(_rewriting(each, item))
        elif (item.cause, item.workout) != (each.cause, each.workout):
            retold.append(replace(item, cause=each.cause, workout=each.workout))
    kept = {(each.key, each.calendar) for each in desired}
    gone = [
        item
        for item in items
        if (item.key, item.calendar) not in kept
        and (item.key not in theirs or is_dragged(item))
        and item.key not in known.put_back
        and _may_go(item, scope)
    ]
    deletions = [Change(Action.DELETE, item, None) for item in gone]
    return Plan((*deletions, *_in_order(changes)), tuple(retold))


def is_dragged(item: Item) -> bool:
    """Whether the athlete gave a suggestion another time; nothing else is kept with a new one."""
    return item.kind is ItemKind.SUGGESTION and content_hash(item.written) != item.content_hash


def _left_alone(decisions: Iterable[Decision]) -> tuple[set[str], set[tuple[str, str]]]:
    """The keys that are the athlete's now, and the contents that are not to be written again."""
    theirs: set[str] = set()
    refused: set[tuple[str, str]] = set()
    for each in decisions:
        if each.verdict is Verdict.EDITED:
            theirs.add(each.key)
        if each.verdict in REFUSED:
            refused.add((each.key, each.cause))
    return theirs, refused


def _creation(each: Desired, generation: int) -> Change:
    handle = each.event.handle if each.event and each.event.handle else NOWHERE
    was = each.event if each.kind is ItemKind.MOVED else None
    item = Item(
        key=each.key,
        kind=each.kind,
        cause=each.cause,
        calendar=each.calendar,
        handle=handle,
        written=each.draft,
        content_hash=each.content_hash,
        workout=each.workout,
        generation=generation,
        was_start=was.start if was else None,
        was_end=was.end if was else None,
    )
    return Change(Action.CREATE, None, item, each.event)


def _rewriting(each: Desired, item: Item) -> Change:
    after = replace(
        item,
        cause=each.cause,
        written=each.draft,
        content_hash=each.content_hash,
        workout=each.workout,
    )
    return Change(Action.CHANGE, item, after, each.event)


def _may_go(item: Item, scope: Scope) -> bool:
    """Whether the item may be deleted: a stale suggestion always, else what is planned for.

    What is over stays as it was. What lies after the days that were planned for was written
    under a wider horizon, and goes, unless it is the clock that was wider (FAILURES 24).
    """
    if not scope.may_delete or item.calendar not in scope.seen or item.kind is ItemKind.MOVED:
        return False
    if scope.looked_further and first_day(item.written) >= scope.days.end:
        return False
    return item.kind is ItemKind.SUGGESTION or scope.today <= last_day(item.written)


def _in_order(changes: Iterable[Change]) -> Iterator[Change]:
    """In the order of time, so that what is nearest is written first."""
    yield from sorted(
        changes, key=lambda change: (instant(change.item.written.start), change.item.key)
    )
