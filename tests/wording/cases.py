"""Weeks in which the rules find something, and what they find there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from rules.athlete import OneRepMax, Priority
from rules.body import Body, Sex
from rules.days import DayRange
from rules.finding import Finding
from rules.workout import Focus, LiftSet, RunType, Span, Workout
from tests.checks.builders import (
    WEEK,
    assumed,
    at,
    athlete,
    findings,
    lift,
    run,
    runs,
    timed,
)

FIVE_WEEKS = DayRange(WEEK.start - timedelta(weeks=4), WEEK.end)


@dataclass(frozen=True)
class Case:
    """Findings with the workouts that they name."""

    name: str
    workouts: tuple[Workout, ...]
    findings: tuple[Finding, ...]


def case(name: str, *workouts: Workout, **given: Any) -> Case:
    return Case(name, workouts, findings(*workouts, visible=WEEK, **given))


def legs(day: int, clock: str, id_: str = "legs") -> Workout:
    return lift(at(day, clock), Focus.LOWER, heavy=True, id_=id_)


def tempo(day: int, clock: str, id_: str = "tempo") -> Workout:
    return timed(run(at(day, clock), RunType.TEMPO, id_=id_))


def lifting(day: int, *sets: LiftSet) -> Workout:
    plain = lift(at(day, "18:00"), id_=f"lift{day}")
    return replace(plain, session=replace(plain.session, sets=sets))


def squats(reps: float = 5, sets: int = 5, **more: Any) -> LiftSet:
    return LiftSet("squat", sets, Span(reps, reps), **more)


BODY = Body(
    sex=Sex.MALE, birth_year=1987, height_cm=183, weight_kg=81.5, body_fat_percent=17,
    planned_intake_kcal=1500, planned_protein_g=90,
)  # fmt: skip


def _pairs() -> Iterator[Case]:
    yield case("close", legs(0, "15:00"), tempo(0, "18:00"))
    yield case("overlapping", legs(0, "17:30"), tempo(0, "18:00"))
    yield case("without a break", lift(at(0, "17:00")), run(at(0, "18:00")))
    yield case("usual times", assumed(legs(0, "15:00")), tempo(0, "18:00"))
    yield case(
        "unknown length", replace(lift(at(0, "15:00")), end_assumed=True), run(at(0, "18:00"))
    )
    yield case("next day", legs(0, "20:00"), tempo(1, "07:00"))
    upper = lift(at(1, "18:00"), Focus.UPPER, heavy=True, id_="upper")
    yield case("longest name", tempo(0, "07:00"), upper)
    yield case("easy after", legs(0, "15:00"), run(at(0, "18:00")))
    yield case("fixed run after", legs(0, "20:00"), replace(tempo(1, "07:00"), fixed=True))
    yield case("race after", legs(0, "20:00"), run(at(1, "09:00"), RunType.RACE))
    race = run(at(1, "09:00"), RunType.RACE, id_="race")
    yield case("race next day", tempo(0, "07:00"), race)
    yield case("two races", run(at(0, "09:00"), RunType.RACE), race)
    yield case("race and lift", race, legs(1, "12:00"))
    yield case("run first", tempo(0, "07:00"), legs(0, "18:00"))
    yield case("day after", tempo(0, "07:00"), lift(at(1, "18:00")), run(at(2, "07:00")))
    yield case("row", tempo(0, "07:00"), legs(1, "18:00"), tempo(2, "18:00", "tempo2"))
    runner = athlete(Priority.RUNNING)
    yield case("runner's lift first", legs(0, "07:00"), tempo(0, "18:00"), who=runner)
    yield case("runner's lift soon", tempo(0, "15:00"), legs(0, "17:00"), who=runner)


def _lifts() -> Iterator[Case]:
    yield case("heavy", lifting(0, squats(3, percent_1rm=92)))
    yield case("light", lifting(0, squats(5, percent_1rm=62.5)))
    yield case("impossible", lifting(0, squats(8, percent_1rm=85)))
    yield case("many reps", lifting(0, squats(12)))
    yield case("few reps", lifting(0, squats(2)))
    yield case("short rest", lifting(0, squats(5, rest_s=Span(60, 60))))
    yield case("long rest", lifting(0, squats(5, rest_s=Span(420, 420))))
    yield case("sets", lifting(0, squats(5, sets=20)))
    strong = athlete(one_rep_maxima=(OneRepMax("squat", 100),))
    yield case("kilograms", lifting(0, squats(3, load_kg=95.5)), who=strong)


def _weeks() -> Iterator[Case]:
    easy, long = RunType.EASY, RunType.LONG
    yield case("few", *runs([easy] * 7, 20))
    yield case("no run", legs(0, "18:00"), legs(3, "18:00", "more"))
    yield case("nothing easy", *runs([long], 120))
    yield case("lifts", *(lift(at(n, "18:00"), id_=f"lift{n}") for n in range(5)))
    yield case("legs", *(legs(n, "18:00", f"legs{n}") for n in (0, 2, 4)))
    yield case("main lifts", lifting(0, squats()), lifting(3, squats()))
    yield case("one main lift", lifting(0, LiftSet("deadlift", 3, Span(5, 5))))
    yield case("long", *runs([long, None, None, long], 120))
    yield case("hard", *runs([RunType.INTERVALS, None, RunType.HILLS, None, RunType.SPRINTS]))
    race = timed(run(at(6, "09:00"), RunType.RACE, id_="race"))
    yield case("race", race, legs(4, "18:00"))
    yield case("race among much", tempo(0, "07:00"), timed(run(at(3, "07:00"))), race)
    before = [each for n in range(-28, 0, 3) for each in runs([easy], 30, first_day=n)]
    yield case("jump", *before, *runs([easy, easy, easy, easy], 90), known=FIVE_WEEKS)


def _days() -> Iterator[Case]:
    yield case("food", tempo(0, "07:00"), who=athlete(body=BODY))


CASES = (*_pairs(), *_lifts(), *_weeks(), *_days())
