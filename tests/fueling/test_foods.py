"""Examples in food come near to the grams that they stand for."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.body import Diet
from rules.fueling.foods import Portion, drink, foods_for, meal, snack, told


def carbs(plate: tuple[Portion, ...]) -> float:
    return sum(portion.carbs_g for portion in plate)


@settings(max_examples=300)
@given(
    st.one_of(st.just(0), st.integers(20, 40)),
    st.integers(15, 480),
    st.sampled_from(Diet),
    st.integers(0, 400),
)
def test_a_plate_holds_what_it_stands_for(
    protein_g: int, carbs_g: int, diet: Diet, variant: int
) -> None:
    plate = meal(protein_g, carbs_g, diet, variant)
    assert abs(carbs(plate) - carbs_g) <= max(4, 0.1 * carbs_g)
    held = sum(portion.protein_g for portion in plate)
    assert held >= 0.75 * protein_g
    if protein_g and carbs_g <= 250:
        assert held <= 1.25 * protein_g + 3
    assert told(plate)


def test_portions_are_those_of_a_household() -> None:
    for diet, carbs_g in product(Diet, range(20, 480, 20)):
        for portion in meal(30, carbs_g, diet, carbs_g // 20):
            assert portion.count <= portion.food.most


@given(st.integers(30, 900))
def test_what_is_taken_on_a_run_holds_it_too(carbs_g: int) -> None:
    assert abs(carbs(drink(carbs_g)) - carbs_g) <= 3


@pytest.mark.parametrize("carbs_g", [25, 50])
def test_a_snack_holds_it_too(carbs_g: int) -> None:
    for diet, variant in product(Diet, range(4)):
        held = carbs(snack(carbs_g, diet, variant))
        assert abs(held - carbs_g) <= 0.13 * carbs_g


def test_small_things_are_said_as_people_say_them() -> None:
    assert {told(snack(25, Diet.VEGAN, variant)) for variant in range(3)} == {
        "1 banana",
        "2 slices of whole-wheat bread",
        "30 g raisins",
    }
    assert told(()) is None


def test_every_diet_has_food_for_every_use() -> None:
    for diet in Diet:
        for use in ("protein", "staple", "carbs", "snack", "drink", "gel"):
            assert foods_for(use, diet)


def test_a_plate_brings_no_carbohydrate_that_was_not_asked_for() -> None:
    for variant in range(12):
        assert carbs(meal(25, 5, Diet.VEGAN, variant)) <= 5 + 8


@given(st.integers(20, 40), st.integers(0, 400), st.sampled_from(Diet), st.integers(0, 400))
def test_nothing_stands_twice_on_a_plate(
    protein_g: int, carbs_g: int, diet: Diet, variant: int
) -> None:
    plate = meal(protein_g, carbs_g, diet, variant)
    assert len({portion.food for portion in plate}) == len(plate)


def test_long_runs_are_drunk_for_by_the_hour() -> None:
    assert told(drink(60)) == "600 ml sports drink and 1 gel"
    assert told(drink(825)) == "5400 ml sports drink and 20 gels"
