"""Meals and sessions: which serving is eaten for which, and what gives way to what."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings

from rules.fueling import FuelDay, FuelItem, ItemKind, is_key_session
from rules.workout import Focus, RunType, Sport, Workout
from tests.checks.builders import at, lift, other, run, timed
from tests.fueling.test_day_plan import (
    clock,
    of_kind,
    person,
    planned,
    servings,
    training_days,
    weights,
)

HOUR = timedelta(hours=1)


def ahead_h(session: Workout, item: FuelItem) -> float:
    return (session.start - item.start) / HOUR


def meals(day: FuelDay) -> list[FuelItem]:
    """What fills a plate, but for what is eaten hour by hour to fill the stores."""
    kinds = {ItemKind.DURING_RUN, ItemKind.AFTER_RUN}
    return [item for item in day.items if item.kind not in kinds and (item.carbs_g or 0) > 30]


@pytest.mark.parametrize("clock_", ["11:00", "14:00", "16:30", "18:00", "19:30"])
def test_the_meal_before_a_run_is_a_serving(clock_: str) -> None:
    tempo = timed(run(at(0, clock_), RunType.TEMPO, 50))
    [before] = [item for item in planned(tempo).items if item.kind is ItemKind.BEFORE_RUN]
    assert before.protein_g
    assert 1.5 <= ahead_h(tempo, before) <= 3.75


@settings(max_examples=150)
@given(training_days(), weights)
def test_no_two_meals_stand_an_hour_apart(workouts: list[Workout], weight_kg: float) -> None:
    if len(workouts) <= 2:
        eaten = meals(planned(*workouts, who=person(weight_kg)))
        assert all(later.start - one.start >= 1.25 * HOUR for one, later in pairwise(eaten))


def test_between_two_hard_runs_nothing_is_eaten_twice() -> None:
    """What fills the stores after the first is in them for the second."""
    first = timed(run(at(0, "10:00"), RunType.TEMPO, 60))
    second = timed(run(at(0, "16:00"), RunType.TEMPO, 60, id_="second"))
    between = [i for i in planned(first, second).items if first.end <= i.start < second.start]
    carbs_g = sum(item.carbs_g or 0 for item in between)
    assert 4 * 1.1 * 62 - 4 <= carbs_g <= 5.5 * 62
    assert sum(item.asked.g_per_kg for item in between) == pytest.approx(4 * 1.1)


def test_a_serving_goes_before_a_mere_refill_as_the_meal_before_a_run() -> None:
    first = timed(run(at(0, "12:45"), RunType.STEADY, 68))
    second = timed(run(at(0, "18:30"), RunType.INTERVALS, 53, id_="second"))
    before = [i for i in planned(first, second, who=person(110)).items if second.id in i.workouts]
    assert before[0].protein_g


@pytest.mark.parametrize("weight_kg", [62, 75, 95])
@pytest.mark.parametrize("clock_", ["07:00", "12:00", "16:00", "17:00", "18:00", "20:00"])
def test_a_lift_is_fed_within_the_hour(weight_kg: float, clock_: str) -> None:
    gym = lift(at(0, clock_), Focus.LOWER, heavy=True)
    eaten = servings(planned(gym, who=person(weight_kg)))
    assert any(gym.end <= item.start <= gym.end + HOUR for item in eaten)
    assert not any(timedelta() <= gym.start - item.start < HOUR for item in eaten)


@pytest.mark.parametrize("clock_", ["08:00", "10:00", "13:00", "16:00"])
def test_no_full_meal_stands_right_before_a_long_ride(clock_: str) -> None:
    ride = other(at(0, clock_), Sport.RIDE)
    ride = replace(ride, end=ride.start + 4 * HOUR)
    for item in servings(planned(timed(ride), who=person(75))):
        assert not timedelta() <= ride.start - item.start < HOUR


QUARTERS = [f"{hour:02d}:{minute:02d}" for hour in range(7, 19) for minute in (0, 15, 30, 45)]


@pytest.mark.parametrize("weight_kg", [62, 75, 95])
@pytest.mark.parametrize("clock_", QUARTERS)
def test_each_hour_after_a_run_gets_its_share_once(weight_kg: float, clock_: str) -> None:
    hard = timed(run(at(0, clock_), RunType.TEMPO, 60))
    morning = timed(run(at(1, "07:00"), RunType.INTERVALS, 60, id_="next"))
    day = planned(hard, morning, who=person(weight_kg))
    for hour in range(2):
        begin = hard.end + hour * HOUR
        within = [i for i in day.items if begin <= i.start < begin + HOUR]
        assert [i.asked.g_per_kg for i in within if hard.id in i.workouts] in ([1.1], [2.1])
    after = [i for i in day.items if i.start >= hard.end]
    assert all(later.start - one.start >= 0.75 * HOUR for one, later in pairwise(after))


def test_with_little_time_four_hours_are_fed_in_order() -> None:
    first = timed(run(at(0, "10:00"), RunType.TEMPO, 60))
    second = timed(run(at(0, "17:00"), RunType.TEMPO, 60, id_="second"))
    items = [i for i in planned(first, second).items if first.end <= i.start < second.start]
    hours = [int((i.start - first.end) / HOUR) for i in items if first.id in i.workouts]
    assert hours == [0, 1, 2, 3]


@pytest.mark.parametrize("weight_kg", [62, 75, 95, 120])
@pytest.mark.parametrize("clock_", ["11:00", "15:00", "18:00", "19:30"])
def test_no_single_meal_carries_the_day(weight_kg: float, clock_: str) -> None:
    long = timed(run(at(0, clock_), RunType.LONG, 120))
    day = planned(long, who=person(weight_kg))
    eaten = servings(day)
    assert all((item.carbs_g or 0) <= max(225, 2.5 * weight_kg) for item in eaten)
    others = [i.carbs_g or 0 for i in eaten if i.kind in {ItemKind.MEAL, ItemKind.BEFORE_SLEEP}]
    assert max(others) - min(others) <= 1
    assert min(others) >= 0.5 * weight_kg


def test_breakfast_is_eaten_in_the_morning() -> None:
    """Though two runs later on would have the day's servings round them."""
    first = timed(run(at(0, "14:00"), RunType.TEMPO, 60))
    second = timed(run(at(0, "17:30"), RunType.TEMPO, 60, id_="second"))
    assert servings(planned(first, second))[0].start <= at(0, "08:15")


def test_the_evening_ends_with_a_serving_near_bedtime() -> None:
    """Though the run before asks for one right behind it."""
    evening = timed(run(at(0, "17:00"), RunType.TEMPO, 60))
    assert planned(evening).items[-1].start >= at(0, "21:00")


def test_no_full_meal_stands_right_before_an_easy_run() -> None:
    for clock_ in ("09:00", "12:30", "15:00", "17:30"):
        easy = timed(run(at(0, clock_), RunType.EASY, 40))
        assert not any(0 <= ahead_h(easy, each) < 1 for each in servings(planned(easy)))


def test_a_late_session_keeps_the_athlete_up_for_a_serving() -> None:
    late = lift(at(0, "21:30"), Focus.LOWER, heavy=True)
    last = planned(late).items[-1]
    assert (last.kind, last.workouts) == (ItemKind.AFTER_LIFT, (late.id,))
    assert late.end <= last.start <= late.end + timedelta(minutes=45)


def test_the_night_does_not_begin_later_than_the_session_needs() -> None:
    late = timed(run(at(0, "21:15"), RunType.TEMPO, 60))
    assert planned(late).items[-1].end <= late.end + timedelta(minutes=45)


def test_the_hard_run_of_the_next_morning_asks_for_more_in_the_evening() -> None:
    tempo = timed(run(at(0, "17:00"), RunType.TEMPO, 60))
    morning = timed(run(at(1, "10:00"), RunType.INTERVALS, 60, id_="morning"))
    alone, followed = planned(tempo), planned(tempo, morning)
    after = [item for item in followed.items if item.kind is ItemKind.AFTER_RUN]
    assert len(after) > len([item for item in alone.items if item.kind is ItemKind.AFTER_RUN])


def test_what_was_done_in_the_night_before_still_keeps_its_time_free() -> None:
    """A run of last night over midnight is today's by no hour, and nothing is eaten in it."""
    owl = person(waking=replace(person().waking, bed=at(0, "01:30").time()))
    late = timed(run(at(0, "23:30"), RunType.EASY, 100))
    items = planned(late, who=owl, day=1).items
    assert all(item.start >= at(1, "06:30") for item in items)
    shift = person(waking=replace(person().waking, wake=at(0, "00:15").time()))
    for item in planned(late, who=shift, day=1).items:
        assert item.start >= late.end


@pytest.mark.parametrize("sport", [Sport.REST, Sport.MOBILITY])
def test_rest_and_mobility_are_never_key_sessions(sport: Sport) -> None:
    long = other(at(0, "10:00"), sport)
    long = replace(long, end=long.start + 2 * HOUR, session=replace(long.session, hard=True))
    assert not is_key_session(timed(long))
    assert is_key_session(timed(replace(long, session=replace(long.session, sport=Sport.RIDE))))


def test_a_stretch_asks_for_no_more_carbohydrate_of_the_day() -> None:
    assert planned(other(at(0, "10:00"), Sport.MOBILITY)).carbs_g == planned().carbs_g


def test_a_walk_and_a_stretch_count_into_the_day() -> None:
    day = planned(other(at(0, "10:00"), Sport.WALK), other(at(0, "15:00"), Sport.MOBILITY, "two"))
    assert day.net_exercise_kcal == round(62 * (2.5 + 1.5))


def test_before_a_long_run_a_meal_of_its_own_stands_three_hours_ahead() -> None:
    """No serving lies in its window, as a lift after breakfast holds it."""
    long = timed(run(at(0, "10:00"), RunType.LONG, 120))
    before = of_kind(planned(long), ItemKind.BEFORE_RUN)
    assert ahead_h(long, before) >= 2.5
    assert clock(before) < "07:31"


def test_nobody_eats_a_meal_right_before_a_marathon() -> None:
    """Rather is it longer than five hours from breakfast to the meal behind the race."""
    early_bird = person(waking=replace(person().waking, wake=at(0, "06:00").time()))
    race = timed(run(at(0, "09:00"), RunType.RACE, 270))
    before = [i for i in planned(race, who=early_bird).items if i.start < race.start]
    assert [(item.kind, bool(item.protein_g)) for item in before] == [(ItemKind.BEFORE_RUN, True)]
    assert 2 <= ahead_h(race, before[0]) <= 3


def test_a_marathon_that_the_calendar_keeps_an_hour_for_is_fed_all_the_same() -> None:
    race = timed(run(at(0, "09:00"), RunType.RACE, 60))
    race = replace(race, session=replace(race.session, distance_km=42.195))
    day = planned(race)
    during = of_kind(day, ItemKind.DURING_RUN)
    assert during.carbs_g == pytest.approx(75 * 245 / 60, abs=3)
    assert (during.end - during.start) / HOUR == pytest.approx(4.1, abs=0.05)
    assert of_kind(day, ItemKind.AFTER_RUN).start >= during.end


def test_who_lifts_eats_as_soon_as_the_other_servings_allow() -> None:
    gym = lift(at(0, "15:30"), Focus.UPPER)
    after = of_kind(planned(gym), ItemKind.AFTER_LIFT)
    assert after.start - gym.end <= timedelta(minutes=45)


def test_without_a_weight_no_serving_holds_a_known_amount() -> None:
    """Least of all none: an unknown value is never 0."""
    day = planned(timed(run(at(0, "15:00"), RunType.TEMPO, 50)), who=person(None))
    assert {(item.protein_g, item.carbs_g) for item in day.items} == {(None, None)}
    assert all("  " not in i.guidance and "and  " not in i.guidance for i in day.items)
    assert "0.3 to 0.4 g/kg protein" in {item.guidance for item in day.items}


@pytest.mark.parametrize("weight_kg", [62, 75, 95])
def test_an_early_lift_has_breakfast_before_and_a_serving_within_the_hour(weight_kg: int) -> None:
    gym = lift(at(0, "07:15"), Focus.UPPER, length_min=75)
    eaten = servings(planned(gym, who=person(weight_kg)))
    assert eaten[0].end <= gym.start
    assert gym.end <= eaten[1].start <= gym.end + HOUR
    assert len(eaten) == 5
