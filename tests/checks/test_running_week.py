"""What kinds of running a week holds, at the boundaries of the guide."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from rules.athlete import Priority, Thresholds
from rules.days import DayRange
from rules.pause import Pause, PauseKind
from rules.workout import RunType, Workout
from tests.checks.builders import (
    WEEK,
    at,
    athlete,
    lift,
    numbers,
    of_rule,
    run,
    runs,
    severities,
    timed,
)

LONG, QUALITY = "long-slow-runs", "quality-runs"
CONCENTRATION, BALANCE = "running-concentration", "intensity-balance"
E, L, T, I = RunType.EASY, RunType.LONG, RunType.TEMPO, RunType.INTERVALS  # noqa: E741
SIX_DAYS = DayRange(WEEK.start, WEEK.start + timedelta(days=6))
SICK = [Pause(PauseKind.SICK, WEEK)]


@pytest.mark.parametrize(
    ("types", "severity"),
    [([L], []), ([L, L], ["caution"]), ([L, E, RunType.STEADY], []), ([L, L, L], ["caution"])],
)
def test_one_long_slow_run_is_enough(types: list[RunType], severity: list[str]) -> None:
    assert severities(LONG, *runs(types), visible=WEEK) == severity


def test_a_long_run_with_hard_work_is_not_slow() -> None:
    hard = replace(runs([L])[0], id="hard")
    hard = replace(hard, session=replace(hard.session, hard=True))
    assert severities(LONG, hard, *runs([L], first_day=3), visible=WEEK) == []


@pytest.mark.parametrize(
    ("quality", "severity"),
    [
        ([], ["advice"]),
        ([I], []),
        ([RunType.SPRINTS, RunType.HILLS], []),
        ([I, RunType.SPRINTS, RunType.HILLS], ["caution"]),
        ([T, T, T], ["advice"]),
    ],
)
def test_sprints_hills_or_intervals_once_or_twice_a_week(
    quality: list[RunType], severity: list[str]
) -> None:
    assert severities(QUALITY, *runs([E, *quality]), visible=WEEK) == severity


def test_too_little_quality_is_not_said_of_part_of_a_week_nor_in_a_pause() -> None:
    assert severities(QUALITY, *runs([E]), visible=SIX_DAYS) == []
    assert severities(QUALITY, *runs([E]), visible=WEEK, pauses=SICK) == []
    assert severities(QUALITY, *runs([I, I, I]), visible=SIX_DAYS) == ["caution"]
    assert severities(QUALITY, *runs([I, I, I]), visible=WEEK, pauses=SICK) == ["caution"]


@pytest.mark.parametrize(
    ("week", "remedy"),
    [
        (runs([E]), "Make an easy run a few short sprints or uphill repeats."),
        (runs([L]), "Add a short run with a few sprints or uphill repeats."),
        ([lift(at(0, "18:00"))], "Add a short run with a few sprints or uphill repeats."),
    ],
)
def test_no_run_is_to_be_changed_that_the_week_does_not_have(
    week: list[Workout], remedy: str
) -> None:
    [finding] = of_rule(QUALITY, *week, visible=WEEK)
    assert finding.remedy == remedy


def test_where_no_run_is_easy_any_run_may_become_hard() -> None:
    [long] = of_rule(BALANCE, *runs([L]), visible=WEEK)
    [easy] = of_rule(BALANCE, *runs([E, L]), visible=WEEK)
    assert long.remedy == "Make one run a tempo, hill or interval session."
    assert easy.remedy == "Make one easy run a tempo, hill or interval session."


def test_quality_runs_are_named_with_their_days() -> None:
    [finding] = of_rule(QUALITY, *runs([I, I, I]), visible=WEEK)
    assert finding.message == (
        "3 quality runs stand in the week of Mon 5 Jan (interval run Mon 5 Jan, interval run "
        "Tue 6 Jan and interval run Wed 7 Jan); have no more than 2."
    )


@pytest.mark.parametrize(("count", "severity"), [(5, []), (6, ["advice"])])
def test_more_than_five_runs_are_many_for_one_who_lifts_first(
    count: int, severity: list[str]
) -> None:
    week = runs([E] * count)
    assert severities(CONCENTRATION, *week, visible=WEEK) == severity
    for priority in (Priority.BALANCED, Priority.RUNNING):
        assert severities(CONCENTRATION, *week, who=athlete(priority), visible=WEEK) == []


def test_the_short_easy_runs_are_named_to_be_merged() -> None:
    week = [*runs([E, T, E, I], 60), *runs([E, E], 29, first_day=4)]
    [finding] = of_rule(CONCENTRATION, *week, visible=WEEK)
    assert finding.workouts == ("run4", "run5")
    assert finding.remedy == "Merge the easy run Fri 9 Jan and easy run Sat 10 Jan into one."
    assert numbers(finding) == {
        "runs": 6,
        "runs_per_week_max": 5,
        "short_easy_runs": 2,
        "short_easy_share": 0.333,
    }


def test_without_short_runs_the_two_briefest_easy_ones_are_named() -> None:
    week = [*runs([T, E, I, L], 60), *runs([E], 40, first_day=4), *runs([E], 45, first_day=5)]
    [finding] = of_rule(CONCENTRATION, *week, visible=WEEK)
    assert finding.workouts == ("run4", "run5")


def shared(hard_min: float, easy_min: float) -> list[Workout]:
    return [
        timed(run(at(0, "07:00"), T, hard_min, id_="hard")),
        timed(run(at(2, "07:00"), E, easy_min, id_="easy")),
    ]


@pytest.mark.parametrize(
    ("priority", "low", "high"),
    [(Priority.MUSCLE, 15, 40), (Priority.BALANCED, 10, 30), (Priority.RUNNING, 10, 25)],
)
def test_each_priority_has_its_band_of_hard_running(
    priority: Priority, low: int, high: int
) -> None:
    who = athlete(priority)
    for hard, severity in ((low - 1, ["caution"]), (low, []), (high, []), (high + 1, ["caution"])):
        assert severities(BALANCE, *shared(hard, 100 - hard), who=who, visible=WEEK) == severity


def test_the_share_is_told_with_its_minutes() -> None:
    [finding] = of_rule(BALANCE, *shared(50, 50), visible=WEEK)
    assert finding.message == (
        "50 % of the running time in the week of Mon 5 Jan is hard (50 of 100 min); keep it "
        "between 15 and 40 %."
    )
    assert finding.workouts == ("hard",)


@pytest.mark.parametrize(
    ("hard_min", "remedy"),
    [
        (0, "The race makes it so"),
        (40, "The race makes it so"),
        (41, "Make a hard run shorter or easy"),
    ],
)
def test_the_race_makes_it_so_only_if_without_it_the_share_would_be_right(
    hard_min: float, remedy: str
) -> None:
    """A taper has no "too few": 0 of 100 min is right as well."""
    race = timed(run(at(6, "09:00"), RunType.RACE, 90, id_="race"))
    others = [each for each in shared(hard_min, 100 - hard_min) if each.session.duration_min]
    [finding] = of_rule(BALANCE, *others, race, visible=WEEK)
    assert finding.remedy.startswith(remedy)


def test_the_share_is_not_judged_where_it_is_not_known() -> None:
    untold = run(at(4, "07:00"), None, id_="untold")
    assert severities(BALANCE, *shared(90, 10), untold, visible=WEEK) == []
    assert severities(BALANCE, *shared(90, 10), visible=SIX_DAYS) == []


def test_too_little_hard_running_is_right_in_a_pause_too_much_is_not() -> None:
    assert severities(BALANCE, *shared(5, 95), visible=WEEK, pauses=SICK) == []
    assert severities(BALANCE, *shared(95, 5), visible=WEEK, pauses=SICK) == ["caution"]


def test_own_figures_count() -> None:
    own = athlete(
        thresholds=Thresholds(
            long_slow_runs_per_week_max=2,
            quality_runs_per_week_min=0,
            runs_per_week_max=1,
            hard_share_min_percent=0,
        )
    )
    week = runs([L, L, E])
    assert severities(LONG, *week, who=own, visible=WEEK) == []
    assert severities(QUALITY, *week, who=own, visible=WEEK) == []
    assert severities(CONCENTRATION, *week, who=own, visible=WEEK) == ["advice"]
    assert severities(BALANCE, *week, who=own, visible=WEEK) == []
