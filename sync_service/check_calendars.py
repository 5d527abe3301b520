"""The read-only way through the house: sources in, workouts and findings out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from connectors.calendar_event import CalendarEvent
from connectors.errors import ConnectorError
from connectors.ports import Problem, Reader, ReadResult, TimeWindow
from rules.athlete import Athlete
from rules.checks import RuleFailed, check_all
from rules.days import DayRange, week_of
from rules.finding import Finding
from rules.fueling import BusySpan, FuelDay, plan_days
from rules.moves import MovePlan, Planning, plan_moves
from rules.say import Holds
from rules.timeline import Timeline
from rules.weeks import Week, weeks_of
from rules.workout import Workout
from sync_service.calendar_settings import Role
from sync_service.errors import CounterpointError, ExitStatus
from sync_service.instants import instant
from sync_service.place_workouts import PlacedEvent, ReadEvent, place_workouts
from sync_service.read_pauses import read_pauses
from sync_service.too_long import too_long

_CONTEXT = timedelta(weeks=4)
_RACES_AHEAD = timedelta(days=28)  # no taper is longer


@dataclass(frozen=True, slots=True)
class Calendar:
    """A calendar that can be read, and what its owner says that it holds."""

    reader: Reader
    holds: Holds = Holds.TRAINING
    role: Role = Role.TRAINING


@dataclass(frozen=True, slots=True)
class Readings:
    """What all sources together brought; `unread` are those that brought nothing or only a part.

    Each event that was read stands beside what its calendar holds; `elsewhere` are the events of
    calendars that tell busy time alone.
    """

    read: tuple[ReadEvent, ...]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]
    elsewhere: tuple[CalendarEvent, ...] = ()

    @property
    def events(self) -> tuple[CalendarEvent, ...]:
        """The events alone."""
        return tuple(each.event for each in self.read)


@dataclass(frozen=True, slots=True)
class RefusedSource:
    """A source whose address was refused at once: it reads like one that always fails."""

    error: ConnectorError

    @property
    def label(self) -> str:
        """The label of the source that was refused."""
        return self.error.source

    def read(self, window: TimeWindow, cursor: str | None = None) -> ReadResult:  # noqa: ARG002
        """Raise the refusal."""
        raise self.error


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Everything that one check has found out."""

    days: DayRange
    athlete: Athlete
    placed: tuple[PlacedEvent, ...]
    workouts: tuple[Workout, ...]
    findings: tuple[Finding, ...]
    weeks: tuple[Week, ...]
    readings: Readings
    fuel: tuple[FuelDay, ...]
    plan: MovePlan

    @property
    def exit_status(self) -> ExitStatus:
        """3 where a source could not be read, else 1 where something should change, else 0."""
        if self.readings.unread:
            return ExitStatus.SOURCE_UNREAD
        found = any(finding.above_advice for finding in self.findings)
        return ExitStatus.FINDINGS if found else ExitStatus.OK


def check_calendars(
    calendars: Sequence[Calendar],
    athlete: Athlete,
    days: DayRange,
    planning: Planning | None = None,
) -> CheckReport:
    """Read, recognize, place, check and plan everything that starts on the given days.

    What stands in the four weeks before them is read too: a lift on Sunday evening tells on
    Monday's run, and a week's load is compared with those before. So are the races after them. Of
    both only that is reported which a finding names. Busy time is added to `planning`; without it
    no moves are suggested.
    """
    with_context = DayRange(_earlier(days.start), days.end)
    readings = read_all(calendars, window_of(_with_races(with_context), athlete))
    long = too_long(readings.read, athlete)
    readings = replace(readings, problems=(*readings.problems, *long))
    placed = place_workouts(readings.read, athlete)
    pauses = read_pauses(readings.read, placed, athlete)
    workouts = [*_starting_on(with_context, placed), *_races_after(days, placed)]
    timeline = Timeline.of(workouts, days, known=with_context, pauses=pauses)
    found = _checked(timeline, athlete)
    busy = tuple(_busy(readings, placed))
    plan = MovePlan()
    if planning is not None:
        beyond = tuple(w for each in placed for w in each.workouts if w.day >= days.end)
        plan = _planned(timeline, found, athlete, replace(planning, busy=busy, beyond=beyond))
    findings = tuple(_touching(days, _advised(found, plan), timeline))
    named = {id_ for finding in findings for id_ in finding.workouts}
    return CheckReport(
        days=days,
        athlete=athlete,
        placed=tuple(each for each in placed if any(_starting_on(days, [each]))),
        workouts=tuple(w for w in timeline.workouts if w.day in days or w.id in named),
        findings=findings,
        weeks=tuple(w for w in weeks_of(timeline, athlete.thresholds) if _stands_on(w, days)),
        readings=readings,
        fuel=plan_days(
            days,
            tuple(_starting_on(_with_tomorrow(with_context), placed)),
            busy,
            athlete,
        ),
        plan=plan,
    )


def _busy(readings: Readings, placed: Iterable[PlacedEvent]) -> Iterator[BusySpan]:
    """The hours that what is no training takes; nothing else of it is looked at.

    A workout that stands in a calendar of busy time as well is not in its own way.
    """
    known = tuple(placed)
    training = {id(each.event) for each in known}
    times = {(each.event.start, each.event.end) for each in known}
    elsewhere = (e for e in readings.elsewhere if (e.start, e.end) not in times)
    for event in (*readings.events, *elsewhere):
        start, end = event.start, event.end
        if not isinstance(start, datetime) or not isinstance(end, datetime):
            continue
        if event.busy and not event.owned and id(event) not in training:
            yield BusySpan(instant(start), instant(end))


def _checked(timeline: Timeline, athlete: Athlete) -> tuple[Finding, ...]:
    try:
        return check_all(timeline, athlete)
    except RuleFailed as error:
        raise _failed(error) from error


def _planned(
    timeline: Timeline, found: Sequence[Finding], athlete: Athlete, planning: Planning
) -> MovePlan:
    try:
        return plan_moves(timeline, found, athlete, planning)
    except RuleFailed as error:
        raise _failed(error) from error


def _failed(error: RuleFailed) -> CounterpointError:
    return CounterpointError(
        f"The rule {error.rule} of another package failed on these workouts; turn it off with "
        f'rules_off = ["{error.rule}"], and tell its authors.'
    )


def _advised(findings: Iterable[Finding], plan: MovePlan) -> Iterator[Finding]:
    """The findings; where no move helps, with the change of content that does as their remedy."""
    sentences = {(each.finding.rule, each.finding.workouts): each.sentence for each in plan.advice}
    for finding in findings:
        sentence = sentences.get((finding.rule, finding.workouts))
        yield replace(finding, remedy=sentence) if sentence else finding


def _earlier(day: date) -> date:
    """Four weeks before the week of the day, as far as the calendar has days."""
    monday = week_of(max(day, date.min + _CONTEXT)).start
    return max(monday, date.min + _CONTEXT) - _CONTEXT


def _with_tomorrow(days: DayRange) -> DayRange:
    """With the day after: the last evening is eaten for an early run of the next morning."""
    return DayRange(days.start, min(days.end, date.max - timedelta(days=1)) + timedelta(days=1))


def _with_races(days: DayRange) -> DayRange:
    return DayRange(days.start, min(days.end, date.max - _RACES_AHEAD) + _RACES_AHEAD)


def _races_after(days: DayRange, placed: Iterable[PlacedEvent]) -> Iterator[Workout]:
    workouts = (workout for each in placed for workout in each.workouts)
    return (workout for workout in workouts if workout.is_race and workout.day >= days.end)


def _stands_on(week: Week, days: DayRange) -> bool:
    return any(workout.day in days for workout in week.workouts)


def _starting_on(days: DayRange, placed: Iterable[PlacedEvent]) -> Iterator[Workout]:
    return (w for each in placed for w in each.workouts if w.day in days)


def _touching(days: DayRange, findings: Iterable[Finding], timeline: Timeline) -> Iterator[Finding]:
    """The findings that say something of these days, and of a workout there if of any."""
    inside = {workout.id for workout in timeline.workouts if workout.day in days}
    for finding in findings:
        on_these_days = any(day in days for day in finding.dates)
        if on_these_days and (not finding.workouts or inside & set(finding.workouts)):
            yield finding


def read_all(calendars: Iterable[Calendar], window: TimeWindow) -> Readings:
    """Read every source; one that fails is reported and hinders no other."""
    events: list[ReadEvent] = []
    problems: list[Problem] = []
    unread: list[str] = []
    elsewhere: list[CalendarEvent] = []
    for calendar in calendars:
        try:
            result = calendar.reader.read(window)
        except ConnectorError as error:
            problems.append(Problem(error.source, error.what))
            unread.append(error.source)
            continue
        if calendar.role is Role.BUSY:
            elsewhere += result.events
        else:
            label = calendar.reader.label
            events += (ReadEvent(event, calendar.holds, label) for event in result.events)
        problems += result.problems
        if not result.complete:
            unread.append(calendar.reader.label)
    return Readings(tuple(events), tuple(problems), tuple(unread), tuple(elsewhere))


def window_of(days: DayRange, athlete: Athlete) -> TimeWindow:
    """The days from midnight to midnight on the athlete's clock."""
    return TimeWindow(_midnight(days.start, athlete), _midnight(days.end, athlete))


def _midnight(day: date, athlete: Athlete) -> datetime:
    return datetime.combine(day, time(), athlete.time_zone)
