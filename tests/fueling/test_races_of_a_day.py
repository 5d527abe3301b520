"""Races that leave a day little room to eat, and those that run on into the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from rules.fueling import FuelDay, FuelItem, ItemKind
from rules.workout import RunType, Workout
from tests.checks.builders import at, run, timed
from tests.fueling.test_day_plan import person, planned, servings

HOUR = timedelta(hours=1)
FULL_PLATE_G = 225


def race(clock: str, hours: float, day: int = 0) -> Workout:
    started = timed(run(at(day, clock), RunType.RACE, 60))
    session = replace(started.session, duration_min=60 * hours)
    return replace(started, session=session, end=started.start + hours * HOUR)


def meals(*days: FuelDay) -> list[FuelItem]:
    return [item for day in days for item in day.items if item.kind is not ItemKind.DURING_RUN]


@pytest.mark.parametrize("clock", ["08:00", "10:00", "12:00", "16:00"])
@pytest.mark.parametrize("hours", [12, 20, 24, 36, 50])
def test_a_race_over_night_is_eaten_after_on_the_day_of_its_end(clock: str, hours: float) -> None:
    ultra = race(clock, hours)
    plans = [planned(ultra, day=day) for day in range(-1, 5)]
    eaten = meals(*plans)
    assert not any(ultra.start < item.end and item.start < ultra.end for item in eaten)
    assert all(one.end <= later.start for one, later in pairwise(eaten))
    first = next(item for item in eaten if item.start >= ultra.end)
    assert (first.kind, first.workouts) == (ItemKind.AFTER_RUN, (ultra.id,))


@pytest.mark.parametrize("clock", ["07:30", "08:00", "09:00", "10:00", "11:00"])
@pytest.mark.parametrize("weight_kg", [50, 78, 110])
def test_no_serving_stands_right_before_a_race_of_a_day(clock: str, weight_kg: float) -> None:
    """Rather has the day fewer of them."""
    ultra = race(clock, 24)
    for item in servings(planned(ultra, who=person(weight_kg))):
        assert ultra.start - item.start >= HOUR


@pytest.mark.parametrize("weight_kg", [50, 78, 133])
@pytest.mark.parametrize(("clock", "hours"), [("06:00", 12), ("10:00", 24), ("05:00", 15)])
def test_what_a_race_leaves_room_for_fits_on_plates(
    weight_kg: float, clock: str, hours: float
) -> None:
    day = planned(race(clock, hours), who=person(weight_kg))
    assert meals(day)
    assert all((item.carbs_g or 0) <= FULL_PLATE_G for item in meals(day))
    assert day.carbs_g == sum(item.carbs_g or 0 for item in day.items)


@pytest.mark.parametrize("hours", [2, 3, 4, 4.1])
@pytest.mark.parametrize("clock", ["09:00", "09:30", "10:00", "11:00"])
def test_before_a_marathon_breakfast_is_a_serving_well_ahead(clock: str, hours: float) -> None:
    """What is run for hours counts into no gap between servings, as it is fed on the way."""
    marathon = race(clock, hours)
    before = [each for each in servings(planned(marathon)) if each.start < marathon.start]
    assert before[-1].kind is ItemKind.BEFORE_RUN
    assert 2.25 <= (marathon.start - before[-1].start) / HOUR <= 4


def test_nobody_waits_for_the_first_serving_who_could_have_breakfast() -> None:
    """Though the servings behind an early race alone would keep their three hours."""
    early = race("08:00", 5)
    assert servings(planned(early))[0].start < early.start
