"""The best change of a week: exact branch and bound over who moves where.

Whoever is not decided yet stands where they stand now. A node looks for what is wrong with that:
somebody in the way of a moved workout, or a finding that could go. It decides one of those
concerned, moved or staying; where nothing is wrong any more, leaving the rest in place is best.
How much trouble may be taken grows step by step, as the best changes are small.

`solve` aims and deepens, `solved` keeps what it found; `descent` branches; `board` knows what is
wrong, `openings` where a unit may still go; `improve` finds something to measure by; `progress`
keeps the best and the steps.

What this does not prove soon is searched `by_days`: `day_choices` and `day_bounds` say what the
days come to at least, `day_rows` which rows of hard days arise, and `clocks` finds the times.
"""

from rules.moves.search.solve import Solution, solve
from rules.moves.search.solved import solved

__all__ = ["Solution", "solve", "solved"]
