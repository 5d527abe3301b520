"""Workouts and athletes in the few words that a scenario needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from rules.athlete import Athlete, Priority, Thresholds
from rules.checks import check_all
from rules.days import DayRange
from rules.finding import Finding
from rules.pause import Pause
from rules.timeline import Timeline
from rules.workout import HARD_RUN_TYPES, Focus, RunType, Session, Sport, Workout

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 1, 5)
WEEK = DayRange(MONDAY, MONDAY + timedelta(days=7))
TWO_WEEKS = DayRange(MONDAY, MONDAY + timedelta(days=14))
ONE_DAY = DayRange(MONDAY, MONDAY + timedelta(days=1))


def at(day: int, clock: str, zone: ZoneInfo = BERLIN, monday: date = MONDAY) -> datetime:
    """Day 0 is Monday."""
    return datetime.combine(monday + timedelta(days=day), time.fromisoformat(clock), zone)


def placed(session: Session, start: datetime, length_min: float, id_: str) -> Workout:
    end = (start.astimezone(UTC) + timedelta(minutes=length_min)).astimezone(start.tzinfo)
    return Workout(id=id_, event_uid=id_, title=id_, session=session, start=start, end=end)


def run(
    start: datetime, type_: RunType | None = RunType.EASY, length_min: float = 60, id_: str = "run"
) -> Workout:
    hard = None if type_ is None else type_ in HARD_RUN_TYPES
    return placed(Session(Sport.RUN, run_type=type_, hard=hard), start, length_min, id_)


def lift(
    start: datetime,
    focus: Focus | None = Focus.FULL,
    heavy: bool | None = False,
    length_min: float = 60,
    id_: str = "lift",
) -> Workout:
    return placed(Session(Sport.LIFT, focus=focus, heavy=heavy, hard=heavy), start, length_min, id_)


def other(start: datetime, sport: Sport, id_: str = "other") -> Workout:
    return placed(Session(sport), start, 60, id_)


def assumed(workout: Workout) -> Workout:
    return replace(workout, all_day=True, time_assumed=True)


def athlete(priority: Priority = Priority.MUSCLE, **changes: object) -> Athlete:
    plain = Athlete(time_zone=BERLIN, priority=priority, thresholds=Thresholds.of(priority))
    return replace(plain, **changes)  # type: ignore[arg-type]


def findings(
    *workouts: Workout,
    who: Athlete | None = None,
    visible: DayRange = TWO_WEEKS,
    pauses: Iterable[Pause] = (),
    known: DayRange | None = None,
) -> tuple[Finding, ...]:
    timeline = Timeline.of(workouts, visible, pauses=pauses, known=known)
    return check_all(timeline, who or athlete())


def of_rule(rule: str, *workouts: Workout, **given: Any) -> list[Finding]:
    """The findings of one rule; `given` as in `findings`."""
    return [finding for finding in findings(*workouts, **given) if finding.rule == rule]


def severities(rule: str, *workouts: Workout, **given: Any) -> list[str]:
    """The severities of one rule's findings: [] where it is silent."""
    return [finding.severity.value for finding in of_rule(rule, *workouts, **given)]


def of_days(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those about single workouts, not about whole weeks."""
    return tuple(finding for finding in found if not finding.about_week)


def numbers(finding: Finding) -> dict[str, float]:
    return {measure.name: measure.value for measure in finding.numbers}


def runs(
    types: Iterable[RunType | None], length_min: float = 60, first_day: int = 0
) -> list[Workout]:
    """One run a day, in the morning, of a known length."""
    return [
        timed(run(at(day, "07:00"), type_, length_min, id_=f"run{day}"))
        for day, type_ in enumerate(types, start=first_day)
    ]


def timed(workout: Workout) -> Workout:
    """The workout with its length said."""
    length_min = (workout.end - workout.start) / timedelta(minutes=1)
    return replace(workout, session=replace(workout.session, duration_min=length_min))
