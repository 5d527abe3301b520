"""What is planned to be eaten against what the days ask for, at the boundaries."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from rules.athlete import Athlete, Thresholds
from rules.body import Body, Sex
from rules.days import DayRange
from rules.workout import RunType
from tests.checks.builders import WEEK, at, athlete, numbers, of_rule, run, severities, timed

ENERGY, PROTEIN, AVAILABILITY = "energy", "protein", "energy-availability"
BODY = Body(Sex.FEMALE, 1990, 170, 62)
REST_KCAL = 1341.5 * 1.4
RUN = timed(run(at(0, "07:00"), RunType.EASY, 60))  # 10 km at the usual pace: 620 kcal


def eating(kcal: float | None = None, protein_g: float | None = None, **known: Any) -> Athlete:
    body = replace(BODY, planned_intake_kcal=kcal, planned_protein_g=protein_g, **known)
    return athlete(body=body)


def on_monday(rule: str, who: Athlete) -> list[str]:
    found = of_rule(rule, RUN, who=who, visible=WEEK)
    return [finding.severity.value for finding in found if WEEK.start in finding.dates]


@pytest.mark.parametrize(
    ("share", "severity"),
    [
        (1.1, []),
        (1.0, []),
        (0.95, []),
        (0.949, ["caution"]),
        (0.85, ["caution"]),
        (0.849, ["violation"]),
    ],
)
def test_eating_less_than_the_day_burns_is_a_deficit(share: float, severity: list[str]) -> None:
    assert on_monday(ENERGY, eating(share * (REST_KCAL + 620))) == severity


def test_each_day_is_compared_with_its_own_training() -> None:
    found = of_rule(ENERGY, RUN, who=eating(REST_KCAL), visible=WEEK)
    assert [finding.dates for finding in found] == [(WEEK.start,)]
    assert numbers(found[0])["deficit_percent"] == round(100 * 620 / (REST_KCAL + 620), 1)


def test_the_sentence_tells_the_share_and_neither_intake_nor_weight() -> None:
    [finding] = of_rule(ENERGY, RUN, who=eating(REST_KCAL), visible=WEEK)
    assert finding.message == (
        "What is planned to be eaten on Mon 5 Jan lies 25 % below what the day burns; match it or "
        "go slightly above."
    )
    told = finding.message + finding.remedy
    assert not any(figure in told for figure in ("62", "1878", "2498", "1341"))


@pytest.mark.parametrize("unknown", ["sex", "birth_year", "height_cm", "weight_kg"])
def test_what_is_not_known_is_not_judged(unknown: str) -> None:
    body = replace(BODY, planned_intake_kcal=900, **{unknown: None})
    assert severities(ENERGY, RUN, who=athlete(body=body), visible=WEEK) == []


def test_weeks_without_training_are_left_alone() -> None:
    assert severities(ENERGY, who=eating(900), visible=WEEK) == []


@pytest.mark.parametrize(
    ("g_per_kg", "severity"),
    [(1.59, ["caution"]), (1.6, []), (1.8, []), (2.2, []), (2.21, ["caution"])],
)
def test_protein_lies_between_1_6_and_2_2_grams(g_per_kg: float, severity: list[str]) -> None:
    assert severities(PROTEIN, RUN, who=eating(protein_g=62 * g_per_kg), visible=WEEK) == severity


@pytest.mark.parametrize(("kcal_per_kg", "severity"), [(30, []), (29.9, ["advice"])])
def test_little_energy_for_the_body_is_advice_to_see_someone(
    kcal_per_kg: float, severity: list[str]
) -> None:
    fat_free_kg = 62 * 0.78
    who = eating(kcal_per_kg * fat_free_kg + 620, body_fat_percent=22)
    assert on_monday(AVAILABILITY, who) == severity


def test_it_is_no_diagnosis_and_needs_body_fat() -> None:
    [finding, *_] = of_rule(AVAILABILITY, RUN, who=eating(1500, body_fat_percent=22), visible=WEEK)
    assert "no diagnosis" in finding.message
    assert "physician" in finding.remedy
    assert severities(AVAILABILITY, RUN, who=eating(1500), visible=WEEK) == []


def test_figures_are_the_athletes() -> None:
    own = replace(
        eating(0.9 * (REST_KCAL + 620)), thresholds=Thresholds(energy_deficit_caution_percent=12)
    )
    assert on_monday(ENERGY, own) == []


@pytest.mark.parametrize("rule", [ENERGY, PROTEIN, AVAILABILITY])
def test_only_days_that_are_asked_about_are_judged(rule: str) -> None:
    who = eating(500, protein_g=40, body_fat_percent=20)
    asked = DayRange(WEEK.start, WEEK.start + timedelta(days=3))
    told = {day for found in of_rule(rule, RUN, who=who, visible=asked) for day in found.dates}
    assert told == set(asked)
    sunday = replace(RUN, start=at(6, "07:00"), end=at(6, "08:00"))
    late = DayRange(WEEK.end, WEEK.end + timedelta(days=7))
    assert of_rule(rule, sunday, who=who, visible=late) == []
