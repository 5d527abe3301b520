"""When and how much is eaten on a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rules.athlete import Athlete, Thresholds, WakingHours
from rules.body import Body, Diet, Sex
from rules.days import DayRange
from rules.fueling import BusySpan, FuelDay, FuelItem, ItemKind, plan_days
from rules.fueling.carbohydrate import refill_after
from rules.workout import Focus, RunSegment, RunType, Sport, Workout
from tests.checks.builders import MONDAY, at, athlete, lift, other, run, timed

SAM = Body(Sex.FEMALE, 1990, 170, 62, 22)
DAY = timedelta(days=1)


def person(weight_kg: float | None = 62, **changes: Any) -> Athlete:
    return athlete(body=replace(SAM, weight_kg=weight_kg), **changes)


def planned(
    *workouts: Workout, who: Athlete | None = None, day: int = 0, busy: Sequence[BusySpan] = ()
) -> FuelDay:
    date_ = MONDAY + day * DAY
    [plan] = plan_days(DayRange(date_, date_ + DAY), workouts, busy, who or person())
    return plan


def servings(day: FuelDay) -> list[FuelItem]:
    return [item for item in day.items if item.protein_g]


def clock(item: FuelItem) -> str:
    return f"{item.start:%H:%M}"


def of_kind(day: FuelDay, kind: ItemKind) -> FuelItem:
    [item] = [each for each in day.items if each.kind is kind]
    return item


def test_a_day_of_rest_has_four_even_servings_to_bedtime() -> None:
    day = planned()
    assert [(clock(item), item.protein_g) for item in day.items] == [
        ("07:00", 28),
        ("12:00", 28),
        ("17:00", 28),
        ("22:00", 28),
    ]
    assert day.items[-1].kind is ItemKind.BEFORE_SLEEP
    assert (day.protein_g, day.carbs_g, day.net_exercise_kcal) == (112, 248, 0)


def test_ninety_kilograms_at_2_2_grams_are_five_servings() -> None:
    who = person(90, thresholds=Thresholds(protein_aim_g_per_kg=2.2))
    day = planned(who=who)
    assert [item.protein_g for item in servings(day)] == [40, 40, 40, 39, 39]
    assert day.protein_g == 198


@pytest.mark.parametrize(("weight_kg", "count"), [(45, 4), (62, 4), (88, 4), (90, 5), (120, 6)])
def test_as_many_servings_as_the_grams_need(weight_kg: float, count: int) -> None:
    assert len(servings(planned(who=person(weight_kg)))) == count


def test_a_serving_follows_a_lift_within_two_hours() -> None:
    gym = lift(at(0, "18:00"), Focus.LOWER, heavy=True)
    after = of_kind(planned(gym), ItemKind.AFTER_LIFT)
    assert gym.end <= after.start <= gym.end + timedelta(hours=2)
    assert after.workouts == (gym.id,)


def test_a_tempo_run_after_work_is_eaten_for_two_hours_ahead() -> None:
    tempo = timed(run(at(0, "18:00"), RunType.TEMPO, 50))
    day = planned(tempo)
    before = of_kind(day, ItemKind.BEFORE_RUN)
    hours = (tempo.start - before.start) / timedelta(hours=1)
    assert 1 <= hours <= 4
    assert before.carbs_g is not None
    assert before.carbs_g >= 62
    after = of_kind(day, ItemKind.AFTER_RUN)
    assert after.protein_g


def test_an_early_hard_run_has_a_snack_and_the_evening_before() -> None:
    early = timed(run(at(1, "07:15"), RunType.INTERVALS, 50))
    snack = of_kind(planned(early, day=1), ItemKind.BEFORE_RUN)
    assert (snack.carbs_g, snack.protein_g) == (25, 0)
    assert at(1, "06:30") <= snack.start < early.start
    evening, usual = planned(early, day=0).items[-1], planned(day=0).items[-1]
    assert evening.workouts == (early.id,)
    assert (evening.carbs_g or 0) > (usual.carbs_g or 0)


def test_nobody_is_woken_to_eat() -> None:
    at_dawn = timed(run(at(1, "05:00"), RunType.TEMPO, 50))
    day = planned(at_dawn, day=1)
    assert all(item.start >= at_dawn.start for item in day.items)
    assert planned(at_dawn, day=0).items[-1].workouts == (at_dawn.id,)


@pytest.mark.parametrize(
    ("length_min", "run_type", "grams"),
    [
        (75, RunType.LONG, None),
        (76, RunType.LONG, 57),
        (120, RunType.LONG, 90),
        (120, RunType.RACE, 120),
        (180, RunType.LONG, 225),
    ],
)
def test_long_runs_are_fed_by_the_hour(
    length_min: float, run_type: RunType, grams: int | None
) -> None:
    long = timed(run(at(0, "10:00"), run_type, length_min))
    during = [item for item in planned(long).items if item.kind is ItemKind.DURING_RUN]
    assert [item.carbs_g for item in during] == ([] if grams is None else [grams])


@pytest.mark.parametrize(
    ("wait_min", "meals"),
    [
        (None, [62]),
        (24 * 60, [62]),
        (24 * 60 - 1, [68, 68]),
        (8 * 60, [68, 68]),
        (8 * 60 - 1, [68, 68, 68, 68]),
        (4 * 60, [68, 68, 68]),
        (60, [68]),
    ],
)
def test_the_next_hard_session_asks_for_more_afterwards(
    wait_min: int | None, meals: list[int]
) -> None:
    hard = timed(run(at(0, "09:00"), RunType.TEMPO, 50))
    later = []
    if wait_min is not None:
        later = [timed(run(hard.end + timedelta(minutes=wait_min), RunType.TEMPO, 50, id_="next"))]
    refill = refill_after(hard, [hard, *later])
    assert [round(62 * refill.g_per_kg)] * refill.hours == meals
    eaten = [item for item in planned(hard, *later).items if hard.id in item.workouts]
    after = [item for item in eaten if item.start >= hard.end]
    assert sum(item.carbs_g or 0 for item in after) >= sum(meals) - 2
    assert all(item.example for item in after)


def test_no_meal_is_a_mountain() -> None:
    """Two hard runs on a day: what is wanted between them is dealt out hour by hour."""
    first = timed(run(at(0, "12:00"), RunType.INTERVALS, 60))
    second = timed(run(at(0, "18:00"), RunType.TEMPO, 60, id_="second"))
    day = planned(first, second, who=person(110))
    assert max(item.carbs_g or 0 for item in day.items) <= 4 * 110


def test_an_example_holds_what_it_stands_for() -> None:
    tempo = timed(run(at(0, "15:00"), RunType.TEMPO, 50))
    before = of_kind(planned(tempo), ItemKind.BEFORE_RUN)
    assert before.carbs_g is not None
    assert re.search(r"[2-9]\d\d g|1\d\d g oats", before.example or "")


def test_an_easy_run_in_the_morning_has_a_snack_half_an_hour_ahead() -> None:
    easy = timed(run(at(0, "07:15"), RunType.EASY, 40))
    snack = of_kind(planned(easy), ItemKind.BEFORE_RUN)
    assert (clock(snack), snack.carbs_g) == ("06:45", 25)


def test_a_long_run_is_eaten_for_three_hours_ahead() -> None:
    long = timed(run(at(0, "15:00"), RunType.LONG, 120))
    before = of_kind(planned(long), ItemKind.BEFORE_RUN)
    assert timedelta(hours=2) <= long.start - before.start <= timedelta(hours=4)
    assert before.carbs_g is not None
    assert before.carbs_g >= 3 * 62


def test_no_full_meal_stands_right_before_a_run() -> None:
    early = timed(run(at(0, "07:00"), RunType.TEMPO, 120))
    for item in servings(planned(early, who=person(85))):
        assert not timedelta() <= early.start - item.start < timedelta(hours=1)


def test_a_session_after_midnight_belongs_to_the_evening_before() -> None:
    owl = person(waking=WakingHours(wake=time(10), bed=time(2)))
    gym = lift(at(1, "00:30"), Focus.FULL)
    assert [item.kind for item in planned(gym, who=owl).items].count(ItemKind.AFTER_LIFT) == 1
    assert ItemKind.AFTER_LIFT not in {item.kind for item in planned(gym, who=owl, day=1).items}


def test_a_session_in_the_dead_of_night_does_not_stretch_the_day() -> None:
    odd = timed(run(at(0, "00:00"), RunType.EASY, 40))
    assert all(item.start >= at(0, "06:30") for item in planned(odd).items)


def test_a_day_has_room_for_protein_and_fat_beside_carbohydrate() -> None:
    gym = timed(lift(at(0, "10:00"), Focus.UPPER, length_min=95))
    day = planned(gym)
    assert day.burned_kcal is not None
    assert day.carbs_g is not None
    assert day.protein_g is not None
    assert 4 * (day.carbs_g + day.protein_g) <= 0.81 * day.burned_kcal


def test_a_written_pace_counts() -> None:
    easy = timed(run(at(0, "10:00"), RunType.EASY, 60))
    fast = replace(easy.session, segments=(RunSegment(duration_s=3600, pace_s_per_km=300),))
    assert planned(easy).net_exercise_kcal == 620
    assert planned(replace(easy, session=fast)).net_exercise_kcal == 744


def test_a_walk_is_no_training_that_asks_for_carbohydrate() -> None:
    assert planned(other(at(0, "10:00"), Sport.WALK)).carbs_g == 4 * 62


def test_who_is_light_still_eats_four_times() -> None:
    assert [item.protein_g for item in servings(planned(who=person(44)))] == [20] * 4


@pytest.mark.parametrize(
    ("minutes", "g_per_kg"), [(0, 4), (44, 4), (45, 6), (90, 6), (91, 8), (150, 8)]
)
def test_the_days_carbohydrate_follows_its_training(minutes: int, g_per_kg: int) -> None:
    easy = [timed(run(at(0, "10:00"), RunType.EASY, minutes))] if minutes else []
    day = planned(*easy)
    during = sum(i.carbs_g or 0 for i in day.items if i.kind is ItemKind.DURING_RUN)
    assert (day.carbs_g or 0) - during == g_per_kg * 62


def test_two_sessions_near_each_other_share_a_meal() -> None:
    gym = lift(at(0, "16:30"), Focus.UPPER)
    tempo = timed(run(at(0, "17:45"), RunType.TEMPO, 45))
    shared = [item for item in planned(gym, tempo).items if len(item.workouts) == 2]
    assert [set(item.workouts) for item in shared] == [{gym.id, tempo.id}]


def test_meetings_are_avoided_where_they_can_be() -> None:
    noon = BusySpan(at(0, "11:30"), at(0, "12:30"))
    busy = planned(busy=[noon])
    assert not any(noon.start < item.end and item.start < noon.end for item in busy.items)
    all_day = BusySpan(at(0, "06:00"), at(0, "23:00"))
    assert len(planned(busy=[all_day]).items) == 4


def test_without_a_weight_amounts_are_told_by_the_kilogram() -> None:
    long = timed(run(at(0, "12:00"), RunType.LONG, 100))
    day = planned(long, who=person(None))
    assert (day.energy_kcal, day.protein_g, day.carbs_g) == (None, None, None)
    before = of_kind(day, ItemKind.BEFORE_RUN)
    assert before.carbs_g is None
    assert "g/kg carbohydrate" in before.guidance
    assert of_kind(day, ItemKind.DURING_RUN).carbs_g == 75
    assert all(
        "0.3 to 0.4 g/kg protein" in item.guidance for item in day.items if item.by_kg[:1] == "0"
    )


@pytest.mark.parametrize("diet", Diet)
def test_examples_name_food_of_the_diet(diet: Diet) -> None:
    meat_and_fish, from_animals = ("chicken", "tuna"), ("egg", "yogurt", "cheese")
    days = plan_days(DayRange(MONDAY, MONDAY + 14 * DAY), [], [], person(diet=diet))
    examples = " ".join(item.example or "" for day in days for item in day.items)
    forbidden = {
        Diet.OMNIVORE: (),
        Diet.VEGETARIAN: meat_and_fish,
        Diet.VEGAN: meat_and_fish + from_animals,
    }[diet]
    assert not any(word in examples for word in forbidden)
    assert "g " in examples


def test_energy_is_matched_or_slightly_exceeded() -> None:
    day = planned(timed(run(at(0, "10:00"), RunType.EASY, 60)))
    assert day.burned_kcal is not None
    assert day.energy_kcal is not None
    assert 1.0 <= day.energy_kcal / day.burned_kcal <= 1.05


def test_late_and_night_hours_are_a_day_like_any_other() -> None:
    shift = replace(
        person(),
        waking=replace(person().waking, wake=at(0, "15:00").time(), bed=at(0, "06:00").time()),
    )
    day = planned(who=shift)
    assert at(0, "15:00") <= day.items[0].start
    assert day.items[-1].end <= at(1, "06:00")
    assert len(servings(day)) == 4


clocks = st.builds(lambda h, q: f"{h:02d}:{15 * q:02d}", st.integers(5, 20), st.integers(0, 3))
some_runs = st.builds(
    run, st.builds(at, st.just(0), clocks), st.sampled_from(RunType), st.integers(20, 150)
)
some_lifts = st.builds(
    lift, st.builds(at, st.just(0), clocks), st.sampled_from(Focus), length_min=st.integers(30, 90)
)


@st.composite
def training_days(draw: st.DrawFn) -> list[Workout]:
    drawn = [timed(each) for each in draw(st.lists(st.one_of(some_runs, some_lifts), max_size=3))]
    ordered = sorted(drawn, key=lambda workout: workout.start)
    for first, second in pairwise(ordered):
        assume(first.end <= second.start)
    return [replace(workout, id=f"w{n}") for n, workout in enumerate(ordered)]


weights = st.floats(40, 133)


@settings(max_examples=150)
@given(training_days(), weights)
def test_the_items_add_up_to_the_day(workouts: list[Workout], weight_kg: float) -> None:
    day = planned(*workouts, who=person(weight_kg))
    assert sum(item.protein_g or 0 for item in day.items) == day.protein_g
    assert sum(item.carbs_g or 0 for item in day.items) == day.carbs_g
    if weight_kg <= 88:  # four servings, for which every day has room
        assert 1.8 * weight_kg - 1 <= (day.protein_g or 0) <= 2.2 * weight_kg + 1


@settings(max_examples=150)
@given(training_days(), weights)
def test_servings_are_neither_small_nor_large_nor_close(
    workouts: list[Workout], weight_kg: float
) -> None:
    eaten = servings(planned(*workouts, who=person(weight_kg)))
    assert all(20 <= (item.protein_g or 0) <= 40 for item in eaten)
    gaps = [later.start - earlier.start for earlier, later in pairwise(eaten)]
    assert all(timedelta(hours=2) <= gap for gap in gaps)
    if len(workouts) <= 1 and weight_kg <= 88:
        assert all(timedelta(hours=3) <= gap <= timedelta(hours=5) for gap in gaps)


@settings(max_examples=150)
@given(training_days(), weights)
def test_nothing_is_eaten_in_a_session_or_in_the_night(
    workouts: list[Workout], weight_kg: float
) -> None:
    day = planned(*workouts, who=person(weight_kg))
    first = min([at(0, "06:30"), *(workout.start for workout in workouts)])
    for item in day.items:
        assert item.start >= first
        if item.kind is not ItemKind.DURING_RUN:
            assert not any(w.start < item.end and item.start < w.end for w in workouts)
    eaten = [item for item in day.items if item.kind is not ItemKind.DURING_RUN]
    assert all(one.end <= other.start for one, other in pairwise(eaten))


@settings(max_examples=100)
@given(training_days(), weights, st.floats(0.5, 20))
def test_who_weighs_more_never_gets_less(
    workouts: list[Workout], weight_kg: float, more_kg: float
) -> None:
    light = planned(*workouts, who=person(weight_kg))
    heavy = planned(*workouts, who=person(min(133, weight_kg + more_kg)))
    for name in ("energy_kcal", "protein_g", "carbs_g", "net_exercise_kcal"):
        assert getattr(heavy, name) >= getattr(light, name)


@settings(max_examples=50)
@given(training_days(), weights)
def test_the_same_day_is_planned_the_same(workouts: list[Workout], weight_kg: float) -> None:
    who = person(weight_kg)
    assert planned(*workouts, who=who) == planned(*reversed(workouts), who=who)


@pytest.mark.parametrize("weight_kg", [30, 33, 36, 37, 40, 44])
def test_who_is_very_light_gets_as_much_as_the_range_allows(weight_kg: int) -> None:
    assert planned(who=person(weight_kg)).protein_g == min(80, int(2.2 * weight_kg))
