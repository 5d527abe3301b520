"""The best change of a week: exact branch and bound over who moves where.

Whoever is not decided yet stands where they stand now. A node looks for what is wrong with that:
somebody in the way of a moved workout, or a finding that could go. It decides one of those
concerned, moved or staying; where nothing is wrong any more, leaving the rest in place is best.
How much trouble may be taken grows step by step, as the best changes are small.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from rules.moves.pending import Pending, Rest, rest_of
from rules.moves.unit import positions
from rules.moves.week_problem import FREE, Cost, Score, WeekProblem


@dataclass(frozen=True, slots=True)
class Solution:
    """The position of each unit; `proved` says that no other change is better."""

    places: tuple[int, ...]
    score: Score
    proved: bool
    steps: int


_AIMS = 3
_EASY_STEPS = 2


class _OutOfBudget(Exception):
    """The search has seen as many nodes as it may."""


class _Node(NamedTuple):
    """What is settled so far: sets of units, and what the decided ones cost."""

    decided: int
    in_the_way: int
    violations: int
    cautions: int
    moves: int
    displacement: int

    def score(self, violations: int = 0, cautions: int = 0) -> Score:
        """The score with so many more findings."""
        trouble = 2 * (self.cautions + cautions) + self.moves
        return Score(self.violations + violations, trouble, self.moves, self.displacement)

    def at_least(self, rest: Rest) -> Score:
        """The score that no completion goes below.

        To leave a caution costs more than the move that undoes it: moves and displacement count
        as if all were undone, since they only decide where that is so.
        """
        moves = self.moves + rest.forced_moves + rest.wanted
        displacement = self.displacement + rest.displacement
        return Score(self.violations, 2 * self.cautions + moves, moves, displacement)


def solve(problem: WeekProblem, budget: int) -> Solution:
    """The least score that any change of the week has; the best seen where the budget ends."""
    return _Search(problem, budget).run()


class _Search:
    def __init__(self, problem: WeekProblem, budget: int) -> None:
        self._problem = problem
        self._everyone = range(len(problem.units))
        self._budget = self._allowance = budget
        self._floor = 0
        self._target = 0
        self._steps = 0
        self._limit = 0
        self._cut = False
        self._places = [0] * len(problem.units)
        self._hot = [
            (one, other, 1 << one | 1 << other)
            for one in self._everyone
            for other in range(one + 1, len(problem.units))
            if problem.cost(one, 0, other, 0) != FREE
        ]
        # how the work of each grows with the week
        hard = sum(member.is_hard for unit in problem.units for member in unit.members)
        self._steps_a_node = 8 + (len(self._hot) + len(problem.units)) // 2 + 2 * hard
        self._steps_a_place = 1 + len(problem.units) // 8
        self._undone: dict[tuple[int, int, int, int], int] = {}
        self._nearest: dict[int, tuple[int, int]] = {}
        self._some_untimed = any(unit.untimed for unit in problem.units)

    def run(self) -> Solution:
        root = self._root()
        pending = tuple(self._pending(root))
        self._best = root.score(
            sum(each.violations for each in pending), sum(each.cautions for each in pending)
        )
        self._best_places = tuple(self._places)
        open_ = [each for each in pending if each.units]
        proved = not open_ or self._aim(root, rest_of(open_, 0, self._least))
        if not proved:
            self._allowance = 2 * self._budget
            with suppress(_OutOfBudget):
                self._improve()
        return Solution(self._best_places, self._best, proved, self._steps)

    def _aim(self, root: _Node, rest: Rest) -> bool:
        """Aim for the fewest violations that seem possible, then for more; return what is proved.

        An aim allows much to be left out that cannot reach it. One that takes too long is given up
        for the search without any.
        """
        now, self._floor = self._best.violations, root.violations
        for aim in range(root.violations, min(root.violations + _AIMS, now)):
            self._allowance = self._steps + (self._budget - self._steps) // 2
            if not self._proves(aim, root, rest):
                break
            if self._best.violations == aim:
                return True
            self._floor = aim + 1
        self._allowance = self._budget
        return self._proves(now, root, rest)

    def _proves(self, aim: int, root: _Node, rest: Rest) -> bool:
        """Whether the search for at most so many violations came to its end."""
        self._target = aim
        self._places = [0] * len(self._places)
        with suppress(_OutOfBudget):
            return self._deepen(root, rest)
        return False

    def _deepen(self, root: _Node, rest: Rest) -> bool:
        """Allow more and more trouble until no more can be better."""
        self._limit = self._needed(root, rest)
        while not (self._best.violations == self._floor and self._limit > self._best.trouble):
            self._cut = False
            self._descend(root)
            if not self._cut:
                break
            self._limit += 1
            if self._limit == self._needed(root, rest) + _EASY_STEPS:
                self._improve()
        return True

    def _improve(self) -> None:
        """Something to measure by where the best is not near: better one place after the other."""
        better = True
        while better:
            better = sum(map(self._better_place, self._everyone)) > 0

    def _better_place(self, unit: int) -> bool:
        """Whether some place of the unit is better, as the others stand in the best so far."""
        problem, before, here = self._problem, self._best, self._best_places
        open_ = problem.domain(unit)
        for other, there in enumerate(here):
            self._spend(1)
            open_ &= -1 if other == unit else problem.allowed(unit, other, there)
        alone = self._alone(unit, here[unit], here)
        home = (0,) if here[unit] and self._may_return(unit, here) else ()
        for place in (*home, *positions(open_)):
            self._spend(self._steps_a_place)
            changed = (*here[:unit], place, *here[unit + 1 :])
            score_alone = self._alone(unit, place, here)
            if score_alone >= alone or any(new for _, new in problem.long_rows(changed)):
                continue
            alone = score_alone
            score = problem.score(changed)
            if score < self._best:
                self._best, self._best_places = score, changed
        return self._best < before

    def _may_return(self, unit: int, here: tuple[int, ...]) -> bool:
        """Whether its present place is not in the way of those who have moved."""
        moved = ((other, there) for other, there in enumerate(here) if there and other != unit)
        return all(self._problem.allowed(other, unit, 0) >> there & 1 for other, there in moved)

    def _alone(self, unit: int, place: int, here: tuple[int, ...]) -> Score:
        """What one unit has of the score, but for rows of hard days."""
        violations, cautions = self._of_one(unit, place, here)
        moves, displacement = self._problem.units[unit].cost(place)
        return Score(violations, 2 * cautions + moves, moves, displacement)

    def _of_one(self, unit: int, place: int, here: tuple[int, ...]) -> Cost:
        """What is found of one unit."""
        violations, cautions = self._problem.fixed_cost(unit, place)
        for one, other, both in self._hot:
            if both >> unit & 1:
                beside = other if one == unit else one
                first, second = (place, here[beside]) if one == unit else (here[beside], place)
                cost = self._problem.cost(one, first, other, second)
                violations, cautions = violations + cost[0], cautions + cost[1]
        return violations, cautions

    def _root(self) -> _Node:
        """Those of whom something is found and that can go nowhere are decided."""
        root = _Node(0, 0, 0, 0, 0, 0)
        concerned = sum(1 << unit for unit in self._problem.fixed_hot)
        for _, _, both in self._hot:
            concerned |= both
        for unit in positions(concerned):
            if not self._problem.domain(unit):
                root = self._staying(root, unit)
        return root

    def _descend(self, node: _Node) -> None:
        self._spend(self._steps_a_node)
        found = list(self._pending(node))
        pending = [each for each in found if each.units]
        for_good = [each for each in found if not each.units]  # rows of hard days alone
        if any(each.forbidden for each in for_good):
            return
        rest = rest_of(pending, node.in_the_way, self._least)
        so_far = node._replace(cautions=node.cautions + len(for_good))
        if so_far.at_least(rest) >= self._best:
            return
        if so_far.violations > self._target:
            return
        if self._needed(so_far, rest) > self._limit:
            self._cut = True
        elif pending or node.in_the_way:
            self._branch(node, pending)
        else:
            self._record(so_far)

    def _needed(self, node: _Node, rest: Rest) -> int:
        """The trouble that it takes at least to reach what is aimed for."""
        may_stay = 0 if node.violations == self._target else rest.for_violations
        return 2 * node.cautions + node.moves + rest.forced_moves + rest.wanted - may_stay

    def _spend(self, steps: int) -> None:
        self._steps += steps
        if self._steps > self._allowance:
            raise _OutOfBudget

    def _branch(self, node: _Node, pending: list[Pending]) -> None:
        if node.in_the_way:
            self._move(node, self._most_confined(node), pending)
            return
        unit = _most_concerned(pending, self._least)
        self._move(node, unit, pending)
        self._descend(self._staying(node, unit))

    def _record(self, node: _Node) -> None:
        violations, cautions = self._problem.out_of_the_shadow(self._places)
        score = node.score(violations, cautions)
        if score < self._best:
            self._best, self._best_places = score, tuple(self._places)

    # -- what is wrong

    def _pending(self, node: _Node) -> Iterator[Pending]:
        """What is found of those that are not all decided, and of rows of hard days."""
        decided, places, problem = node.decided, self._places, self._problem
        for one, other, both in self._hot:
            open_ = both & ~decided
            if open_:
                cost = problem.cost(one, places[one], other, places[other])
                if cost != FREE:
                    yield Pending(open_, *cost, self._undoing(one, other, open_))
        for unit in problem.fixed_hot:
            if not decided >> unit & 1:
                yield Pending(1 << unit, *problem.fixed_cost(unit, 0), self._undoing_alone(unit))
        for units, forbidden in problem.long_rows(places):
            yield Pending(units & ~decided, 0, 0 if forbidden else 1, 1, forbidden)

    def _undoing(self, one: int, other: int, open_: int) -> int:
        """Whether a finding of two goes without a move, as one of them receives a time."""
        if not self._some_untimed:
            return 1
        kept = [-1 if open_ >> each & 1 else self._places[each] for each in (one, other)]
        key = one, kept[0], other, kept[1]
        if key not in self._undone:
            choices = [
                self._at_no_move(unit) if place < 0 else [place]
                for unit, place in zip((one, other), kept, strict=True)
            ]
            free = any(self._problem.cost(one, p, other, q) == FREE for p, q in product(*choices))
            self._undone[key] = 0 if free else 1
        return self._undone[key]

    def _undoing_alone(self, unit: int) -> int:
        free = (self._problem.fixed_cost(unit, place) == FREE for place in self._at_no_move(unit))
        return 0 if any(free) else 1

    def _at_no_move(self, unit: int) -> list[int]:
        """The present place, and the times that a workout without one may receive on its day."""
        own = self._problem.units[unit]
        if not own.untimed:
            return [0]
        return [0, *(p for p in positions(self._problem.domain(unit)) if not own.cost(p)[0])]

    def _least(self, unit: int) -> tuple[int, int]:
        """The fewest moves and the least displacement with which a unit leaves its place."""
        known = self._nearest.get(unit)
        if known is None:
            nearest = next(positions(self._problem.domain(unit)), 0)
            known = self._nearest[unit] = self._problem.units[unit].cost(nearest)
        return known

    def _most_confined(self, node: _Node) -> int:
        """Of those in the way the one with the fewest places to go to."""
        waiting = [unit for unit in self._everyone if node.in_the_way >> unit & 1]
        return min(waiting, key=lambda unit: self._open_places(node, unit).bit_count())

    # -- the branches

    def _staying(self, node: _Node, unit: int) -> _Node:
        return self._with(node, unit, 0)

    def _with(self, node: _Node, unit: int, position: int) -> _Node:
        """The node with one more decided, who stands there already."""
        violations, cautions = self._problem.fixed_cost(unit, position)
        for one, other, both in self._hot:
            if both >> unit & 1 and (both & ~(1 << unit)) & node.decided:
                cost = self._problem.cost(one, self._places[one], other, self._places[other])
                violations, cautions = violations + cost[0], cautions + cost[1]
        moves, displacement = self._problem.units[unit].cost(position)
        return _Node(
            node.decided | 1 << unit,
            node.in_the_way & ~(1 << unit),
            node.violations + violations,
            node.cautions + cautions,
            node.moves + moves,
            node.displacement + displacement,
        )

    def _move(self, node: _Node, unit: int, pending: list[Pending]) -> None:
        """Try the places of a unit: first those where nobody is in the way, the nearest first."""
        others = [each for each in pending if not each.units >> unit & 1]
        rest = rest_of(others, node.in_the_way & ~(1 << unit), self._least)
        open_ = self._open_places(node, unit)
        if node.violations == self._target:
            open_ &= self._without_violation(node, unit)
        quiet = open_ & self._undisturbing(node, unit)
        for places in (quiet, open_ & ~quiet):
            self._try_all(node, unit, places, rest)
        self._places[unit] = 0

    def _try_all(self, node: _Node, unit: int, places: int, rest: Rest) -> None:
        needed = self._needed(node, rest)
        at_once = self._at_once(node, unit, rest)
        for position in positions(places):
            moves, displacement = self._problem.units[unit].cost(position)
            least = node._replace(
                moves=node.moves + moves, displacement=node.displacement + displacement
            )
            if least.at_least(rest) >= self._best:
                break  # whatever comes now is displaced at least as far
            if needed + moves > self._limit:
                self._cut = True
                break
            self._spend(self._steps_a_place)
            kicked = self._kicked(node, unit, position)
            others = sum(self._least(each)[0] for each in positions(kicked & ~rest.covered))
            alone = needed + moves + others == self._limit
            if needed + moves + others > self._limit or (alone and not at_once >> position & 1):
                self._cut = True
                continue
            self._try(node, unit, position, kicked)

    def _try(self, node: _Node, unit: int, position: int, kicked: int) -> None:
        self._places[unit] = position
        child = self._with(node, unit, position)
        self._descend(child._replace(in_the_way=child.in_the_way | kicked))
        self._places[unit] = 0

    def _open_places(self, node: _Node, unit: int) -> int:
        """Where a unit may go beside all that is fixed or decided."""
        places = self._problem.domain(unit)
        for other in self._everyone:
            if node.decided >> other & 1 and other != unit and places:
                places &= self._problem.allowed(unit, other, self._places[other])
        return places

    def _without_violation(self, node: _Node, unit: int) -> int:
        """Where it may go without a violation beside what is fixed or decided."""
        places = self._problem.mild_domain(unit)
        for one, other, both in self._hot:
            if both >> unit & 1 and both & ~(1 << unit) & node.decided:
                beside = other if one == unit else one
                places &= self._problem.mild(unit, beside, self._places[beside])
        return places

    def _at_once(self, node: _Node, unit: int, rest: Rest) -> int:
        """Where it must go, if nobody else may follow, to leave no more than is aimed for."""
        places = self._problem.units[unit].everywhere
        if node.violations < self._target:
            return places
        for one, other, both in self._hot:
            beside = other if one == unit else one
            open_ = both >> unit & 1 and not node.decided >> beside & 1
            if open_ and not rest.covered >> beside & 1 and self._least(beside)[0]:
                places &= self._problem.mild(unit, beside, 0)
        return places

    def _undisturbing(self, node: _Node, unit: int) -> int:
        """Where it may go beside those that are not decided, too."""
        places = self._problem.units[unit].everywhere
        for other in self._everyone:
            if not node.decided >> other & 1 and other != unit:
                places &= self._problem.allowed(unit, other, 0)
        return places

    def _kicked(self, node: _Node, unit: int, position: int) -> int:
        """Those not decided who are in the way of a unit at this place."""
        kicked = 0
        for other in self._everyone:
            settled = other == unit or node.decided >> other & 1
            free = settled or self._problem.allowed(unit, other, 0) >> position & 1
            if not free:
                kicked |= 1 << other
        return kicked


def _most_concerned(pending: list[Pending], least: Callable[[int], tuple[int, int]]) -> int:
    """The unit that most of the worst findings are about; of several the one that moves least."""
    worst = min(each.order for each in pending)
    counts: dict[int, int] = {}
    for each in pending:
        if each.order == worst:
            for unit in positions(each.units):
                counts[unit] = counts.get(unit, 0) + 1
    return min(counts, key=lambda unit: (-counts[unit], least(unit), unit))
