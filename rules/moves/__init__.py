"""The planner: the smallest change of a week that settles what was found.

`plan_moves` is exact: among all changes that bring nothing new above advice it finds the one with
the fewest violations, then the least of 2 × cautions + moves, then the fewest moves, then the
least displacement.
"""

from rules.moves.move_plan import ContentAdvice, Move, MovePlan
from rules.moves.planning import DaySpan, Declined, Planning, Windows
from rules.moves.suggest import plan_moves

__all__ = [
    "ContentAdvice",
    "DaySpan",
    "Declined",
    "Move",
    "MovePlan",
    "Planning",
    "Windows",
    "plan_moves",
]
