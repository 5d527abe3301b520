"""When training is possible in a week: the athlete's windows without what else takes the time.

Instants are whole seconds since 1970, so that the nights when the clocks change need no care.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from rules.athlete import Athlete, WakingHours
from rules.days import DayRange
from rules.moves.planning import DaySpan, Planning

_DAY = timedelta(days=1)
_DAY_MIN = 1440
_MINUTE_S = 60

Stretch = tuple[int, int]


def seconds(instant: datetime) -> int:
    """An aware instant in whole seconds since 1970."""
    return int(instant.timestamp())


def instant_at(second: int, zone: ZoneInfo) -> datetime:
    """The instant on the clock of a zone."""
    return datetime.fromtimestamp(second, UTC).astimezone(zone)


@lru_cache(maxsize=256)
def midnight(day: date, zone: ZoneInfo) -> int:
    """When a day begins in a zone."""
    return seconds(datetime.combine(day, time(), zone))


@dataclass(frozen=True, slots=True)
class Grid:
    """The starts that a week offers, in the order of time.

    `starts[n]` lies on day number `days[n]`, `clocks_min[n]` minutes after midnight by the clock.
    """

    starts: tuple[int, ...]
    days: tuple[int, ...]
    clocks_min: tuple[int, ...]

    def fitting(self, length_s: int, free: Iterable[Stretch]) -> Iterator[int]:
        """The numbers of the starts from which so much time is free."""
        for begin, end in free:
            yield from range(
                bisect_left(self.starts, begin), bisect_right(self.starts, end - length_s)
            )


@lru_cache(maxsize=64)
def grid_of(days: DayRange, zone: ZoneInfo, slot_min: int) -> Grid:
    """Every whole step of the clock on these days; what the change of clocks skips is left out."""
    rows = [
        (start, day.toordinal(), clock_min)
        for day in days
        for clock_min in range(0, _DAY_MIN, slot_min)
        if (start := _on_clock(day, clock_min, zone)) is not None
    ]
    starts, ordinals, clocks = zip(*sorted(rows), strict=True) if rows else ((), (), ())
    return Grid(starts, ordinals, clocks)


def _on_clock(day: date, clock_min: int, zone: ZoneInfo) -> int | None:
    begin, end = midnight(day, zone), midnight(day + _DAY, zone)
    if end - begin == _DAY_MIN * _MINUTE_S:
        return begin + clock_min * _MINUTE_S
    local = datetime.combine(day, time(clock_min // 60, clock_min % 60), zone)
    there = local.astimezone(UTC).astimezone(zone)
    return seconds(local) if there.replace(tzinfo=None) == local.replace(tzinfo=None) else None


def free_time(days: DayRange, athlete: Athlete, planning: Planning) -> tuple[Stretch, ...]:
    """The stretches of time, in order, in which a workout may lie that starts on these days.

    A window may end after midnight; the one of the evening before counts too.
    """
    earliest = frozen_until(planning)
    windows = _joined(
        window
        for day in DayRange(days.start - _DAY, days.end)
        for window in _windows_of(day, athlete, planning)
    )
    busy = _joined((seconds(span.start), seconds(span.end)) for span in planning.busy)
    within = ((max(begin, earliest), end) for begin, end in windows if end > earliest)
    return tuple(piece for window in within for piece in _without(window, busy))


def frozen_until(planning: Planning) -> int:
    """Before this instant nothing moves."""
    return seconds(planning.now + timedelta(hours=planning.frozen_h))


def _windows_of(day: date, athlete: Athlete, planning: Planning) -> Iterator[Stretch]:
    told = planning.windows.by_weekday[day.weekday()]
    for span in (_waking(athlete.waking),) if told is None else told:
        yield _at(day, span.start_min, athlete.time_zone), _at(day, span.end_min, athlete.time_zone)


def bedtime(day: date, athlete: Athlete) -> int:
    """When the day is over for the athlete."""
    return _at(day, _waking(athlete.waking).end_min, athlete.time_zone)


def night_s(athlete: Athlete) -> int:
    """The seconds from bed to wake, by the clock."""
    awake = _waking(athlete.waking)
    return (_DAY_MIN - (awake.end_min - awake.start_min)) * _MINUTE_S


@lru_cache(maxsize=16)
def _waking(hours: WakingHours) -> DaySpan:
    wake, bed = (each.hour * 60 + each.minute for each in (hours.wake, hours.bed))
    return DaySpan(wake, bed if bed > wake else bed + _DAY_MIN)


def _at(day: date, clock_min: int, zone: ZoneInfo) -> int:
    later, minute = divmod(clock_min, _DAY_MIN)
    local = datetime.combine(day + later * _DAY, time(minute // 60, minute % 60), zone)
    return seconds(local)


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches in order, those that touch made one."""
    joined: list[Stretch] = []
    for begin, end in sorted(each for each in stretches if each[0] < each[1]):
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((begin, end))
    return joined


def _without(window: Stretch, busy: Sequence[Stretch]) -> Iterator[Stretch]:
    begin, end = window
    for taken_from, taken_until in busy:
        if taken_until <= begin or taken_from >= end:
            continue
        if taken_from > begin:
            yield begin, taken_from
        begin = max(begin, taken_until)
    if begin < end:
        yield begin, end
