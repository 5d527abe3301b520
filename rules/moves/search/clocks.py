"""The best times of day where the days are chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from rules.moves.pair_tables import CLEAN
from rules.moves.search.day_choices import Choice, DayChoices, span_of
from rules.moves.search.progress import Progress
from rules.moves.search.weight import (
    IMPOSSIBLE,
    VIOLATION,
    weight_of,
    weight_of_found,
    weight_of_place,
)
from rules.moves.unit import STAY, positions
from rules.moves.week_problem import WeekProblem
from rules.once import once

_CAUTION = weight_of_found((0, 1))


@dataclass(frozen=True)
class Clocks:
    """Branch and bound over the times of those that move; the rest stands."""

    problem: WeekProblem
    progress: Progress
    _least: dict[tuple[int, int, int, int], int] = field(default_factory=dict)

    @once
    def _hot(self) -> tuple[tuple[int, ...], ...]:
        """For each unit those of which something is found together with it, as they stand."""
        units = range(len(self.problem.units))
        return tuple(
            tuple(other for other in units if other != unit and self._are_hot(unit, other))
            for unit in units
        )

    def _are_hot(self, unit: int, other: int) -> bool:
        units, found_now = self.problem.units, self.problem.verdicts.found_now
        pairs = product(units[unit].members, units[other].members)
        return any(found_now(one, two) != CLEAN for one, two in pairs)

    def search(self, choices: Sequence[Choice], so_far: int) -> None:
        """Offer the best of all times; `so_far` is what the days come to at least."""
        least = so_far + self._of_several(choices)
        open_ = {unit: each.places for unit, each in enumerate(choices) if each.places != STAY}
        for unit, choice in enumerate(choices):
            if choice.places == STAY:
                open_ = self._beside(unit, 0, choices, open_, least)
        self._down(choices, [0] * len(choices), open_, least)

    def _of_several(self, choices: Sequence[Choice]) -> int:
        """What rows of hard days and several hard runs of a day come to at whatever time."""
        problem = self.problem
        for unit, choice in zip(problem.units, choices, strict=True):
            if any(span_of(unit, member, choice) is None for member in unit.members):
                return 0
        places = [(choice.places & -choice.places).bit_length() - 1 for choice in choices]
        rows = list(problem.long_rows(places))
        if any(new for _, new in rows):
            return IMPOSSIBLE
        found = sum(weight_of_found(cost) for _, cost in problem.shadows.left(places))
        return found + len(rows) * weight_of_found((0, 1))

    def _down(
        self, choices: Sequence[Choice], places: list[int], open_: dict[int, int], so_far: int
    ) -> None:
        progress = self.progress
        progress.spend(8 + 4 * len(open_))
        if not all(open_.values()) or so_far >= weight_of(progress.best):
            return
        if not open_:
            if self.problem.is_allowed(places):
                progress.offer(self.problem.score(places), tuple(places))
            return
        least = so_far + sum(
            self._first_weight(unit, choices[unit], bits) - choices[unit].least
            for unit, bits in open_.items()
        )
        if least >= weight_of(progress.best):
            return
        unit = min(open_, key=lambda each: (open_[each].bit_count(), each))
        own = choices[unit]
        rest = least - self._first_weight(unit, own, open_[unit])
        for position in positions(open_[unit]):
            own_weight = own.weights[position]
            if rest + own_weight >= weight_of(progress.best):
                continue
            places[unit] = position
            found = self._found(unit, choices, places, open_)
            left = self._beside(unit, position, choices, open_, rest + own_weight + found)
            self._down(choices, places, left, so_far + own_weight - own.least + found)
            if not found and self._takes_nothing(unit, position, choices, open_):
                break  # no other time can be better
        places[unit] = 0

    def _takes_nothing(
        self, unit: int, position: int, choices: Sequence[Choice], open_: dict[int, int]
    ) -> bool:
        """Whether this time costs least of those that are left, and is in nobody's way."""
        room, own = self.problem.room, choices[unit]
        if not self._all_alone or own.weights[position] > self._first_weight(
            unit, own, 1 << position
        ):
            return False
        for other, places in open_.items():
            free = -1 if other == unit else room.allowed(other, unit, position)
            if other in self._hot[unit]:
                known = not self.problem.verdicts.shadowed
                known = known and not self._at_least(unit, other, choices)
                free &= room.clean(other, unit, position) if known else 0
            if places & ~free:
                return False
        return True

    @once
    def _all_alone(self) -> bool:
        """Whether every unit is one workout: then its day says all about rows of hard days."""
        return all(len(unit.members) == 1 for unit in self.problem.units)

    def _beside(
        self,
        unit: int,
        position: int,
        choices: Sequence[Choice],
        open_: dict[int, int],
        least: int,
    ) -> dict[int, int]:
        """Where the other open units may be, if all comes to at least so much already."""
        room, best = self.problem.room, weight_of(self.progress.best)
        left = {}
        for other, places in open_.items():
            if other == unit:
                continue
            left[other] = places & room.allowed(other, unit, position)
            if other in self._hot[unit]:
                spare = best - least + self._at_least(unit, other, choices)
                if spare <= _CAUTION:
                    left[other] &= room.clean(other, unit, position)
                elif spare <= VIOLATION:
                    left[other] &= room.mild(other, unit, position)
        return left

    def _found(
        self, unit: int, choices: Sequence[Choice], places: list[int], open_: dict[int, int]
    ) -> int:
        """What is found of it beside those whose time is known, more than the days said."""
        more = 0
        for other in self._hot[unit]:
            if other not in open_:
                cost = self.problem.costs.of_two(unit, places[unit], other, places[other])
                more += weight_of_found(cost) - self._at_least(unit, other, choices)
        return more

    def _at_least(self, unit: int, other: int, choices: Sequence[Choice]) -> int:
        here, there = choices[unit], choices[other]
        key = unit, here.places, other, there.places
        known = self._least.get(key)
        if known is None:
            known = DayChoices(self.problem).least_of_two(unit, here, other, there)
            self._least[key] = known
        return known

    def _first_weight(self, unit: int, choice: Choice, places: int) -> int:
        """What these positions cost at least alone: they are in the order of displacement."""
        nearest = (places & -places).bit_length() - 1
        return choice.least_found + weight_of_place(*self.problem.units[unit].cost(nearest))
