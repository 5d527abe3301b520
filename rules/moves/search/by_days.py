"""Prove the best change of a week by days first, and by times of day last.

The search that mends what is wrong is quick where little is. Where much is, most of the places
that it tries differ in nothing but the time of day: this one asks for days, by bounds that hold at
every time, and for times only where the days may be better than the best.
"""

from __future__ import annotations

from bisect import bisect_left

from rules.moves.search.clocks import Clocks
from rules.moves.search.day_bounds import Row, first_bounds
from rules.moves.search.day_choices import Choice, DayChoices
from rules.moves.search.day_rows import DayRows
from rules.moves.search.progress import Progress
from rules.moves.search.weight import weight_of
from rules.moves.week_problem import WeekProblem

_STEPS_A_PAIR = 400
_STEPS_A_NODE = 4


def search_by_days(problem: WeekProblem, progress: Progress) -> None:
    """Leave the best in `progress`.

    Raises:
        OutOfBudget: it is not proved to be the best.
    """
    count = len(problem.units)
    progress.spend(_STEPS_A_PAIR * count * (count - 1) // 2)
    days = _Days(problem, progress)
    days.down({}, days.bounds.alone, 0)


class _Days:
    def __init__(self, problem: WeekProblem, progress: Progress) -> None:
        days = DayChoices(problem)
        self._choices = tuple(days.of(unit) for unit in range(len(problem.units)))
        self.bounds = first_bounds(days, self._choices)
        self._progress = progress
        self._rows = DayRows(problem)
        self._clocks = Clocks(problem, progress)

    def down(self, chosen: dict[int, Choice], open_: dict[int, Row], so_far: int) -> None:
        """Look at all choices of the open units that may be better than the best.

        `so_far` is what the chosen come to at least, `open_` what each choice of the others adds.
        """
        progress = self._progress
        progress.spend(_STEPS_A_NODE + len(open_))
        least = so_far + sum(map(min, open_.values()))
        best = weight_of(progress.best)
        if least >= best or self._rows.arises(chosen):
            return
        if not open_:
            self._clocks.search([chosen[unit] for unit in sorted(chosen)], so_far)
            return
        unit = _narrowest(open_, best - least)
        row = open_[unit]
        rest = least - min(row)
        for choice in sorted(range(len(row)), key=row.__getitem__):
            if rest + row[choice] >= weight_of(progress.best):
                break
            now = chosen | {unit: self._choices[unit][choice]}
            left = self.bounds.with_chosen(unit, choice, open_)
            self.down(now, left, so_far + row[choice])


def _narrowest(open_: dict[int, Row], room: int) -> int:
    """The unit with the fewest choices that may be better than the best; then the clearest."""

    def order(unit: int) -> tuple[int, int, int]:
        row = sorted(open_[unit])
        left = bisect_left(row, row[0] + room)
        return left, row[0] - row[1] if left > 1 else 0, unit

    return min(open_, key=order)
