"""How often a week is lifted, and what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.athlete import Thresholds
from rules.days import DayRange
from rules.pause import Pause, PauseKind
from rules.workout import Focus, LiftSet, RunType, Sport, Workout
from tests.checks.builders import (
    WEEK,
    at,
    athlete,
    lift,
    numbers,
    of_rule,
    other,
    run,
    severities,
)

FREQUENCY, HEAVY, COMPOUND = "lifting-frequency", "heavy-lower-frequency", "compound-lifts"
SIX_DAYS = DayRange(WEEK.start, at(6, "00:00").date())


def lifts(count: int, focus: Focus = Focus.UPPER, heavy: bool | None = None) -> list[Workout]:
    return [lift(at(day, "18:00"), focus, heavy, id_=f"lift{day}") for day in range(count)]


EASY = run(at(6, "07:00"))


@pytest.mark.parametrize(
    ("count", "severity"),
    [(0, ["caution"]), (1, ["caution"]), (2, []), (3, []), (4, ["caution"])],
)
def test_two_to_three_lifts_stand_in_a_week(count: int, severity: list[str]) -> None:
    assert severities(FREQUENCY, EASY, *lifts(count), visible=WEEK) == severity


def test_a_week_in_part_is_never_too_little_but_may_be_too_much() -> None:
    assert severities(FREQUENCY, *lifts(1), visible=SIX_DAYS) == []
    assert severities(FREQUENCY, *lifts(4), visible=SIX_DAYS) == ["caution"]


def test_a_week_without_training_is_left_alone() -> None:
    assert severities(FREQUENCY, other(at(2, "12:00"), Sport.REST), visible=WEEK) == []


@pytest.mark.parametrize("kind", PauseKind)
def test_a_pause_asks_for_nothing(kind: PauseKind) -> None:
    one_day = DayRange(at(2, "00:00").date(), at(3, "00:00").date())
    pause = [Pause(kind, one_day)]
    assert severities(FREQUENCY, *lifts(1), visible=WEEK, pauses=pause) == []
    assert severities(FREQUENCY, *lifts(4), visible=WEEK, pauses=pause) == ["caution"]
    next_week = [Pause(kind, DayRange(WEEK.end, WEEK.end.replace(day=14)))]
    assert severities(FREQUENCY, *lifts(1), visible=WEEK, pauses=next_week) == ["caution"]


def test_the_sentence_says_how_many_stand_and_how_many_should() -> None:
    [few] = of_rule(FREQUENCY, *lifts(1), visible=WEEK)
    assert few.message == "Only 1 lift stands in the week of Mon 5 Jan; plan 2 to 3."
    assert few.dates == tuple(WEEK)
    assert few.workouts == ("lift0",)
    [none] = of_rule(FREQUENCY, EASY, visible=WEEK)
    assert none.message.startswith("No lift stands in the week of Mon 5 Jan")
    assert none.workouts == ()
    [many] = of_rule(FREQUENCY, *lifts(4), visible=WEEK)
    assert many.message.startswith("4 lifts stand")
    assert numbers(many) == {"lifts": 4, "lifts_per_week_max": 3}


def test_two_of_three_are_told_as_two() -> None:
    who = athlete(thresholds=Thresholds(lifts_per_week_min=3))
    [finding] = of_rule(FREQUENCY, *lifts(2), who=who, visible=WEEK)
    assert finding.message == "Only 2 lifts stand in the week of Mon 5 Jan; plan 3."


def test_core_work_is_no_lift() -> None:
    core = [lift(at(day, "19:00"), Focus.CORE, id_=f"core{day}") for day in range(4)]
    assert severities(FREQUENCY, *lifts(2), *core, visible=WEEK) == []
    assert severities(FREQUENCY, *lifts(1), *core, visible=WEEK) == ["caution"]


def test_how_many_is_the_athletes_say() -> None:
    who = athlete(thresholds=Thresholds(lifts_per_week_min=1, lifts_per_week_max=4))
    assert severities(FREQUENCY, *lifts(1), who=who, visible=WEEK) == []
    assert severities(FREQUENCY, *lifts(4), who=who, visible=WEEK) == []


@pytest.mark.parametrize(
    ("focus", "heavy", "count", "severity"),
    [
        (Focus.LOWER, True, 2, []),
        (Focus.LOWER, True, 3, ["advice"]),
        (Focus.FULL, True, 3, ["advice"]),
        (Focus.UPPER, True, 3, []),
        (Focus.LOWER, None, 3, []),
        (Focus.LOWER, False, 3, []),
    ],
)
def test_legs_are_lifted_heavily_twice_a_week(
    focus: Focus, heavy: bool | None, count: int, severity: list[str]
) -> None:
    assert severities(HEAVY, *lifts(count, focus, heavy), visible=WEEK) == severity


def holding(day: int, *exercises: str | None) -> Workout:
    plain = lift(at(day, "18:00"), id_=f"lift{day}")
    sets = tuple(LiftSet(exercise, 3) for exercise in exercises)
    return replace(plain, session=replace(plain.session, sets=sets))


def missing(*workouts: Workout, visible: DayRange = WEEK) -> list[str]:
    found = of_rule(COMPOUND, *workouts, visible=visible)
    assert all(finding.severity == "advice" for finding in found)
    return [finding.message.removeprefix("No ").split(",")[0] for finding in found]


def test_the_four_main_lifts_are_looked_for() -> None:
    assert (
        missing(holding(0, "squat", "bench press"), holding(2, "deadlift", "overhead press")) == []
    )
    assert missing(holding(0, "squat", "bench press"), holding(2, "row")) == [
        "deadlift",
        "overhead press",
    ]


def test_a_variant_counts() -> None:
    variants = ("front squat", "romanian deadlift", "dumbbell bench press", "push press")
    assert missing(holding(0, *variants)) == []


def test_nothing_is_missed_where_an_exercise_is_unknown() -> None:
    assert missing(holding(0, "squat"), holding(2, "gizmo")) == []
    assert missing(holding(0, "squat"), holding(2, None)) == []
    assert missing(holding(0, "squat"), holding(2)) == []
    assert missing(EASY) == []


def test_a_core_session_neither_hides_nor_brings_a_main_lift() -> None:
    core = replace(lift(at(4, "18:00"), Focus.CORE), id="core")
    assert "deadlift" in missing(holding(0, "squat"), core)


def test_nothing_is_missed_in_part_of_a_week() -> None:
    assert missing(holding(0, "squat"), visible=SIX_DAYS) == []


def test_a_hard_run_is_no_lift() -> None:
    tempo = run(at(0, "07:00"), RunType.TEMPO)
    assert severities(FREQUENCY, tempo, *lifts(2), visible=WEEK) == []
