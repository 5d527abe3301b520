"""Recurrence rules (RFC 5545, 3.3.10), expanded only inside a span and never without bound.

A rule is a set of days times a set of times of day. The days are enumerated period by period
(year, month, week, day), beginning at the period in which the span begins; nothing before it is
visited unless COUNT has to be counted. So old series cost no more than young ones, and a rule
that never matches ends with the span. Everything here is wall-clock time of the series' zone.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from connectors.ics_feed.rule import Frequency, Rule, month_length

MAX_OCCURRENCES = 3_000
"""Of one series in one window: above every hour of 8 weeks, below every minute of three days."""

_DAY = timedelta(days=1)
_PERIOD_STEPS = 2
"""What beginning a period costs, in days looked at."""

_UNIT_S = {Frequency.HOURLY: 3600, Frequency.MINUTELY: 60, Frequency.SECONDLY: 1}
_STEPS_S = {Frequency.WEEKLY: 604_800, Frequency.DAILY: 86_400, **_UNIT_S}
"""Frequencies whose periods are all equally long on the wall clock."""


class TooMuch(Exception):
    """A rule asks for more work or more occurrences than a calendar of workouts can need."""


class Budget:
    """Counts steps rather than time, so that the same feed always reads the same."""

    def __init__(self, steps: int, whole: Budget | None = None, free: int = 0) -> None:
        """Allow `steps` days and times to be looked at, which also count against `whole`.

        The first `free` steps do not: what others have used up takes nothing from them.
        """
        self._left = steps
        self._whole = whole
        self._free = free

    def spend(self, steps: int) -> None:
        """Take `steps` away; raise TooMuch where they are not left."""
        self._left -= steps
        if self._left < 0:
            raise TooMuch
        charged = max(0, steps - self._free)
        self._free -= steps - charged
        if self._whole is not None and charged:
            self._whole.spend(charged)


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open span of wall-clock time."""

    start: datetime
    end: datetime


def moved(moment: datetime, by: timedelta) -> datetime:
    """Return `moment` moved, as far as the calendar goes."""
    try:
        return moment + by
    except OverflowError:
        end = datetime.min if by < timedelta(0) else datetime.max  # noqa: DTZ901 (wall clock)
        return end.replace(tzinfo=moment.tzinfo)


def expand(rule: Rule, dtstart: datetime, span: Span, budget: Budget) -> list[datetime]:
    """Return the rule's instances inside `span`, ascending, naive as `dtstart` is.

    Raise TooMuch where the rule would take more than the budget or MAX_OCCURRENCES.
    """
    end = span.end if rule.until is None else min(span.end, rule.until + timedelta(seconds=1))
    if end <= dtstart:
        return []
    span = Span(max(span.start, dtstart), end)
    found = list(itertools.islice(_instances(rule, dtstart, span, budget), MAX_OCCURRENCES + 1))
    if len(found) > MAX_OCCURRENCES:
        raise TooMuch
    return found


def _instances(rule: Rule, dtstart: datetime, span: Span, budget: Budget) -> Iterator[datetime]:
    if rule.freq in _STEPS_S and rule.is_plain:
        return _every(rule, dtstart, span, budget)
    counted = 0
    first = _period_index(rule, dtstart, span.start)
    if rule.count is not None:
        first, counted = _count_jump(rule, dtstart, first, budget)
    return _walk(_Walk(rule, dtstart, span, budget), first, counted)


def _every(rule: Rule, dtstart: datetime, span: Span, budget: Budget) -> Iterator[datetime]:
    """Instances of a rule that says nothing but FREQ, up to a week, INTERVAL and an end."""
    step = timedelta(seconds=_STEPS_S[rule.freq]) * rule.interval
    first = -((dtstart - span.start) // step)
    last = -((dtstart - span.end) // step)
    if rule.count is not None:
        last = min(last, rule.count)
    if last - first > MAX_OCCURRENCES:
        raise TooMuch
    budget.spend(max(last - first, 0))
    return (dtstart + i * step for i in range(max(first, 0), last))


@dataclass(frozen=True, slots=True)
class _Walk:
    rule: Rule
    dtstart: datetime
    span: Span
    budget: Budget


def _walk(walk: _Walk, first: int, counted: int) -> Iterator[datetime]:
    """Instances period by period from period `first`, `counted` of them lying before it."""
    count = walk.rule.count
    for index in itertools.count(first):
        days = _days(walk.rule, walk.dtstart, index)
        if days is None or datetime.combine(days[0], time.min) >= walk.span.end:
            return
        for instance in _of_period(walk.rule, walk.dtstart, days, walk.budget):
            if instance < walk.dtstart:
                continue
            if count is not None and counted >= count:
                return
            counted += 1
            if instance >= walk.span.end:
                return
            if instance >= walk.span.start:
                yield instance


def _period_index(rule: Rule, dtstart: datetime, moment: datetime) -> int:
    """Index of the last period that begins at or before `moment`, counted from DTSTART's."""
    match rule.freq:
        case Frequency.YEARLY:
            passed = moment.year - dtstart.year
        case Frequency.MONTHLY:
            passed = (moment.year - dtstart.year) * 12 + moment.month - dtstart.month
        case Frequency.WEEKLY:
            passed = (moment.date() - _week_start(rule, dtstart.date())).days // 7
        case Frequency.DAILY:
            passed = (moment.date() - dtstart.date()).days
        case _:
            return (moment.date() - dtstart.date()).days
    return passed // rule.interval


def _count_jump(rule: Rule, dtstart: datetime, first: int, budget: Budget) -> tuple[int, int]:
    """Where to begin counting: at `first` if every period holds as many instances, else at 0."""
    per_period = rule.constant_per_period
    if per_period is None or first <= 1:
        return 0, 0
    days = _days(rule, dtstart, 0)
    opening = () if days is None else tuple(_of_period(rule, dtstart, days, budget))
    of_first = sum(instance >= dtstart for instance in opening)
    return first, of_first + (first - 1) * per_period


def _days(rule: Rule, dtstart: datetime, index: int) -> list[date] | None:
    """All days of period `index`; None beyond the last year there is."""
    try:
        return _DAYS[rule.freq](rule, dtstart.date(), index)
    except (OverflowError, ValueError):
        return None


def _year_days(rule: Rule, start: date, index: int) -> list[date]:
    year = start.year + index * rule.interval
    months = rule.by_month or range(1, 13)
    return [day for month in sorted(months) for day in _days_of_month(year, month)]


def _month_days(rule: Rule, start: date, index: int) -> list[date]:
    months = start.year * 12 + start.month - 1 + index * rule.interval
    return _days_of_month(months // 12, months % 12 + 1)


def _week_days(rule: Rule, start: date, index: int) -> list[date]:
    monday = _week_start(rule, start) + timedelta(weeks=index * rule.interval)
    return [monday + i * _DAY for i in range(7)]


def _one_day(rule: Rule, start: date, index: int) -> list[date]:
    interval = rule.interval if rule.freq is Frequency.DAILY else 1
    return [start + timedelta(days=index * interval)]


_DAYS = {
    Frequency.YEARLY: _year_days,
    Frequency.MONTHLY: _month_days,
    Frequency.WEEKLY: _week_days,
    Frequency.DAILY: _one_day,
    Frequency.HOURLY: _one_day,
    Frequency.MINUTELY: _one_day,
    Frequency.SECONDLY: _one_day,
}


def _days_of_month(year: int, month: int) -> list[date]:
    length = month_length(date(year, month, 1))
    return [date(year, month, day) for day in range(1, length + 1)]


def _week_start(rule: Rule, day: date) -> date:
    return day - timedelta(days=(day.weekday() - rule.week_start) % 7)


def _of_period(
    rule: Rule, dtstart: datetime, days: list[date], budget: Budget
) -> Iterator[datetime]:
    """Instances of one period, ascending, BYSETPOS applied."""
    budget.spend(len(days) + _PERIOD_STEPS)
    if not rule.by_set_pos:
        # Nothing before DTSTART counts; places in a set are counted over all of it.
        days = [day for day in days if day >= dtstart.date()]
    matching = [day for day in days if rule.matches_day(day)]
    if not matching:
        return iter(())
    instances = _at_times(matching, rule, budget)
    if rule.freq in _UNIT_S:
        instances = _in_step(rule, dtstart, instances)
    if not rule.by_set_pos:
        return instances
    return _positions(rule, instances)


def _at_times(days: list[date], rule: Rule, budget: Budget) -> Iterator[datetime]:
    for day in days:
        for at in rule.times:
            budget.spend(1)
            yield datetime.combine(day, at)


def _in_step(rule: Rule, dtstart: datetime, instances: Iterator[datetime]) -> Iterator[datetime]:
    """Those instances that lie a multiple of INTERVAL hours, minutes or seconds after DTSTART."""
    unit_s = _UNIT_S[rule.freq]
    origin = _floor(dtstart, rule.freq)
    for instance in instances:
        passed_s = round((_floor(instance, rule.freq) - origin).total_seconds())
        if passed_s // unit_s % rule.interval == 0:
            yield instance


def _floor(moment: datetime, freq: Frequency) -> datetime:
    if freq is Frequency.HOURLY:
        return moment.replace(minute=0, second=0)
    return moment.replace(second=0) if freq is Frequency.MINUTELY else moment


def _positions(rule: Rule, instances: Iterator[datetime]) -> Iterator[datetime]:
    """The instances at the BYSETPOS places of each period; below a day the hour, minute, second."""
    freq = rule.freq
    for _, group in itertools.groupby(
        instances, key=lambda moment: _floor(moment, freq) if freq in _UNIT_S else None
    ):
        members = list(group)
        size = len(members)
        places = {p - 1 if p > 0 else size + p for p in rule.by_set_pos}
        yield from (members[place] for place in sorted(places) if 0 <= place < size)
