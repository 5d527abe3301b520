"""Equations and tables that others published, with worked examples of theirs."""

from __future__ import annotations

import pytest

from rules.body import Body, Sex
from rules.fueling.energy import (
    METS,
    acsm_running_ml,
    cunningham_1980,
    cunningham_1991,
    day_energy,
    mifflin_st_jeor,
    net_met_kcal,
    net_running_kcal,
    resting_kcal,
)
from rules.workout import Focus, RunType, Sport
from tests.checks.builders import MONDAY, at, lift, run, timed


@pytest.mark.parametrize(
    ("weight_kg", "height_cm", "age", "sex", "kcal"),
    [
        (68, 178, 25, Sex.FEMALE, 1506.5),
        (80, 180, 30, Sex.MALE, 1780),
        (62, 170, 36, Sex.FEMALE, 1341.5),
        (70, 175, 40, Sex.MALE, 1598.75),
    ],
)
def test_mifflin_st_jeor(
    weight_kg: float, height_cm: float, age: int, sex: Sex, kcal: float
) -> None:
    assert mifflin_st_jeor(weight_kg, height_cm, age, sex) == kcal


@pytest.mark.parametrize(
    ("fat_free_kg", "of_1980", "of_1991"), [(50, 1600, 1450), (60, 1820, 1666), (70, 2040, 1882)]
)
def test_cunningham(fat_free_kg: float, of_1980: float, of_1991: float) -> None:
    assert cunningham_1980(fat_free_kg) == of_1980
    assert cunningham_1991(fat_free_kg) == pytest.approx(of_1991)


@pytest.mark.parametrize(
    ("meters_per_minute", "grade", "ml"),
    [(122.5, 0, 28.0), (160.8, 0, 35.66), (187.6, 0, 41.02), (160.8, 0.05, 42.896)],
)
def test_the_acsm_running_equation(meters_per_minute: float, grade: float, ml: float) -> None:
    """The first is the textbook's: 8 METs, 28 ml/kg/min, are 122.5 m/min."""
    assert acsm_running_ml(meters_per_minute, grade) == pytest.approx(ml)


def test_running_costs_one_kilocalorie_a_kilogram_and_kilometer() -> None:
    assert net_running_kcal(70, 10) == pytest.approx(700)
    assert net_running_kcal(70, 10, grade=0.1) == pytest.approx(700 * 1.45)


def test_the_values_of_the_compendium() -> None:
    told = {Sport.RIDE: 7.5, Sport.SWIM: 5.8, Sport.ROW: 4.8, Sport.WALK: 3.5, Sport.MOBILITY: 2.5}
    assert {sport: METS[sport] for sport in told} == told


def test_one_met_is_rest_and_counts_no_more() -> None:
    assert net_met_kcal(60, 7, 60) == 360
    assert net_met_kcal(60, 1, 60) == net_met_kcal(60, 0.9, 60) == 0


KNOWN = Body(Sex.FEMALE, 1990, 170, 62)
LEAN = Body(Sex.FEMALE, 1990, 170, 62, body_fat_percent=22)


def test_rest_is_told_by_the_best_that_is_known() -> None:
    assert resting_kcal(KNOWN, MONDAY) == 1341.5
    assert resting_kcal(LEAN, MONDAY) == pytest.approx(500 + 22 * 48.36)
    assert resting_kcal(Body(weight_kg=62, body_fat_percent=22), MONDAY) is not None


@pytest.mark.parametrize(
    "body", [Body(), Body(weight_kg=62), Body(Sex.MALE, 1990, 180), Body(Sex.MALE, None, 180, 80)]
)
def test_nothing_is_invented(body: Body) -> None:
    assert resting_kcal(body, MONDAY) is None
    assert day_energy(body, 1.4, MONDAY, []).burned_kcal is None


def test_a_day_adds_rest_activity_and_training() -> None:
    ten = timed(run(at(0, "07:00"), RunType.EASY, 60))  # 10 km at the usual pace
    legs = timed(lift(at(0, "18:00"), Focus.LOWER, heavy=True))
    day = day_energy(KNOWN, 1.4, MONDAY, [ten, legs])
    assert day.net_exercise_kcal == pytest.approx(620 + 310)
    assert day.burned_kcal == pytest.approx(1341.5 * 1.4 + 930)
