"""What sessions burn, by what is known of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rules.fueling.energy import net_exercise_kcal, workout_minutes
from rules.typical_length import known_length_min
from rules.workout import RunSegment, RunType, Session, Sport, Workout
from tests.checks.builders import at, lift, other, placed, run, timed

KG = 60.0


def race(**told: Any) -> Workout:
    return placed(Session(Sport.RUN, RunType.RACE, hard=True, **told), at(6, "09:00"), 60, "race")


def long_run(**told: Any) -> Workout:
    return placed(Session(Sport.RUN, RunType.LONG, **told), at(6, "09:00"), 120, "long")


@pytest.mark.parametrize(("heavy", "met"), [(True, 6.0), (False, 3.5), (None, 3.5)])
def test_a_lift_burns_by_how_hard_it_is(heavy: bool | None, met: float) -> None:
    assert net_exercise_kcal(lift(at(0, "18:00"), heavy=heavy), KG) == pytest.approx((met - 1) * KG)


@pytest.mark.parametrize(
    ("sport", "met"),
    [(Sport.WALK, 3.5), (Sport.MOBILITY, 2.5), (Sport.OTHER, 5.5), (Sport.REST, 1.0)],
)
def test_what_is_no_training_burns_too(sport: Sport, met: float) -> None:
    assert net_exercise_kcal(other(at(0, "10:00"), sport), KG) == pytest.approx((met - 1) * KG)


def test_what_only_the_calendar_makes_up_is_no_length() -> None:
    slot = run(at(0, "10:00"), RunType.EASY, 15)
    assert workout_minutes(slot) == 15
    assert workout_minutes(replace(slot, time_assumed=True)) == 45
    assert workout_minutes(replace(slot, end_assumed=True)) == 45


@pytest.mark.parametrize(
    ("km", "hours"), [(10, 0.83), (21.0975, 1.84), (42.195, 4.1), (50, 5.0), (100, 11.0)]
)
def test_long_races_are_run_slower(km: float, hours: float) -> None:
    minutes = known_length_min(race(distance_km=km).session)
    assert minutes is not None
    assert minutes / 60 == pytest.approx(hours, abs=0.05)
    by_time = race(duration_min=minutes)
    assert net_exercise_kcal(by_time, KG) == pytest.approx(km * KG)


def test_an_hour_in_the_calendar_is_no_marathon() -> None:
    marathon = race(distance_km=42.195)
    assert workout_minutes(marathon) == pytest.approx(245, abs=1)
    assert workout_minutes(replace(marathon, end=at(6, "12:30"))) == 210


def test_a_climb_costs_as_the_acsm_equation_has_it() -> None:
    hilly = long_run(distance_km=20.0, climb_m=1200.0)
    level = net_exercise_kcal(long_run(distance_km=20.0), KG)
    assert net_exercise_kcal(hilly, KG) == pytest.approx(level * (0.2 + 0.9 * 0.06) / 0.2)
    assert known_length_min(hilly.session) == pytest.approx(6 * (20 + 4.5 * 1.2))


def test_a_run_told_by_its_time_burns_by_its_time() -> None:
    assert net_exercise_kcal(long_run(climb_m=800.0), KG) == pytest.approx(20 * KG)


def test_a_written_pace_tells_the_distance() -> None:
    easy = timed(run(at(0, "10:00"), RunType.EASY, 60))
    one = replace(easy.session, segments=(RunSegment(duration_s=3600, pace_s_per_km=300),))
    assert net_exercise_kcal(replace(easy, session=one), KG) == pytest.approx(12 * KG)
    two = replace(one, segments=one.segments * 2)
    assert net_exercise_kcal(replace(easy, session=two), KG) == pytest.approx(10 * KG)
