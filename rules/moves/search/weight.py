"""A score as one whole number, so that scores add up and compare in one step."""

from __future__ import annotations

from rules.moves.score import Cost, Score

# Each part outweighs all that follow: a week holds fewer than 4096 workouts.
DISPLACEMENT, MOVE, TROUBLE, VIOLATION = 1, 1 << 24, 1 << 36, 1 << 56
IMPOSSIBLE = 1 << 90


def weight_of(score: Score) -> int:
    """The number of a score."""
    found = score.violations * VIOLATION + score.trouble * TROUBLE
    return found + score.moves * MOVE + score.displacement * DISPLACEMENT


def weight_of_found(cost: Cost) -> int:
    """The number of violations and cautions."""
    violations, cautions = cost
    return violations * VIOLATION + 2 * cautions * TROUBLE


def weight_of_place(moves: int, displacement: int) -> int:
    """The number of a move, or of a time for a workout that had none."""
    return moves * (TROUBLE + MOVE) + displacement * DISPLACEMENT
