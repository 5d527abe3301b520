"""The solutions of the weeks that were asked about lately.

Most weeks are in one cycle what they were in the cycle before, and to prove one again takes longer
than all else of the cycle.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from rules.moves.search.solve import Solution, solve
from rules.moves.unit import Member, Unit
from rules.moves.week_problem import WeekProblem

_WEEKS = 64  # some tens of kilobytes each


@dataclass(frozen=True, slots=True)
class _Week:
    """All that a problem is made of, but none of the tables that a search derives of it.

    `stands` tells the workouts' instants in seconds, by which weeks are told apart soon: clock
    times of one zone are the same to Python on both sides of a change of clocks.
    """

    stands: tuple[tuple[str, int, int], ...]
    rest: tuple[object, ...] = field(hash=False)

    @classmethod
    def of(cls, problem: WeekProblem, budget: int) -> _Week:
        """The week of a problem, for a search of so many steps."""
        verdicts = problem.verdicts
        moving = (member for unit in problem.units for member in unit.members)
        return cls(
            tuple(_stand(each) for each in (*moving, *problem.fixed)),
            (
                budget,
                tuple(_made_of(unit) for unit in problem.units),
                problem.fixed,
                problem.rows,
                verdicts.tables.athlete,
                verdicts.now,
                verdicts.shadowed,
                verdicts.beyond,
            ),
        )


def _stand(member: Member) -> tuple[str, int, int]:
    return member.workout.id, member.stay.start, member.stay.end


def _made_of(unit: Unit) -> tuple[object, ...]:
    closed = unit.closed_days
    return unit.members, unit.grid, unit.free, closed, unit.usual_min, unit.calendar


def solved(problem: WeekProblem, budget: int) -> Solution:
    """What `solve` finds; not searched for again where the week is one of the last."""
    kept = _kept(_Week.of(problem, budget))
    if not kept:
        kept.append(solve(problem, budget))
    return kept[0]


@lru_cache(maxsize=_WEEKS)
def _kept(week: _Week) -> list[Solution]:  # noqa: ARG001 it is the key
    """The place of a week's solution, empty at first."""
    return []
