"""What else would do in place of a move, each proved by the rules.

An alternative leaves no more violations, and no more cautions and moves together, than the move;
nor does it end so late that the night is short.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from rules.checks import check_all
from rules.finding import Finding
from rules.moves.alternative import Alternative, MoveIt, Swap
from rules.moves.free_time import instant_at, seconds
from rules.moves.judged_plan import arisen, gone
from rules.moves.move_plan import Move, standing_at
from rules.moves.restful import is_restful
from rules.moves.unit import Unit, positions
from rules.moves.week_problem import WeekProblem
from rules.moves.week_units import Circumstances
from rules.timeline import Timeline, overlap
from rules.workout import Workout

_MOST = 2
_LOOKED_AT = 200  # places; the nearest are likely to do


@dataclass(frozen=True, slots=True)
class Settled:
    """A week that was planned: the positions of its units, and what the plan does."""

    problem: WeekProblem
    places: tuple[int, ...]
    findings: Sequence[Finding]
    before: Timeline


def alternatives(move: Move, week: Settled, given: Circumstances) -> tuple[Alternative, ...]:
    """At most two: to swap the two of a day, another day, or the other workout in its place.

    `given` holds the timeline as it is after all moves; `week.findings` those of before.
    """
    ways = (way for way in _ways(move, week, given) if way is not None)
    return tuple(islice(ways, _MOST))


def _ways(move: Move, week: Settled, given: Circumstances) -> Iterator[Alternative | None]:
    unit = _unit_of(week.problem, move.workout.id)
    if unit is None:
        return
    yield _swap(move, week, given)
    yield _another_day(move, unit, week, given)
    for other in _partners(move, week.problem):
        yield _other_instead(unit, other, week, given)


def _unit_of(problem: WeekProblem, id_: str) -> int | None:
    held = (
        number
        for number, unit in enumerate(problem.units)
        if any(member.workout.id == id_ for member in unit.members)
    )
    return next(held, None)


def _partners(move: Move, problem: WeekProblem) -> list[int]:
    """The units that what the move settles is about, too."""
    named = {id_ for finding in move.settles for id_ in finding.workouts}
    units = [_unit_of(problem, id_) for id_ in sorted(named - {move.workout.id})]
    return sorted({unit for unit in units if unit is not None})


def _another_day(move: Move, unit: int, week: Settled, given: Circumstances) -> MoveIt | None:
    problem, own = week.problem, week.problem.units[unit]
    chosen = own.candidates[week.places[unit] - 1]
    home = own.members[0].stay.day
    for position in islice(positions(problem.room.domain(unit)), _LOOKED_AT):
        candidate = own.candidates[position - 1]
        if candidate.day in {chosen.day, home}:
            continue
        places = _with(week.places, {unit: position})
        if _does_as_well(places, week) and is_restful(problem, places, unit, given.athlete):
            return _moving(own, move.workout.id, position, given)
    return None


def _other_instead(unit: int, other: int, week: Settled, given: Circumstances) -> MoveIt | None:
    problem = week.problem
    if week.places[other]:
        return None
    for position in islice(positions(problem.room.domain(other)), _LOOKED_AT):
        places = _with(week.places, {unit: 0, other: position})
        if _does_as_well(places, week) and is_restful(problem, places, other, given.athlete):
            there = problem.units[other]
            return _moving(there, there.members[0].workout.id, position, given)
    return None


def _with(places: Sequence[int], changes: dict[int, int]) -> tuple[int, ...]:
    return tuple(changes.get(unit, place) for unit, place in enumerate(places))


def _does_as_well(places: tuple[int, ...], week: Settled) -> bool:
    problem = week.problem
    if not problem.is_allowed(places):
        return False
    return problem.score(places)[:2] <= problem.score(week.places)[:2]


def _moving(unit: Unit, id_: str, position: int, given: Circumstances) -> MoveIt:
    """The time at which a workout of the unit would start."""
    member = next(each for each in unit.members if each.workout.id == id_)
    start = instant_at(unit.stand(member, position).start, given.athlete.time_zone)
    return MoveIt(member.workout, start)


def _swap(move: Move, week: Settled, given: Circumstances) -> Swap | None:
    """Two of one day whose order is turned round: each starts where the other did."""
    here = {workout.id: workout for workout in week.before.on(move.workout.day).workouts}
    ids = {id_ for each in move.settles for id_ in each.workouts} & set(here)
    if len(ids) != _A_PAIR or any(each.time_assumed for each in map(here.__getitem__, ids)):
        return None
    one, other = sorted((here[id_] for id_ in ids), key=lambda workout: workout.start_utc)
    changed = (_starting(one, other.start), _starting(other, one.start))
    if not all(_may_stand(each, week.problem) for each in changed):
        return None
    return Swap(one, other, one.day) if _proved(changed, move, week, given) else None


_A_PAIR = 2


def _starting(workout: Workout, start: datetime) -> Workout:
    end = (start.astimezone(UTC) + (workout.end_utc - workout.start_utc)).astimezone(start.tzinfo)
    return standing_at(workout, start, end)


def _may_stand(workout: Workout, problem: WeekProblem) -> bool:
    """Whether it is a workout that moves alone, and its time is free."""
    number = _unit_of(problem, workout.id)
    if number is None or len(problem.units[number].members) > 1:
        return False
    unit: Unit = problem.units[number]
    begin, end = seconds(workout.start_utc), seconds(workout.end_utc)
    return any(low <= begin and end <= high for low, high in unit.free)


def _proved(changed: Sequence[Workout], move: Move, week: Settled, given: Circumstances) -> bool:
    """Whether all rules agree: nothing new, and gone what the move would settle."""
    others = {each.id: each for each in changed}
    back = {move.workout.id: move.workout} | others
    workouts = [back.get(each.id, each) for each in given.timeline.workouts]
    beside = [each for each in workouts if each.id not in others]
    if overlap(*changed) or any(overlap(a, b) for a in changed for b in beside):
        return False
    line = given.timeline
    tried = Timeline.of(workouts, line.visible, known=line.known, pauses=line.pauses)
    found = check_all(tried, given.athlete)
    worse = arisen(found, week.findings)
    wanted = [each for each in move.settles if each.above_advice]
    return not worse and len(gone(wanted, found)) == len(wanted)
