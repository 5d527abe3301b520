"""What a TZID means: an IANA name, a Windows name, the feed's own VTIMEZONE, or nobody knows."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar.prop import vRecur
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from connectors.ics_feed.recurrence import Budget, Span, TooMuch, expand, moved
from connectors.ics_feed.rule import BadRule, rule_from
from connectors.ics_feed.vtimezone import FeedZone, Transition

_IANA_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+\-]*(/[A-Za-z0-9_+\-]+){0,2}")
_MAX_ZONES = 500
_MAX_OBSERVANCES = 200
_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?")
_STAMP = re.compile(r"\d{8}T\d{6}")
_STEPS = 30_000
"""For all zones of a calendar together; a usual one takes a few hundred."""
_MARGIN = timedelta(days=750)
"""How far outside of the window onsets are needed: the last one before it can be years back."""


class ZoneBook:
    """The zones of one VCALENDAR, looked up by TZID and kept."""

    def __init__(self, frame: str, span: Span) -> None:
        """Take the zones that the calendar's own lines (`frame`) define, right inside `span`."""
        self._frame = frame
        self._span = Span(moved(span.start, -_MARGIN), moved(span.end, _MARGIN))
        self._budget = Budget(_STEPS)
        self._defined: dict[str, str] | None = None
        self._known: dict[str, tzinfo | None] = {}

    def zone(self, tzid: str) -> tzinfo | None:
        """Return what `tzid` means, None where neither the world nor the feed says it."""
        if tzid not in self._known:
            self._known[tzid] = named_zone(tzid) or self._from_feed(tzid) or _olson_tail(tzid)
        return self._known[tzid]

    def _from_feed(self, tzid: str) -> tzinfo | None:
        if self._defined is None:
            self._defined = _definitions(self._frame)
        definition = self._defined.get(_plain(tzid))
        return (
            None if definition is None else _feed_zone(tzid, definition, self._span, self._budget)
        )


def _definitions(frame: str) -> dict[str, str]:
    """The VTIMEZONEs of a calendar by TZID, the first of each name."""
    found: dict[str, str] = {}
    for part in frame.split("\nBEGIN:VTIMEZONE\n", _MAX_ZONES)[1:_MAX_ZONES]:
        text = "\n" + part.partition("\nEND:VTIMEZONE")[0] + "\n"
        found.setdefault(_plain(_line(text, "TZID") or ""), text)
    return found


@lru_cache(maxsize=1024)
def named_zone(tzid: str) -> tzinfo | None:
    """Return the zone of an IANA or Windows name, None where it is neither."""
    name = _plain(tzid)
    if name.upper() in ("UTC", "Z", "GMT", "ETC/UTC"):
        return UTC
    name = WINDOWS_TO_OLSON.get(name, name)
    if not _IANA_NAME.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _olson_tail(tzid: str) -> tzinfo | None:
    """Read /vendor/version/Area/City, as Evolution and Lightning write it."""
    parts = _plain(tzid).split("/")
    tails = ("/".join(parts[-n:]) for n in (3, 2) if len(parts) > n)
    return next((zone for zone in map(named_zone, tails) if zone), None)


def _plain(tzid: str) -> str:
    return tzid.strip().strip('"').strip("/: ")


def _line(text: str, name: str) -> str | None:
    match = re.search(rf"\n{name}(?:;[^:\n]*)?:([^\n]*)", text)
    return match[1].strip() if match else None


def _feed_zone(tzid: str, text: str, span: Span, budget: Budget) -> tzinfo | None:
    located = _line(text, "X-LIC-LOCATION")
    zone = named_zone(located) if located else None
    if zone is not None:
        return zone
    try:
        observed = [_observance(part, span, budget) for part in _observances(text)]
    except (BadRule, TooMuch, ValueError, OverflowError):
        return None
    transitions = sorted((t for each in observed for t in each), key=lambda t: t.at_utc)
    if not transitions:
        return None
    return FeedZone(tzid, transitions, transitions[0].before)


def _observances(text: str) -> list[str]:
    """The STANDARD and DAYLIGHT parts, each as its lines."""
    parts = text.split("\nBEGIN:", _MAX_OBSERVANCES)[1:]
    return [
        "\n" + part.partition("\nEND:")[0].partition("\n")[2] + "\n"
        for part in parts
        if part.startswith(("STANDARD\n", "DAYLIGHT\n"))
    ]


def _observance(text: str, span: Span, budget: Budget) -> list[Transition]:
    """The onsets of one STANDARD or DAYLIGHT part: its first, and those inside `span`."""
    before, after = (_offset(_line(text, name)) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
    start = _moment(_line(text, "DTSTART") or "")
    onsets = {start, *_rule_onsets(text, start, before, span, budget)}
    for value in re.findall(r"\nRDATE[^:\n]*:([^\n]*)", text):
        onsets.update(_moment(each) for each in value.split(","))
    return [Transition(onset - before, before, after) for onset in onsets]


def _rule_onsets(
    text: str, start: datetime, before: timedelta, span: Span, budget: Budget
) -> list[datetime]:
    value = _line(text, "RRULE")
    if not value:
        return []
    parts = vRecur.from_ical(value)
    until = next(iter(parts.get("UNTIL", ())), None)
    wall = None
    if isinstance(until, datetime):
        wall = until.replace(tzinfo=None) + (before if until.tzinfo else timedelta(0))
    rule = rule_from(parts, start, wall)
    return expand(rule, start, span, budget)


def _offset(value: str | None) -> timedelta:
    match = _OFFSET.fullmatch(value or "")
    if match is None:
        raise ValueError("no offset")
    size = timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=int(match[4] or 0))
    return -size if match[1] == "-" else size


def _moment(value: str) -> datetime:
    stamp = _STAMP.match(value.strip())
    if stamp is None:
        return datetime.strptime(value.strip()[:8], "%Y%m%d")  # noqa: DTZ007 (wall-clock time)
    return datetime.strptime(stamp[0], "%Y%m%dT%H%M%S")  # noqa: DTZ007 (wall-clock time)
