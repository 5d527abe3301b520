"""Ranges of calendar days, and the ISO week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


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

    def covers(self, other: DayRange) -> bool:
        """Whether every day of the other range lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def within(self, other: DayRange) -> DayRange:
        """The days that both ranges share, perhaps none."""
        start = max(self.start, other.start)
        return DayRange(start, max(start, min(self.end, other.end)))

    def meets(self, other: DayRange) -> bool:
        """Whether the two ranges share a day."""
        return self.start < other.end and other.start < self.end


def week_of(day: date) -> DayRange:
    """The ISO week, Monday to Sunday, that holds the day."""
    monday = day - timedelta(days=day.weekday())
    return DayRange(monday, monday + timedelta(days=7))
