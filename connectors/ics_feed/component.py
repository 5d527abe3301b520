"""One VEVENT made into what the expansion needs, and checked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from connectors.ics_feed.moment import BadComponent, Moment, ZoneOf, wall_clock
from connectors.ics_feed.properties import Properties, in_zone
from connectors.ics_feed.rule import BadRule, Rule, rule_from


@dataclass(frozen=True, slots=True)
class Length:
    """How long an event lasts: `days` by the calendar, then `exact` by the clock."""

    days: int = 0
    exact: timedelta = timedelta(0)

    def end(
        self, start: Moment, begin: datetime, instant: Callable[[Moment], datetime]
    ) -> tuple[Moment, datetime]:
        """Return the end of an event that begins at `start`, and its instant in UTC.

        `begin` is the instant of `start`, `instant` gives those of others.
        """
        if not isinstance(start, datetime):
            last = start + timedelta(days=max(self.days, 1))
            return last, instant(last)
        if self.days:
            begin = instant(start + timedelta(days=self.days))
        stop = begin + self.exact
        return stop.astimezone(start.tzinfo), stop

    @property
    def rough(self) -> timedelta:
        """An upper bound of the length, shifts of the clock included."""
        return timedelta(days=self.days + 1) + self.exact


@dataclass(frozen=True, slots=True)
class ExtraDate:
    """An RDATE: one more start, with a length of its own where it is a period."""

    start: Moment
    length: Length | None = None


@dataclass(frozen=True, slots=True)
class EventComponent:
    """One VEVENT, checked: a single event, the master of a series, or an override.

    `position` counts the events of the feed from 1. `texts` are raw values by property name.
    """

    uid: str
    start: Moment
    length: Length
    rules: tuple[Rule, ...] = ()
    extra: tuple[ExtraDate, ...] = ()
    excluded: frozenset[Moment] = frozenset()
    recurrence_id: Moment | None = None
    this_and_future: bool = False
    sequence: int = 0
    cancelled: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    position: int = 0

    @property
    def recurs(self) -> bool:
        """Whether this is the master of a series."""
        return bool(self.rules or self.extra)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a VEVENT stands: its UID, given or made, its position, and how to read its zones."""

    uid: str
    position: int
    zone_of: ZoneOf


def component_from(scheduling: list[str], texts: dict[str, str], place: Place) -> EventComponent:
    """Return the event of the lines that `texts_of` gave; raise BadComponent."""
    zone_of = place.zone_of
    event = Properties(scheduling)
    start = _start(event, zone_of)
    try:
        return EventComponent(
            uid=place.uid,
            position=place.position,
            start=start,
            length=_length(event, start, zone_of),
            rules=_rules(event, start),
            extra=tuple(_extra(event, start, zone_of)),
            excluded=frozenset(event.moments("EXDATE", zone_of)),
            recurrence_id=next(event.moments("RECURRENCE-ID", zone_of), None),
            this_and_future=event.is_this_and_future(),
            sequence=event.sequence(),
            cancelled=texts.get("STATUS", "").strip().upper() == "CANCELLED",
            texts=texts,
        )
    except OverflowError:
        raise BadComponent("its times lie beyond the calendar") from None
    except BadRule as bad:
        raise BadComponent(f"its RRULE has {bad}") from None


def _start(event: Properties, zone_of: ZoneOf) -> Moment:
    start = event.single("DTSTART", zone_of)
    if start is None:
        raise BadComponent("it has no DTSTART")
    return start


def _length(event: Properties, start: Moment, zone_of: ZoneOf) -> Length:
    duration = event.duration()
    if duration is not None:
        return _length_of(duration, start)
    end = event.single("DTEND", zone_of)
    if end is None:
        return Length(days=0 if isinstance(start, datetime) else 1)
    return _between(start, end)


def _between(start: Moment, end: Moment) -> Length:
    if isinstance(start, datetime) and isinstance(end, datetime):
        length = Length(exact=end.astimezone(UTC) - start.astimezone(UTC))
    elif isinstance(start, datetime) or isinstance(end, datetime):
        raise BadComponent("one of DTSTART and DTEND is a day, the other a time")
    else:
        length = Length(days=(end - start).days)
    if length.days < 0 or length.exact < timedelta(0):
        raise BadComponent("its DTEND is before its DTSTART")
    return length


def _length_of(duration: object, start: Moment) -> Length:
    if not isinstance(duration, timedelta):
        raise BadComponent("its DURATION cannot be read")
    if duration < timedelta(0):
        raise BadComponent("its DURATION is negative")
    if not isinstance(start, datetime) and duration.seconds:
        raise BadComponent("it begins on a day, but its DURATION has hours")
    return Length(duration.days, timedelta(seconds=duration.seconds))


def _extra(event: Properties, start: Moment, zone_of: ZoneOf) -> Iterator[ExtraDate]:
    for each in event.values("RDATE"):
        if isinstance(each.value, tuple):
            yield _period(each.value, each.tzid, zone_of)
        else:
            yield ExtraDate(_like(each.moment(zone_of), start))


def _period(period: tuple[object, ...], tzid: str | None, zone_of: ZoneOf) -> ExtraDate:
    begin, end = period
    if not isinstance(begin, datetime):
        raise BadComponent("its RDATE has a period that does not begin at a time")
    start = in_zone(begin, tzid, zone_of)
    if isinstance(end, datetime):
        return ExtraDate(start, _between(start, in_zone(end, tzid, zone_of)))
    return ExtraDate(start, _length_of(end, start))


def _like(moment: Moment, start: Moment) -> Moment:
    """Bring an RDATE to the type of DTSTART where the feed mixes days and times."""
    if isinstance(start, datetime) and not isinstance(moment, datetime):
        return datetime.combine(moment, start.timetz())
    if isinstance(moment, datetime) and not isinstance(start, datetime):
        return moment.date()
    return moment


def _rules(event: Properties, start: Moment) -> tuple[Rule, ...]:
    wall = wall_clock(start)
    rules = (rule_from(parts, wall, _until(parts, start)) for parts in event.rules())
    return tuple(dict.fromkeys(rules))


def _until(parts: Mapping[str, list[object]], start: Moment) -> datetime | None:
    """UNTIL as wall-clock time of the series' zone; a day is its first moment."""
    value = next(iter(parts.get("UNTIL", ())), None)
    if value is None:
        return None
    if isinstance(value, datetime):
        if value.tzinfo is not None and isinstance(start, datetime):
            value = value.astimezone(start.tzinfo)
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return datetime.combine(value, time.min)
    raise BadRule("an UNTIL that is no date")
