"""What moves, where to, and what stands fast."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, timedelta
from itertools import product
from typing import Any

import pytest

from rules.athlete import Priority
from rules.checks import check_all
from rules.days import DayRange
from rules.fueling import BusySpan
from rules.moves import DaySpan, Declined, MoveIt, Planning, Swap, Windows, plan_moves
from rules.moves.free_time import grid_of, instant_at
from rules.pause import Pause, PauseKind
from rules.timeline import Timeline, overlap
from rules.workout import Focus, RunType, Sport, Workout
from tests.checks.builders import BERLIN, TWO_WEEKS, assumed, at, athlete, lift, other, run
from tests.moves.weeks import BEFORE, counted, hours, plan, timeline, told

TEMPO = run(at(1, "07:00"), RunType.TEMPO, id_="tempo")
LEGS = lift(at(2, "18:00"), Focus.LOWER, heavy=True, id_="legs")
NONE = Windows(((),) * 7)


def test_nothing_wrong_moves_nothing() -> None:
    assert plan(TEMPO).moves == ()


def test_the_lift_of_the_day_after_moves_a_day() -> None:
    [move] = plan(TEMPO, LEGS).moves
    assert {finding.rule for finding in move.settles} == {"day-after-hard-run"}
    assert move.optimal


@pytest.mark.parametrize("stands", ["fixed", "kept", "race"])
def test_what_stands_fast_does_not_move_even_where_nobody_else_can(stands: str) -> None:
    tempo, legs = replace(TEMPO, fixed=True), replace(LEGS, fixed=stands == "fixed")
    kept = frozenset({"legs"}) if stands == "kept" else frozenset()
    if stands == "race":
        tempo = run(at(1, "07:00"), RunType.RACE, id_="tempo")
        legs = replace(LEGS, fixed=True)
    assert plan(tempo, LEGS).moves != ()
    assert plan(tempo, legs, kept=kept).moves == ()


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


@pytest.mark.parametrize("stands", ["fixed", "kept", "frozen", "race"])
def test_what_stands_fast_does_not_move(stands: str) -> None:
    legs = replace(LEGS, fixed=stands == "fixed")
    tempo = replace(TEMPO, fixed=stands == "frozen")
    if stands == "race":
        tempo = run(at(1, "07:00"), RunType.RACE, id_="tempo")
    given: dict[str, Any] = {}
    if stands == "kept":
        given["kept"] = frozenset({"legs"})
    if stands == "frozen":
        given["now"] = at(1, "22:30")
    movers = {move.workout.id for move in plan(tempo, legs, **given).moves}
    assert (
        movers == {"fixed": {"tempo"}, "kept": {"tempo"}, "frozen": set(), "race": {"legs"}}[stands]
    )


def test_a_week_without_free_time_says_so_at_once() -> None:
    found = plan(TEMPO, LEGS, windows=NONE)
    assert (found.moves, found.unproved) == ((), ())


def test_busy_all_week_moves_nothing() -> None:
    busy = (BusySpan(at(0, "00:00"), at(7, "00:00")),)
    assert plan(TEMPO, LEGS, busy=busy).moves == ()


def test_fixed_workouts_that_overlap_are_left_alone() -> None:
    one = replace(run(at(1, "07:00"), id_="one"), fixed=True)
    two = replace(lift(at(1, "07:30"), id_="two"), fixed=True)
    found = plan(one, two, TEMPO, LEGS)
    assert {move.workout.id for move in found.moves} <= {"tempo", "legs"}
    assert found.unproved == ()


def test_sixty_sessions_a_week_end_within_the_budget() -> None:
    kinds = [RunType.EASY, RunType.INTERVALS, None]
    crowd = [
        run(at(day, f"{6 + 2 * n:02d}:00"), kinds[n % 3], id_=f"r{day}{n}")
        if n % 2
        else lift(at(day, f"{6 + 2 * n:02d}:00"), Focus.LOWER, heavy=n == 2, id_=f"l{day}{n}")
        for day, n in product(range(7), range(8))
    ]
    found = plan(*crowd, budget=2000)
    assert found.unproved == (date(2026, 1, 5),)
    assert not any(move.optimal for move in found.moves)
    after = found.applied_to(crowd)
    assert counted(check_all(timeline(*after), athlete())) <= counted(
        check_all(timeline(*crowd), athlete())
    )


def test_moves_stay_apart_from_each_other_and_from_the_night() -> None:
    week = [
        TEMPO,
        run(at(2, "07:00"), RunType.INTERVALS, id_="intervals"),
        lift(at(3, "07:00"), Focus.LOWER, heavy=True, id_="legs"),
        lift(at(2, "08:00"), Focus.UPPER, heavy=True, id_="upper"),
    ]
    found = plan(*week)
    after = found.applied_to(week)
    assert counted(check_all(timeline(*after), athlete())) == (0, 0)
    assert not any(overlap(a, b) for a in after for b in after if a.id < b.id)
    for move in found.moves:
        assert move.start.hour * 60 + move.start.minute >= 6 * 60 + 30
        assert move.end.hour * 60 + move.end.minute <= 22 * 60 + 30


def test_a_declined_move_gives_the_next_best_three_times_over() -> None:
    declined: frozenset[Declined] = frozenset()
    seen = []
    for _ in range(4):
        found = plan(TEMPO, LEGS, declined=declined)
        [move] = found.moves
        key = Declined(move.workout.id, move.start.date())
        assert key not in declined
        seen.append(key)
        declined |= {key}
        assert plan(TEMPO, LEGS, declined=declined) == plan(TEMPO, LEGS, declined=declined)
    assert len(set(seen)) == 4


def test_after_one_is_accepted_the_rest_stand() -> None:
    week = [
        TEMPO,
        LEGS,
        run(at(4, "07:00"), RunType.LONG, id_="long"),
        lift(at(4, "09:00"), Focus.UPPER, heavy=True, id_="upper"),
    ]
    first, *rest = plan(*week).moves
    accepted = [first.moved if each.id == first.workout.id else each for each in week]
    again = plan(*accepted, kept=frozenset({first.workout.id}))
    assert told(again.moves) == told(rest)
    assert rest


def test_an_untimed_workout_receives_a_time_of_its_day() -> None:
    easy = assumed(run(at(0, "06:30"), id_="easy"))
    legs = replace(lift(at(0, "10:00"), Focus.LOWER, heavy=True, id_="legs"), fixed=True)
    sore = replace(lift(at(0, "10:00"), Focus.FULL, heavy=None, id_="full"), fixed=True)
    assert plan(easy, sore).moves[0].start.date() == easy.day
    assert plan(easy, legs).applied_to([easy])[0].time_assumed is False


def test_workouts_of_one_event_move_together() -> None:
    first = replace(run(at(2, "07:00"), id_="a-0"), occurrence="a", event_uid="a")
    second = replace(
        lift(at(2, "08:00"), Focus.LOWER, True, id_="a-1"), occurrence="a", event_uid="a"
    )
    found = plan(replace(TEMPO, fixed=True), first, second)
    starts = {move.workout.id: move.start for move in found.moves}
    assert set(starts) == {"a-0", "a-1"}
    assert starts["a-1"] - starts["a-0"] == timedelta(hours=1)


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


def heavy_legs(day: int) -> Workout:
    return lift(at(day, "18:00"), Focus.LOWER, heavy=True, id_=f"legs{day}")


def test_of_three_hard_days_in_a_row_one_moves() -> None:
    week = [heavy_legs(day) for day in range(3)]
    found = plan(*week)
    [move] = found.moves
    assert {finding.rule for finding in move.settles} == {"hard-days-in-a-row"}
    assert counted(check_all(timeline(*found.applied_to(week)), athlete())) == (0, 0)


def test_a_move_makes_no_new_row_of_hard_days() -> None:
    tuesday = replace(heavy_legs(1), fixed=True)
    hills = replace(run(at(3, "18:00"), RunType.HILLS, id_="hills"), fixed=True)
    wednesday = hours("06:30-07:30", days=[2])
    assert plan(tuesday, hills, heavy_legs(4), windows=wednesday).moves == ()
    assert told(plan(hills, heavy_legs(4), windows=wednesday).moves) == [
        "legs4: Fri 18:00 → Wed 06:30"
    ]


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


def test_the_priority_running_puts_the_hard_run_first() -> None:
    who = athlete(Priority.RUNNING)
    upper = lift(at(1, "07:00"), Focus.UPPER, heavy=True, id_="upper")
    hills = run(at(1, "18:00"), RunType.HILLS, id_="hills")
    week = [upper, hills]
    after = plan(*week, who=who).applied_to(week)
    assert counted(check_all(timeline(*after), who)) == (0, 0)


@pytest.mark.parametrize("monday", [date(2026, 3, 23), date(2026, 10, 19)])
def test_lengths_and_gaps_hold_in_the_nights_when_the_clocks_change(monday: date) -> None:
    visible = DayRange(monday, monday + timedelta(days=7))
    late = run(at(5, "23:30", monday=monday), RunType.EASY, 240, id_="late")
    legs = lift(at(5, "17:00", monday=monday), Focus.LOWER, True, id_="legs")
    week = [late, legs]
    windows = Windows(((),) * 6 + (None,))
    found = plan(*week, visible=visible, now=at(-7, "08:00", monday=monday), windows=windows)
    for move in found.moves:
        length = move.end.astimezone(UTC) - move.start.astimezone(UTC)
        assert length == move.workout.end_utc - move.workout.start_utc
    after = found.applied_to(week)
    assert counted(check_all(timeline(*after, visible=visible), athlete()))[0] == 0


CHANGES_OF_CLOCKS = [date(2026, 3, 23), date(2026, 10, 19)]


@pytest.mark.parametrize("monday", CHANGES_OF_CLOCKS)
def test_on_the_day_when_the_clocks_change_starts_are_those_of_the_clock(monday: date) -> None:
    visible = DayRange(monday, monday + timedelta(days=7))
    tempo = replace(run(at(4, "07:00", monday=monday), RunType.TEMPO, id_="tempo"), fixed=True)
    legs = lift(at(5, "18:00", monday=monday), Focus.LOWER, heavy=True, id_="legs")
    sunday = Windows(((),) * 6 + (None,))
    ahead = at(-7, "08:00", monday=monday)
    found = plan(tempo, legs, visible=visible, now=ahead, windows=sunday)
    assert told(found.moves) == ["legs: Sat 18:00 → Sun 18:00"]


def test_the_day_with_25_hours_is_one_day_to_its_end() -> None:
    monday = date(2026, 10, 19)
    visible = DayRange(monday, monday + timedelta(days=7))
    tempo = replace(run(at(4, "07:00", monday=monday), RunType.TEMPO, id_="tempo"), fixed=True)
    hills = run(at(5, "18:00", monday=monday), RunType.HILLS, id_="hills")
    easy = replace(run(at(6, "07:00", monday=monday), id_="easy"), fixed=True)
    given: dict[str, Any] = {
        "visible": visible,
        "now": at(-7, "08:00", monday=monday),
        "windows": hours("23:00-24:00", days=[6]),
    }
    assert told(plan(tempo, hills, **given).moves) == ["hills: Sat 18:00 → Sun 23:00"]
    assert plan(tempo, hills, easy, **given).moves == ()


@pytest.mark.parametrize("monday", CHANGES_OF_CLOCKS)
def test_every_start_of_the_grid_is_on_the_clock_once(monday: date) -> None:
    grid = grid_of(DayRange(monday, monday + timedelta(days=7)), BERLIN, 30)
    clocks = [instant_at(start, BERLIN) for start in grid.starts]
    assert [each.hour * 60 + each.minute for each in clocks] == list(grid.clocks_min)
    assert len(set(grid.starts)) == len(grid.starts)


def test_a_window_may_end_after_midnight() -> None:
    wednesday = (DaySpan(22 * 60, 26 * 60),)
    night = Windows(((), (), wednesday, (), (), (), ()))
    [move] = plan(replace(TEMPO, fixed=True), LEGS, windows=night).moves
    assert (move.start.weekday(), move.start.hour) == (3, 1)


def test_what_makes_room_says_so() -> None:
    windows = hours("18:00-19:00", days=[1, 3])
    tempo = replace(TEMPO, fixed=True)
    swim = other(at(3, "18:00"), Sport.SWIM, id_="swim")
    found = plan(tempo, LEGS, swim, windows=windows)
    assert told(found.moves) == ["legs: Wed 18:00 → Thu 18:00", "swim: Thu 18:00 → Tue 18:00"]
    assert [move.why for move in found.moves] == [
        "settles day-after-hard-run",
        "makes room for the heavy lower-body lift",
    ]
    assert found.moves[1].settles == ()


def test_the_alternative_is_proved() -> None:
    sprints = run(at(2, "07:00"), RunType.SPRINTS, 40, id_="sprints")
    upper = lift(at(2, "18:30"), Focus.UPPER, heavy=True, id_="upper")
    [move] = plan(sprints, upper).moves
    assert Swap(sprints, upper, sprints.day) in move.alternatives
    swapped = [
        replace(sprints, start=at(2, "18:30"), end=at(2, "19:10")),
        replace(upper, start=at(2, "07:00"), end=at(2, "08:00")),
    ]
    assert counted(check_all(timeline(*swapped), athlete())) == (0, 0)


def test_another_day_and_the_other_workout_are_proved_too() -> None:
    [move] = plan(TEMPO, LEGS).moves
    assert {each.workout.id for each in move.alternatives if isinstance(each, MoveIt)} == {
        "tempo",
        "legs",
    }
    for way in move.alternatives:
        assert isinstance(way, MoveIt)
        there = way.start, way.start + timedelta(hours=1)
        tried = [
            replace(each, start=there[0], end=there[1]) if each.id == way.workout.id else each
            for each in (TEMPO, LEGS)
        ]
        assert counted(check_all(timeline(*tried), athlete())) == (0, 0)


def test_an_alternative_tells_the_time_of_the_workout_itself_within_its_event() -> None:
    first = replace(run(at(2, "07:00"), id_="a-0"), occurrence="a", event_uid="a")
    second = replace(
        lift(at(2, "08:00"), Focus.LOWER, True, id_="a-1"), occurrence="a", event_uid="a"
    )
    moves = plan(replace(TEMPO, fixed=True), first, second).moves
    elsewhere = {
        each.workout.id: each.start
        for m in moves
        for each in m.alternatives
        if isinstance(each, MoveIt)
    }
    assert elsewhere["a-1"] - elsewhere["a-0"] == timedelta(hours=1)


def test_where_no_move_helps_the_lift_becomes_upper_body() -> None:
    found = plan(replace(TEMPO, fixed=True), LEGS, windows=NONE)
    [advice] = found.advice
    assert advice.sentence == "No move helps; make the heavy lower-body lift Wed 7 Jan upper-body."


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


def test_a_workout_of_a_pause_stays() -> None:
    pause = Pause(PauseKind.HOLIDAY, DayRange(LEGS.day, LEGS.day + timedelta(days=1)))
    line = Timeline.of([replace(TEMPO, fixed=True), LEGS], TWO_WEEKS, pauses=[pause])
    assert plan_moves(line, check_all(line, athlete()), athlete(), Planning(BEFORE)).moves == ()


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


def test_what_is_only_milder_is_eased() -> None:
    easy = replace(run(at(1, "07:00"), id_="easy"), fixed=True)
    full = lift(at(1, "09:00"), Focus.FULL, id_="full")
    [move] = plan(easy, full, windows=hours("12:30-13:30", days=[1])).moves
    [eased] = move.settles
    assert (eased.rule, move.why) == ("same-day-gap", "eases same-day-gap")


def test_a_violation_that_became_advice_is_settled() -> None:
    easy = replace(run(at(1, "07:00"), id_="easy"), fixed=True)
    upper = lift(at(1, "08:30"), Focus.UPPER, id_="upper")
    found = plan(easy, upper, windows=hours("12:30-13:30", days=[1]))
    for move in found.moves:
        assert (len(move.settles), move.why) == (1, "settles same-day-gap")
    legs = lift(at(1, "07:00"), Focus.LOWER, heavy=True, id_="legs")
    hills = replace(run(at(2, "06:00"), RunType.HILLS, id_="hills"), fixed=True)
    [move] = plan(legs, hills, windows=hours("06:00-07:00", days=[0])).moves
    assert (len(move.settles), move.why) == (1, "settles run-after-heavy-lower")


def test_nobody_is_told_to_swap_into_a_meeting() -> None:
    sprints = run(at(2, "07:00"), RunType.SPRINTS, 40, id_="sprints")
    upper = lift(at(2, "18:30"), Focus.UPPER, heavy=True, id_="upper")
    meeting = BusySpan(at(2, "07:45"), at(2, "08:15"))
    [move] = plan(sprints, upper, busy=(meeting,)).moves
    assert not any(isinstance(way, Swap) for way in move.alternatives)


def test_content_is_advised_for_the_day_on_which_the_session_stands() -> None:
    first = replace(run(at(2, "07:00"), id_="a-0"), occurrence="a", event_uid="a")
    second = replace(
        lift(at(2, "12:30"), Focus.LOWER, True, id_="a-1"), occurrence="a", event_uid="a"
    )
    found = plan(replace(TEMPO, fixed=True), first, second)
    assert {move.workout.id for move in found.moves} == {"a-0", "a-1"}
    assert found.advice
    assert all("Wed 7 Jan" in advice.sentence for advice in found.advice)
