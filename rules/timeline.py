"""Workouts in the order of time, and the gaps between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from rules.workout import Workout


@dataclass(frozen=True, slots=True)
class DayRange:
    """Days from `start` up to, not including, `end`."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        """Whether the day lies in the range."""
        return self.start <= day < self.end

    def __iter__(self) -> Iterator[date]:
        """Every day of the range, the earliest first."""
        return (self.start + timedelta(days=n) for n in range((self.end - self.start).days))


@dataclass(frozen=True, slots=True)
class Day:
    """The workouts that start on one calendar day of the athlete, in the order of time."""

    date: date
    workouts: tuple[Workout, ...]

    @property
    def runs(self) -> tuple[Workout, ...]:
        """The day's runs."""
        return tuple(workout for workout in self.workouts if workout.is_run)

    @property
    def lifts(self) -> tuple[Workout, ...]:
        """The day's lifts."""
        return tuple(workout for workout in self.workouts if workout.is_lift)


@dataclass(frozen=True, slots=True)
class Timeline:
    """All workouts that are known, day by day; days without any are left out.

    `visible` holds the days that were read completely: an empty day outside it is unknown, not
    free.
    """

    days: tuple[Day, ...]
    visible: DayRange

    @classmethod
    def of(cls, workouts: Iterable[Workout], visible: DayRange) -> Timeline:
        """Sort workouts given in any order."""
        ordered = sorted(workouts, key=lambda workout: (in_utc(workout.start), workout.id))
        by_day = groupby(sorted(ordered, key=lambda workout: workout.day), lambda w: w.day)
        return cls(tuple(Day(day, tuple(group)) for day, group in by_day), visible)

    @property
    def workouts(self) -> tuple[Workout, ...]:
        """All workouts in the order of time."""
        return tuple(workout for day in self.days for workout in day.workouts)

    def on(self, date_: date) -> Day:
        """What stands on one day, perhaps nothing."""
        found = self._between(date_, date_)
        return found[0] if found else Day(date_, ())

    def near(self, date_: date, days: int) -> Timeline:
        """The part of the timeline within so many days before and after `date_`."""
        reach = timedelta(days=days)
        return replace(self, days=self._between(date_ - reach, date_ + reach))

    def _between(self, first: date, last: date) -> tuple[Day, ...]:
        low = bisect_left(self.days, first, key=lambda day: day.date)
        high = bisect_right(self.days, last, key=lambda day: day.date)
        return self.days[low:high]

    def without(self, workout: Workout) -> Timeline:
        """The timeline as it would be without this workout."""
        kept = (other for other in self.workouts if other.id != workout.id)
        return Timeline.of(kept, self.visible)

    def with_(self, workout: Workout) -> Timeline:
        """The timeline with one workout more."""
        return Timeline.of((*self.workouts, workout), self.visible)


def in_utc(instant: datetime) -> datetime:
    """The instant on a clock without summer time: the only one that gaps may be read from."""
    return instant.astimezone(UTC)


def gap_h(first: Workout, second: Workout) -> float:
    """Hours from the end of `first` to the start of `second`; below 0 where they overlap."""
    return hours_between(first.end, second.start)


def hours_between(earlier: datetime, later: datetime) -> float:
    """Elapsed hours between two instants, true across a change of the clocks."""
    return (in_utc(later) - in_utc(earlier)) / timedelta(hours=1)


def starts_before(first: Workout, second: Workout) -> bool:
    """Whether `first` starts earlier, in elapsed time."""
    return in_utc(first.start) < in_utc(second.start)


def overlap(one: Workout, other: Workout) -> bool:
    """Whether some time belongs to both."""
    return in_utc(one.start) < in_utc(other.end) and in_utc(other.start) < in_utc(one.end)


def moved_to(workout: Workout, day: date) -> Workout:
    """The workout at the same time of day on another day, as long as before."""
    length = in_utc(workout.end) - in_utc(workout.start)
    start = datetime.combine(day, workout.start.timetz())
    end = (in_utc(start) + length).astimezone(start.tzinfo)
    return replace(workout, start=start, end=end)


def week_of(day: date) -> DayRange:
    """The ISO week, Monday to Sunday, that holds the day."""
    monday = day - timedelta(days=day.weekday())
    return DayRange(monday, monday + timedelta(days=7))
