"""The components of one UID made into its occurrences: series, overrides, versions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

from connectors.ics_feed.component import EventComponent, Length
from connectors.ics_feed.moment import Moment, wall_clock
from connectors.ics_feed.recurrence import Budget, Span, expand, moved

_ONE_DAY = timedelta(days=1)
_NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The window twice: as instants in UTC, and as local midnights for events on days."""

    start: datetime
    end: datetime
    zone: tzinfo

    def touches(self, begin: datetime, stop: datetime) -> bool:
        """Whether what lies between two UTC instants overlaps the window.

        What has no length touches it where it lies inside.
        """
        return begin < self.end and (stop > self.start or begin == stop == self.start)

    def touched_by(self, begin_s: float, stop_s: float) -> bool:
        """Whether what lies between two instants, in seconds since 1970, touches the window."""
        start_s, end_s = self.start.timestamp(), self.end.timestamp()
        return begin_s < end_s and (stop_s > start_s or begin_s == stop_s == start_s)

    def instant(self, moment: Moment) -> datetime:
        """Return the instant of `moment`, of a day its beginning in the athlete's zone."""
        if isinstance(moment, datetime):
            return moment.astimezone(UTC)
        local = datetime(moment.year, moment.month, moment.day, tzinfo=self.zone)
        return local.astimezone(UTC)


class Occurrence(NamedTuple):
    """One occurrence: its times, also as instants, what says what it is, its original start."""

    start: Moment
    end: Moment
    begin: datetime
    stop: datetime
    component: EventComponent
    recurrence_id: Moment | None


def occurrences(
    components: Sequence[EventComponent], bounds: Bounds, budget: Budget
) -> Iterator[Occurrence]:
    """Yield the occurrences of one UID that touch the window, cancelled ones left out.

    Raise TooMuch where a rule would take more than the budget.
    """
    masters = _newest_masters(c for c in components if c.recurrence_id is None)
    overrides = _newest_overrides(c for c in components if c.recurrence_id is not None)
    if masters and all(master.cancelled for master in masters):
        return
    changes = _Changes(overrides)
    for master in masters:
        if not master.cancelled:
            yield from _Series(master, changes, bounds, budget).occurrences()
    yield from _overrides(masters, overrides, bounds, budget)


def _newest_masters(components: Iterable[EventComponent]) -> list[EventComponent]:
    """The masters of the highest SEQUENCE; of those that begin together, the last in the feed."""
    found = list(components)
    newest = max((c.sequence for c in found), default=0)
    by_start = {c.start: c for c in found if c.sequence == newest}
    return list(by_start.values())


def _newest_overrides(components: Iterable[EventComponent]) -> list[EventComponent]:
    newest: dict[Moment, EventComponent] = {}
    for component in components:
        key = component.recurrence_id
        if key is None:
            continue
        standing = newest.get(key)
        if standing is None or component.sequence >= standing.sequence:
            newest[key] = component
    return list(newest.values())


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


class _Named:
    """A set of instances named by RECURRENCE-ID or EXDATE, in whichever form."""

    def __init__(self, moments: Iterable[Moment]) -> None:
        self._instants: set[datetime] = set()
        self._days: set[date] = set()
        self._all_days: set[date] = set()
        for moment in moments:
            if isinstance(moment, datetime):
                self._instants.add(moment)
            else:
                self._days.add(moment)
            self._all_days.add(_day(moment))

    @property
    def some(self) -> bool:
        """Whether anything is named at all."""
        return bool(self._all_days)

    def __contains__(self, moment: Moment) -> bool:
        if isinstance(moment, datetime):
            return moment in self._instants or (bool(self._days) and moment.date() in self._days)
        return moment in self._all_days


class _Changes:
    """What overrides say about the instances of a series: replaced ones, and changes onward."""

    def __init__(self, overrides: Sequence[EventComponent]) -> None:
        self.replaced = _Named(c.recurrence_id for c in overrides if c.recurrence_id is not None)
        self._onward = sorted(
            (c for c in overrides if c.this_and_future), key=lambda c: _order(c.recurrence_id)
        )
        self._from = [_order(c.recurrence_id) for c in self._onward]
        self.reach = max(map(_reach, self._onward), default=timedelta(0))

    @property
    def some(self) -> bool:
        """Whether any override stands for more than its own instance."""
        return bool(self._onward)

    def onward(self, original: Moment) -> EventComponent | None:
        """The THISANDFUTURE override in force at `original`, None where there is none."""
        index = bisect_right(self._from, _order(original)) - 1
        return None if index < 0 or self._onward[index].cancelled else self._onward[index]


def _reach(change: EventComponent) -> timedelta:
    """How far from its original time an instance can lie that `change` moves."""
    return abs(_order(change.start) - _order(change.recurrence_id)) + change.length.rough


class _Series:
    """A master with what is said about single instances of it."""

    def __init__(
        self, master: EventComponent, changes: _Changes, bounds: Bounds, budget: Budget
    ) -> None:
        self._master = master
        self._changes = changes
        self._bounds = bounds
        self._budget = budget
        self._excluded = _Named(master.excluded)

    def occurrences(self) -> Iterator[Occurrence]:
        """Yield the instances in the window that no override stands for."""
        originals = self._originals()
        for gone in (self._excluded, self._changes.replaced):
            if gone.some:
                originals = {o: length for o, length in originals.items() if o not in gone}
        if self._is_usual():
            yield from self._usual(originals)
            return
        for original, length in originals.items():
            occurrence = self._at(original, length)
            if occurrence is not None:
                yield occurrence

    def _is_usual(self) -> bool:
        """Whether all instances are alike: timed, as long by the clock, moved by nobody."""
        master = self._master
        timed = isinstance(master.start, datetime) and not master.length.days
        return timed and not master.extra and not self._changes.some

    def _usual(self, originals: Iterable[Moment]) -> Iterator[Occurrence]:
        """Do what `_at` does in one loop: most occurrences of most feeds come this way."""
        master, exact = self._master, self._master.length.exact
        first, last = moved(self._bounds.start, -exact), self._bounds.end
        for start in originals:
            if not isinstance(start, datetime):
                continue
            begin = start.astimezone(UTC)
            # Most are inside; `touches` decides at the edges.
            stop = begin + exact
            if first < begin < last or self._bounds.touches(begin, stop):
                end = stop.astimezone(start.tzinfo)
                yield Occurrence(start, end, begin, stop, master, start if master.recurs else None)

    def _at(self, original: Moment, length: Length) -> Occurrence | None:
        change = self._changes.onward(original) if self._changes.some else None
        name = original if self._master.recurs else None
        if change is None or change.recurrence_id is None:
            return _placed(self._bounds, original, length, self._master, name)
        shift = _order(change.start) - _order(change.recurrence_id) if _alike(change) else _NOTHING
        return _placed(self._bounds, original + shift, change.length, change, name)

    def _originals(self) -> dict[Moment, Length]:
        """Original starts near the window, with their lengths; RDATE periods bring their own."""
        master = self._master
        naive = self._expanded()
        zone = master.start.tzinfo if isinstance(master.start, datetime) else None
        if zone is None:
            starts = dict.fromkeys(map(datetime.date, naive), master.length)
        else:
            starts = dict.fromkeys((each.replace(tzinfo=zone) for each in naive), master.length)
        for extra in master.extra:
            if extra.length is not None or extra.start not in starts:
                starts[extra.start] = extra.length or master.length
        return starts

    def _dtstart_counts(self) -> bool:
        rules = self._master.rules
        start = wall_clock(self._master.start)
        return not rules or any(rule.until is None or rule.until >= start for rule in rules)

    def _expanded(self) -> Iterator[datetime]:
        start = wall_clock(self._master.start)
        if self._dtstart_counts():
            yield start
        if self._master.rules:
            span = self._span()
            for rule in self._master.rules:
                yield from expand(rule, start, span, self._budget)

    def _span(self) -> Span:
        """The window in the series' wall-clock time, wide enough for long and moved instances."""
        late = self._changes.reach
        early = late + self._master.length.rough
        zone = self._master.start.tzinfo if isinstance(self._master.start, datetime) else None
        start = _wall(moved(self._bounds.start, -early), zone or self._bounds.zone)
        end = _wall(moved(self._bounds.end, late + _ONE_DAY), zone or self._bounds.zone)
        return Span(start, end)


def _wall(moment: datetime, zone: tzinfo) -> datetime:
    try:
        return moment.astimezone(zone).replace(tzinfo=None)
    except OverflowError:
        return moment.replace(tzinfo=None)


def _placed(
    bounds: Bounds,
    start: Moment,
    length: Length,
    component: EventComponent,
    recurrence_id: Moment | None,
) -> Occurrence | None:
    """Return the occurrence that begins at `start`, None where it does not touch the window."""
    begin = bounds.instant(start)
    end, stop = length.end(start, begin, bounds.instant)
    if not bounds.touches(begin, stop):
        return None
    return Occurrence(start, end, begin, stop, component, recurrence_id)


def _alike(change: EventComponent) -> bool:
    return isinstance(change.start, datetime) == isinstance(change.recurrence_id, datetime)


def _order(moment: Moment | None) -> datetime:
    """A key to sort by and to take differences of, whatever the type."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).replace(tzinfo=None)
    return wall_clock(date.min if moment is None else moment)


def _overrides(
    masters: Sequence[EventComponent],
    overrides: Sequence[EventComponent],
    bounds: Bounds,
    budget: Budget,
) -> Iterator[Occurrence]:
    """The overrides as occurrences of their own, orphans among them."""
    excluded = [(master.sequence, _Named(master.excluded)) for master in masters]
    for override in overrides:
        budget.spend(len(excluded))
        if override.cancelled or _withdrawn(override, excluded):
            continue
        occurrence = _placed(
            bounds, override.start, override.length, override, override.recurrence_id
        )
        if occurrence is not None:
            yield occurrence


def _withdrawn(override: EventComponent, excluded: Sequence[tuple[int, _Named]]) -> bool:
    """Whether a newer master has since excluded the instance that this override changed."""
    return any(
        sequence > override.sequence
        and override.recurrence_id is not None
        and override.recurrence_id in named
        for sequence, named in excluded
    )
