"""Whether a place leaves the night: what the rules allow is not good for all that.

The objective knows nothing of it, so a move may go there; it is only not offered as good besides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rules.athlete import Athlete
from rules.moves.free_time import bedtime, instant_at, night_s
from rules.moves.unit import Member, Stand
from rules.moves.week_problem import WeekProblem

_WIND_DOWN_S = 3600


def is_restful(problem: WeekProblem, places: Sequence[int], unit: int, athlete: Athlete) -> bool:
    """Whether a unit ends early enough when all units have these places.

    That is an hour before bed, unless it ends as late as that now, and a night and an hour before
    the next hard session.
    """
    hard = [stand.start for member, stand in _stands(problem, places) if member.is_hard]
    rest_s = night_s(athlete) + _WIND_DOWN_S
    own = problem.units[unit]
    for member in own.members:
        stand = own.stand(member, places[unit])
        if _ends_late(stand, athlete) and not _ends_late(member.stay, athlete):
            return False
        if any(
            0 <= start - stand.end < rest_s and _night_between(stand, start, athlete)
            for start in hard
        ):
            return False
    return True


def _stands(problem: WeekProblem, places: Sequence[int]) -> Iterator[tuple[Member, Stand]]:
    yield from ((member, member.stay) for member in problem.fixed)
    for unit, place in zip(problem.units, places, strict=True):
        yield from ((member, unit.stand(member, place)) for member in unit.members)


def _ends_late(stand: Stand, athlete: Athlete) -> bool:
    return stand.end > _bedtime(stand, athlete) - _WIND_DOWN_S


def _night_between(stand: Stand, later: int, athlete: Athlete) -> bool:
    """Whether it is the night that lies between; what stands on one day is for the rules."""
    return later >= _bedtime(stand, athlete)


def _bedtime(stand: Stand, athlete: Athlete) -> int:
    return bedtime(instant_at(stand.start, athlete.time_zone).date(), athlete)
