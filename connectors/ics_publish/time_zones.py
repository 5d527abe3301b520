"""VTIMEZONE components (RFC 5545, 3.6.5) for the years in which the events of a feed stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_NONE = timedelta()


@dataclass(frozen=True, slots=True)
class _Clock:
    """What clocks show between two transitions."""

    offset: timedelta
    name: str
    saving: timedelta


@dataclass(frozen=True, slots=True)
class _Transition:
    """Clocks go from `before` to `after` at `onset`, a wall time without zone by `before`."""

    onset: datetime
    before: _Clock
    after: _Clock


def time_zone_components(moments: Iterable[datetime | date]) -> list[Timezone]:
    """One VTIMEZONE for every zone that `moments` stand in, by name; none for dates and UTC.

    Each is valid for whole calendar years, so that a feed that moves on by a day keeps its zones.
    """
    # By name: two ZoneInfo of one name need not be the same object.
    zones: dict[str, ZoneInfo] = {}
    years: dict[str, set[int]] = {}
    for moment in moments:
        if isinstance(moment, datetime) and isinstance(moment.tzinfo, ZoneInfo):
            zones[moment.tzinfo.key] = moment.tzinfo
            years.setdefault(moment.tzinfo.key, set()).add(moment.year)
    return [_component(zones[name], min(years[name]), max(years[name])) for name in sorted(zones)]


def _component(zone: ZoneInfo, first_year: int, last_year: int) -> Timezone:
    """One observance for each kind of transition, its further onsets as RDATE.

    Rules (RRULE) are not guessed: some zones move their dates from year to year.
    """
    kinds: dict[tuple[_Clock, _Clock], list[datetime]] = {}
    for transition in _transitions_in_force(zone, first_year, last_year):
        kinds.setdefault((transition.before, transition.after), []).append(transition.onset)
    component = Timezone()
    component.add("TZID", zone.key)
    for (before, after), onsets in kinds.items():
        component.add_component(_observance(before, after, onsets))
    return component


def _observance(
    before: _Clock, after: _Clock, onsets: list[datetime]
) -> TimezoneDaylight | TimezoneStandard:
    observance = TimezoneDaylight() if _is_daylight(before, after) else TimezoneStandard()
    observance.add("DTSTART", onsets[0])
    observance.add("TZOFFSETFROM", before.offset)
    observance.add("TZOFFSETTO", after.offset)
    observance.add("TZNAME", after.name)
    if onsets[1:]:
        observance.add("RDATE", onsets[1:])
    return observance


def _is_daylight(before: _Clock, after: _Clock) -> bool:
    """Whether saving begins.

    For Ireland and Morocco the time zone database counts winter or Ramadan as negative saving
    and the rest of the year as standard; readers know only the usual way round.
    """
    return after.saving > _NONE or before.saving < _NONE


def _transitions_in_force(zone: ZoneInfo, first_year: int, last_year: int) -> list[_Transition]:
    """The last transition before the first year, then all to the end of the last year.

    Where there was none in the year before, the zone is taken to start with the first year.
    """
    new_year = datetime(first_year, 1, 1)  # noqa: DTZ001 (wall times, as onsets are)
    year_before = new_year.replace(year=first_year - 1, tzinfo=zone).astimezone(UTC)
    end = datetime(last_year, 12, 31, 23, 59, 59, tzinfo=zone).astimezone(UTC)
    found = list(_transitions(zone, year_before, end))
    earlier = [transition for transition in found if transition.onset <= new_year]
    if earlier:
        return [earlier[-1], *found[len(earlier) :]]
    clock = _clock(zone, new_year.replace(tzinfo=zone).astimezone(UTC))
    return [_Transition(new_year, clock, clock), *found]


def _transitions(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[_Transition]:
    """Every change of clocks after `start` up to `end` (both UTC), found day by day."""
    moment = start
    while moment < end:
        following = min(moment + _DAY, end)
        before, after = _clock(zone, moment), _clock(zone, following)
        if before != after:
            onset = _first_instant_of(after, zone, moment, following)
            yield _Transition(_wall_time(onset, before), before, after)
        moment = following


def _first_instant_of(
    clock: _Clock, zone: ZoneInfo, earlier: datetime, later: datetime
) -> datetime:
    """Bisect between an instant before the change and one after it, to the second."""
    while later - earlier > _SECOND:
        middle = earlier + (later - earlier) // 2
        middle = middle.replace(microsecond=0)
        if _clock(zone, middle) == clock:
            later = middle
        else:
            earlier = middle
    return later


def _clock(zone: ZoneInfo, moment: datetime) -> _Clock:
    local = moment.astimezone(zone)
    offset, name, saving = local.utcoffset(), local.tzname(), local.dst()
    return _Clock(offset or _NONE, name or zone.key, saving or _NONE)


def _wall_time(moment: datetime, clock: _Clock) -> datetime:
    return (moment + clock.offset).replace(tzinfo=None)
