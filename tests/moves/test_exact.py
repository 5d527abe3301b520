"""The plan is the best there is: compared with trying everything, judged by the checks alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.athlete import Athlete, Priority
from rules.fueling import BusySpan
from rules.workout import Focus, RunType, Sport, Workout
from tests.checks.builders import assumed, at, athlete, lift, other, run
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
athletes = st.builds(lambda priority: placing_only(athlete(priority)), st.sampled_from(Priority))


@st.composite
def weeks(draw: st.DrawFn, most: int) -> list[Workout]:
    drawn = draw(st.lists(workouts, min_size=2, max_size=most))
    return [replace(each, id=f"w{n}", event_uid=f"w{n % 4}") for n, each in enumerate(drawn)]


def the_plan_is_the_best(week: list[Workout], who: Athlete, days: set[int], hours_: str) -> None:
    """On a grid of 00:00, 06:00, 12:00 and 18:00, of which the windows leave some on some days."""
    clocks = [clock for clock in ("06:00", "18:00") if clock[:2] in hours_]
    windows = hours(*(f"{clock}-{int(clock[:2]) + 2:02d}:00" for clock in clocks), days=days)
    busy = (BusySpan(at(min(days), "05:00"), at(min(days), "07:00")),)
    found = plan(*week, who=who, windows=windows, slot_min=360, busy=busy)
    starts = [at(day, clock) for day in sorted(days) for clock in clocks]
    assert found.unproved == ()
    reached = score(week, found.applied_to(week), who)
    assert reached == by_trying_everything(week, starts, who, busy)


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
