"""What is prescribed within a lift, at the boundaries of load, repetitions, rest and volume."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rules.athlete import OneRepMax, Thresholds
from rules.days import DayRange
from rules.pause import Pause, PauseKind
from rules.workout import LiftSet, Span, Workout
from tests.checks.builders import MONDAY, WEEK, at, athlete, lift, numbers, of_rule, severities

LOAD, PRESCRIPTION = "lifting-load", "lifting-prescription"
REPS, REST, VOLUME = "lifting-reps", "lifting-rest", "lifting-volume"


def lifting(*sets: LiftSet) -> Workout:
    plain = lift(at(0, "18:00"))
    return replace(plain, session=replace(plain.session, sets=sets))


def squats(reps: float = 5, sets: int = 5, to: float | None = None, **load: Any) -> LiftSet:
    return LiftSet("squat", sets, Span(reps, to or reps), **load)


@pytest.mark.parametrize(
    ("percent", "severity"),
    [(69.9, ["caution"]), (70, []), (80, []), (85, []), (85.1, ["caution"])],
)
def test_working_sets_lie_between_70_and_85_percent(percent: float, severity: list[str]) -> None:
    assert severities(LOAD, lifting(squats(3, percent_1rm=percent))) == severity


@pytest.mark.parametrize(
    ("reps", "rpe", "severity"),
    [(5, 8, []), (1, 10, ["caution"]), (3, 9, ["caution"]), (8, 9, []), (8, 6, ["caution"])],
)
def test_the_load_follows_from_repetitions_and_rpe(
    reps: int, rpe: float, severity: list[str]
) -> None:
    assert severities(LOAD, lifting(squats(reps, rpe=rpe))) == severity


@pytest.mark.parametrize(
    ("load_kg", "severity"), [(69, ["caution"]), (70, []), (85, []), (86, ["caution"])]
)
def test_kilograms_count_where_the_maximum_is_known(load_kg: float, severity: list[str]) -> None:
    strong = athlete(one_rep_maxima=(OneRepMax("squat", 100),))
    assert severities(LOAD, lifting(squats(3, load_kg=load_kg)), who=strong) == severity
    assert severities(LOAD, lifting(squats(3, load_kg=load_kg))) == []


def test_single_sets_that_rise_to_the_work_are_warm_up() -> None:
    ramp = [squats(5, sets=1, percent_1rm=percent) for percent in (40, 50, 60, 75, 80)]
    assert severities(LOAD, lifting(*ramp)) == []
    back_off = [squats(3, sets=1, percent_1rm=80), squats(5, sets=3, percent_1rm=60)]
    assert severities(LOAD, lifting(*back_off)) == ["caution"]


@pytest.mark.parametrize("kind", PauseKind)
def test_a_pause_may_be_light_but_not_heavy(kind: PauseKind) -> None:
    deload = Pause(kind, WEEK)
    assert severities(LOAD, lifting(squats(percent_1rm=55)), pauses=[deload]) == []
    assert severities(LOAD, lifting(squats(3, percent_1rm=90)), pauses=[deload]) == ["caution"]
    later = Pause(PauseKind.DELOAD, DayRange(WEEK.end, WEEK.end))
    assert severities(LOAD, lifting(squats(percent_1rm=55)), pauses=[later]) == ["caution"]


def test_lighter_sets_before_the_work_are_warm_up_in_kilograms_too() -> None:
    ramp = [squats(reps, sets=1, load_kg=kg) for reps, kg in ((10, 40), (5, 80))]
    assert severities(REPS, lifting(*ramp, squats(5, load_kg=100))) == []
    back_off = squats(10, sets=1, load_kg=80)
    assert severities(REPS, lifting(squats(5, load_kg=100), back_off)) == ["caution"]


def test_every_set_is_judged() -> None:
    sets = squats(3, percent_1rm=80), squats(8, percent_1rm=90), squats(1, percent_1rm=95)
    assert len(of_rule(PRESCRIPTION, lifting(*sets))) == 1
    assert len(of_rule(LOAD, lifting(*sets))) == 1
    assert severities(PRESCRIPTION, lifting(squats(5, to=12, percent_1rm=85))) == []


@pytest.mark.parametrize(
    ("loads", "remedy"),
    [
        ([90], "Take some weight off."),
        ([60], "Put more on the bar, or call it a deload."),
        ([90, 60], "Bring each of them into the range."),
    ],
)
def test_the_remedy_fits_every_set(loads: list[float], remedy: str) -> None:
    sets = [
        replace(squats(3, percent_1rm=load), exercise=f"squat{'' if n else ' '}")
        for n, load in enumerate(loads)
    ]
    [finding] = of_rule(LOAD, lifting(*sets))
    assert finding.remedy == remedy


@pytest.mark.parametrize(
    ("reps", "percent"), [(12, 68.1), (10, 74.5), (8, 79), (9, 77), (13, 69), (2, 96)]
)
def test_no_sentence_holds_a_negative_or_empty_share(reps: int, percent: float) -> None:
    [finding] = of_rule(PRESCRIPTION, lifting(squats(reps, percent_1rm=percent)))
    assert " -" not in finding.message
    assert " 0 %" not in finding.message


@pytest.mark.parametrize(("percent", "told"), [(85.4, "85.4 %"), (69.6, "69.6 %"), (90, "90 %")])
def test_a_figure_is_told_apart_from_its_limit(percent: float, told: str) -> None:
    [finding] = of_rule(LOAD, lifting(squats(3, percent_1rm=percent)))
    assert f"at {told} of" in finding.message


def test_the_sentence_names_exercise_load_and_range() -> None:
    [finding] = of_rule(LOAD, lifting(squats(3, percent_1rm=90), squats(5, percent_1rm=60)))
    assert finding.message == (
        "Full-body lift on Mon 5 Jan has squat 5 × 3 at 90 % and squat 5 × 5 at 60 % of the "
        "one-rep maximum; keep working sets between 70 and 85 %."
    )
    assert finding.dates == (MONDAY,)
    assert numbers(finding)["percent_1rm"] == 60


@pytest.mark.parametrize(
    ("reps", "percent", "severity"),
    [
        (8, 85, ["caution"]),
        (8, 78.6, []),
        (8, 78.7, ["caution"]),
        (1, 100, []),
        (1, 105, ["caution"]),
        (5, 86.3, []),
        (20, 60, []),
        (20, 70, ["caution"]),
    ],
)
def test_a_prescription_that_cannot_be_is_told(
    reps: int, percent: float, severity: list[str]
) -> None:
    assert severities(PRESCRIPTION, lifting(squats(reps, percent_1rm=percent))) == severity


def test_what_cannot_be_is_explained_by_what_can() -> None:
    [finding] = of_rule(PRESCRIPTION, lifting(squats(8, 3, percent_1rm=85)))
    assert finding.message == (
        "Full-body lift on Mon 5 Jan asks for squat 3 × 8 at 85 %, but 8 repetitions can be "
        "done at 78.6 % at most, and it would show a maximum 8 % above yours."
    )
    assert finding.remedy == "Take 78.6 % at most, or do no more than 5 repetitions."


def test_what_follows_from_rpe_is_always_possible() -> None:
    assert severities(PRESCRIPTION, lifting(squats(8, rpe=10))) == []


@pytest.mark.parametrize(
    ("low", "high", "severity"),
    [
        (2, 2, ["caution"]),
        (3, 3, []),
        (8, 8, []),
        (9, 9, ["caution"]),
        (6, 8, []),
        (6, 10, ["caution"]),
        (1, 3, ["caution"]),
    ],
)
def test_working_sets_have_three_to_eight_repetitions(
    low: int, high: int, severity: list[str]
) -> None:
    assert severities(REPS, lifting(squats(low, to=high))) == severity


@pytest.mark.parametrize("exercise", ["curl", "calf raise", "push-up", "plank"])
def test_accessories_have_their_own_repetitions(exercise: str) -> None:
    assert severities(REPS, lifting(LiftSet(exercise, 3, Span(15, 15)))) == []
    weighted = LiftSet(exercise, 3, Span(15, 15), rest_s=Span(30, 30))
    assert severities(REST, lifting(weighted)) == []


@pytest.mark.parametrize("exercise", [None, "gizmo press-o-matic"])
def test_an_unknown_exercise_is_taken_for_a_main_one(exercise: str | None) -> None:
    assert severities(REPS, lifting(LiftSet(exercise, 3, Span(15, 15)))) == ["caution"]


def test_a_finding_never_repeats_the_athletes_own_words() -> None:
    [finding] = of_rule(REPS, lifting(LiftSet("my secret move", 3, Span(15, 15))))
    assert "secret" not in finding.message


@pytest.mark.parametrize(
    ("rest", "severity"),
    [
        (Span(119, 119), ["advice"]),
        (Span(120, 120), []),
        (Span(180, 300), []),
        (Span(301, 301), ["advice"]),
        (Span(90, 120), ["advice"]),
        (None, []),
    ],
)
def test_sets_are_rested_from_two_to_five_minutes(rest: Span | None, severity: list[str]) -> None:
    squat = replace(squats(), rest_s=rest)
    assert severities(REST, lifting(squat)) == severity


@pytest.mark.parametrize(("sets", "severity"), [(16, []), (17, ["caution"])])
def test_sixteen_working_sets_are_enough(sets: int, severity: list[str]) -> None:
    accessory = LiftSet("curl", sets - 5, Span(12, 12))
    assert severities(VOLUME, lifting(squats(), accessory)) == severity


def test_warm_up_sets_are_no_volume() -> None:
    ramp = [squats(5, sets=1, percent_1rm=percent) for percent in (40, 50, 60)]
    assert severities(VOLUME, lifting(*ramp, squats(3, sets=16, percent_1rm=80))) == []


def test_figures_are_the_athletes() -> None:
    who = athlete(
        thresholds=Thresholds(
            load_max_percent_1rm=95, reps_max=15, set_rest_min_s=60, sets_per_session_max=3
        )
    )
    work = lifting(replace(squats(2, 4, to=12, percent_1rm=90), rest_s=Span(60, 60)))
    assert severities(LOAD, work, who=who) == []
    assert severities(REST, work, who=who) == []
    assert severities(VOLUME, work, who=who) == ["caution"]
    assert severities(REPS, lifting(squats(15)), who=who) == []
