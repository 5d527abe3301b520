"""The tables and examples that others published, to the digit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.athlete import OneRepMax
from rules.strength_load import (
    epley_1rm,
    most_percent_1rm,
    most_reps,
    percent_1rm,
    rir_of_rpe,
    working_percent,
)
from rules.timeline import Timeline
from rules.training_load import foster, load_of, session_rpe
from rules.weeks import weeks_of
from rules.workout import LiftSet, RunType, Session, Span, Sport
from tests.checks.builders import WEEK, assumed, at, athlete, lift, run, runs, timed

RTS = [100, 95.5, 92.2, 89.2, 86.3, 83.7, 81.1, 78.6, 76.2, 73.9, 70.7, 68.0]


@pytest.mark.parametrize(("effort", "percent"), list(enumerate(RTS, start=1)))
def test_the_rts_table(effort: int, percent: float) -> None:
    for reps in range(1, effort + 1):
        assert percent_1rm(reps, effort - reps) == percent
    assert most_percent_1rm(effort) == percent


@pytest.mark.parametrize(
    ("reps", "rpe", "percent"),
    [(1, 10, 100), (5, 8, 81.1), (3, 9, 89.2), (8, 8, 73.9), (6, 10, 83.7), (5, 8.5, 82.4)],
)
def test_rpe_is_ten_less_the_repetitions_in_reserve(reps: int, rpe: float, percent: float) -> None:
    assert percent_1rm(reps, rir_of_rpe(rpe)) == pytest.approx(percent)


@pytest.mark.parametrize(("reps", "rir"), [(13, 0), (10, 3), (0, 0)])
def test_outside_the_table_nothing_is_guessed(reps: int, rir: int) -> None:
    assert percent_1rm(reps, rir) is None


@pytest.mark.parametrize(
    ("percent", "reps"), [(100, 1), (101, 0), (95.5, 2), (95.6, 1), (85, 5), (80, 7), (60, 12)]
)
def test_how_many_repetitions_a_load_allows(percent: float, reps: int) -> None:
    assert most_reps(percent) == reps


@pytest.mark.parametrize(
    ("load", "reps", "maximum"),
    [(100, 1, 100), (100, 3, 110), (100, 10, 400 / 3), (60, 15, 90), (100, 30, 200)],
)
def test_epley(load: float, reps: float, maximum: float) -> None:
    assert epley_1rm(load, reps) == pytest.approx(maximum)


def test_fosters_schematic_diary() -> None:
    """Foster 2001, table 5: its nine loads as printed, and what it makes of them."""
    week = foster([940, 50, 840, 280, 180, 390, 50, 390, 280])
    assert week.load == 3400
    assert week.monotony is not None
    assert round(week.monotony, 2) == 1.26
    assert week.load * round(week.monotony, 2) == 4284
    assert week.strain == pytest.approx(4284, rel=0.005)


def test_equal_sums_of_floats_have_no_monotony_either() -> None:
    week = foster([3 * 50.3] * 6 + [3 * 20.1 + 3 * 30.2])
    assert week.monotony is None


@pytest.mark.parametrize(
    ("type_", "rpe"),
    [
        (RunType.RECOVERY, 2),
        (RunType.EASY, 3),
        (RunType.LONG, 5),
        (RunType.STEADY, 5),
        (RunType.TEMPO, 7),
        (RunType.INTERVALS, 8),
        (RunType.SPRINTS, 8),
        (RunType.HILLS, 8),
        (RunType.RACE, 9),
        (None, 4),
    ],
)
def test_runs_are_rated_by_their_kind(type_: RunType | None, rpe: float) -> None:
    assert session_rpe(Session(Sport.RUN, run_type=type_)) == rpe


@pytest.mark.parametrize(
    ("sport", "rpe"),
    [
        (Sport.RIDE, 4),
        (Sport.SWIM, 5),
        (Sport.ROW, 5),
        (Sport.WALK, 2),
        (Sport.MOBILITY, 2),
        (Sport.OTHER, 5),
        (Sport.REST, 0),
    ],
)
def test_other_sports_are_rated_by_kind(sport: Sport, rpe: float) -> None:
    assert session_rpe(Session(sport)) == rpe


def test_an_assumed_end_is_no_length() -> None:
    open_end = replace(lift(at(0, "18:00")), end_assumed=True)
    assert load_of(open_end) is None
    assert load_of(replace(open_end, end_assumed=False)) == 180


def test_days_without_any_difference_have_no_monotony() -> None:
    alike = foster([300] * 7)
    assert (alike.load, alike.sd, alike.monotony, alike.strain) == (2100, 0, None, None)
    assert foster([0] * 7).monotony is None


@given(st.lists(st.floats(0, 2000), min_size=7, max_size=7), st.floats(0.1, 10))
def test_monotony_does_not_depend_on_the_unit(loads: list[float], unit: float) -> None:
    one, other = foster(loads), foster([unit * load for load in loads])
    if one.sd > 1e-3 and other.sd > 1e-3:
        assert one.monotony == pytest.approx(other.monotony, rel=1e-6)


@pytest.mark.parametrize(("heavy", "rpe"), [(True, 7), (None, 5), (False, 3)])
def test_lifts_are_rated_as_by_day(heavy: bool | None, rpe: float) -> None:
    """Day 2004 in whole numbers: 6.9, 5.2, 3.3."""
    assert session_rpe(Session(Sport.LIFT, heavy=heavy)) == rpe


def test_harder_runs_are_rated_higher() -> None:
    types = [RunType.RECOVERY, RunType.EASY, RunType.STEADY, RunType.TEMPO, RunType.INTERVALS]
    rated = [session_rpe(Session(Sport.RUN, run_type=type_)) for type_ in types]
    assert rated == sorted(rated)
    assert session_rpe(Session(Sport.RUN, run_type=RunType.LONG, hard=True)) == 7


def test_a_written_exertion_counts_before_the_usual_one() -> None:
    easy = timed(run(at(0, "07:00"), RunType.EASY, 50))
    assert load_of(easy) == 150
    assert load_of(replace(easy, session=replace(easy.session, rpe=6))) == 300


def test_a_load_needs_a_length() -> None:
    untold = assumed(lift(at(0, "18:00")))
    assert load_of(untold) is None
    assert load_of(replace(untold, session=replace(untold.session, duration_min=60))) == 180
    assert load_of(replace(untold, session=Session(Sport.REST))) == 0


def test_a_week_with_an_unknown_length_has_no_load() -> None:
    easy = runs([RunType.EASY] * 3)
    [week] = weeks_of(Timeline.of(easy, WEEK), athlete().thresholds)
    assert week.load == 540
    assert week.foster is not None
    untold = assumed(lift(at(4, "18:00")))
    [unknown] = weeks_of(Timeline.of([*easy, untold], WEEK), athlete().thresholds)
    assert unknown.load is None
    assert unknown.foster is None


MAXIMA = (OneRepMax("squat", 100), OneRepMax("Kreuzheben", 120))


@pytest.mark.parametrize(
    ("lift_set", "percent"),
    [
        (LiftSet("squat", 5, Span(5, 5), percent_1rm=80, load_kg=99), 80),
        (LiftSet("back squat", 5, Span(5, 5), load_kg=75), 75),
        (LiftSet("Kniebeuge", 5, Span(5, 5), load_kg=75), 75),
        (LiftSet("deadlift", 1, Span(5, 5), load_kg=102), 85),
        (LiftSet("front squat", 5, Span(5, 5), load_kg=75), None),
        (LiftSet("bench press", 5, Span(5, 5), load_kg=75), None),
        (LiftSet(None, 5, Span(5, 5), load_kg=75), None),
        (LiftSet("bench press", 5, Span(5, 5), rpe=8), 81.1),
        (LiftSet("bench press", 5, Span(5, 5), rir=2), 81.1),
        (LiftSet("bench press", 5, Span(5, 5)), None),
        (LiftSet("bench press", 5, None, rpe=8), None),
    ],
)
def test_what_a_set_works_with(lift_set: LiftSet, percent: float | None) -> None:
    assert working_percent(lift_set, MAXIMA) == percent
