"""The hours of a day in which the athlete is awake, and those of them that are free to eat in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from rules.athlete import Athlete
from rules.workout import Workout

SLOT = timedelta(minutes=15)
_WIND_DOWN = timedelta(minutes=45)
_DAY = timedelta(days=1)
_STRETCH = timedelta(hours=3)  # a session farther from the waking hours is an island of its own


@dataclass(frozen=True, slots=True)
class BusySpan:
    """A time that something else in the calendar takes."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class WakingDay:
    """One day from waking to bed, in UTC, with the sessions and busy times that touch it.

    A session before the usual hour wakes the athlete, one that ends late keeps them up, at most
    until the next day begins.
    """

    day: date
    wake: datetime
    bed: datetime
    sessions: tuple[Workout, ...]
    busy: tuple[BusySpan, ...]

    @classmethod
    def of(
        cls,
        day: date,
        athlete: Athlete,
        sessions: Sequence[Workout],
        busy: Iterable[BusySpan],
    ) -> WakingDay:
        """The day of the athlete's usual hours, stretched by its sessions."""
        wake, bed = usual_hours(day, athlete)
        tomorrow, _ = usual_hours(day + _DAY, athlete)
        own = [session for session in sessions if waking_date(session, athlete) == day]
        early = [s.start_utc for s in own if wake - _STRETCH <= s.start_utc < wake]
        over = [session for session in sessions if date_afterwards(session, athlete) == day]
        late = [s.end_utc + _WIND_DOWN for s in over if s.start_utc < bed + _STRETCH]
        wake, bed = min([wake, *early]), min(tomorrow, max([bed, *late]))
        touching = [s for s in sessions if s.start_utc < bed and s.end_utc > wake]
        meetings = [b for b in busy if b.start < bed and b.end > wake]
        return cls(day, wake, bed, tuple(touching), tuple(meetings))

    @cached_property
    def _slots(self) -> tuple[datetime, ...]:
        first = self.wake - (self.wake - datetime.min.replace(tzinfo=UTC)) % SLOT
        count = int((self.bed - first) / SLOT)
        slots = (first + n * SLOT for n in range(count))
        return tuple(slot for slot in slots if slot >= self.wake and self.is_free(slot))

    def slots(self) -> tuple[datetime, ...]:
        """Every quarter of an hour in which something can be eaten: no session takes it."""
        return self._slots

    def is_free(self, slot: datetime) -> bool:
        """Whether no session overlaps the quarter of an hour."""
        return not any(s.start_utc < slot + SLOT and slot < s.end_utc for s in self.sessions)

    def is_busy(self, slot: datetime) -> bool:
        """Whether something else in the calendar overlaps it."""
        return any(b.start < slot + SLOT and slot < b.end for b in self.busy)


def waking_date(session: Workout, athlete: Athlete) -> date:
    """The day as the athlete lives it: a session before bedtime after midnight is yesterday's."""
    yesterday = session.day - _DAY
    _, bed = usual_hours(yesterday, athlete)
    return yesterday if session.start_utc < bed else session.day


def date_afterwards(session: Workout, athlete: Athlete) -> date:
    """The day whose meals follow the session: a later one where it runs on into that."""
    day = waking_date(session, athlete)
    last = session.end_utc.astimezone(athlete.time_zone).date()
    if session.end_utc < usual_hours(last, athlete)[0]:
        last -= _DAY
    return max(day, last)


def usual_hours(day: date, athlete: Athlete) -> tuple[datetime, datetime]:
    """Waking and bedtime in UTC; a bedtime before waking is after midnight."""
    wake = _at(day, athlete.waking.wake, athlete)
    after_midnight = athlete.waking.bed <= athlete.waking.wake
    bed = _at(day + timedelta(days=after_midnight), athlete.waking.bed, athlete)
    return wake, bed


def _at(day: date, clock: time, athlete: Athlete) -> datetime:
    return datetime.combine(day, clock, athlete.time_zone).astimezone(UTC)
