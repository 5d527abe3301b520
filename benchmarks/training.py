"""A seeded athlete: weeks of runs and lifts, planned well but for what life has moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from rules.days import DayRange
from rules.timeline import Timeline
from rules.workout import HARD_RUN_TYPES, Focus, LiftSet, RunType, Session, Span, Sport, Workout

ZONE = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 1, 5)
_EASY, _INTERVALS, _LONG = (
    Session(Sport.RUN, run_type=type_, hard=type_ in HARD_RUN_TYPES)
    for type_ in (RunType.EASY, RunType.INTERVALS, RunType.LONG)
)
_SETS = (
    LiftSet("squat", 4, Span(5, 5), percent_1rm=80.0),
    LiftSet("bench press", 3, Span(8, 8), rpe=8.0),
    LiftSet("deadlift", 3, Span(5, 5)),
    LiftSet("overhead press", 3, Span(6, 6)),
)
_LOWER, _UPPER, _FULL = (
    Session(Sport.LIFT, focus=focus, heavy=heavy, hard=heavy, sets=_SETS)
    for focus, heavy in ((Focus.LOWER, True), (Focus.UPPER, True), (Focus.FULL, None))
)
# Day, hour and session of a week that is planned well but for little things.
_PLAN = (
    (0, 18, _LOWER),
    (1, 7, _EASY),
    (2, 7, _EASY),
    (2, 18, _UPPER),
    (3, 7, _INTERVALS),
    (4, 18, _FULL),
    (5, 9, _LONG),
    (6, 9, _EASY),
)
_MORE = ((0, 7, _EASY), (6, 17, _UPPER))  # for those who train ten times a week
_FEWER = tuple(_PLAN[index] for index in (0, 1, 3, 4, 5, 6))
_MISPLACED_SHARE = 0.25
_HOURS = (6, 7, 12, 17, 18)


def timeline_of(workouts: int, seed: int = 1) -> Timeline:
    """So many workouts, eight a week, one in four of them on any other day and hour."""
    weeks = -(-workouts // len(_PLAN))
    made = [each for week in range(weeks) for each in _week(week, Random(seed + week))]
    return Timeline.of(made[:workouts], DayRange(MONDAY, MONDAY + timedelta(weeks=weeks)))


def _week(week: int, random: Random) -> Iterator[Workout]:
    for index, (planned_day, planned_hour, session) in enumerate(_PLAN):
        misplaced = random.random() < _MISPLACED_SHARE
        day = random.randrange(7) if misplaced else planned_day
        hour = random.choice(_HOURS) if misplaced else planned_hour
        start = datetime.combine(MONDAY + timedelta(weeks=week, days=day), time(hour), ZONE)
        id_ = f"{week}-{index}"
        minutes = random.choice((40, 60, 75))
        placed = replace(session, duration_min=minutes)  # as the calendar's events tell it
        yield Workout(id_, id_, "", placed, start, start + timedelta(minutes=minutes))


def fortnight(sessions: int, misplaced: int, seed: int) -> Timeline:
    """Two weeks of 12 or 20 sessions, so many of them on any other day and hour."""
    random = Random(seed)
    plan = _FEWER if sessions == 2 * len(_FEWER) else _PLAN + _MORE
    places = [(week, *planned) for week in range(2) for planned in plan]
    moved = set(random.sample(range(len(places)), misplaced))
    workouts = []
    for index, (week, day, hour, session) in enumerate(places):
        if index in moved:
            day, hour = random.randrange(7), random.choice(_HOURS)  # noqa: PLW2901 life
        start = datetime.combine(MONDAY + timedelta(weeks=week, days=day), time(hour), ZONE)
        minutes = random.choice((40, 60, 75))
        id_ = f"{index:02d}"
        placed = replace(session, duration_min=minutes)
        workouts.append(Workout(id_, id_, "", placed, start, start + timedelta(minutes=minutes)))
    return Timeline.of(workouts, DayRange(MONDAY, MONDAY + timedelta(weeks=2)))
