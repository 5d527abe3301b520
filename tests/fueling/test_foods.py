"""Examples in food come near to the grams that they stand for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rules.body import Diet
from rules.fueling.foods import drink, foods_for, meal, snack, told


@given(st.integers(20, 40), st.integers(20, 150), st.sampled_from(Diet), st.integers(0, 400))
def test_a_plate_holds_about_what_is_asked(
    protein_g: int, carbs_g: int, diet: Diet, variant: int
) -> None:
    plate = meal(protein_g, carbs_g, diet, variant)
    held = sum(portion.protein_g for portion in plate), sum(portion.carbs_g for portion in plate)
    assert held[0] >= 0.8 * protein_g
    assert 0.75 * carbs_g - 10 <= held[1] <= 1.25 * carbs_g + 25
    assert told(plate)


@given(st.integers(30, 360))
def test_what_is_taken_on_a_run_holds_it_too(carbs_g: int) -> None:
    held = sum(portion.carbs_g for portion in drink(carbs_g))
    assert abs(held - carbs_g) <= 13


def test_small_things_are_said_as_people_say_them() -> None:
    assert {told(snack(25, Diet.VEGAN, variant)) for variant in range(3)} == {
        "1 banana",
        "2 slices of whole-wheat bread",
        "1 date",
    }
    assert told(()) is None


def test_every_diet_has_food_for_every_use() -> None:
    for diet in Diet:
        for use in ("protein", "staple", "carbs", "snack", "drink", "gel"):
            assert foods_for(use, diet)


def test_a_plate_brings_no_carbohydrate_that_was_not_asked_for() -> None:
    for variant in range(12):
        held = sum(portion.carbs_g for portion in meal(25, 5, Diet.VEGAN, variant))
        assert held <= 5 + 8


@given(st.integers(20, 40), st.integers(0, 400), st.sampled_from(Diet), st.integers(0, 400))
def test_nothing_stands_twice_on_a_plate(
    protein_g: int, carbs_g: int, diet: Diet, variant: int
) -> None:
    plate = meal(protein_g, carbs_g, diet, variant)
    assert len({portion.food for portion in plate}) == len(plate)


def test_long_runs_are_drunk_for_by_the_hour() -> None:
    assert told(drink(60)) == "500 ml sports drink and 1 gel"
    assert told(drink(825)) == "5500 ml sports drink and 20 gels"
