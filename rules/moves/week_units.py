"""From a timeline to the problem of one week: who may move where, and who stands fast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rules.athlete import Athlete
from rules.checks.pairs import longest_reach_h
from rules.days import DayRange, week_of
from rules.moves.free_time import free_time, frozen_until, grid_of, midnight, seconds
from rules.moves.hard_rows import HardRows
from rules.moves.pair_tables import tables_of
from rules.moves.planning import Planning
from rules.moves.shadows import shadowed_runs
from rules.moves.unit import Calendar, Member, Unit, usual_start_min
from rules.moves.verdicts import Verdicts, pairs_found
from rules.moves.week_problem import WeekProblem
from rules.timeline import Timeline
from rules.workout import Sport, Workout

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the problem of every week is made of."""

    timeline: Timeline
    athlete: Athlete
    planning: Planning


def week_problem(monday: date, given: Circumstances) -> WeekProblem:
    """The problem of the week that begins on this day; all others stand as in the timeline."""
    near = _near(monday, given, _reach(given.athlete) + _WEEK)
    groups = _events(near)
    moving = [group for group in groups if _may_move(group, monday, given)]
    ids = {workout.id for group in moving for workout in group}
    units = tuple(_units(moving, monday, given, near))
    members = [member for unit in units for member in unit.members]
    beside = tuple(Member(workout) for workout in near if workout.id not in ids)
    within = DayRange(monday - _reach(given.athlete), monday + _WEEK + _reach(given.athlete))
    fixed = tuple(each for each in beside if each.workout.day in within)
    tables = tables_of(given.athlete)
    shadowed = shadowed_runs([*members, *fixed])
    verdicts = Verdicts(
        tables,
        pairs_found(members, fixed, shadowed, tables),
        shadowed,
        frozenset(each.id for each in given.planning.beyond),
    )
    rows = HardRows.of(members, beside, given.athlete)
    return WeekProblem(units, fixed, verdicts, rows)


def _near(monday: date, given: Circumstances, reach: timedelta) -> list[Workout]:
    """The workouts of the week, and those so many days before and after it."""
    days = DayRange(monday - reach, monday + _WEEK + reach)
    known = [each for day in given.timeline.days if day.date in days for each in day.workouts]
    ids = {workout.id for workout in known}
    beyond = (each for each in given.planning.beyond if each.day in days and each.id not in ids)
    return [*known, *sorted(beyond, key=lambda each: (each.start_utc, each.id))]


def _reach(athlete: Athlete) -> timedelta:
    """How far the rules about two workouts look."""
    thresholds = athlete.thresholds
    days = int(longest_reach_h(thresholds) // 24) + 2
    return timedelta(days=max(days, thresholds.race_heavy_lower_days + 1))


def _events(workouts: Iterable[Workout]) -> list[tuple[Workout, ...]]:
    """The workouts of one event together, in the order of time."""
    events: dict[str, list[Workout]] = {}
    for workout in workouts:
        events.setdefault(workout.occurrence or workout.id, []).append(workout)
    return [tuple(event) for event in events.values()]


def _may_move(event: Sequence[Workout], monday: date, given: Circumstances) -> bool:
    """Whether the event lies in the week, ahead, in view, and nothing holds it where it is."""
    untimed_several = len(event) > 1 and event[0].time_assumed
    return not untimed_several and all(_is_free(each, monday, given) for each in event)


def _is_free(workout: Workout, monday: date, given: Circumstances) -> bool:
    timeline, planning = given.timeline, given.planning
    day = workout.day
    held = workout.stands or workout.session.sport is Sport.REST
    return (
        not held
        and week_of(day).start == monday
        and day in timeline.visible
        and not timeline.is_paused(day)
        and workout.id not in planning.kept
        and seconds(workout.start_utc) >= frozen_until(planning)
    )


def _units(
    moving: Sequence[tuple[Workout, ...]],
    monday: date,
    given: Circumstances,
    near: Sequence[Workout],
) -> Iterator[Unit]:
    athlete, planning = given.athlete, given.planning
    days = week_of(monday).within(given.timeline.visible)
    grid = grid_of(days, athlete.time_zone, planning.slot_min)
    free = free_time(days, athlete, planning)
    calendar = _calendar(near, monday, athlete)
    closed = frozenset(_closed(days, given))
    for event in moving:
        declined = {
            each.day.toordinal()
            for each in planning.declined
            if each.workout in {workout.id for workout in event}
        }
        own = closed - {event[0].day.toordinal()} | declined
        usual = usual_start_min(athlete, event[0])
        members = tuple(Member(workout) for workout in event)
        yield Unit(members, grid, free, own, usual, calendar)


def _closed(days: DayRange, given: Circumstances) -> Iterator[int]:
    """The days that take no workout of another: days of rest, and of a pause."""
    for day in days:
        at_rest = any(w.session.sport is Sport.REST for w in given.timeline.on(day).workouts)
        if at_rest or given.timeline.is_paused(day):
            yield day.toordinal()


def _calendar(near: Sequence[Workout], monday: date, athlete: Athlete) -> Calendar:
    """The beginnings of the days of the week and of every workout near it, and one more."""
    first = min([monday, *(workout.day for workout in near)])
    last = max([monday + _WEEK, *(workout.day for workout in near)])
    days = DayRange(first, last + timedelta(days=3))
    return Calendar(first.toordinal(), tuple(midnight(day, athlete.time_zone) for day in days))
