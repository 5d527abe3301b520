"""From what should stand and what stands of ours: the changes that make the one of the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from connectors.calendar_event import CalendarEvent, Handle
from rules.days import DayRange
from sync_service.desired import Desired, first_day, last_day
from sync_service.store.records import Action, Decision, Item, ItemKind, Verdict

NOWHERE = Handle("", "")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a calendar: the item as it stands and as it is to stand.

    `event` is the athlete's own event where the change is made inside it.
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
class Scope:
    """Where a plan may act.

    `days` are those that were planned for; `today` is the athlete's. `seen` are the calendars
    that could be read. `may_delete` is False where a source failed or was read only in part.
    """

    days: DayRange
    today: date
    seen: frozenset[str]
    may_delete: bool = True


def reconcile(
    desired: Sequence[Desired], items: Sequence[Item], decisions: Iterable[Decision], scope: Scope
) -> Plan:
    """Compare by key; what the athlete changed of ours or took back is left as it stands."""
    standing = {(item.key, item.calendar): item for item in items}
    theirs, undone = _left_alone(decisions)
    wanted = [each for each in desired if each.key not in theirs and each.calendar in scope.seen]
    changes: list[Change] = []
    retold: list[Item] = []
    for each in wanted:
        item = standing.get((each.key, each.calendar))
        if (each.key, each.content_hash) in undone:
            continue
        if item is None:
            changes.append(_creation(each))
        elif item.content_hash != each.content_hash:
            changes.append(_rewriting(each, item))
        elif (item.cause, item.workout) != (each.cause, each.workout):
            retold.append(replace(item, cause=each.cause, workout=each.workout))
    kept = {(each.key, each.calendar) for each in desired}
    gone = [
        item
        for item in items
        if (item.key, item.calendar) not in kept and item.key not in theirs and _may_go(item, scope)
    ]
    deletions = [Change(Action.DELETE, item, None) for item in gone]
    return Plan((*deletions, *_in_order(changes)), tuple(retold))


def _left_alone(decisions: Iterable[Decision]) -> tuple[set[str], set[tuple[str, str]]]:
    """The keys that are the athlete's now, and the contents that were taken back."""
    theirs: set[str] = set()
    undone: set[tuple[str, str]] = set()
    for each in decisions:
        if each.verdict is Verdict.EDITED:
            theirs.add(each.key)
        if each.verdict is Verdict.UNDONE:
            undone.add((each.key, each.cause))
    return theirs, undone


def _creation(each: Desired) -> Change:
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

    What is over stays as it was, and so does what lies where nothing was planned: there its
    absence says nothing (FAILURES 7).
    """
    if not scope.may_delete or item.calendar not in scope.seen or item.kind is ItemKind.MOVED:
        return False
    if item.kind is ItemKind.SUGGESTION:
        return first_day(item.written) < scope.days.end
    return scope.today <= last_day(item.written) and first_day(item.written) < scope.days.end


def _in_order(changes: Iterable[Change]) -> Iterator[Change]:
    """In the order of time, so that what is nearest is written first."""
    yield from sorted(changes, key=lambda change: (_instant(change), change.item.key))


def _instant(change: Change) -> datetime:
    start = change.item.written.start
    return start if isinstance(start, datetime) else datetime.combine(start, time(), UTC)
