"""A week is searched once; whatever of it is another is searched anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from rules.athlete import Athlete, Thresholds, UsualSlots
from rules.days import DayRange
from rules.fueling import BusySpan
from rules.moves import Planning
from rules.moves.planning import Declined
from rules.moves.search import solve, solved
from rules.moves.week_problem import WeekProblem
from rules.moves.week_units import Circumstances, week_problem
from rules.workout import Focus, RunType, Session, Sport, Workout
from tests.checks.builders import MONDAY, at, athlete, lift, other, run
from tests.moves.weeks import BEFORE, LEGS, NONE, TEMPO, timeline

BUDGET = 400_000
WEEK = (
    TEMPO,
    LEGS,
    run(at(3, "07:00"), RunType.INTERVALS, id_="intervals"),
    run(at(5, "09:00"), RunType.LONG, id_="long"),
)
PLANNING = Planning(BEFORE)

Change = Callable[[], WeekProblem]


def week(
    *workouts: Workout, who: Athlete | None = None, planning: Planning = PLANNING
) -> WeekProblem:
    """The problem of a week, made of workouts of which nothing was derived yet."""
    fresh = [replace(each) for each in workouts]
    return week_problem(MONDAY, Circumstances(timeline(*fresh), who or athlete(), planning))


def changed(id_: str, **changes: object) -> tuple[Workout, ...]:
    return tuple(
        replace(each, **changes) if each.id == id_ else each  # type: ignore[arg-type]
        for each in WEEK
    )


def best_day() -> datetime:
    """When the legs go by themselves."""
    problem = week(*WEEK)
    places = solve(problem, BUDGET).places
    [(unit, place)] = [pair for pair in zip(problem.units, places, strict=True) if pair[1]]
    found = unit.candidates[place - 1].start
    return datetime.fromtimestamp(found, BEFORE.tzinfo)


def planned(**changes: object) -> WeekProblem:
    return week(*WEEK, planning=replace(PLANNING, **changes))  # type: ignore[arg-type]


def busy_there() -> WeekProblem:
    there = best_day()
    hour = timedelta(hours=1)
    return planned(busy=(BusySpan(there - hour, there + hour),))


def declined_there() -> WeekProblem:
    day = best_day().date()
    return planned(declined=frozenset(Declined(each.id, day) for each in WEEK))


# Where all is well as it stands, only what a move would meet tells one week from another.
SWIM = other(at(4, "08:00"), Sport.SWIM, id_="swim")
AFTER = lift(at(8, "18:00"), Focus.LOWER, heavy=True, id_="after")


def calm(*more: Workout, who: Athlete | None = None, **given: object) -> WeekProblem:
    planning = replace(PLANNING, **given)  # type: ignore[arg-type]
    return week(run(at(0, "07:00"), id_="easy"), *more, who=who, planning=planning)


PAIRS: dict[str, tuple[WeekProblem, WeekProblem]] = {
    "what may move": (calm(SWIM), calm(replace(SWIM, session=Session(Sport.RIDE)))),
    "what stands": (
        calm(replace(SWIM, fixed=True)),
        calm(replace(SWIM, fixed=True, session=Session(Sport.LIFT, focus=Focus.UPPER))),
    ),
    "a hard day long before": (
        calm(run(at(-8, "07:00"), id_="before")),
        calm(run(at(-8, "07:00"), RunType.TEMPO, id_="before")),
    ),
    "a figure": (
        calm(),
        calm(who=athlete(thresholds=replace(Thresholds(), same_day_gap_min_h=5))),
    ),
    "the usual time": (calm(), calm(who=athlete(usual_slots=UsualSlots(run=time(12))))),
    "what is judged": (
        calm(replace(AFTER, fixed=True)),
        calm(replace(AFTER, fixed=True), beyond=(AFTER,)),
    ),
}


@pytest.mark.parametrize("pair", PAIRS.values(), ids=PAIRS)
def test_weeks_that_differ_in_one_thing_are_two(pair: tuple[WeekProblem, WeekProblem]) -> None:
    first, second = pair
    assert solved(first, BUDGET) is not solved(second, BUDGET)


CHANGES: dict[str, Change] = {
    "another content": lambda: week(
        *changed("legs", session=Session(Sport.LIFT, focus=Focus.UPPER, heavy=True))
    ),
    "another start": lambda: week(*changed("legs", start=at(2, "12:00"), end=at(2, "13:00"))),
    "another workout": lambda: week(
        *WEEK, lift(at(0, "18:00"), Focus.LOWER, heavy=True, id_="more")
    ),
    "one less": lambda: week(*WEEK[1:]),
    "one that is fixed": lambda: week(*changed("intervals", fixed=True)),
    "another figure": lambda: week(*WEEK, who=athlete(rules_off=frozenset({"hard-days-in-a-row"}))),
    "busy time": busy_there,
    "a day that was declined": declined_there,
    "no windows": lambda: planned(windows=NONE),
    "another grid": lambda: planned(slot_min=7),
    "who stays": lambda: planned(kept=frozenset(each.id for each in WEEK)),
    "a later now": lambda: planned(now=at(3, "12:00")),
    "who comes after": lambda: planned(
        beyond=(lift(best_day() + timedelta(hours=2), Focus.LOWER, heavy=True, id_="beyond"),)
    ),
}


def test_a_week_as_before_is_not_searched_again() -> None:
    assert solved(week(*WEEK), BUDGET) is solved(week(*WEEK), BUDGET)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_week_that_is_another_is(change: Change) -> None:
    first = week(*WEEK)
    assert solved(first, BUDGET) == solve(first, BUDGET)
    second = change()
    assert solved(second, BUDGET) is not solved(first, BUDGET)
    assert solved(second, BUDGET) == solve(second, BUDGET)


def test_nor_is_what_another_budget_found_taken() -> None:
    few, many = (solved(week(*WEEK), budget) for budget in (1, BUDGET))
    assert (few.proved, many.proved) == (False, True)


def test_the_hour_that_comes_twice_is_two_hours() -> None:
    """Python takes both for the same time of the clock."""
    monday = date(2026, 10, 19)
    nights = [
        run(at(6, "02:10", monday=monday).replace(fold=fold), RunType.EASY, 30) for fold in (0, 1)
    ]
    assert nights[0] == nights[1]
    days = DayRange(monday, monday + timedelta(days=7))
    planning = Planning(at(-7, "08:00", monday=monday))
    first, second = (
        week_problem(monday, Circumstances(timeline(each, visible=days), athlete(), planning))
        for each in nights
    )
    assert solved(first, BUDGET) is not solved(second, BUDGET)
