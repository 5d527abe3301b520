"""A node of the search: what is settled so far."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rules.moves.score import Score
from rules.moves.search.pending import Pending, Rest


class Node(NamedTuple):
    """Sets of units, and what the decided ones cost."""

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

    def with_found(self, findings: Iterable[Pending]) -> Node:
        """The node with what no further decision undoes."""
        told = list(findings)
        return self._replace(
            violations=self.violations + sum(each.violations for each in told),
            cautions=self.cautions + sum(each.cautions for each in told),
        )

    def at_least(self, rest: Rest) -> Score:
        """The score that no completion goes below.

        To leave a caution costs more than the move that undoes it: moves and displacement count
        as if all were undone, since they only decide where that is so.
        """
        moves = self.moves + rest.forced_moves + rest.wanted
        displacement = self.displacement + rest.displacement
        return Score(self.violations, 2 * self.cautions + moves, moves, displacement)


NOTHING_DECIDED = Node(0, 0, 0, 0, 0, 0)
