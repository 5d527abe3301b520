"""Several hard runs of one day: of the day after the rules speak once, of the last of them.

Where the last one leaves, the one before it is told of instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rules.moves.pair_tables import DAY_AFTER
from rules.moves.score import Cost
from rules.moves.unit import Member, Stand, Unit
from rules.moves.verdicts import CAUTION, VIOLATION, Verdicts
from rules.once import once
from rules.workout import Workout

_FAST = -1  # the number of the unit of what stands fast


class _Placed(NamedTuple):
    """A workout and the number of its unit."""

    unit: int
    member: Member

    @property
    def bit(self) -> int:
        return 0 if self.unit == _FAST else 1 << self.unit


class _Earlier(NamedTuple):
    """A hard run that is not the last of its day, and what the rules say comes too soon after."""

    run: _Placed
    followers: tuple[_Placed, ...]


class _Group(NamedTuple):
    """The last hard run of a day, and those before it, the later first."""

    last: _Placed
    earlier: tuple[_Earlier, ...]


@dataclass(frozen=True)
class Shadows:
    """The days of the week with several hard runs, as the workouts stand now."""

    units: tuple[Unit, ...]
    fixed: tuple[Member, ...]
    verdicts: Verdicts

    def left(self, places: Sequence[int]) -> Iterator[tuple[int, Cost]]:
        """What the earlier hard runs say of the day after where the last one has gone.

        Each with the set of the units of which one must move to undo it.
        """
        for group in self._groups:
            spoken = {self._stand(group.last, places).day}
            for run, followers in group.earlier:
                here = self._stand(run, places)
                if here.day not in spoken:
                    spoken.add(here.day)
                    yield from self._said(run, here, followers, places)

    def _said(
        self, run: _Placed, here: Stand, followers: Iterable[_Placed], places: Sequence[int]
    ) -> Iterator[tuple[int, Cost]]:
        for other in followers:
            there = self._stand(other, places)
            verdict = self.verdicts.of(run.member, here, other.member, there)
            if there.day > here.day and verdict[DAY_AFTER]:
                weight = verdict[DAY_AFTER]
                yield run.bit | other.bit, (int(weight == VIOLATION), int(weight == CAUTION))

    def _stand(self, placed: _Placed, places: Sequence[int]) -> Stand:
        unit, member = placed
        return member.stay if unit == _FAST else self.units[unit].stand(member, places[unit])

    @once
    def _groups(self) -> tuple[_Group, ...]:
        """The days of which some hard run may move."""
        shadowed = self.verdicts.shadowed
        if not shadowed:
            return ()
        placed = {each.member.workout.id: each for each in self._all()}
        groups = []
        for last in sorted(set(shadowed.values())):
            runs = [placed[id_] for id_, shadow in shadowed.items() if shadow == last]
            runs.sort(key=lambda each: each.member.stay.start, reverse=True)
            if any(each.bit for each in (placed[last], *runs)):
                earlier = tuple(_Earlier(run, self._followers(run)) for run in runs)
                groups.append(_Group(placed[last], earlier))
        return tuple(groups)

    def _followers(self, run: _Placed) -> tuple[_Placed, ...]:
        return tuple(
            each
            for each in self._all()
            if (each.unit == _FAST or each.unit != run.unit)
            and not {run.member.workout.id, each.member.workout.id} & self.verdicts.beyond
            and self.verdicts.found_now(run.member, each.member)[DAY_AFTER]
        )

    def _all(self) -> Iterator[_Placed]:
        for number, unit in enumerate(self.units):
            yield from (_Placed(number, member) for member in unit.members)
        yield from (_Placed(_FAST, member) for member in self.fixed)


def shadowed_runs(members: Iterable[Member]) -> dict[str, str]:
    """From each hard run to the last one of its day, where that is another."""
    workouts = sorted((m.workout for m in members), key=_in_time)
    hard = [workout for workout in workouts if workout.is_hard_run]
    last = {workout.day: workout.id for workout in hard}
    return {each.id: last[each.day] for each in hard if last[each.day] != each.id}


def _in_time(workout: Workout) -> tuple[object, str]:
    return workout.start_utc, workout.id
