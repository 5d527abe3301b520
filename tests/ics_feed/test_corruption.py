"""Feeds cut, spliced and spoiled: never a crash, never beyond the limits, healthy events kept."""

from __future__ import annotations

from datetime import datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from connectors.errors import BadFeed
from tests.hanging import ends
from tests.ics_feed.feeds import calendar, event, read

ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Club\r\nBEGIN:STANDARD\r\nDTSTART:20200101T000000\r\n"
    "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
    "END:STANDARD\r\nEND:VTIMEZONE"
)
HEALTHY = event("healthy", "SUMMARY:Healthy", "DTEND:20260310T080000Z")
SPICE = [
    event("series", "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=9", "EXDATE:20260311T070000Z"),
    event("zone", "DTSTART;TZID=Club:20260312T070000", "DURATION:PT1H30M"),
    event("days", "DTSTART;VALUE=DATE:20260312", "DTEND;VALUE=DATE:20260314"),
    event("series", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260316T070000Z", "SEQUENCE:2"),
    event("periods", "RDATE;VALUE=PERIOD:20260320T070000Z/PT2H,20260321T070000Z/PT1H"),
]
TOKENS = [
    b"RRULE:FREQ=SECONDLY\r\n",
    b"INTERVAL=0;",
    b"BEGIN:VEVENT\r\n",
    b"END:VEVENT\r\n",
    b"BEGIN:VALARM\r\n",
    b"DTSTART:99991231T235959Z\r\n",
    b"DTSTART;TZID=Club:00010101T000000\r\n",
    b"DURATION:P99999W\r\n",
    b"RECURRENCE-ID:19000101\r\n",
    b"\r\n ",
    b"\x00\xff\xfe",
    b'";:,="',
    b"UID:healthy\r\n",
]
_FEED = calendar(ZONE, HEALTHY, *SPICE)
_PLACES = st.integers(0, len(_FEED))


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """A feed with pieces cut out, doubled, moved, or replaced by something worse."""
    body = bytearray(_FEED)
    for _ in range(draw(st.integers(1, 6))):
        start, length = draw(_PLACES), draw(st.integers(0, 60))
        worse = draw(st.sampled_from(TOKENS) | st.binary(max_size=8) | st.just(b""))
        at = draw(_PLACES)
        piece = bytes(body[at : at + length]) if draw(st.booleans()) else worse
        body[start : start + draw(st.integers(0, 60))] = piece
    return bytes(body)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(spoiled())
def test_a_spoiled_feed_is_read_or_refused(body: bytes) -> None:
    try:
        with ends():
            first = read(body)
    except BadFeed:
        return
    assert len(first.events) < 20_000
    second = read(body, first.cursor)
    assert (second.events, second.deleted) == ((), ())
    keys = [(each.uid, each.recurrence_id) for each in first.events]
    assert len(keys) == len(set(keys))
    for each in first.events:
        assert type(each.start) is type(each.end)
        assert isinstance(each.start, datetime) is not each.all_day


@settings(max_examples=200, deadline=None)
@given(st.lists(st.binary(max_size=60) | st.sampled_from(TOKENS), max_size=8))
def test_a_healthy_event_outlives_what_is_inside_of_the_others(inside: list[bytes]) -> None:
    """Whatever stands in another event, short of ending it, costs nobody else anything."""
    spoiled = b"".join(inside).replace(b"END", b"AND").replace(b"BEGIN", b"BEGAN")
    bad = b"BEGIN:VEVENT\r\nUID:bad\r\nX-A:" + spoiled.replace(b"UID", b"DIU") + b"\r\nEND:VEVENT"
    body = _FEED.replace(HEALTHY.encode(), bad + b"\r\n" + HEALTHY.encode())
    result = read(body)
    assert [each.summary for each in result.events if each.uid == "healthy"] == ["Healthy"]
    assert {"series", "zone", "days", "periods"} <= {each.uid for each in result.events}


@settings(max_examples=100, deadline=None)
@given(_PLACES)
def test_a_feed_cut_anywhere_is_incomplete_and_keeps_what_is_whole(place: int) -> None:
    try:
        result = read(_FEED[:place])
    except BadFeed:
        assert place < _FEED.index(b"VERSION")
        return
    assert result.complete is (place >= len(_FEED) - 2)
    if place >= _FEED.index(HEALTHY.encode()) + len(HEALTHY):
        assert "healthy" in {each.uid for each in result.events}
