"""The objective of planning, and what a place costs."""

from __future__ import annotations

from typing import NamedTuple


class Score(NamedTuple):
    """The objective, in this order; `trouble` is 2 × cautions + moves."""

    violations: int
    trouble: int
    moves: int
    displacement: int


# Violations and cautions.
Cost = tuple[int, int]
FREE: Cost = (0, 0)
