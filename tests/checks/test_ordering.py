"""The ordering rules at their boundaries."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.athlete import Priority, Thresholds
from rules.workout import Focus, RunType, Sport, Workout
from tests.checks.builders import (
    assumed,
    at,
    athlete,
    findings,
    lift,
    of_rule,
    other,
    run,
    severities,
)

ORDER = "lift-before-hard-run"
NEXT_DAY = "day-after-hard-run"
STREAK = "hard-days-in-a-row"


@pytest.mark.parametrize(
    ("priority", "severity"),
    [(Priority.MUSCLE, ["violation"]), (Priority.BALANCED, ["caution"]), (Priority.RUNNING, [])],
)
@pytest.mark.parametrize(
    "type_",
    [RunType.TEMPO, RunType.INTERVALS, RunType.SPRINTS, RunType.HILLS, RunType.RACE],
)
def test_a_hard_run_before_the_lift(
    priority: Priority, severity: list[str], type_: RunType
) -> None:
    pair = run(at(0, "07:00"), type_), lift(at(0, "18:00"))
    assert severities(ORDER, *pair, who=athlete(priority)) == severity


@pytest.mark.parametrize(
    ("priority", "severity"),
    [(Priority.MUSCLE, []), (Priority.BALANCED, []), (Priority.RUNNING, ["violation"])],
)
def test_the_lift_before_a_hard_run(priority: Priority, severity: list[str]) -> None:
    pair = lift(at(0, "07:00")), run(at(0, "18:00"), RunType.TEMPO)
    assert severities(ORDER, *pair, who=athlete(priority)) == severity


@pytest.mark.parametrize(
    ("gap_min", "severity"), [(0, ["caution"]), (5 * 60 + 59, ["caution"]), (6 * 60, [])]
)
def test_runners_lift_the_full_gap_after_the_hard_run(gap_min: int, severity: list[str]) -> None:
    start = at(0, "07:00") + timedelta(minutes=gap_min)
    pair = run(at(0, "06:00"), RunType.TEMPO), lift(start)
    assert severities(ORDER, *pair, who=athlete(Priority.RUNNING)) == severity


def test_the_full_gap_is_the_athletes() -> None:
    pair = run(at(0, "06:00"), RunType.TEMPO), lift(at(0, "12:00"))
    who = athlete(Priority.RUNNING, thresholds=Thresholds(same_day_gap_ideal_h=5))
    assert severities(ORDER, *pair, who=who) == []


@pytest.mark.parametrize("type_", [RunType.EASY, RunType.LONG, RunType.STEADY, None])
@pytest.mark.parametrize("priority", list(Priority))
def test_the_order_of_runs_that_are_not_hard_is_free(
    type_: RunType | None, priority: Priority
) -> None:
    pair = run(at(0, "07:00"), type_), lift(at(0, "18:00"))
    assert severities(ORDER, *pair, who=athlete(priority)) == []


def test_the_order_counts_within_one_day_only() -> None:
    pair = run(at(0, "23:00"), RunType.TEMPO), lift(at(1, "07:00"))
    assert severities(ORDER, *pair) == []


@pytest.mark.parametrize(
    ("priority", "hard_run_first", "severity"),
    [
        (Priority.MUSCLE, True, ["caution"]),
        (Priority.BALANCED, True, ["caution"]),
        (Priority.RUNNING, False, ["caution"]),
    ],
)
def test_an_assumed_order_is_at_most_a_caution(
    priority: Priority, hard_run_first: bool, severity: list[str]
) -> None:
    early, late = at(0, "06:30"), at(0, "18:00")
    hard_run = assumed(run(early if hard_run_first else late, RunType.TEMPO))
    a_lift = lift(late if hard_run_first else early)
    assert severities(ORDER, hard_run, a_lift, who=athlete(priority)) == severity


def test_the_order_of_starts_needs_no_ends() -> None:
    early = replace(run(at(0, "07:00"), RunType.TEMPO), end_assumed=True)
    assert severities(ORDER, early, lift(at(0, "18:00"))) == ["violation"]


HARD = run(at(0, "07:00"), RunType.INTERVALS, id_="hard")


@pytest.mark.parametrize(
    ("next_day", "severity"),
    [
        (run(at(1, "07:00"), RunType.TEMPO), ["violation"]),
        (run(at(1, "07:00"), RunType.RACE), ["violation"]),
        (run(at(1, "07:00"), RunType.LONG), ["violation"]),
        (lift(at(1, "07:00"), Focus.LOWER, heavy=True), ["violation"]),
        (lift(at(1, "07:00"), Focus.FULL, heavy=True), ["violation"]),
        (lift(at(1, "07:00"), Focus.UPPER, heavy=True), ["advice"]),
        (lift(at(1, "07:00"), None, heavy=True), ["advice"]),
        (run(at(1, "07:00"), RunType.EASY), ["advice"]),
        (run(at(1, "07:00"), RunType.RECOVERY), ["advice"]),
        (run(at(1, "07:00"), RunType.STEADY), ["advice"]),
        (run(at(1, "07:00"), None), ["advice"]),
        (lift(at(1, "07:00"), Focus.UPPER, heavy=False), []),
        (lift(at(1, "07:00"), Focus.UPPER, heavy=None), []),
        (lift(at(1, "07:00"), Focus.CORE, heavy=False), []),
        (lift(at(1, "07:00"), Focus.LOWER, heavy=None), []),
        (other(at(1, "07:00"), Sport.REST), []),
        (other(at(1, "07:00"), Sport.WALK), []),
        (other(at(1, "07:00"), Sport.MOBILITY), []),
        (run(at(2, "07:00"), RunType.TEMPO), []),
    ],
)
def test_what_may_follow_a_hard_run(next_day: Workout, severity: list[str]) -> None:
    assert severities(NEXT_DAY, HARD, next_day) == severity


@pytest.mark.parametrize("type_", [RunType.EASY, RunType.LONG, RunType.STEADY, None])
def test_the_day_after_any_other_run_is_free(type_: RunType | None) -> None:
    pair = run(at(0, "07:00"), type_), run(at(1, "07:00"), RunType.TEMPO, id_="next")
    assert severities(NEXT_DAY, *pair) == []


def test_the_next_day_is_a_calendar_day_not_24_hours() -> None:
    late = run(at(0, "23:30"), RunType.TEMPO, length_min=20)
    assert severities(NEXT_DAY, late, run(at(1, "00:10"), RunType.LONG, id_="next")) == [
        "violation"
    ]
    assert severities(NEXT_DAY, late, run(at(2, "00:10"), RunType.LONG, id_="next")) == []


def test_days_are_known_even_where_times_are_assumed() -> None:
    pair = assumed(HARD), assumed(run(at(1, "07:00"), RunType.LONG))
    assert severities(NEXT_DAY, *pair) == ["violation"]


def test_two_hard_runs_of_a_day_tell_the_next_day_once() -> None:
    double = run(at(0, "18:00"), RunType.TEMPO, id_="evening")
    assert severities(NEXT_DAY, HARD, double, run(at(1, "07:00"))) == ["advice"]


def heavy_day(day: int) -> Workout:
    return lift(at(day, "18:00"), Focus.LOWER, heavy=True, id_=f"lift{day}")


def hard_run_day(day: int) -> Workout:
    return run(at(day, "07:00"), RunType.HILLS, id_=f"run{day}")


@pytest.mark.parametrize(
    ("days", "severity"),
    [
        ([heavy_day(0), hard_run_day(1)], []),
        ([heavy_day(0), hard_run_day(1), heavy_day(2)], ["caution"]),
        ([heavy_day(0), hard_run_day(1), heavy_day(3)], []),
        ([heavy_day(0), hard_run_day(1), heavy_day(2), hard_run_day(3)], ["caution"]),
        ([heavy_day(5), hard_run_day(6), heavy_day(7)], ["caution"]),
        ([heavy_day(0), hard_run_day(0), hard_run_day(1)], []),
        ([hard_run_day(1), run(at(2, "07:00"), RunType.LONG), hard_run_day(3)], []),
        (
            [heavy_day(d) for d in (0, 1, 2)] + [hard_run_day(d) for d in (4, 5, 6)],
            ["caution", "caution"],
        ),
    ],
)
def test_hard_days_in_a_row(days: list[Workout], severity: list[str]) -> None:
    assert severities(STREAK, *days) == severity


def test_a_streak_names_its_days_and_workouts() -> None:
    found = findings(heavy_day(0), hard_run_day(1), heavy_day(2))
    [streak] = [finding for finding in found if finding.rule == STREAK]
    assert streak.workouts == ("lift0", "run1", "lift2")
    assert [day.day for day in streak.dates] == [5, 6, 7]
    assert streak.message.startswith("3 hard days in a row (heavy lower-body lift Mon 5 Jan, ")


def test_the_length_of_a_streak_is_the_athletes() -> None:
    who = athlete(thresholds=Thresholds(hard_days_in_a_row=4))
    three = [heavy_day(0), hard_run_day(1), heavy_day(2)]
    assert severities(STREAK, *three, who=who) == []
    assert severities(STREAK, *three, hard_run_day(3), who=who) == ["caution"]


RACE_DAY = run(at(1, "09:00"), RunType.RACE, id_="race")
TEMPO_BEFORE = run(at(0, "07:00"), RunType.TEMPO, id_="tempo")


@pytest.mark.parametrize(
    ("hard_run", "follower", "remedy"),
    [
        (TEMPO_BEFORE, RACE_DAY, "Move the tempo run a day earlier, or make it an easy run."),
        (replace(TEMPO_BEFORE, fixed=True), RACE_DAY, "Take one of the two easy."),
        (run(at(0, "07:00"), RunType.RACE, id_="one"), RACE_DAY, "Take one of the two easy."),
        (
            TEMPO_BEFORE,
            replace(lift(at(1, "18:00"), Focus.LOWER, heavy=True), fixed=True),
            "Move the tempo run a day earlier, or make it an easy run.",
        ),
        (
            RACE_DAY,
            run(at(2, "07:00"), id_="easy"),
            "Move the easy run a day later, or rest, walk or lift easy upper-body instead.",
        ),
    ],
)
def test_nobody_is_told_to_move_a_race_or_what_is_fixed(
    hard_run: Workout, follower: Workout, remedy: str
) -> None:
    [finding] = of_rule("day-after-hard-run", hard_run, follower)
    assert finding.remedy == remedy


@pytest.mark.parametrize("rule", ["same-day-gap", "lift-before-hard-run"])
def test_beside_a_race_the_lift_gives_way(rule: str) -> None:
    legs = lift(at(1, "12:00"), Focus.LOWER, heavy=True)
    [finding] = of_rule(rule, RACE_DAY, legs)
    assert "ive the heavy lower-body lift a day of its own." in finding.remedy
    [neither] = of_rule(rule, RACE_DAY, replace(legs, fixed=True))
    assert "one of them a day of its own." in neither.remedy


def test_before_a_fixed_run_the_lift_gives_way() -> None:
    legs = lift(at(0, "20:00"), Focus.LOWER, heavy=True)
    group_run = replace(run(at(1, "07:00"), RunType.TEMPO), fixed=True)
    [finding] = of_rule("run-after-heavy-lower", legs, group_run)
    assert finding.remedy == "Lift at least 24 h before the run, or after it."
