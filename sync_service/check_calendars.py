"""The read-only way through the house: sources in, workouts and findings out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from connectors.calendar_event import CalendarEvent
from connectors.errors import ConnectorError
from connectors.ports import Problem, Reader, ReadResult, TimeWindow
from rules.athlete import Athlete
from rules.checks import check_all
from rules.finding import Finding
from rules.timeline import DayRange, Timeline
from rules.weeks import WeekPicture, weeks
from rules.workout import Workout
from sync_service.errors import ExitStatus
from sync_service.place_workouts import PlacedEvent, place_workouts


@dataclass(frozen=True, slots=True)
class Readings:
    """What all sources together brought; `unread` are those that brought nothing or only a part."""

    events: tuple[CalendarEvent, ...]
    problems: tuple[Problem, ...]
    unread: tuple[str, ...]


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
    weeks: tuple[WeekPicture, ...]
    readings: Readings

    @property
    def exit_status(self) -> ExitStatus:
        """3 where a source could not be read, else 1 where something should change, else 0."""
        if self.readings.unread:
            return ExitStatus.SOURCE_UNREAD
        found = any(finding.above_advice for finding in self.findings)
        return ExitStatus.FINDINGS if found else ExitStatus.OK


def check_calendars(readers: Sequence[Reader], athlete: Athlete, days: DayRange) -> CheckReport:
    """Read, recognize, place and check everything that starts on the given days."""
    readings = read_all(readers, window_of(days, athlete))
    placed = tuple(
        PlacedEvent(each.event, tuple(w for w in each.workouts if w.day in days))
        for each in place_workouts(readings.events, athlete)
    )
    timeline = Timeline.of((workout for each in placed for workout in each.workouts), days)
    return CheckReport(
        days=days,
        athlete=athlete,
        placed=tuple(each for each in placed if each.workouts),
        workouts=timeline.workouts,
        findings=check_all(timeline, athlete),
        weeks=weeks(timeline),
        readings=readings,
    )


def read_all(readers: Iterable[Reader], window: TimeWindow) -> Readings:
    """Read every source; one that fails is reported and hinders no other."""
    events: list[CalendarEvent] = []
    problems: list[Problem] = []
    unread: list[str] = []
    for reader in readers:
        try:
            result = reader.read(window)
        except ConnectorError as error:
            problems.append(Problem(error.source, error.what))
            unread.append(error.source)
            continue
        events += result.events
        problems += result.problems
        if not result.complete:
            unread.append(reader.label)
    return Readings(tuple(events), tuple(problems), tuple(unread))


def window_of(days: DayRange, athlete: Athlete) -> TimeWindow:
    """The days from midnight to midnight on the athlete's clock."""
    return TimeWindow(_midnight(days.start, athlete), _midnight(days.end, athlete))


def _midnight(day: date, athlete: Athlete) -> datetime:
    return datetime.combine(day, time(), athlete.time_zone)


def days_from(first: date, count: int) -> DayRange:
    """So many days, the first included."""
    return DayRange(first, first + timedelta(days=count))
