"""The days before a race: no heavy leg work, and nothing that asks for more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rules.athlete import Thresholds
from rules.workout import Focus, RunType
from tests.checks.builders import (
    MONDAY,
    TWO_WEEKS,
    WEEK,
    at,
    athlete,
    lift,
    of_rule,
    run,
    runs,
    severities,
)

RACE_WEEK = "race-week"
RACE = run(at(12, "10:00"), RunType.RACE, id_="race")  # Saturday of the second week


@pytest.mark.parametrize(
    ("days_before", "severity"),
    [(5, []), (4, ["caution"]), (3, ["caution"]), (1, ["caution"]), (0, ["caution"])],
)
def test_the_last_four_days_before_a_race_are_free_of_heavy_leg_work(
    days_before: int, severity: list[str]
) -> None:
    legs = lift(at(12 - days_before, "07:00"), Focus.LOWER, heavy=True)
    assert severities(RACE_WEEK, legs, RACE) == severity


@pytest.mark.parametrize(
    ("focus", "heavy"),
    [(Focus.UPPER, True), (Focus.LOWER, False), (Focus.LOWER, None), (None, True)],
)
def test_light_or_upper_body_lifts_may_stand_there(focus: Focus | None, heavy: bool | None) -> None:
    assert severities(RACE_WEEK, lift(at(10, "07:00"), focus, heavy), RACE) == []


def test_a_lift_after_the_race_is_no_matter() -> None:
    assert severities(RACE_WEEK, lift(at(12, "18:00"), Focus.FULL, heavy=True), RACE) == []


def test_the_sentence_counts_the_days() -> None:
    legs = lift(at(10, "18:00"), Focus.LOWER, heavy=True)
    [finding] = of_rule(RACE_WEEK, legs, RACE)
    assert finding.message == (
        "Heavy lower-body lift on Thu 15 Jan stands 2 days before the race on Sat 17 Jan; keep the "
        "last 4 days free of heavy leg work."
    )
    assert finding.workouts == ("lift", "race")


def test_how_many_days_is_the_athletes_say() -> None:
    who = athlete(thresholds=Thresholds(race_heavy_lower_days=2))
    legs = lift(at(9, "18:00"), Focus.LOWER, heavy=True)
    assert severities(RACE_WEEK, legs, RACE, who=who) == []


TOO_FEW = ("lifting-frequency", "quality-runs", "intensity-balance", "compound-lifts")


@pytest.mark.parametrize("rule", TOO_FEW)
def test_in_the_taper_nothing_is_too_little(rule: str) -> None:
    race = run(at(8, "10:00"), RunType.RACE, id_="race")  # Tuesday after the first week
    first_week = [
        finding
        for finding in of_rule(rule, *runs([RunType.EASY] * 2), race)
        if finding.dates[0] == MONDAY
    ]
    assert first_week == []


def test_a_race_on_monday_tapers_its_own_week() -> None:
    race = run(at(0, "10:00"), RunType.RACE, id_="race")
    assert severities("quality-runs", *runs([RunType.EASY], first_day=3), race, visible=WEEK) == []


def test_a_race_that_is_far_is_no_taper() -> None:
    far = run(at(14, "10:00"), RunType.RACE, id_="race")
    easy = runs([RunType.EASY] * 2)
    assert severities("quality-runs", *easy, far, visible=WEEK) == ["advice"]
    near = run(at(13, "10:00"), RunType.RACE, id_="race")
    assert severities("quality-runs", *easy, near, visible=WEEK) == []


def test_too_much_is_too_much_even_before_a_race() -> None:
    lifts = [lift(at(day, "18:00"), Focus.UPPER, id_=f"lift{day}") for day in range(7, 11)]
    assert severities("lifting-frequency", *lifts, RACE) == ["caution"]


def test_the_taper_is_as_long_as_the_athlete_says() -> None:
    who = athlete(thresholds=Thresholds(race_taper_days=0))
    race = run(at(7, "10:00"), RunType.RACE, id_="race")
    easy = runs([RunType.EASY] * 2)
    assert severities("quality-runs", *easy, race, who=who, visible=WEEK) == ["advice"]
    assert TWO_WEEKS.start + timedelta(days=7) == race.day
