"""Workouts in the order of time, and the gaps between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from rules.days import DayRange
from rules.once import once
from rules.pause import Pause
from rules.workout import Workout

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Day:
    """The workouts that start on one calendar day of the athlete, in the order of time.

    `runs` and `lifts` are those among them; core work is no lift here.
    """

    date: date
    workouts: tuple[Workout, ...] = ()
    runs: tuple[Workout, ...] = ()
    lifts: tuple[Workout, ...] = ()


def _day(date_: date, workouts: Iterable[Workout]) -> Day:
    held = tuple(workouts)
    runs = tuple([workout for workout in held if workout.is_run])
    return Day(date_, held, runs, tuple([workout for workout in held if workout.is_strength]))


@dataclass(frozen=True, eq=False)
class Timeline:
    """All workouts that are known, day by day; days without any are left out.

    Two are the same only if they are one object, so that what is derived of one can be kept.

    `visible` holds the days that are judged: an empty day outside it is unknown, not free.
    `known` holds those and what was read before them. `pauses` are the days on which the athlete
    does less on purpose.
    """

    days: tuple[Day, ...]
    visible: DayRange
    known: DayRange
    pauses: tuple[Pause, ...] = field(default=())

    @classmethod
    def of(
        cls,
        workouts: Iterable[Workout],
        visible: DayRange,
        *,
        known: DayRange | None = None,
        pauses: Iterable[Pause] = (),
    ) -> Timeline:
        """Sort workouts given in any order; no more is known than `visible` where none is said.

        All are on the athlete's clock, so that the order of time is that of days.
        """
        ordered = sorted(workouts, key=lambda workout: (workout.start_utc, workout.id))
        by_day = groupby(ordered, key=lambda workout: workout.day)
        days = tuple(_day(day, group) for day, group in by_day)
        return cls(days, visible, known or visible, tuple(pauses))

    @once
    def workouts(self) -> tuple[Workout, ...]:
        """All workouts in the order of time."""
        return tuple(workout for day in self.days for workout in day.workouts)

    def on(self, date_: date) -> Day:
        """What stands on one day, perhaps nothing."""
        return self._by_date.get(date_) or Day(date_)

    @once
    def _by_date(self) -> dict[date, Day]:
        return {day.date: day for day in self.days}

    def near(self, date_: date, reach_days: int) -> tuple[Day, ...]:
        """The days with workouts that lie so near, the day itself among them."""
        middle = date_.toordinal()
        low = bisect_left(self._ordinals, middle - reach_days)
        return self.days[low : bisect_right(self._ordinals, middle + reach_days, low)]

    @once
    def _ordinals(self) -> list[int]:
        return [day.date.toordinal() for day in self.days]

    def is_paused(self, date_: date) -> bool:
        """Whether a marker says that the athlete does less on this day."""
        return date_ in self._paused

    @once
    def _paused(self) -> frozenset[date]:
        spans = (pause.days.within(self.known) for pause in self.pauses)
        return frozenset(day for span in spans for day in span)


def in_utc(instant: datetime) -> datetime:
    """The instant on a clock without summer time: the only one that gaps may be read from."""
    return instant.astimezone(UTC)


def gap_h(first: Workout, second: Workout) -> float:
    """Hours from the end of `first` to the start of `second`; below 0 where they overlap."""
    return (second.start_utc - first.end_utc) / _HOUR


def starts_before(first: Workout, second: Workout) -> bool:
    """Whether `first` starts earlier, in elapsed time."""
    return first.start_utc < second.start_utc


def overlap(one: Workout, other: Workout) -> bool:
    """Whether some time belongs to both."""
    return one.start_utc < other.end_utc and other.start_utc < one.end_utc


def moved_to(workout: Workout, day: date) -> Workout:
    """The workout at the same time of day on another day, as long as before."""
    shift = timedelta(days=day.toordinal() - workout.day.toordinal())
    start, end = workout.start + shift, workout.end + shift
    if not _clocks_changed(workout, start, end):
        return replace(workout, start=start, end=end)
    length = workout.end_utc - workout.start_utc
    return replace(workout, start=start, end=(in_utc(start) + length).astimezone(start.tzinfo))


def _clocks_changed(workout: Workout, start: datetime, end: datetime) -> bool:
    """Whether summer time begins or ends between the old place and the new."""
    same_start = start.utcoffset() == workout.start.utcoffset()
    return not (same_start and end.utcoffset() == workout.end.utcoffset())
