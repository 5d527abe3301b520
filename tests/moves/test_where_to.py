"""Where nothing is moved to: busy time, frozen hours, days of rest, other runs and lifts."""

from __future__ import annotations

from dataclasses import replace

from rules.checks import check_all
from rules.days import DayRange
from rules.fueling import BusySpan
from rules.moves import DaySpan, Planning, Windows, plan_moves
from rules.pause import Pause, PauseKind
from rules.timeline import Timeline
from rules.workout import Focus, RunType, Sport
from tests.checks.builders import TWO_WEEKS, at, athlete, lift, other, run
from tests.moves.weeks import BEFORE, LEGS, NONE, TEMPO, hours, plan, told


def test_nothing_is_moved_into_the_frozen_hours() -> None:
    tempo = replace(run(at(5, "07:00"), RunType.TEMPO, id_="tempo"), fixed=True)
    legs = lift(at(6, "18:00"), Focus.LOWER, heavy=True, id_="legs")
    thursday_morning = hours("06:30-07:30", days=[3])
    [move] = plan(tempo, legs, windows=thursday_morning, now=at(2, "10:30")).moves
    assert told([move]) == ["legs: Sun 18:00 → Thu 06:30"]
    assert plan(tempo, legs, windows=thursday_morning, now=at(2, "10:31")).moves == ()


def test_without_windows_nothing_is_moved_into_the_night() -> None:
    days = tuple(BusySpan(at(day, "06:30"), at(day, "22:30")) for day in range(7))
    assert plan(TEMPO, LEGS, busy=days).moves == ()


def test_a_short_meeting_takes_its_time() -> None:
    tempo, evening = replace(TEMPO, fixed=True), hours("18:00-19:00", days=[4])
    before = BusySpan(at(4, "17:00"), at(4, "18:00"))
    within = BusySpan(at(4, "18:00"), at(4, "18:20"))
    assert told(plan(tempo, LEGS, windows=evening, busy=(before,)).moves) == [
        "legs: Wed 18:00 → Fri 18:00"
    ]
    assert plan(tempo, LEGS, windows=evening, busy=(within,)).moves == ()


def test_a_week_without_free_time_says_so_at_once() -> None:
    found = plan(TEMPO, LEGS, windows=NONE)
    assert (found.moves, found.unproved) == ((), ())


def test_busy_all_week_moves_nothing() -> None:
    busy = (BusySpan(at(0, "00:00"), at(7, "00:00")),)
    assert plan(TEMPO, LEGS, busy=busy).moves == ()


def test_two_of_one_series_do_not_come_to_one_day() -> None:
    other_one = replace(other(at(3, "12:00"), Sport.RIDE, id_="ride"), event_uid="weekly")
    legs = replace(LEGS, event_uid="weekly")
    windows = hours("17:00-20:00", days=[3, 5])
    [move] = plan(replace(TEMPO, fixed=True), legs, other_one, windows=windows).moves
    assert move.start.weekday() == 5


def test_a_move_brings_no_second_run_to_a_day() -> None:
    easy = replace(run(at(3, "07:00"), id_="easy"), fixed=True)
    hills = run(at(2, "18:00"), RunType.HILLS, id_="hills")
    week = (replace(TEMPO, fixed=True), hills, easy)
    [move] = plan(*week, windows=hours("17:00-20:00", days=[3, 5])).moves
    assert (move.workout.id, move.start.weekday()) == ("hills", 5)


def test_a_day_of_rest_stays_one() -> None:
    rest = [other(at(day, "12:00"), Sport.REST, id_=f"rest{day}") for day in (3, 4, 5)]
    days = {move.start.weekday() for move in plan(replace(TEMPO, fixed=True), LEGS, *rest).moves}
    assert days
    assert not days & {3, 4, 5}


def test_in_a_pause_nothing_moves_and_nothing_comes() -> None:
    pause = Pause(PauseKind.HOLIDAY, DayRange(at(3, "00:00").date(), at(7, "00:00").date()))
    fixed = replace(TEMPO, fixed=True)
    line = Timeline.of([fixed, LEGS], TWO_WEEKS, pauses=[pause])
    found = plan_moves(line, check_all(line, athlete()), athlete(), Planning(BEFORE))
    assert all(move.start.weekday() < 3 for move in found.moves)


def test_a_window_may_end_after_midnight() -> None:
    wednesday = (DaySpan(22 * 60, 26 * 60),)
    night = Windows(((), (), wednesday, (), (), (), ()))
    [move] = plan(replace(TEMPO, fixed=True), LEGS, windows=night).moves
    assert (move.start.weekday(), move.start.hour) == (3, 1)
