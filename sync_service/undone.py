"""What an undo means for the time to come, of what it put back.

What was undone is not done again at once: an item that came back stays while the workouts of its
week stand as they stood then. What is no longer true, as the athlete moved the workout that it is
about, is not kept: it is ours, and the next cycle mends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from rules.days import week_of
from rules.workout import Workout
from sync_service.desired import first_day
from sync_service.identity import event_name
from sync_service.store.records import Decision, Item, ItemKind, Verdict

_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The workouts, and their identities by their ids."""

    workouts: Sequence[Workout]
    names: Mapping[str, str]

    def of(self, item: Item) -> str:
        """How the workouts stand in the week of an item, as a short name."""
        days = week_of(first_day(item.written))
        stand = sorted(
            f"{self.names.get(each.id, each.id)} {each.start_utc} {each.end_utc}"
            for each in self.workouts
            if each.day in days
        )
        return f"stood {sha256(repr(stand).encode(errors='replace')).hexdigest()[:_LENGTH]}"

    def put_back(self, items: Iterable[Item], decisions: Iterable[Decision]) -> frozenset[str]:
        """The keys of items that an undo put back into a week that is as it was then."""
        undone = {(each.key, each.cause) for each in decisions if each.verdict is Verdict.UNDONE}
        return frozenset(item.key for item in items if (item.key, self.of(item)) in undone)


@dataclass(frozen=True, slots=True)
class Outdated:
    """What the athlete moved since: what was said of it before is not true any more."""

    surroundings: Surroundings
    moved: frozenset[str]

    @classmethod
    def since(
        cls, then: datetime, decisions: Iterable[Decision], surroundings: Surroundings
    ) -> Outdated:
        """The workouts that were moved where a move was suggested, by their events' identities."""
        moved = frozenset(
            event_name(each.workout)
            for each in decisions
            if each.verdict is Verdict.ACCEPTED and each.workout and each.decided_at >= then
        )
        return cls(surroundings, moved)

    def has(self, item: Item) -> bool:
        """Whether the item is about such a workout, or is food in the week of one."""
        if self.moved & set(_named(item)):
            return True
        week = week_of(first_day(item.written))
        return item.kind is ItemKind.FUEL and any(
            each.day in week and event_name(self.surroundings.names[each.id]) in self.moved
            for each in self.surroundings.workouts
            if each.id in self.surroundings.names
        )


def _named(item: Item) -> Iterator[str]:
    """The identities of the events that the item is about, among other words."""
    for word in (item.workout or "", *item.key.split(), *item.cause.split()):
        yield event_name(word)
