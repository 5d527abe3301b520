"""One recurrence rule: its parts, checked, and which days and times of day they allow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property

_WEEKDAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_KNOWN = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYMONTH", "BYWEEKNO", "BYYEARDAY"}
    | {"BYMONTHDAY", "BYDAY", "BYHOUR", "BYMINUTE", "BYSECOND", "BYSETPOS"}
)
_WEEKDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


class BadRule(ValueError):
    """A rule that RFC 5545 does not allow or that is not understood; says which part."""


class Frequency(StrEnum):
    """FREQ, from the longest period to the shortest."""

    YEARLY = "YEARLY"
    MONTHLY = "MONTHLY"
    WEEKLY = "WEEKLY"
    DAILY = "DAILY"
    HOURLY = "HOURLY"
    MINUTELY = "MINUTELY"
    SECONDLY = "SECONDLY"


_FEBRUARY, _SHORT_MONTHS, _LEAP_YEAR_DAYS = 2, frozenset({4, 6, 9, 11}), 366
_BELOW_A_DAY = frozenset({Frequency.HOURLY, Frequency.MINUTELY, Frequency.SECONDLY})


@dataclass(frozen=True)
class Rule:
    """A rule completed from its DTSTART: what RFC 5545 says to take from there is filled in.

    Weekdays count from Monday, 0. `by_day` pairs a weekday with its ordinal, 0 for every one.
    `until` is wall-clock time of the series' zone, inclusive. `is_plain`: the rule said nothing
    but FREQ, INTERVAL, COUNT, UNTIL and WKST.
    """

    freq: Frequency
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    week_start: int = 0
    by_month: frozenset[int] = frozenset()
    by_week_no: frozenset[int] = frozenset()
    by_year_day: frozenset[int] = frozenset()
    by_month_day: frozenset[int] = frozenset()
    by_day: frozenset[tuple[int, int]] = frozenset()
    by_hour: frozenset[int] = frozenset()
    by_minute: frozenset[int] = frozenset()
    by_second: frozenset[int] = frozenset()
    by_set_pos: frozenset[int] = frozenset()
    is_plain: bool = False

    @cached_property
    def constant_per_period(self) -> int | None:
        """How many instances every period but the first holds, None where that varies."""
        if self.by_set_pos or self.by_month or self.by_week_no:
            return None
        if self.by_year_day or self.by_month_day:
            return None
        if self.freq is Frequency.DAILY and not self.by_day:
            return self.times_a_day
        if self.freq is Frequency.WEEKLY:
            return len({weekday for weekday, _ in self.by_day}) * self.times_a_day
        return None

    @property
    def times_a_day(self) -> int:
        """How many times of day BYHOUR, BYMINUTE and BYSECOND leave."""
        return (
            len(self.by_hour or range(24))
            * len(self.by_minute or range(60))
            * len(self.by_second or range(60))
        )

    @property
    def times(self) -> Iterator[time]:
        """The times of day that BYHOUR, BYMINUTE and BYSECOND leave, ascending.

        One by one, as there may be 86,400 of which the first is enough.
        """
        for hour in sorted(self.by_hour) or range(24):
            for minute in sorted(self.by_minute) or range(60):
                for second in sorted(self.by_second) or range(60):
                    yield time(hour, minute, min(second, 59))

    def matches_day(self, day: date) -> bool:
        """Whether all the BY parts that speak of days allow this one."""
        return (
            (not self.by_month or day.month in self.by_month)
            and (not self.by_month_day or _in(self.by_month_day, day.day, month_length(day)))
            and (not self.by_year_day or self._has_year_day(day))
            and (not self.by_week_no or self._has_week(day))
            and (not self.by_day or self._has_weekday(day))
        )

    def _has_year_day(self, day: date) -> bool:
        return _in(self.by_year_day, day.timetuple().tm_yday, _year_length(day.year))

    def _has_week(self, day: date) -> bool:
        # A week belongs to the year that holds four of its days, so its middle day decides.
        middle = day - timedelta(days=(day.weekday() - self.week_start) % 7 - 3)
        number = (middle.timetuple().tm_yday - 1) // 7 + 1
        last_week_day = date(middle.year, 12, 28)
        last_middle = last_week_day - timedelta(
            days=(last_week_day.weekday() - self.week_start) % 7 - 3
        )
        weeks = (last_middle.timetuple().tm_yday - 1) // 7 + 1
        return _in(self.by_week_no, number, weeks)

    def _has_weekday(self, day: date) -> bool:
        weekday = day.weekday()
        if (weekday, 0) in self.by_day:
            return True
        within = self._ordinal_span(day)
        if within is None:
            return any(weekday == wanted for wanted, _ in self.by_day)
        position, length = within
        from_start, from_end = (position - 1) // 7 + 1, -((length - position) // 7 + 1)
        return (weekday, from_start) in self.by_day or (weekday, from_end) in self.by_day

    def _ordinal_span(self, day: date) -> tuple[int, int] | None:
        """Position of the day in what ordinals count in, and its length; None if in nothing."""
        if self.freq is Frequency.MONTHLY or (self.freq is Frequency.YEARLY and self.by_month):
            return day.day, month_length(day)
        if self.freq is Frequency.YEARLY and not self.by_week_no:
            return day.timetuple().tm_yday, _year_length(day.year)
        return None


def _in(wanted: frozenset[int], position: int, length: int) -> bool:
    return position in wanted or position - length - 1 in wanted


def month_length(day: date) -> int:
    """Return how many days the month of `day` has."""
    if day.month == _FEBRUARY:
        return 29 if _year_length(day.year) == _LEAP_YEAR_DAYS else 28
    return 30 if day.month in _SHORT_MONTHS else 31


def _year_length(year: int) -> int:
    return 366 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 365


def rule_from(
    parts: Mapping[str, Iterable[object]], dtstart: datetime, until: datetime | None
) -> Rule:
    """Return the rule of the parsed RRULE `parts` (name to list of values), completed.

    `dtstart` and `until` are wall-clock times. Raise BadRule.
    """
    unknown = sorted(name for name in parts if name.upper() not in _KNOWN)
    if unknown:
        raise BadRule(f"the unknown part {unknown[0]}")
    rule = Rule(
        freq=_frequency(parts),
        interval=_positive(parts, "INTERVAL") or 1,
        count=_positive(parts, "COUNT"),
        until=until,
        week_start=_week_start(parts),
        by_month=_numbers(parts, "BYMONTH", 1, 12),
        by_week_no=_numbers(parts, "BYWEEKNO", -53, 53),
        by_year_day=_numbers(parts, "BYYEARDAY", -366, 366),
        by_month_day=_numbers(parts, "BYMONTHDAY", -31, 31),
        by_day=frozenset(_weekday(value) for value in parts.get("BYDAY", ())),
        by_hour=_numbers(parts, "BYHOUR", 0, 23),
        by_minute=_numbers(parts, "BYMINUTE", 0, 59),
        by_second=_numbers(parts, "BYSECOND", 0, 60),
        by_set_pos=_numbers(parts, "BYSETPOS", -366, 366),
        is_plain=not any(name.upper().startswith("BY") for name in parts),
    )
    return _completed(rule, dtstart)


def _frequency(parts: Mapping[str, Iterable[object]]) -> Frequency:
    values = list(parts.get("FREQ", ()))
    if len(values) != 1 or str(values[0]).upper() not in Frequency.__members__:
        raise BadRule("no FREQ that is known")
    return Frequency(str(values[0]).upper())


def _week_start(parts: Mapping[str, Iterable[object]]) -> int:
    for value in parts.get("WKST", ()):
        return _WEEKDAYS.get(str(value).upper(), 0)
    return 0


def _positive(parts: Mapping[str, Iterable[object]], name: str) -> int | None:
    values = list(parts.get(name, ()))
    if not values:
        return None
    number = _integer(name, values[0])
    if len(values) > 1 or number < 1:
        raise BadRule(f"{name}={number}, which has to be 1 or more")
    return number


def _numbers(
    parts: Mapping[str, Iterable[object]], name: str, low: int, high: int
) -> frozenset[int]:
    numbers = frozenset(_integer(name, value) for value in parts.get(name, ()))
    wrong = [n for n in sorted(numbers) if not low <= n <= high or (n == 0 and low != 0)]
    if wrong:
        raise BadRule(f"{name}={wrong[0]}, which does not exist")
    return numbers


def _integer(name: str, value: object) -> int:
    if isinstance(value, int):
        return int(value)
    raise BadRule(f"a {name} that is no whole number")


def _weekday(value: object) -> tuple[int, int]:
    match = _WEEKDAY.fullmatch(str(value).upper())
    if match is None:
        raise BadRule("a BYDAY that is no weekday")
    return _WEEKDAYS[match[2]], int(match[1] or 0)


def _completed(rule: Rule, dtstart: datetime) -> Rule:
    return _with_days(_with_times(rule, dtstart), dtstart)


def _with_times(rule: Rule, dtstart: datetime) -> Rule:
    """Take from DTSTART the hour, minute and second that FREQ does not run through."""
    changes: dict[str, frozenset[int]] = {}
    if rule.freq not in _BELOW_A_DAY and not rule.by_hour:
        changes["by_hour"] = frozenset({dtstart.hour})
    if rule.freq not in (Frequency.MINUTELY, Frequency.SECONDLY) and not rule.by_minute:
        changes["by_minute"] = frozenset({dtstart.minute})
    if rule.freq is not Frequency.SECONDLY and not rule.by_second:
        changes["by_second"] = frozenset({dtstart.second})
    return replace(rule, **changes)  # type: ignore[arg-type]


def _with_days(rule: Rule, dtstart: datetime) -> Rule:
    """Take from DTSTART the weekday, day or month that the rule leaves open."""
    if rule.by_day or rule.by_month_day or rule.by_year_day:
        return rule
    if rule.freq is Frequency.WEEKLY or (rule.freq is Frequency.YEARLY and rule.by_week_no):
        return replace(rule, by_day=frozenset({(dtstart.weekday(), 0)}))
    if rule.freq is Frequency.MONTHLY:
        return replace(rule, by_month_day=frozenset({dtstart.day}))
    if rule.freq is Frequency.YEARLY:
        months = rule.by_month or frozenset({dtstart.month})
        return replace(rule, by_month=months, by_month_day=frozenset({dtstart.day}))
    return rule
