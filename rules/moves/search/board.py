"""The units in the places that the search tries, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from rules.moves.score import FREE
from rules.moves.search.node import NOTHING_DECIDED, Node
from rules.moves.search.pending import Pending
from rules.moves.unit import positions
from rules.moves.week_problem import WeekProblem


class Board:
    """Every unit in its place; `hot` are the pairs of which something is found as they stand.

    Each pair stands with the set of both. `steps_a_node` and `steps_a_place` say how the work of
    each grows with the week.
    """

    def __init__(self, problem: WeekProblem) -> None:
        """Put everybody where they stand now."""
        count = len(problem.units)
        self.problem, self.room, self.costs = problem, problem.room, problem.costs
        self.units = problem.units
        self.everyone = range(count)
        self.places = [0] * count
        self.hot = [
            (one, other, 1 << one | 1 << other)
            for one in self.everyone
            for other in range(one + 1, count)
            if self.costs.of_two(one, 0, other, 0) != FREE
        ]
        hard = sum(member.is_hard for unit in problem.units for member in unit.members)
        self.steps_a_node = 8 + (len(self.hot) + count) // 2 + 2 * hard
        self.steps_a_place = 1 + count // 8
        self._undone: dict[tuple[int, int, int, int], int] = {}
        self._nearest: dict[int, tuple[int, int]] = {}
        self._some_untimed = any(unit.untimed for unit in problem.units)

    def clear(self) -> None:
        """Put everybody back."""
        self.places = [0] * len(self.units)

    def root(self) -> Node:
        """Those of whom something is found and that can go nowhere are decided."""
        root = NOTHING_DECIDED
        concerned = sum(1 << unit for unit in self.costs.beside_fixed)
        for _, _, both in self.hot:
            concerned |= both
        for unit in positions(concerned):
            if not self.room.domain(unit):
                root = self.decided(root, unit)
        return root

    def decided(self, node: Node, unit: int) -> Node:
        """The node with one more decided, in the place where it stands on the board."""
        places, position = self.places, self.places[unit]
        violations, cautions = self.costs.of_one(unit, position)
        for one, other, both in self.hot:
            if both >> unit & 1 and (both & ~(1 << unit)) & node.decided:
                cost = self.costs.of_two(one, places[one], other, places[other])
                violations, cautions = violations + cost[0], cautions + cost[1]
        moves, displacement = self.units[unit].cost(position)
        return Node(
            node.decided | 1 << unit,
            node.in_the_way & ~(1 << unit),
            node.violations + violations,
            node.cautions + cautions,
            node.moves + moves,
            node.displacement + displacement,
        )

    def pending(self, node: Node) -> Iterator[Pending]:
        """What is found of those that are not all decided, and of several that share days."""
        decided, places, costs = node.decided, self.places, self.costs
        for one, other, both in self.hot:
            open_ = both & ~decided
            if open_:
                cost = costs.of_two(one, places[one], other, places[other])
                if cost != FREE:
                    yield Pending(open_, *cost, self._undoing(one, other, open_))
        for unit in costs.beside_fixed:
            if not decided >> unit & 1:
                yield Pending(1 << unit, *costs.of_one(unit, 0), self._undoing_alone(unit))
        for units, cost in self.problem.shadows.left(places):
            yield Pending(units & ~decided, *cost, 1)
        for units, forbidden in self.problem.long_rows(places):
            yield Pending(units & ~decided, 0, 0 if forbidden else 1, 1, forbidden)

    def least(self, unit: int) -> tuple[int, int]:
        """The fewest moves and the least displacement with which a unit leaves its place."""
        known = self._nearest.get(unit)
        if known is None:
            nearest = next(positions(self.room.domain(unit)), 0)
            known = self._nearest[unit] = self.units[unit].cost(nearest)
        return known

    def _undoing(self, one: int, other: int, open_: int) -> int:
        """Whether a finding of two goes without a move, as one of them receives a time."""
        if not self._some_untimed:
            return 1
        here, there = (-1 if open_ >> each & 1 else self.places[each] for each in (one, other))
        key = one, here, other, there
        if key not in self._undone:
            choices = product(self._choices(one, here), self._choices(other, there))
            free = any(self.costs.of_two(one, p, other, q) == FREE for p, q in choices)
            self._undone[key] = 0 if free else 1
        return self._undone[key]

    def _choices(self, unit: int, place: int) -> list[int]:
        return self._at_no_move(unit) if place < 0 else [place]

    def _undoing_alone(self, unit: int) -> int:
        free = (self.costs.of_one(unit, place) == FREE for place in self._at_no_move(unit))
        return 0 if any(free) else 1

    def _at_no_move(self, unit: int) -> list[int]:
        """The present place, and the times that a workout without one may receive on its day."""
        own = self.units[unit]
        if not own.untimed:
            return [0]
        return [0, *(p for p in positions(self.room.domain(unit)) if not own.cost(p)[0])]
