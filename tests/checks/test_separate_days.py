"""A run and a lift that share a day, although one could have its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from rules.athlete import Thresholds
from rules.days import DayRange
from rules.finding import Finding
from rules.pause import Pause, PauseKind
from rules.workout import Focus, RunType, Workout
from tests.checks.builders import (
    MONDAY,
    at,
    athlete,
    findings,
    lift,
    of_rule,
    run,
    severities,
    timed,
)

RULE = "separate-days"
PAIR = run(at(0, "06:00")), lift(at(0, "18:00"))


def runs_on(*days: int) -> list[Workout]:
    return [run(at(day, "06:00"), id_=f"run{day}") for day in days]


def lifts_on(*days: int) -> list[Workout]:
    return [lift(at(day, "18:00"), Focus.UPPER, id_=f"lift{day}") for day in days]


def test_a_free_day_in_the_week_is_advised() -> None:
    assert severities(RULE, *PAIR) == ["advice"]
    [finding] = of_rule(RULE, *PAIR)
    assert finding.workouts == ("run", "lift")
    assert finding.remedy == "Move the full-body lift to Tue 6 Jan."


def test_a_week_without_a_better_day_is_left_alone() -> None:
    others = (1, 2, 3, 4, 5, 6)
    assert severities(RULE, *PAIR, *runs_on(*others), *lifts_on(*others)) == []


def test_the_free_day_must_lie_in_the_same_week() -> None:
    sunday = run(at(6, "06:00")), lift(at(6, "18:00"))
    busy = [each for day in range(6) for each in (*runs_on(day), *lifts_on(day))]
    on_sunday = [f for f in findings(*sunday, *busy) if f.dates == (MONDAY + timedelta(days=6),)]
    assert RULE not in {finding.rule for finding in on_sunday}


def test_a_day_out_of_view_is_not_free() -> None:
    monday_only = DayRange(MONDAY, MONDAY + timedelta(days=1))
    assert severities(RULE, *PAIR, visible=monday_only) == []


def test_a_day_that_would_break_another_rule_is_not_free() -> None:
    """Thursday and Saturday follow hard runs; the other days hold one at the same hour."""
    pair = run(at(1, "06:00")), lift(at(1, "18:00"), Focus.LOWER, heavy=True)
    hard = [run(at(day, "06:00"), RunType.TEMPO, id_=f"hard{day}") for day in (0, 2, 4, 6)]
    assert severities(RULE, *pair, *hard) == []
    assert severities(RULE, *pair, *hard[:2]) == ["advice"]


def test_a_day_of_a_pause_is_not_free() -> None:
    sick = Pause(PauseKind.SICK, DayRange(MONDAY + timedelta(days=1), MONDAY + timedelta(days=7)))
    assert severities(RULE, *PAIR, pauses=[sick]) == []


def test_a_day_that_would_make_the_week_monotonous_is_not_free() -> None:
    easy = [timed(run(at(day, "06:00"), id_=f"run{day}")) for day in range(5)]
    short = timed(lift(at(0, "18:00"), Focus.UPPER, length_min=36))
    assert severities(RULE, *easy, short) == []
    careless = athlete(rules_off=frozenset({"monotony"}))
    assert severities(RULE, *easy, short, who=careless) == ["advice"]


def test_heavy_legs_do_not_move_into_the_days_before_a_race() -> None:
    """Of the week's free days all lie within four days before the race."""
    pair = run(at(2, "06:00")), lift(at(2, "18:00"), Focus.LOWER, heavy=True)
    race = run(at(6, "10:00"), RunType.RACE, id_="race")
    others = [*runs_on(0, 1), *lifts_on()]
    found = of_rule(RULE, *pair, race, *others)
    assert all("Move the heavy lower-body lift" not in finding.remedy for finding in found)


def test_heavy_legs_do_not_make_a_row_of_hard_days() -> None:
    pair = run(at(1, "06:00")), lift(at(1, "18:00"), Focus.FULL, heavy=True)
    legs = [lift(at(day, "18:00"), Focus.FULL, heavy=True, id_=f"l{day}") for day in (2, 4, 5)]
    who = athlete(thresholds=Thresholds(hard_days_in_a_row=2))
    [advice] = of_rule(RULE, *pair, *legs, who=who)
    assert advice.remedy == "Move the heavy full-body lift to Mon 5 Jan."
    sunday = lift(at(-1, "18:00"), Focus.FULL, heavy=True, id_="before")
    moves = [finding.remedy for finding in of_rule(RULE, *pair, *legs, sunday, who=who)]
    assert not any("heavy full-body lift to" in remedy for remedy in moves)


def test_what_is_fixed_or_a_race_does_not_move() -> None:
    race = run(at(0, "06:00"), RunType.RACE)
    fixed = replace(lift(at(0, "18:00"), Focus.UPPER), fixed=True)
    assert severities(RULE, race, fixed) == []
    assert severities(RULE, race, replace(fixed, fixed=False)) == ["advice"]


def test_nothing_is_proposed_on_top_of_another_workout() -> None:
    """The lift could join Tuesday's lift, but not at the same hour."""
    week = [*runs_on(2, 3, 4, 5, 6), *lifts_on(2, 3, 4, 5, 6)]
    same_hour = lift(at(1, "18:30"), Focus.UPPER, id_="tuesday")
    morning = lift(at(1, "06:00"), Focus.UPPER, id_="tuesday")
    assert not monday_findings(*PAIR, *week, same_hour)
    assert monday_findings(*PAIR, *week, morning)


def monday_findings(*workouts: Workout) -> list[Finding]:
    return [f for f in findings(*workouts) if f.rule == RULE and f.dates == (MONDAY,)]


def test_a_week_with_nothing_on_its_judged_days_is_no_error() -> None:
    """Six days are judged, and the pair stands on the seventh."""
    six_days = DayRange(MONDAY, MONDAY + timedelta(days=6))
    pair = run(at(6, "00:00"), None, 20), lift(at(6, "00:00"), Focus.UPPER, length_min=20)
    assert findings(*pair, visible=six_days) is not None
