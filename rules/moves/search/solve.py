"""How the search is led: what it aims for, and how much trouble it may take."""

from __future__ import annotations

from dataclasses import dataclass

from rules.moves.score import Score
from rules.moves.search.board import Board
from rules.moves.search.by_days import search_by_days
from rules.moves.search.descent import Descent
from rules.moves.search.improve import improve
from rules.moves.search.node import Node
from rules.moves.search.pending import Rest, rest_of
from rules.moves.search.progress import OutOfBudget, Progress
from rules.moves.week_problem import WeekProblem

_AIMS = 3
_EASY_STEPS = 2
_EASY_SHARE = 8  # of the budget; what is not easy is searched by days


@dataclass(frozen=True, slots=True)
class Solution:
    """The position of each unit; `proved` says that no other change is better."""

    places: tuple[int, ...]
    score: Score
    proved: bool
    steps: int


def solve(problem: WeekProblem, budget: int) -> Solution:
    """The least score that any change of the week has; the best seen where the budget ends."""
    board = Board(problem)
    root = board.root()
    pending = tuple(board.pending(root))
    now = root.score(
        sum(each.violations for each in pending), sum(each.cautions for each in pending)
    )
    progress = Progress(now, tuple(board.places), budget)
    open_ = [each for each in pending if each.units]
    rest = rest_of(open_, 0, board.least)
    easy = budget // _EASY_SHARE
    proved = not open_ or _Lead(board, progress, root, rest).proves_the_best(easy)
    if not proved:
        proved = _proved_by_days(board, progress, budget)
    return Solution(progress.places, progress.best, proved, progress.steps)


def _proved_by_days(board: Board, progress: Progress, budget: int) -> bool:
    """Improve what was found, and prove by days that nothing is better."""
    progress.allowance = 2 * budget
    try:
        improve(board, progress)
        progress.allowance = max(budget, progress.steps)
        search_by_days(board.problem, progress)
    except OutOfBudget:
        return False
    return True


class _Lead:
    """`floor` are the violations below which nothing can be."""

    def __init__(self, board: Board, progress: Progress, root: Node, rest: Rest) -> None:
        self._board, self._progress = board, progress
        self._root, self._rest = root, rest
        self._descent = Descent(board, progress)
        self._floor = root.violations

    def proves_the_best(self, budget: int) -> bool:
        """Aim for the fewest violations that seem possible, then for more; return what is proved.

        An aim allows much to be left out that cannot reach it. One that takes too long is given up
        for the search without any.
        """
        progress, fewest = self._progress, self._root.violations
        now = progress.best.violations
        for aim in range(fewest, min(fewest + _AIMS, now)):
            progress.allowance = progress.steps + (budget - progress.steps) // 2
            if not self._proves(aim):
                break
            if progress.best.violations == aim:
                return True
            self._floor = aim + 1
        progress.allowance = budget
        return self._proves(now)

    def _proves(self, aim: int) -> bool:
        """Whether the search for at most so many violations came to its end."""
        self._descent.target = aim
        self._board.clear()
        try:
            self._deepen()
        except OutOfBudget:
            return False
        return True

    def _deepen(self) -> None:
        """Allow more and more trouble until no more can be better."""
        descent, root = self._descent, self._root
        first = descent.limit = descent.needed(root, self._rest)
        while not self._is_enough():
            descent.cut = False
            descent.down(root)
            if not descent.cut:
                break
            descent.limit += 1
            if descent.limit == first + _EASY_STEPS:
                improve(self._board, self._progress)

    def _is_enough(self) -> bool:
        """Whether the best has no violation too many and no more trouble than was allowed."""
        best = self._progress.best
        return best.violations == self._floor and self._descent.limit > best.trouble
