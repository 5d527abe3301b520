"""The plan is the best there is: compared with trying everything, judged by the checks alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.athlete import Athlete, Priority
from rules.fueling import BusySpan
from rules.workout import Focus, RunType, Sport, Workout
from tests.checks.builders import assumed, at, athlete, lift, other, run
from tests.moves.bad_weeks import BadWeek, bad_week, crowded_week
from tests.moves.weeks import (
    by_trying_everything,
    hours,
    placing_only,
    plan,
    score,
)

CLOCKS = ["06:30", "09:15", "12:00", "18:00", "19:10"]
moments = st.builds(at, st.integers(0, 6), st.sampled_from(CLOCKS))
lengths = st.sampled_from([45, 60, 90])
runs = st.builds(run, moments, st.none() | st.sampled_from(RunType), lengths)
lifts = st.builds(lift, moments, st.none() | st.sampled_from(Focus), st.none() | st.booleans())
others = st.builds(other, moments, st.sampled_from([Sport.RIDE, Sport.REST, Sport.MOBILITY]))
changes: list[Callable[[Workout], Workout]] = [
    lambda workout: workout,
    lambda workout: workout,
    assumed,
    lambda workout: replace(workout, fixed=True),
    lambda workout: replace(workout, end_assumed=True),
]
workouts = st.one_of(runs, lifts, runs, lifts, others).flatmap(
    lambda workout: st.sampled_from([change(workout) for change in changes])
)
hard_types = st.sampled_from([RunType.RACE, RunType.INTERVALS, RunType.HILLS])
maybe_fixed = st.sampled_from(
    [lambda workout: workout, lambda workout: replace(workout, fixed=True)]
)
athletes = st.builds(lambda priority: placing_only(athlete(priority)), st.sampled_from(Priority))
strict_athletes = st.builds(
    lambda who, days: replace(who, thresholds=replace(who.thresholds, hard_days_in_a_row=days)),
    athletes,
    st.sampled_from([2, 3]),
)


@st.composite
def weeks(
    draw: st.DrawFn, most: int, kinds: st.SearchStrategy[Workout] = workouts
) -> list[Workout]:
    drawn = draw(st.lists(kinds, min_size=2, max_size=most))
    return [replace(each, id=f"w{n}", event_uid=f"w{n % 4}") for n, each in enumerate(drawn)]


@st.composite
def crowded_days(draw: st.DrawFn) -> list[Workout]:
    """Two hard runs of one day and what follows: the rules speak once, whichever of them leaves."""
    clocks = draw(st.permutations(CLOCKS))
    drawn = [run(at(1, clock), draw(hard_types)) for clock in clocks[:2]]
    legs = lift(at(2, clocks[2]), Focus.LOWER, heavy=True)
    drawn.append(draw(st.sampled_from([legs, run(at(2, clocks[2]), draw(hard_types))])))
    drawn += draw(st.lists(workouts, max_size=1))
    fixed = [draw(maybe_fixed)(each) for each in drawn]
    return [replace(each, id=f"w{n}", event_uid=f"w{n}") for n, each in enumerate(fixed)]


def the_plan_is_the_best(
    week: list[Workout], who: Athlete, days: set[int], hours_: str, busy: bool = True
) -> None:
    """On a grid of 00:00, 06:00, 12:00 and 18:00, of which the windows leave some on some days."""
    clocks = [clock for clock in ("06:00", "18:00") if clock[:2] in hours_]
    windows = hours(*(f"{clock}-{int(clock[:2]) + 2:02d}:00" for clock in clocks), days=days)
    meetings = (BusySpan(at(min(days), "05:00"), at(min(days), "07:00")),) if busy else ()
    found = plan(*week, who=who, windows=windows, slot_min=360, busy=meetings)
    starts = [at(day, clock) for day in sorted(days) for clock in clocks]
    assert found.unproved == ()
    reached = score(week, found.applied_to(week), who)
    assert reached == by_trying_everything(week, starts, who, meetings)


some_days = st.sets(st.integers(0, 6), min_size=1, max_size=7)


@settings(deadline=None, max_examples=60)
@given(weeks(most=3), athletes, some_days)
def test_up_to_three_sessions_on_any_days(
    week: list[Workout], who: Athlete, days: set[int]
) -> None:
    the_plan_is_the_best(week, who, days, "06 18")


@settings(deadline=None, max_examples=60)
@given(weeks(most=5), athletes, st.sets(st.integers(0, 6), min_size=1, max_size=3))
def test_up_to_five_sessions_on_a_few_days(
    week: list[Workout], who: Athlete, days: set[int]
) -> None:
    the_plan_is_the_best(week, who, days, "18")


@settings(deadline=None, max_examples=120)
@given(crowded_days(), strict_athletes, st.sets(st.integers(0, 6), min_size=1, max_size=3))
def test_hard_runs_that_share_a_day(week: list[Workout], who: Athlete, days: set[int]) -> None:
    the_plan_is_the_best(week, who, days, "06 18" if len(week) < 4 else "18")


@pytest.mark.parametrize("make", [bad_week, crowded_week])
@pytest.mark.parametrize("seed", range(60))
def test_weeks_in_which_much_is_wrong(make: Callable[[int], BadWeek], seed: int) -> None:
    week = make(seed)
    the_plan_is_the_best(week.workouts, week.who, week.days, week.hours, week.busy)


def hard(day: int, clock: str, type_: RunType = RunType.INTERVALS, length_min: int = 60) -> Workout:
    return run(at(day, clock), type_, length_min)


def heavy(day: int, clock: str, focus: Focus = Focus.LOWER) -> Workout:
    return lift(at(day, clock), focus, heavy=True)


def stands(workout: Workout) -> Workout:
    return replace(workout, fixed=True)


RACE, TEMPO, SPRINTS = RunType.RACE, RunType.TEMPO, RunType.SPRINTS
# A week, the priority, the days and the hours that have a free start.
WRONG_ONCE: dict[str, tuple[list[Workout], Priority, set[int], str]] = {
    "who is driven out is not in the way where they stood": (
        [
            hard(3, "18:00", RACE),
            hard(4, "20:00"),
            hard(5, "09:15", length_min=40),
            heavy(6, "09:15"),
        ],
        Priority.BALANCED,
        {1, 4, 5, 6},
        "06 18",
    ),
    "two of a day trade days": (
        [hard(4, "06:00", SPRINTS), hard(4, "18:00", RunType.HILLS), hard(5, "07:00", RACE)],
        Priority.MUSCLE,
        {0, 3},
        "06 18",
    ),
    "both hard runs of a day leave the race alone": (
        [hard(0, "09:15", length_min=40), hard(0, "12:00", length_min=40), hard(1, "06:00", RACE)],
        Priority.BALANCED,
        {2, 4, 5, 6},
        "06 18",
    ),
    "the earlier hard run and the class of the day after stand": (
        [stands(hard(0, "07:00")), hard(0, "17:00", TEMPO), stands(heavy(1, "18:00", Focus.FULL))],
        Priority.BALANCED,
        {2, 3, 5},
        "06 18",
    ),
    "a race and an easy run that is hard come before a race": (
        [
            hard(5, "07:00", RACE),
            replace(run(at(5, "20:30")), session=replace(hard(5, "20:30").session)),
            hard(6, "17:00", RACE),
        ],
        Priority.BALANCED,
        {2, 3},
        "06 18",
    ),
    "a row that is left stands fast": (
        [heavy(2, "12:00"), stands(heavy(3, "06:00", Focus.FULL)), stands(heavy(4, "18:00"))],
        Priority.BALANCED,
        {1, 3},
        "18",
    ),
    "an earlier hard run leaves for the day before": (
        [hard(4, "17:45", RACE), hard(5, "06:00", SPRINTS), stands(hard(5, "07:30"))],
        Priority.RUNNING,
        {3, 4, 5, 6},
        "06",
    ),
    "what a later hard run hides is new on other days": (
        [
            stands(heavy(5, "05:30", Focus.FULL)),
            hard(5, "12:00", TEMPO),
            stands(hard(5, "20:00", SPRINTS, 40)),
            hard(6, "18:00", SPRINTS),
        ],
        Priority.BALANCED,
        {0, 1, 2, 5},
        "18",
    ),
}


@pytest.mark.parametrize("busy", [False, True])
@pytest.mark.parametrize("name", WRONG_ONCE)
def test_weeks_that_were_planned_wrong_once(name: str, busy: bool) -> None:
    drawn, priority, days, clocks = WRONG_ONCE[name]
    week = [replace(each, id=f"w{n}", event_uid=f"w{n}") for n, each in enumerate(drawn)]
    who = placing_only(athlete(priority))
    two_in_a_row = replace(who, thresholds=replace(who.thresholds, hard_days_in_a_row=2))
    for each in (who, two_in_a_row):
        the_plan_is_the_best(week, each, days, clocks, busy)


@pytest.mark.parametrize(
    ("lift_at", "mover", "moves"), [("08:30", "07:00", []), ("20:00", "18:00", ["w1"])]
)
def test_of_two_hard_runs_the_last_alone_may_follow_whom_it_preceded(
    lift_at: str, mover: str, moves: list[str]
) -> None:
    """The rules speak of the last: of the first it would be told anew, for once the other way."""
    drawn = [
        hard(1, "07:00"),
        hard(1, "18:00"),
        stands(hard(2, "07:00", TEMPO)),
        stands(lift(at(1, lift_at), Focus.UPPER, heavy=True)),
    ]
    fixed = [each if f"{each.start:%H:%M}" == mover else stands(each) for each in drawn]
    week = [replace(each, id=f"w{n}", event_uid=f"w{n}") for n, each in enumerate(fixed)]
    who = placing_only(athlete(Priority.MUSCLE))
    who = replace(who, thresholds=replace(who.thresholds, hard_days_in_a_row=4))
    the_plan_is_the_best(week, who, {3}, "18", busy=False)
    found = plan(*week, who=who, windows=hours("18:00-20:00", days=[3]), slot_min=360)
    assert [move.workout.id for move in found.moves] == moves
