"""From a node down: decide one unit after the other, and leave what cannot be better."""

from __future__ import annotations

from collections.abc import Callable

from rules.moves.search.board import Board
from rules.moves.search.node import Node
from rules.moves.search.openings import (
    at_once,
    driven_out,
    most_confined,
    open_places,
    undisturbing,
    without_violation,
)
from rules.moves.search.pending import Pending, Rest, rest_of
from rules.moves.search.progress import Progress
from rules.moves.unit import positions


class Descent:
    """`target` are the violations that are aimed for, `limit` is the trouble that may be taken.

    `cut` says that something was left out for the limit alone.
    """

    def __init__(self, board: Board, progress: Progress) -> None:
        """Aim for no violation, and take no trouble yet."""
        self._board, self._progress = board, progress
        self.target = 0
        self.limit = 0
        self.cut = False

    def needed(self, node: Node, rest: Rest) -> int:
        """The trouble that it takes at least to reach what is aimed for."""
        may_stay = 0 if node.violations == self.target else rest.for_violations
        return 2 * node.cautions + node.moves + rest.forced_moves + rest.wanted - may_stay

    def down(self, node: Node) -> None:
        """Look at everything below the node that may be better than the best."""
        self._progress.spend(self._board.steps_a_node)
        found = list(self._board.pending(node))
        pending = [each for each in found if each.units]
        for_good = [each for each in found if not each.units]  # of several, all of them decided
        if any(each.forbidden for each in for_good):
            return
        rest = rest_of(pending, node.in_the_way, self._board.least)
        so_far = node.with_found(for_good)
        if so_far.violations > self.target or so_far.at_least(rest) >= self._progress.best:
            return
        if self.needed(so_far, rest) > self.limit:
            self.cut = True
        elif pending or node.in_the_way:
            self._branch(node, pending)
        else:
            self._progress.offer(so_far.score(), tuple(self._board.places))

    def _branch(self, node: Node, pending: list[Pending]) -> None:
        board = self._board
        if node.in_the_way:
            self._move(node, most_confined(board, node), pending)
            return
        unit = _most_concerned(pending, board.least)
        self._move(node, unit, pending)
        self.down(board.decided(node, unit))

    def _move(self, node: Node, unit: int, pending: list[Pending]) -> None:
        """Try the places of a unit: first those where nobody is in the way, the nearest first."""
        board = self._board
        others = [each for each in pending if not each.units >> unit & 1]
        rest = rest_of(others, node.in_the_way & ~(1 << unit), board.least)
        open_ = open_places(board, node, unit)
        if node.violations == self.target:
            open_ &= without_violation(board, node, unit)
        quiet = open_ & undisturbing(board, node, unit)
        for places in (quiet, open_ & ~quiet):
            self._try_all(node, unit, places, rest)
        board.places[unit] = 0

    def _try_all(self, node: Node, unit: int, places: int, rest: Rest) -> None:
        board, progress = self._board, self._progress
        own, needed = board.units[unit], self.needed(node, rest)
        alone_at = self._alone_at(node, unit, rest)
        for position in positions(places):
            moves, displacement = own.cost(position)
            least = node._replace(
                moves=node.moves + moves, displacement=node.displacement + displacement
            )
            if least.at_least(rest) >= progress.best:
                break  # whatever comes now is displaced at least as far
            if needed + moves > self.limit:
                self.cut = True
                break
            progress.spend(board.steps_a_place)
            driven = driven_out(board, node, unit, position)
            others = sum(board.least(each)[0] for each in positions(driven & ~rest.covered))
            spare = self.limit - needed - moves - others
            if spare < 0 or (not spare and not alone_at >> position & 1):
                self.cut = True
                continue
            self._try(node, unit, position, driven)

    def _alone_at(self, node: Node, unit: int, rest: Rest) -> int:
        """Where it must go, if nobody else may follow, to leave no more than is aimed for."""
        if node.violations < self.target:
            return self._board.units[unit].everywhere
        return at_once(self._board, node, unit, rest)

    def _try(self, node: Node, unit: int, position: int, driven: int) -> None:
        places = self._board.places
        places[unit] = position
        child = self._board.decided(node, unit)
        self.down(child._replace(in_the_way=child.in_the_way | driven))
        places[unit] = 0


def _most_concerned(pending: list[Pending], least: Callable[[int], tuple[int, int]]) -> int:
    """The unit that most of the worst findings are about; of several the one that moves least."""
    worst = min(each.order for each in pending)
    counts: dict[int, int] = {}
    for each in pending:
        if each.order == worst:
            for unit in positions(each.units):
                counts[unit] = counts.get(unit, 0) + 1
    return min(counts, key=lambda unit: (-counts[unit], least(unit), unit))
