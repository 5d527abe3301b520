"""Workouts and athletes in the few words that a scenario needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rules.athlete import Athlete, Priority
from rules.checks import check_all
from rules.finding import Finding
from rules.timeline import DayRange, Timeline
from rules.workout import HARD_RUN_TYPES, Focus, RunType, Session, Sport, Workout

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 1, 5)
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
    return replace(Athlete(time_zone=BERLIN, priority=priority), **changes)  # type: ignore[arg-type]


def findings(
    *workouts: Workout, who: Athlete | None = None, visible: DayRange = TWO_WEEKS
) -> tuple[Finding, ...]:
    return check_all(Timeline.of(workouts, visible), who or athlete())


def severities(
    rule: str, *workouts: Workout, who: Athlete | None = None, visible: DayRange = TWO_WEEKS
) -> list[str]:
    """The severities of one rule's findings: [] where it is silent."""
    found = findings(*workouts, who=who, visible=visible)
    return [finding.severity.value for finding in found if finding.rule == rule]
