"""The days on which the athlete does less on purpose, as the calendar says it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from connectors.calendar_event import CalendarEvent
from rules.athlete import Athlete
from rules.days import DayRange, week_of
from rules.pause import Pause, PauseKind
from rules.recognition import is_deload, pause_of
from rules.workout import Sport, Workout
from sync_service.place_workouts import PlacedEvent, ReadEvent, once

_ONE_DAY = timedelta(days=1)
_SHORTEST_DAY = timedelta(hours=23)  # the one on which the clocks are put forward
_INSTANT = timedelta(microseconds=1)


def read_pauses(
    events: Iterable[ReadEvent], placed: Sequence[PlacedEvent], athlete: Athlete
) -> tuple[Pause, ...]:
    """The pauses of events that last whole days and are no training, and of workouts in a deload.

    Sorted by their days. Only what kind of pause it is leaves the title.
    """
    trained = {id(each.event) for each in placed if any(map(_is_training, each.workouts))}
    markers = (
        _pause(read.event, athlete) for read in once(events) if id(read.event) not in trained
    )
    deloads = (
        Pause(PauseKind.DELOAD, DayRange(workout.day, workout.day + _ONE_DAY))
        for each in placed
        for workout in each.workouts
        if is_deload(workout.title)
    )
    pauses = {*(pause for pause in markers if pause), *deloads}
    return tuple(sorted(pauses, key=lambda pause: (pause.days.start, pause.days.end, pause.kind)))


def _is_training(workout: Workout) -> bool:
    return workout.session.sport is not Sport.REST


def _pause(event: CalendarEvent, athlete: Athlete) -> Pause | None:
    days = _whole_days(event, athlete)
    kind = pause_of(event.summary) if days else None
    if days is None or kind is None:
        return None
    one_day = days.end - days.start <= _ONE_DAY
    if kind is PauseKind.DELOAD and one_day:
        return Pause(kind, week_of(days.start))  # a marker on a week's first day means the week
    return Pause(kind, days)


def _whole_days(event: CalendarEvent, athlete: Athlete) -> DayRange | None:
    """The days that an event takes whole; None for an event of hours."""
    start, end = event.start, event.end
    if isinstance(start, datetime) and isinstance(end, datetime):
        if end - start < _SHORTEST_DAY:
            return None
        first, last = (_local_day(moment, athlete) for moment in (start, end - _INSTANT))
        return DayRange(first, last + _ONE_DAY if last < date.max else last)
    return DayRange(_day(start), max(_day(end), _day(start) + _ONE_DAY))


def _local_day(moment: datetime, athlete: Athlete) -> date:
    try:
        return moment.astimezone(athlete.time_zone).date()
    except OverflowError:  # at the calendar's very beginning or end
        return moment.date()


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
