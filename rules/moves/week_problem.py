"""One week as the search sees it: who may move where, and what a change of the week comes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rules.moves.costs import Costs
from rules.moves.hard_rows import HardRows
from rules.moves.room import Room
from rules.moves.score import FREE, Cost, Score
from rules.moves.shadows import Shadows
from rules.moves.unit import Member, Unit
from rules.moves.verdicts import Verdicts
from rules.once import once


@dataclass(frozen=True)
class WeekProblem:
    """The units that may move, the workouts that do not, and what the rules say of them."""

    units: tuple[Unit, ...]
    fixed: tuple[Member, ...]
    verdicts: Verdicts
    rows: HardRows

    @once
    def room(self) -> Room:
        """Where the units may stand."""
        return Room(self.units, self.fixed, self.verdicts)

    @once
    def costs(self) -> Costs:
        """What is found of them there."""
        return Costs(self.units, self.fixed, self.verdicts)

    @once
    def shadows(self) -> Shadows:
        """What is found of them once others have gone."""
        return Shadows(self.units, self.fixed, self.verdicts)

    @once
    def _hard(self) -> tuple[tuple[int, Unit, Member], ...]:
        every = ((n, unit, each) for n, unit in enumerate(self.units) for each in unit.members)
        return tuple(each for each in every if each[2].is_hard)

    @once
    def _movable_ids(self) -> frozenset[str]:
        return frozenset(each.workout.id for unit in self.units for each in unit.members)

    def long_rows(self, places: Sequence[int]) -> Iterator[tuple[int, bool]]:
        """The rows of hard days that are too long: the set of their units, and whether it is new.

        A row is not new where all of its workouts are of one row of now. What is left of a row
        counts even where all of it stands fast.
        """
        stands = [(n, each, unit.stand(each, places[n]).day) for n, unit, each in self._hard]
        days = self.rows.fixed_days
        for _, _, day in stands:
            days |= 1 << (day - self.rows.first_day)
        for row in self.rows.too_long(days):
            held = [(n, each.workout.id) for n, each, day in stands if day in row]
            ids = {id_ for _, id_ in held}.union(*(self.rows.fixed_on(day) for day in row))
            units = 0
            for number, _ in held:
                units |= 1 << number
            rows_now = [row_now for row_now in self.rows.of_now if ids <= row_now]
            concerns_us = any(row_now & self._movable_ids for row_now in rows_now)
            if not rows_now or (concerns_us and not ids & self.verdicts.beyond):
                yield units, not rows_now

    def is_allowed(self, places: Sequence[int]) -> bool:
        """Whether nothing arises, and nobody who moves is in another's way."""
        room = self.room
        for unit, position in enumerate(places):
            if position and not room.domain(unit) >> position & 1:
                return False
            for other, there in enumerate(places) if position else ():
                if other != unit and not room.allowed(unit, other, there) >> position & 1:
                    return False
        return not any(new for _, new in self.long_rows(places))

    def score(self, places: Sequence[int]) -> Score:
        """The objective."""
        violations, cautions = (sum(each) for each in zip(*self._found(places), strict=True))
        cautions += sum(1 for _ in self.long_rows(places))
        made = [unit.cost(place) for unit, place in zip(self.units, places, strict=True)]
        moves, displacement = sum(each[0] for each in made), sum(each[1] for each in made)
        return Score(violations, 2 * cautions + moves, moves, displacement)

    def _found(self, places: Sequence[int]) -> Iterator[Cost]:
        costs, numbers = self.costs, range(len(places))
        yield FREE
        yield from (cost for _, cost in self.shadows.left(places))
        yield from (costs.of_one(unit, places[unit]) for unit in numbers)
        for one, other in combinations(numbers, 2):
            yield costs.of_two(one, places[one], other, places[other])
