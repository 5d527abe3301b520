"""A zone defined by a feed behaves as the same zone of the world does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from connectors.ics_feed.recurrence import Span
from connectors.ics_feed.time_zones import ZoneBook

BERLIN = ZoneInfo("Europe/Berlin")
FRAME = """
BEGIN:VTIMEZONE
TZID:Club Time
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
CLUB = ZoneBook(FRAME, Span(datetime(2026, 1, 1), datetime(2027, 1, 1))).zone(  # noqa: DTZ001
    "Club Time"
)
WALLS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 1))  # noqa: DTZ001 (wall clock)
NEAR_A_CHANGE = st.sampled_from(
    [datetime(2026, 3, 29, 2), datetime(2026, 10, 25, 2)]  # noqa: DTZ001 (wall clock)
).flatmap(lambda at: st.integers(-180, 180).map(lambda minutes: at + timedelta(minutes=minutes)))


@given(WALLS | NEAR_A_CHANGE, st.sampled_from([0, 1]))
def test_a_wall_clock_time_has_the_same_offset(wall: datetime, fold: int) -> None:
    ours, theirs = (wall.replace(tzinfo=zone, fold=fold) for zone in (CLUB, BERLIN))
    assert ours.utcoffset() == theirs.utcoffset()


@given(WALLS | NEAR_A_CHANGE)
def test_an_instant_has_the_same_wall_clock_time(utc: datetime) -> None:
    ours, theirs = (utc.replace(tzinfo=UTC).astimezone(zone) for zone in (CLUB, BERLIN))
    assert ours.replace(tzinfo=None) == theirs.replace(tzinfo=None)
    assert ours.fold == theirs.fold
    assert ours.astimezone(UTC) == utc.replace(tzinfo=UTC)


def test_a_zone_that_makes_no_sense_is_unknown() -> None:
    span = Span(datetime(2026, 1, 1), datetime(2027, 1, 1))  # noqa: DTZ001 (wall clock)
    for broken in ("+0100", "DTSTART:19810329T020000", "FREQ=YEARLY"):
        zone = ZoneBook(FRAME.replace(broken, "what"), span).zone("Club Time")
        assert zone is None, broken
