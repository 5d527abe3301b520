"""The spacing rules at their boundaries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.athlete import Thresholds
from rules.workout import Focus, RunType, Sport
from tests.checks.builders import (
    ONE_DAY,
    assumed,
    at,
    athlete,
    findings,
    lift,
    of_days,
    other,
    run,
    severities,
)

GAP = "same-day-gap"
AFTER = "run-after-heavy-lower"


def after(start_min: int) -> str:
    """The clock so many minutes after 07:00."""
    return f"{7 + start_min // 60:02d}:{start_min % 60:02d}"


@pytest.mark.parametrize(
    ("gap_min", "severity"),
    [
        (-30, ["violation"]),
        (0, ["violation"]),
        (1, ["violation"]),
        (3 * 60 + 59, ["violation"]),
        (4 * 60, ["caution"]),
        (5 * 60 + 59, ["caution"]),
        (6 * 60, []),
        (10 * 60, []),
    ],
)
@pytest.mark.parametrize("lift_leads", [True, False])
def test_a_run_and_a_lift_on_one_day_need_a_gap(
    gap_min: int, severity: list[str], lift_leads: bool
) -> None:
    first, second = at(0, "06:00"), at(0, after(gap_min))
    pair = (lift(first), run(second)) if lift_leads else (run(first), lift(second))
    assert severities(GAP, *pair, visible=ONE_DAY) == severity


@pytest.mark.parametrize(
    ("gap_min", "severity"),
    [
        (-30, ["caution"]),
        (0, ["caution"]),
        (3 * 60 + 59, ["caution"]),
        (4 * 60, ["advice"]),
        (5 * 60 + 59, ["advice"]),
        (6 * 60, []),
    ],
)
@pytest.mark.parametrize("type_", [RunType.EASY, RunType.RECOVERY])
def test_an_easy_run_with_an_upper_body_lift_is_one_level_milder(
    gap_min: int, severity: list[str], type_: RunType
) -> None:
    pair = run(at(0, "06:00"), type_), lift(at(0, after(gap_min)), Focus.UPPER)
    assert severities(GAP, *pair, visible=ONE_DAY) == severity


@pytest.mark.parametrize(
    ("type_", "focus"),
    [
        (RunType.TEMPO, Focus.UPPER),
        (RunType.LONG, Focus.UPPER),
        (RunType.STEADY, Focus.UPPER),
        (None, Focus.UPPER),
        (RunType.EASY, Focus.LOWER),
        (RunType.EASY, Focus.FULL),
        (RunType.EASY, None),
    ],
)
def test_only_what_is_known_to_be_easy_and_upper_is_milder(
    type_: RunType | None, focus: Focus | None
) -> None:
    pair = run(at(0, "06:00"), type_), lift(at(0, "09:00"), focus)
    assert severities(GAP, *pair, visible=ONE_DAY) == ["violation"]


@pytest.mark.parametrize(
    ("gap_min", "severity"), [(0, ["caution"]), (3 * 60, ["caution"]), (5 * 60, ["caution"])]
)
@pytest.mark.parametrize("which", ["run", "lift", "both"])
def test_an_assumed_time_is_never_more_than_a_caution(
    gap_min: int, severity: list[str], which: str
) -> None:
    a_run, a_lift = run(at(0, "06:00")), lift(at(0, after(gap_min)))
    pair = (
        assumed(a_run) if which in {"run", "both"} else a_run,
        assumed(a_lift) if which in {"lift", "both"} else a_lift,
    )
    assert severities(GAP, *pair, visible=ONE_DAY) == severity
    assert "usual times" in findings(*pair, visible=ONE_DAY)[0].message


@pytest.mark.parametrize(
    ("first_ends", "second_ends", "severity"),
    [("known", "assumed", ["violation"]), ("assumed", "known", ["caution"])],
)
def test_only_the_end_that_the_gap_begins_at_softens(
    first_ends: str, second_ends: str, severity: list[str]
) -> None:
    first = replace(lift(at(0, "06:00")), end_assumed=first_ends == "assumed")
    second = replace(run(at(0, "09:00")), end_assumed=second_ends == "assumed")
    assert severities(GAP, first, second, visible=ONE_DAY) == severity


def test_an_easy_run_with_an_upper_lift_at_assumed_times_stays_a_caution() -> None:
    pair = assumed(run(at(0, "06:00"))), lift(at(0, "08:00"), Focus.UPPER)
    assert severities(GAP, *pair, visible=ONE_DAY) == ["caution"]


def test_the_day_is_the_one_on_which_a_workout_starts() -> None:
    late = run(at(0, "22:30"), length_min=120)
    early = lift(at(1, "01:00"))
    assert severities(GAP, late, early) == []
    assert severities(GAP, late, lift(at(0, "23:59"))) == ["violation"]


@pytest.mark.parametrize(
    ("monday", "severity"),
    [
        (date(2026, 3, 23), ["violation"]),  # the night to summer time: 3 h between 01:00 and 05:00
        (date(2026, 10, 19), ["caution"]),  # the night to winter time: 5 h
        (date(2026, 3, 16), ["caution"]),  # any other Sunday: 4 h
    ],
)
def test_a_gap_is_elapsed_time_in_the_night_that_the_clocks_change(
    monday: date, severity: list[str]
) -> None:
    sunday = 6
    pair = (
        lift(at(sunday, "00:00", monday=monday)),
        run(at(sunday, "05:00", monday=monday)),
    )
    start = monday + timedelta(days=sunday)
    visible = type(ONE_DAY)(start, start + timedelta(days=1))
    assert severities(GAP, *pair, visible=visible) == severity


def test_thresholds_are_the_athletes() -> None:
    pair = run(at(0, "06:00")), lift(at(0, "09:00"))
    lax = athlete(thresholds=Thresholds(same_day_gap_min_h=1, same_day_gap_ideal_h=2))
    strict = athlete(thresholds=Thresholds(same_day_gap_min_h=2, same_day_gap_ideal_h=3))
    assert severities(GAP, *pair, who=lax, visible=ONE_DAY) == []
    assert severities(GAP, *pair, who=strict, visible=ONE_DAY) == ["caution"]


def test_back_to_back_stays_a_violation_without_a_minimum() -> None:
    none = athlete(thresholds=Thresholds(same_day_gap_min_h=0, same_day_gap_ideal_h=0))
    pair = run(at(0, "06:00")), lift(at(0, "07:00"))
    assert severities(GAP, *pair, who=none, visible=ONE_DAY) == ["violation"]


def test_a_rule_that_is_off_is_silent() -> None:
    pair = run(at(0, "06:00")), lift(at(0, "09:00"))
    assert severities(GAP, *pair, who=athlete(rules_off=frozenset({GAP})), visible=ONE_DAY) == []


@pytest.mark.parametrize("sport", [Sport.RIDE, Sport.WALK, Sport.MOBILITY, Sport.REST])
def test_only_runs_and_lifts_are_spaced(sport: Sport) -> None:
    assert of_days(findings(other(at(0, "06:00"), sport), lift(at(0, "07:30")))) == ()


def test_the_message_carries_the_numbers() -> None:
    [finding] = findings(run(at(0, "06:00")), lift(at(0, "09:10")), visible=ONE_DAY)
    assert finding.message == (
        "Full-body lift on Mon 5 Jan starts 2 h 10 min after the easy run ends; "
        "leave at least 4 h, better 6 h."
    )
    assert {each.name: each.value for each in finding.numbers} == {
        "gap_h": 2.17,
        "same_day_gap_min_h": 4,
        "same_day_gap_ideal_h": 6,
    }
    assert finding.workouts == ("run", "lift")


HEAVY = {"focus": Focus.LOWER, "heavy": True}


@pytest.mark.parametrize(
    ("gap_h", "type_", "severity"),
    [
        (5.98, RunType.EASY, ["violation"]),
        (5.98, None, ["violation"]),
        (5.98, RunType.TEMPO, ["violation"]),
        (6, RunType.EASY, []),
        (6, None, []),
        (6, RunType.STEADY, []),
        (6, RunType.LONG, ["caution"]),
        (6, RunType.TEMPO, ["caution"]),
        (6, RunType.RACE, ["caution"]),
        (23.98, RunType.LONG, ["caution"]),
        (23.98, RunType.HILLS, ["caution"]),
        (24, RunType.LONG, []),
        (24, RunType.INTERVALS, ["advice"]),
        (47.98, RunType.SPRINTS, ["advice"]),
        (48, RunType.SPRINTS, []),
    ],
)
@pytest.mark.parametrize("focus", [Focus.LOWER, Focus.FULL])
def test_a_run_after_heavy_leg_work_waits(
    gap_h: float, type_: RunType | None, severity: list[str], focus: Focus
) -> None:
    heavy = lift(at(0, "07:00"), focus, heavy=True)
    later = run(at(0, "08:00") + timedelta(hours=gap_h), type_)
    assert severities(AFTER, heavy, later) == severity


@pytest.mark.parametrize(
    ("focus", "heavy"),
    [
        (Focus.UPPER, True),
        (Focus.CORE, True),
        (None, True),
        (Focus.LOWER, False),
        (Focus.LOWER, None),
        (Focus.FULL, None),
    ],
)
def test_only_what_is_known_to_be_heavy_leg_work_counts(
    focus: Focus | None, heavy: bool | None
) -> None:
    pair = lift(at(0, "07:00"), focus, heavy), run(at(0, "09:00"), RunType.TEMPO)
    assert severities(AFTER, *pair) == []


def test_a_run_that_starts_during_the_lift_violates() -> None:
    heavy = lift(at(0, "07:00"), Focus.LOWER, heavy=True)
    assert severities(AFTER, heavy, run(at(0, "07:30"))) == ["violation"]


def test_a_run_before_the_lift_is_free() -> None:
    heavy = lift(at(0, "18:00"), Focus.LOWER, heavy=True)
    assert severities(AFTER, run(at(0, "07:00")), heavy) == []


def test_the_rule_reaches_across_midnight() -> None:
    heavy = lift(at(0, "22:00"), Focus.LOWER, heavy=True)
    assert severities(AFTER, heavy, run(at(1, "04:59"))) == ["violation"]
    assert severities(AFTER, heavy, run(at(1, "05:00"))) == []


def test_assumed_times_soften_it_to_a_caution() -> None:
    heavy = lift(at(0, "07:00"), Focus.LOWER, heavy=True)
    assert severities(AFTER, assumed(heavy), run(at(0, "09:00"))) == ["caution"]
    assert severities(AFTER, heavy, assumed(run(at(0, "09:00")))) == ["caution"]


@pytest.mark.parametrize(
    ("monday", "severity"),
    [(date(2026, 3, 23), ["violation"]), (date(2026, 3, 16), [])],
)
def test_six_hours_are_elapsed_hours(monday: date, severity: list[str]) -> None:
    heavy = lift(at(5, "22:00", monday=monday), Focus.LOWER, heavy=True)
    early = run(at(6, "05:00", monday=monday))
    assert severities(AFTER, heavy, early) == severity
