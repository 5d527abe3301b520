"""The report as JSON: the stable shape that other programs are written against.

These models are the contract; `docs/check.schema.json` is made of them and a test compares.
An unknown value is null, never 0. Instants carry their offset, days are dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from connectors.ports import Problem
from rules.finding import Finding, Severity
from rules.fueling import FuelDay, FuelItem
from rules.moves import Move, MovePlan
from rules.training_load import load_of
from rules.weeks import Week
from rules.workout import Focus, RunType, Sport, Workout
from sync_service.check_calendars import CheckReport


class Document(BaseModel):
    """A part of the report; nothing stands in it that is not described."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class RangeDocument(Document):
    """The days that were checked, `end` exclusive."""

    start: date
    end: date


class WorkoutDocument(Document):
    """One workout; `id` is unique in the report, `event_uid` is its event's UID."""

    id: str
    event_uid: str
    title: str
    sport: Sport
    run_type: RunType | None
    focus: Focus | None
    heavy: bool | None
    hard: bool | None
    start: datetime
    end: datetime
    all_day: bool
    time_assumed: bool
    duration_min: float | None
    distance_km: float | None
    load: float | None
    confidence: float


class FindingDocument(Document):
    """A rule that does not hold; `settled_by` holds indices of moves."""

    rule: str
    severity: Severity
    workouts: list[str]
    dates: list[date]
    message: str
    numbers: dict[str, float]
    remedy: str
    settled_by: list[int]


class SpanDocument(Document):
    """A time from start to end."""

    start: datetime
    end: datetime


class MoveDocument(Document):
    """A workout's old and new time; `settles` holds indices of findings.

    `optimal` is false where a better change of the week could not be ruled out.
    """

    workout: str
    from_: SpanDocument = Field(alias="from")
    to: SpanDocument
    settles: list[int]
    optimal: bool


class FuelItemDocument(Document):
    """A meal or snack of the fuel plan.

    `example` names food for these grams; where the weight is not known, the grams that depend on it
    are null and `example` tells them by the kilogram.
    """

    kind: str
    start: datetime
    end: datetime
    protein_g: float | None
    carbs_g: float | None
    example: str | None


class FuelDocument(Document):
    """A day's fuel plan; figures that need more of the body than was told are null."""

    date: date
    energy_kcal: float | None
    protein_g: float | None
    carbs_g: float | None
    net_exercise_kcal: float | None
    items: list[FuelItemDocument]


class WeekDocument(Document):
    """An ISO week, as far as it lies in the range.

    `hard_share` is the part of the running time that is hard, 0 to 1. `load` is session RPE ×
    minutes; `monotony` and `strain` are those of Foster, null where a day was not looked at or the
    length of a session is unknown.
    """

    week: str
    lifts: int
    runs: int
    long_slow: int
    quality: int
    hard_share: float | None
    load: float | None
    monotony: float | None
    strain: float | None


class ProblemDocument(Document):
    """Something that could not be read: in which source, what, which component."""

    source: str
    what: str
    component: str | None


class CheckDocument(Document):
    """The whole of `counterpoint check --format json`."""

    range: RangeDocument
    time_zone: str
    workouts: list[WorkoutDocument]
    findings: list[FindingDocument]
    moves: list[MoveDocument]
    fuel: list[FuelDocument]
    weeks: list[WeekDocument]
    problems: list[ProblemDocument]


def check_document(report: CheckReport) -> CheckDocument:
    """The report in its JSON shape; the same report gives the same text."""
    return CheckDocument(
        range=RangeDocument(start=report.days.start, end=report.days.end),
        time_zone=report.athlete.time_zone.key,
        workouts=[_workout(workout) for workout in report.workouts],
        findings=[_finding(finding, report.plan) for finding in report.findings],
        moves=[_move(move, report.findings) for move in report.plan.moves],
        fuel=[_fuel(day) for day in report.fuel],
        weeks=[_week(week) for week in report.weeks],
        problems=[problem_document(problem) for problem in report.readings.problems],
    )


def as_json(document: BaseModel) -> str:
    """The document as indented JSON text."""
    return document.model_dump_json(by_alias=True, indent=2)


def problem_document(problem: Problem) -> ProblemDocument:
    """A problem in its JSON shape."""
    return ProblemDocument(source=problem.source, what=problem.what, component=problem.component)


def _workout(workout: Workout) -> WorkoutDocument:
    session = workout.session
    return WorkoutDocument(
        id=workout.id,
        event_uid=workout.event_uid,
        title=workout.title,
        sport=session.sport,
        run_type=session.run_type,
        focus=session.focus,
        heavy=session.heavy,
        hard=session.hard,
        start=workout.start,
        end=workout.end,
        all_day=workout.all_day,
        time_assumed=workout.time_assumed,
        duration_min=_rounded(session.duration_min, 1),
        distance_km=_rounded(session.distance_km, 3),
        load=_rounded(load_of(workout), 1),
        confidence=round(session.confidence, 2),
    )


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _finding(finding: Finding, plan: MovePlan) -> FindingDocument:
    return FindingDocument(
        rule=str(finding.rule),
        severity=finding.severity,
        workouts=list(finding.workouts),
        dates=list(finding.dates),
        message=finding.message,
        numbers={measure.name: measure.value for measure in finding.numbers},
        remedy=finding.remedy,
        settled_by=[n for n, move in enumerate(plan.moves) if finding in move.settles],
    )


def _move(move: Move, findings: Sequence[Finding]) -> MoveDocument:
    return MoveDocument(
        workout=move.workout.id,
        from_=SpanDocument(start=move.workout.start, end=move.workout.end),
        to=SpanDocument(start=move.start, end=move.end),
        settles=[n for n, finding in enumerate(findings) if finding in move.settles],
        optimal=move.optimal,
    )


def _fuel(day: FuelDay) -> FuelDocument:
    return FuelDocument(
        date=day.date,
        energy_kcal=day.energy_kcal,
        protein_g=day.protein_g,
        carbs_g=day.carbs_g,
        net_exercise_kcal=day.net_exercise_kcal,
        items=[_fuel_item(item) for item in day.items],
    )


def _fuel_item(item: FuelItem) -> FuelItemDocument:
    return FuelItemDocument(
        kind=item.kind,
        start=item.start,
        end=item.end,
        protein_g=item.protein_g,
        carbs_g=item.carbs_g,
        example=item.example or item.guidance,
    )


def _week(week: Week) -> WeekDocument:
    spread, hard = week.foster, week.hard_share
    return WeekDocument(
        week=week.name,
        lifts=len(week.lifts),
        runs=len(week.runs),
        long_slow=len(week.long_slow_runs),
        quality=len(week.quality_runs),
        hard_share=_rounded(hard.share if hard else None, 3),
        load=_rounded(week.load, 1),
        monotony=_rounded(spread.monotony if spread else None, 2),
        strain=_rounded(spread.strain if spread else None, 1),
    )
