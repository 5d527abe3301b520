"""Feeds to measure with: seeded, so that everyone measures the same bytes."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

FIRST_DAY = date(2023, 1, 2)
DAYS = 4 * 365
_WORDS = [
    "easy",
    "tempo",
    "long",
    "steady",
    "hills",
    "strides",
    "squat",
    "deadlift",
    "bench",
    "row",
    "press",
    "core",
    "swim",
    "ride",
]
_ZONES = ("Europe/Berlin", "America/New_York")
_STAMP = "20260101T000000Z"
_VTIMEZONE = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE""".splitlines()


def mixed_feed(events: int, seed: int = 1, stamp: str = _STAMP) -> bytes:
    """Return a feed of `events` VEVENTs over four years: 5 % weekly series with an override each.

    Descriptions have 500 octets; the properties are those that Google's export has. A third of
    the times each is in a TZID, in UTC, and on whole days.
    """
    rng = random.Random(seed)
    series = events // 20
    lines = [line for i in range(series) for line in _series(rng, i)]
    lines += [line for i in range(events - 2 * series) for line in _single(rng, i)]
    return _calendar(lines, stamp)


def daily_series_feed(series: int, seed: int = 1) -> bytes:
    """Return a feed of `series` daily series that began ten years before the window."""
    rng = random.Random(seed)
    lines: list[str] = []
    for i in range(series):
        start = datetime(
            2015, 1, 1 + i % 28, rng.randrange(5, 21), rng.choice((0, 15, 30)), tzinfo=UTC
        )
        lines += _event(f"daily-{i}", _timed(start, 45, i), rng, ["RRULE:FREQ=DAILY"])
    return _calendar(lines, _STAMP)


def one_changed(feed: bytes) -> bytes:
    """Return the feed with one event of 15 March 2025 given another title."""
    at = feed.index(b"\r\nDTSTART:20250315T")
    mark = feed.index(b"SUMMARY:", at) + len(b"SUMMARY:")
    return feed[:mark] + b"Changed " + feed[mark:]


def _calendar(lines: list[str], stamp: str) -> bytes:
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//measured//EN", *_VTIMEZONE]
    text = "\r\n".join([*head, *lines, "END:VCALENDAR", ""])
    return text.replace("@STAMP@", stamp).encode()


def _single(rng: random.Random, number: int) -> list[str]:
    day = FIRST_DAY + timedelta(days=rng.randrange(DAYS))
    return _event(f"single-{number}", _when(rng, day, number), rng, [])


def _series(rng: random.Random, number: int) -> list[str]:
    """A weekly series, every other one with an end, one instance excluded, one moved."""
    first = FIRST_DAY + timedelta(days=rng.randrange(DAYS - 200))
    start = datetime(first.year, first.month, first.day, rng.randrange(6, 20), 30, tzinfo=UTC)
    until = (start + timedelta(weeks=20)).strftime("%Y%m%dT%H%M%SZ")
    end = f";UNTIL={until}" if number % 2 else ""
    excluded, moved = start + timedelta(weeks=3), start + timedelta(weeks=5)
    uid = f"series-{number}"
    rule = [f"RRULE:FREQ=WEEKLY{end}", f"EXDATE;TZID={_ZONES[0]}:{excluded:%Y%m%dT%H%M%S}"]
    override = [f"RECURRENCE-ID;TZID={_ZONES[0]}:{moved:%Y%m%dT%H%M%S}"]
    later = moved + timedelta(hours=2)
    return [
        *_event(uid, _timed(start, 60, 0), rng, rule),
        *_event(uid, _timed(later, 60, 0), rng, override),
    ]


def _when(rng: random.Random, day: date, number: int) -> list[str]:
    if number % 3 == 0:
        end = day + timedelta(days=1 + (number % 30 == 0) * 3)
        return [f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{end:%Y%m%d}"]
    start = datetime(
        day.year, day.month, day.day, rng.randrange(5, 21), rng.choice((0, 15, 30)), tzinfo=UTC
    )
    if number % 3 == 1:
        return _timed(start, 60, number)
    end_time = start + timedelta(minutes=75)
    return [f"DTSTART:{start:%Y%m%dT%H%M%S}Z", f"DTEND:{end_time:%Y%m%dT%H%M%S}Z"]


def _timed(start: datetime, minutes: int, number: int) -> list[str]:
    zone = _ZONES[number % 2]
    end = start + timedelta(minutes=minutes)
    return [f"DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}", f"DTEND;TZID={zone}:{end:%Y%m%dT%H%M%S}"]


def _event(uid: str, when: list[str], rng: random.Random, more: list[str]) -> list[str]:
    words = [rng.choice(_WORDS) for _ in range(120)]
    text = " ".join(words)[:500]
    summary = " ".join(words[:3]).capitalize()
    return [
        "BEGIN:VEVENT",
        f"UID:{uid}@measured",
        "DTSTAMP:@STAMP@",
        *when,
        *more,
        f"SUMMARY:{summary}",
        *_folded(f"DESCRIPTION:{text}"),
        "CREATED:20221201T080000Z",
        "LAST-MODIFIED:20221202T080000Z",
        "LOCATION:Track\\, north side",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "END:VEVENT",
    ]


def _folded(line: str) -> list[str]:
    return [line[:74], *(" " + line[i : i + 73] for i in range(74, len(line), 73))]
