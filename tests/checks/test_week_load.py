"""Monotony, and jumps of the load from week to week."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.athlete import Thresholds
from rules.days import DayRange
from rules.pause import Pause, PauseKind
from rules.workout import RunType, Workout
from tests.checks.builders import (
    MONDAY,
    WEEK,
    assumed,
    at,
    athlete,
    lift,
    numbers,
    of_rule,
    run,
    severities,
    timed,
)

MONOTONY, JUMP = "monotony", "load-jump"
LATER = DayRange(MONDAY + timedelta(weeks=4), MONDAY + timedelta(weeks=5))
ALL = DayRange(MONDAY, LATER.end)


def easy(day: int, length_min: float) -> Workout:
    """Load: three a minute."""
    return timed(run(at(day, "07:00"), RunType.EASY, length_min, id_=f"run{day:02d}"))


def days(*lengths_min: float) -> list[Workout]:
    return [easy(day, length) for day, length in enumerate(lengths_min) if length]


def test_days_that_are_much_alike_are_monotonous() -> None:
    """Six equal days and a day off: mean 6/7, SD √(6)/7, so that monotony is √6 = 2.449."""
    [finding] = of_rule(MONOTONY, *days(60, 60, 60, 60, 60, 60, 0), visible=WEEK)
    assert finding.severity == "advice"
    assert numbers(finding)["monotony"] == 2.45
    assert numbers(finding)["load"] == 1080
    assert numbers(finding)["strain"] == round(1080 * 6**0.5)


@pytest.mark.parametrize(("limit", "severity"), [(2.4, ["advice"]), (2.45, [])])
def test_how_monotonous_is_too_monotonous_is_the_athletes_say(
    limit: float, severity: list[str]
) -> None:
    who = athlete(thresholds=Thresholds(monotony_max=limit))
    week = days(60, 60, 60, 60, 60, 60, 0)
    assert severities(MONOTONY, *week, who=who, visible=WEEK) == severity


def test_seven_equal_days_are_beyond_measure() -> None:
    [finding] = of_rule(MONOTONY, *days(*[50] * 7), visible=WEEK)
    assert "without any difference" in finding.message
    assert set(numbers(finding)) == {"load", "monotony_max"}


@pytest.mark.parametrize("lengths", [(60, 0, 60, 0, 90, 0, 0), (0, 0, 0, 60, 0, 0, 0)])
def test_days_of_rest_between_are_not_monotonous(lengths: tuple[float, ...]) -> None:
    assert severities(MONOTONY, *days(*lengths), visible=WEEK) == []


def test_monotony_is_not_told_where_a_length_or_a_day_is_unknown() -> None:
    week = days(60, 60, 60, 60, 60, 60, 0)
    untold = assumed(lift(at(6, "18:00")))
    assert severities(MONOTONY, *week, untold, visible=WEEK) == []
    six_days = DayRange(MONDAY, MONDAY + timedelta(days=6))
    assert severities(MONOTONY, *week, visible=six_days) == []


def weekly(*lengths_min: float) -> list[Workout]:
    return [easy(7 * week, length) for week, length in enumerate(lengths_min) if length]


@pytest.mark.parametrize(("last", "severity"), [(130, []), (131, ["advice"]), (50, [])])
def test_a_week_may_rise_by_thirty_percent(last: float, severity: list[str]) -> None:
    loads = weekly(100, 100, 100, 100, last)
    assert severities(JUMP, *loads, visible=LATER, known=ALL) == severity


@pytest.mark.parametrize(
    ("before", "severity"),
    [
        ((0, 100, 100, 100), ["advice"]),
        ((0, 0, 100, 100), []),
        ((100, 100, 0, 100), ["advice"]),
        ((100, 300, 300, 300), []),
    ],
)
def test_three_weeks_before_must_be_known(before: tuple[float, ...], severity: list[str]) -> None:
    assert severities(JUMP, *weekly(*before, 200), visible=LATER, known=ALL) == severity


def test_weeks_that_were_not_read_are_not_known() -> None:
    loads = weekly(100, 100, 100, 100, 200)
    read = DayRange(MONDAY + timedelta(weeks=2), LATER.end)
    assert severities(JUMP, *loads, visible=LATER, known=read) == []


@pytest.mark.parametrize("first_day", range(7))
def test_where_the_judged_days_begin_does_not_change_the_weeks_before(first_day: int) -> None:
    """A week is compared with weeks that were read whole, whatever part of them is judged."""
    loads = [easy(7 * week + day, 50) for week in range(5) for day in (0, 2, 5)]
    more = easy(7 * 4 + 6, 30)
    judged = DayRange(MONDAY + timedelta(weeks=3, days=first_day), LATER.end)
    assert severities(JUMP, *loads, more, visible=judged, known=ALL) == []
    [finding] = of_rule(JUMP, *loads, easy(7 * 4 + 6, 60), visible=judged, known=ALL)
    assert numbers(finding)["mean_load_before"] == 450
    assert numbers(finding)["jump_percent"] == 40


@pytest.mark.parametrize("first_day", range(7))
def test_a_week_that_was_read_whole_is_judged_by_all_of_it(first_day: int) -> None:
    loads = [easy(7 * week + day, 50) for week in range(5) for day in (0, 2, 6)]
    judged = DayRange(LATER.start + timedelta(days=first_day), LATER.end)
    [finding] = of_rule(JUMP, *loads, easy(29, 90), visible=judged, known=ALL)
    assert numbers(finding)["load"] == 720


def test_the_weeks_of_a_pause_are_passed_over() -> None:
    """After a holiday the usual week is no jump, and nothing is caught up."""
    loads = weekly(100, 100, 100, 10, 105)
    holiday = Pause(PauseKind.HOLIDAY, DayRange(MONDAY + timedelta(21), MONDAY + timedelta(28)))
    who = athlete(thresholds=Thresholds(load_jump_max_percent=10))
    assert severities(JUMP, *loads, visible=LATER, known=ALL, who=who) == ["advice"]
    assert severities(JUMP, *loads, visible=LATER, known=ALL, who=who, pauses=[holiday]) == []


def test_the_jump_is_told_with_its_loads() -> None:
    [finding] = of_rule(JUMP, *weekly(100, 100, 100, 100, 150), visible=LATER, known=ALL)
    assert finding.message == (
        "The load of the week of Mon 2 Feb (450) is 50 % above the mean of the weeks before (300); "
        "stay within 30 %."
    )
    assert numbers(finding)["jump_percent"] == 50
    assert finding.dates[0] == LATER.start


def test_an_unknown_length_is_no_jump() -> None:
    loads = weekly(100, 100, 100, 100, 200)
    unknown = replace(assumed(lift(at(30, "18:00"))), id="untold")
    assert severities(JUMP, *loads, unknown, visible=LATER, known=ALL) == []
