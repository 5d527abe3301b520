"""A seeded athlete: weeks of runs and lifts as a hybrid athlete plans them, some of them badly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from rules.days import DayRange
from rules.timeline import Timeline
from rules.workout import HARD_RUN_TYPES, Focus, LiftSet, RunType, Session, Span, Sport, Workout

ZONE = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 1, 5)
_A_WEEK = 8  # 60 workouts in eight weeks: seven or eight a week
_RUNS = (RunType.EASY, RunType.EASY, RunType.TEMPO, RunType.INTERVALS, RunType.LONG)
_LIFTS = ((Focus.LOWER, True), (Focus.UPPER, True), (Focus.FULL, None))
_SETS = (
    LiftSet("squat", 4, Span(5, 5), percent_1rm=80.0),
    LiftSet("bench press", 3, Span(8, 8), rpe=8.0),
    LiftSet("deadlift", 3, Span(10, 10)),
)


def timeline_of(workouts: int, seed: int = 1) -> Timeline:
    """So many workouts, eight a week; no two of one sport on a day."""
    weeks = -(-workouts // _A_WEEK)
    made = [each for week in range(weeks) for each in _week(week, Random(seed + week))]
    return Timeline.of(made[:workouts], DayRange(MONDAY, MONDAY + timedelta(weeks=weeks)))


def _week(week: int, random: Random) -> Iterator[Workout]:
    run_days, lift_days = random.sample(range(7), 5), random.sample(range(7), 3)
    for day, run_type in zip(run_days, _RUNS, strict=True):
        hard = run_type in HARD_RUN_TYPES
        yield _workout(week, day, random, Session(Sport.RUN, run_type=run_type, hard=hard))
    for day, (focus, heavy) in zip(lift_days, _LIFTS, strict=True):
        session = Session(Sport.LIFT, focus=focus, heavy=heavy, hard=heavy, sets=_SETS)
        yield _workout(week, day, random, session)


def _workout(week: int, day: int, random: Random, session: Session) -> Workout:
    clock = time(random.choice((6, 7, 12, 17, 18)), random.choice((0, 30)))
    start = datetime.combine(MONDAY + timedelta(weeks=week, days=day), clock, ZONE)
    minutes = random.choice((40, 60, 75))
    id_ = f"{week}-{day}-{session.sport}"
    return Workout(id_, id_, "", session, start, start + timedelta(minutes=minutes))
