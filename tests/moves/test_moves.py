"""What moves, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

from rules.athlete import Priority
from rules.checks import check_all
from rules.moves import Declined, Planning
from rules.moves.planned_weeks import planned_weeks
from rules.moves.week_units import Circumstances
from rules.timeline import overlap
from rules.workout import Focus, RunType, Sport, Workout
from tests.checks.builders import MONDAY, at, athlete, lift, other, run
from tests.moves.weeks import BEFORE, LEGS, TEMPO, counted, hours, plan, timeline, told


def heavy_legs(day: int) -> Workout:
    return lift(at(day, "18:00"), Focus.LOWER, heavy=True, id_=f"legs{day}")


def test_nothing_wrong_moves_nothing() -> None:
    assert plan(TEMPO).moves == ()


def test_the_lift_of_the_day_after_moves_a_day() -> None:
    [move] = plan(TEMPO, LEGS).moves
    assert {finding.rule for finding in move.settles} == {"day-after-hard-run"}
    assert move.optimal


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


def test_the_search_itself_brings_no_new_row_even_for_a_violation_less() -> None:
    """Nobody takes back what it chose: `planned_weeks` is asked, not `plan_moves`."""
    days = (replace(heavy_legs(1), fixed=True), replace(heavy_legs(2), fixed=True))
    tempo = replace(run(at(4, "07:00"), RunType.TEMPO, id_="tempo"), fixed=True)
    legs = lift(at(5, "18:00"), Focus.LOWER, heavy=True, id_="legs")
    only_monday = Planning(BEFORE, windows=hours("06:30-07:30", days=[0]))
    for row, moved in ((days, False), (days[1:], True)):
        given = Circumstances(timeline(*row, tempo, legs), athlete(), only_monday)
        [week], _ = planned_weeks([MONDAY], given)
        assert bool(week.moves) is moved


def test_the_priority_running_puts_the_hard_run_first() -> None:
    who = athlete(Priority.RUNNING)
    upper = lift(at(1, "07:00"), Focus.UPPER, heavy=True, id_="upper")
    hills = run(at(1, "18:00"), RunType.HILLS, id_="hills")
    week = [upper, hills]
    after = plan(*week, who=who).applied_to(week)
    assert counted(check_all(timeline(*after), who)) == (0, 0)


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
