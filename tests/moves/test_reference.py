"""The optimum is that of OR-tools CP-SAT, on weeks too large to try everything."""

from __future__ import annotations

import pytest

from benchmarks.move_reference import Model
from benchmarks.move_rows import planned
from benchmarks.training import fortnight


@pytest.mark.parametrize(
    ("sessions", "misplaced", "seed"), [(12, 3, 100), (12, 4, 101), (20, 5, 102), (20, 5, 143)]
)
def test_the_optimum_is_that_of_a_solver(sessions: int, misplaced: int, seed: int) -> None:
    ours = planned(fortnight(sessions, misplaced, seed))
    for problem, solution in zip(ours.problems, ours.solutions, strict=True):
        score, optimal = Model(problem).best(limit_s=60)
        assert (solution.proved, optimal) == (True, True)
        assert solution.score == score
