"""Expansion of recurring events, by python-dateutil: an engine that is not the product's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rruleset, rrulestr

from tests.fakes.google_calendar.problems import Json, invalid
from tests.fakes.google_calendar.times import moment, zone

_UNTIL = re.compile(r"UNTIL=([0-9TZ]+)", re.IGNORECASE)
_LINE = re.compile(r"(RRULE|EXRULE|RDATE|EXDATE)((?:;[^:]*)?):(.+)", re.IGNORECASE)
_COMPACT = re.compile(r"\d{8}(T\d{6}Z?)?")
MOST_INSTANCES = 20_000


def original_starts(event: Json, home: ZoneInfo) -> Iterator[datetime | date]:
    """The starts that an event's recurrence gives, in order: local aware times, or days."""
    first = moment(event["start"], home)
    for count, found in enumerate(_rules(event["recurrence"], first)):
        if count >= MOST_INSTANCES:
            return
        if isinstance(first, datetime):
            yield found.replace(tzinfo=first.tzinfo)
        else:
            yield found.date()


def check_recurrence(event: Json, home: ZoneInfo) -> None:
    """Raise 400 for a recurrence that cannot be read or that never happens."""
    try:
        happens = next(original_starts(event, home), None)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise invalid("Invalid recurrence rule.") from None
    if happens is None:
        raise invalid("Invalid recurrence rule.")


def instance_id(base: str, original: datetime | date) -> str:
    if isinstance(original, datetime):
        return f"{base}_{original.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{base}_{original:%Y%m%d}"


def _rules(lines: list[str], first: datetime | date) -> rruleset:
    start = _naive(first)
    own_zone = first.tzinfo if isinstance(first, datetime) else None
    rules = rruleset(cache=False)
    rules.rdate(start)
    for line in lines:
        found = _LINE.fullmatch(line.strip())
        if found is None:
            raise ValueError(line)
        kind, options, value = found[1].upper(), found[2], found[3]
        if kind in {"RRULE", "EXRULE"}:
            getattr(rules, kind.lower())(_rule(value, start, own_zone))
        else:
            for text in value.split(","):
                getattr(rules, kind.lower())(_moment_of_list(text, options, own_zone, start))
    return rules


def _rule(value: str, start: datetime, own_zone: object) -> rrule:
    found = rrulestr(_UNTIL.sub(lambda m: f"UNTIL={_until(m[1], own_zone)}", value), dtstart=start)
    if not isinstance(found, rrule):
        raise TypeError(value)
    return found


def _until(text: str, own_zone: object) -> str:
    """UNTIL in the event's local time, since the expansion runs on local time."""
    if len(text) == len("20260101"):
        return text + "T235959"
    at = datetime.strptime(text.rstrip("Zz"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 - local on purpose
    if text[-1] in "Zz" and isinstance(own_zone, ZoneInfo):
        at = at.replace(tzinfo=UTC).astimezone(own_zone).replace(tzinfo=None)
    return f"{at:%Y%m%dT%H%M%S}"


def _moment_of_list(text: str, options: str, own_zone: object, start: datetime) -> datetime:
    text = text.partition("/")[0].strip()
    if _COMPACT.fullmatch(text) is None:
        raise ValueError(text)
    if "T" not in text:
        return datetime.strptime(text, "%Y%m%d").replace(hour=start.hour, minute=start.minute)  # noqa: DTZ007
    at = datetime.strptime(text.rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007
    named = re.search(r"TZID=([^;:]+)", options)
    given = UTC if text.endswith("Z") else zone(named[1]) if named else None
    if given is not None and isinstance(own_zone, ZoneInfo):
        at = at.replace(tzinfo=given).astimezone(own_zone).replace(tzinfo=None)
    return at


def _naive(first: datetime | date) -> datetime:
    if isinstance(first, datetime):
        return first.replace(tzinfo=None)
    return datetime(first.year, first.month, first.day)  # noqa: DTZ001 - days have no zone


def moved_end(start: datetime | date, lasts: timedelta) -> datetime | date:
    """The end of an instance: real time for timed ones, days for all-day ones."""
    if isinstance(start, datetime):
        return (start.astimezone(UTC) + lasts).astimezone(start.tzinfo)
    return start + lasts
