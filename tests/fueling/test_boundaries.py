"""Where one figure of the plan ends and the next begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.fueling import BusySpan, ItemKind
from rules.fueling.before_run import wanted_ahead
from rules.fueling.carbohydrate import refill_after
from rules.fueling.energy import workout_minutes
from rules.fueling.waking_day import WakingDay
from rules.workout import RunType, Workout
from tests.checks.builders import MONDAY, at, lift, run, timed
from tests.fueling.test_day_plan import person, planned

MINUTE = timedelta(minutes=1)


def ten_km(minutes: float) -> Workout:
    race = timed(run(at(0, "10:00"), RunType.RACE, int(minutes)))
    session = replace(race.session, distance_km=10.0, duration_min=None)
    return replace(race, session=session, end=race.start + minutes * MINUTE)


@pytest.mark.parametrize(("kept_min", "taken_min"), [(24, 50), (25, 25), (28, 28), (70, 70)])
def test_only_less_time_than_anybody_needs_is_a_mere_mark(kept_min: int, taken_min: int) -> None:
    assert workout_minutes(ten_km(kept_min)) == taken_min


def test_a_hard_session_right_behind_a_run_is_the_next_one() -> None:
    first = timed(run(at(0, "09:00"), RunType.TEMPO, 50))
    second = timed(run(first.end, RunType.TEMPO, 50, id_="next"))
    refill = refill_after(first, [first, second])
    assert (refill.g_per_kg, refill.hours) == (1.1, 1)


@pytest.mark.parametrize(("minutes", "hours"), [(90, 2), (91, 3), (100, 3)])
def test_long_runs_want_their_meal_earlier(minutes: int, hours: int) -> None:
    assert wanted_ahead(timed(run(at(0, "10:00"), RunType.LONG, minutes))) == hours * 60 * MINUTE


def waking(*sessions: Workout) -> WakingDay:
    return WakingDay.of(MONDAY, person(), sessions, ())


def test_a_late_session_is_followed_by_three_quarters_of_an_hour() -> None:
    late = lift(at(0, "22:00"))
    assert waking(late).bed == late.end + 45 * MINUTE


@pytest.mark.parametrize(("clock", "wakes"), [("03:30", True), ("04:30", True), ("03:29", False)])
def test_a_session_up_to_three_hours_early_wakes_the_athlete(clock: str, wakes: bool) -> None:
    early = timed(run(at(0, clock), RunType.EASY, 40))
    assert waking(early).wake == (early.start if wakes else at(0, "06:30"))


def test_what_is_refilled_by_the_hour_avoids_meetings_too() -> None:
    hard = timed(run(at(0, "09:00"), RunType.TEMPO, 60))
    morning = timed(run(at(1, "07:00"), RunType.INTERVALS, 60, id_="next"))
    plain = planned(hard, morning)
    [refill] = [i for i in plain.items if i.kind is ItemKind.AFTER_RUN and not i.is_serving]
    meeting = BusySpan(refill.start, refill.end)
    moved = planned(hard, morning, busy=[meeting])
    after = [i for i in moved.items if hard.id in i.workouts and i.start >= hard.end]
    assert len(after) == 2
    assert not any(i.start < meeting.end and meeting.start < i.end for i in after)
