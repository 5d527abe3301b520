"""Weeks beside each other, and what lies after the days in view."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rules.checks import check_all
from rules.days import DayRange
from rules.workout import Focus, RunType
from tests.checks.builders import at, athlete, lift, run
from tests.moves.weeks import counted, hours, plan, timeline


def test_a_week_is_planned_as_the_week_before_will_stand() -> None:
    sunday = run(at(6, "09:00"), RunType.INTERVALS, id_="sunday")
    monday = lift(at(7, "18:00"), Focus.LOWER, heavy=True, id_="monday")
    [move] = plan(sunday, monday).moves
    assert move.workout.id == "sunday"


def test_the_earlier_week_stays_where_a_move_of_the_later_one_settles_both() -> None:
    sunday = run(at(6, "09:00"), RunType.INTERVALS, id_="sunday")
    monday = lift(at(7, "18:00"), Focus.LOWER, heavy=True, id_="monday")
    tuesday = run(at(8, "07:00"), RunType.TEMPO, id_="tuesday")
    week = [sunday, monday, tuesday]
    found = plan(*week)
    [move] = found.moves
    assert move.workout.id == "monday"
    settled = {finding.workouts for finding in move.settles}
    assert settled >= {("sunday", "monday"), ("monday", "tuesday")}
    assert counted(check_all(timeline(*found.applied_to(week)), athlete())) == (0, 0)


def test_nothing_is_moved_where_it_clashes_with_what_comes_after_the_days_in_view() -> None:
    saturday, sunday = hours("18:00-19:00", days=[5]), hours("18:00-19:00", days=[6])
    view = DayRange(date(2026, 1, 5), date(2026, 1, 12))
    tempo = replace(run(at(3, "07:00"), RunType.TEMPO, id_="tempo"), fixed=True)
    legs = lift(at(4, "18:00"), Focus.LOWER, heavy=True, id_="legs")
    early = run(at(7, "06:00"), RunType.INTERVALS, id_="early")
    assert plan(tempo, legs, visible=view, windows=sunday).moves != ()
    assert plan(tempo, legs, visible=view, windows=sunday, beyond=(early,)).moves == ()
    assert plan(tempo, legs, visible=view, windows=saturday, beyond=(early,)).moves != ()


def test_a_workout_stays_in_its_week_though_a_day_of_the_one_before_is_nearer() -> None:
    sunday = replace(run(at(6, "09:00"), RunType.INTERVALS, id_="sunday"), fixed=True)
    monday = lift(at(7, "18:00"), Focus.LOWER, heavy=True, id_="monday")
    [move] = plan(sunday, monday, windows=hours("18:00-19:00", days=[4])).moves
    assert move.start == at(11, "18:00")
