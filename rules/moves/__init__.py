"""The planner: the smallest change of a week that settles what was found.

`plan_moves` is exact: among all changes that bring nothing new above advice it finds the one with
the fewest violations, then the least of 2 × cautions + moves, then the fewest moves, then the
least displacement.
"""

from rules.moves.alternative import Alternative, MoveIt, Swap
from rules.moves.move_plan import ContentAdvice, Move, MovePlan
from rules.moves.planning import DaySpan, Declined, Planning, Windows
from rules.moves.suggest import plan_moves

__all__ = [
    "Alternative",
    "ContentAdvice",
    "DaySpan",
    "Declined",
    "Move",
    "MoveIt",
    "MovePlan",
    "Planning",
    "Swap",
    "Windows",
    "plan_moves",
]
