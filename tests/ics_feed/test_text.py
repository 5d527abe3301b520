"""Text, encodings, marks, and what an event says of itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from connectors.calendar_event import EventStatus
from connectors.ports import TimeWindow
from tests.ics_feed.feeds import (
    at,
    calendar,
    event,
    only,
    read,
    titles,
)


def test_text_is_read_as_it_is_meant() -> None:
    found = only(
        calendar(
            event(
                "a",
                r"SUMMARY:6 km\, easy\; then \\ strides",
                r"DESCRIPTION:one\ntwo \N three  ",
                "LOCATION;LANGUAGE=en:Track",
                r"CATEGORIES:Run,Easy\, slow",
            )
        )
    )
    assert found.summary == "6 km, easy; then \\ strides"
    assert found.description == "one\ntwo \n three  "
    assert (found.location, found.categories) == ("Track", ("Run", "Easy, slow"))


@pytest.mark.parametrize("ends", [b"\n", b"\r", b"\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_any_line_end_and_mark_is_read(ends: bytes, bom: bytes) -> None:
    body = bom + calendar(event("a", "SUMMARY:Läufe")).replace(b"\r\n", ends)
    assert only(body).summary == "Läufe"


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_another_encoding_is_read(encoding: str) -> None:
    body = calendar(event("a", "SUMMARY:Läufe")).decode().encode(encoding)
    assert only(body).summary == "Läufe"


def test_a_name_that_is_folded_is_still_a_name() -> None:
    body = calendar(event("a", "RRULE:FREQ=DAILY;COUNT=3")).replace(b"RRULE", b"RR\r\n ULE")
    assert len(read(body).events) == 3


def test_marks_in_small_letters_are_marks() -> None:
    small = event("b", "SUMMARY:B").replace("BEGIN:VEVENT", "begin:vevent")
    small = small.replace("END:VEVENT", "End:Vevent")
    assert titles(read(calendar(event("a", "SUMMARY:A"), small))) == ["A", "B"]


def test_control_characters_are_left_out() -> None:
    assert only(calendar(event("a", "SUMMARY:A\x00\x1b[31mB"))).summary == "A[31mB"


def test_what_the_event_says_of_itself_is_kept() -> None:
    found = only(calendar(event("a", "STATUS:TENTATIVE", "TRANSP:TRANSPARENT")))
    assert (found.status, found.busy, found.owned) == (EventStatus.TENTATIVE, False, False)


def test_our_own_events_are_known_again() -> None:
    assert only(calendar(event("x@counterpoint"))).owned
    assert only(calendar(event("x", "X-COUNTERPOINT-KEY:move/1"))).owned


def test_alarms_inside_of_an_event_do_not_speak_for_it() -> None:
    alarm = "BEGIN:VALARM\r\nDURATION:PT5M\r\nSUMMARY:Alarm\r\nTRIGGER:-PT5M\r\nEND:VALARM"
    found = only(calendar(event("a", "SUMMARY:Run", alarm, "DTEND:20260310T080000Z")))
    assert (found.summary, found.end) == ("Run", at(8))


def test_events_elsewhere_identify_by_uid_and_instance() -> None:
    found = read(calendar(event("a", "RRULE:FREQ=DAILY;COUNT=1"), event("b"))).events
    assert [each.identity for each in found] == ["a/20260310T070000Z", "b"]


def test_a_window_without_end_is_no_trouble() -> None:
    ages = TimeWindow(datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
    result = read(calendar(event("a"), event("s", "RRULE:FREQ=DAILY")), None, ages)
    assert [each.uid for each in result.events] == ["a"]
    assert [problem.component for problem in result.problems] == ["s"]
