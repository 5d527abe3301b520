"""Seeded weeks in which much is wrong: hard runs and heavy lifts on days near each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from rules.athlete import Athlete, Priority
from rules.workout import Focus, RunType, Workout
from tests.checks.builders import assumed, at, athlete, lift, run
from tests.moves.weeks import placing_only

_CLOCKS = ("06:30", "09:15", "12:00", "18:00", "19:10")
_RUNS = (*RunType, RunType.INTERVALS, RunType.TEMPO, RunType.HILLS, None)
_FOCUS = (*Focus, Focus.LOWER, Focus.FULL, None)


@dataclass(frozen=True)
class BadWeek:
    """Workouts, whose they are, and the days and hours that have a free start."""

    workouts: list[Workout]
    who: Athlete
    days: set[int]
    hours: str
    busy: bool


def bad_week(seed: int) -> BadWeek:
    """Few enough sessions and places to try everything."""
    random = Random(seed)  # noqa: S311 the same weeks each time
    near = random.sample(range(7), random.choice((2, 3, 4)))
    sessions = random.choice((3, 3, 4, 4, 5))
    week = [_workout(random, random.choice(near), number) for number in range(sessions)]
    who = placing_only(athlete(random.choice(list(Priority))))
    row = random.choice((2, 3, 3))
    who = replace(who, thresholds=replace(who.thresholds, hard_days_in_a_row=row))
    most = {3: 7, 4: 4, 5: 3}[sessions]
    days = set(random.sample(range(7), random.randint(1, most)))
    return BadWeek(week, who, days, "06 18" if sessions == 3 else "18", random.random() < 0.5)


def crowded_week(seed: int) -> BadWeek:
    """Two hard runs of one day, and on the next a third session that comes too soon."""
    random = Random(seed)  # noqa: S311 the same weeks each time
    clocks = random.sample(_CLOCKS, 4)
    hard = (RunType.INTERVALS, RunType.TEMPO, RunType.RACE)
    week = [run(at(2, clock), random.choice(hard)) for clock in clocks[:2]]
    follower = run(at(3, clocks[2]), random.choice(hard))
    legs = lift(at(3, clocks[2]), Focus.LOWER, heavy=True)
    week += [random.choice((follower, legs))]
    if random.random() < 0.5:
        week += [_workout(random, random.choice((1, 3, 4)), 3)]
    week = [
        replace(each, id=f"w{n}", event_uid=f"w{n}", fixed=random.random() < 0.3)
        for n, each in enumerate(week)
    ]
    who = placing_only(athlete(random.choice(list(Priority))))
    days = set(random.sample(range(7), 3))
    return BadWeek(week, who, days, "06 18" if len(week) == 3 else "18", busy=False)


def _workout(random: Random, day: int, number: int) -> Workout:
    when = at(day, random.choice(_CLOCKS))
    if random.random() < 0.6:
        plain = run(when, random.choice(_RUNS), random.choice((45, 60, 90)))
    else:
        plain = lift(when, random.choice(_FOCUS), random.choice((True, True, None, False)))
    uid = f"w{number if random.random() < 0.9 else 0}"
    changed = random.choices(
        (
            plain,
            assumed(plain),
            replace(plain, fixed=True),
            replace(plain, end_assumed=True),
        ),
        (68, 10, 15, 7),
    )[0]
    return replace(changed, id=f"w{number}", event_uid=uid)
