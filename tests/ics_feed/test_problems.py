"""What is bad in a feed is told, and the rest is read."""

from __future__ import annotations

import pytest

from connectors.errors import BadFeed
from tests.ics_feed.feeds import (
    LABEL,
    calendar,
    event,
    read,
    titles,
)

BAD = {
    "no DTSTART": "BEGIN:VEVENT\r\nUID:bad\r\nEND:VEVENT",
    "DTSTART cannot be read": event("bad", "DTSTART:tomorrow"),
    "more than one DTSTART": event("bad", "DTSTART:20260310", "DTSTART:20260311"),
    "more than one DURATION": event("bad", "DURATION:PT1H", "DURATION:PT2H"),
    "DTEND is before its DTSTART": event("bad", "DTEND:20260310T060000Z"),
    "a day, the other a time": event("bad", "DTSTART:20260310", "DTEND:20260310T080000Z"),
    "DURATION is negative": event("bad", "DURATION:-PT1H"),
    "DURATION has hours": event("bad", "DTSTART:20260310", "DURATION:PT1H"),
    "cannot be read": event("bad", "DURATION:P999999999999W"),
    "RRULE cannot be read": event("bad", "RRULE:FREQ=SOMETIMES"),
    "the unknown part UNTL": event("bad", "RRULE:FREQ=DAILY;UNTL=20260401"),
    "COUNT=0": event("bad", "RRULE:FREQ=DAILY;COUNT=0"),
    "INTERVAL=0": event("bad", "RRULE:FREQ=DAILY;INTERVAL=0"),
    "BYHOUR=25": event("bad", "RRULE:FREQ=DAILY;BYHOUR=25"),
    "RSCALE": event("bad", "RRULE:RSCALE=HEBREW;FREQ=YEARLY"),
    "EXDATE cannot be read": event("bad", "EXDATE:never"),
    "does not begin at a time": event("bad", "RDATE;VALUE=PERIOD:20260310/20260311"),
    "a line cannot be read": event("bad", "DTSTART;;VALUE=DATE:20260310"),
    "not closed by END:VEVENT": "BEGIN:VEVENT\r\nUID:bad\r\nDTSTART:20260310",
    "more dates or rules": event("bad", "RDATE:" + "20260310T070000Z," * 4000),
}


@pytest.mark.parametrize(("why", "bad"), BAD.items(), ids=BAD.keys())
def test_a_bad_event_is_told_and_the_rest_is_read(why: str, bad: str) -> None:
    result = read(calendar(event("a", "SUMMARY:A"), bad, event("b", "SUMMARY:B")))
    assert titles(result) == ["A", "B"]
    assert result.complete
    (problem,) = result.problems
    assert (problem.source, problem.component) == (LABEL, "bad")
    assert why in problem.what


def test_a_bad_event_without_a_uid_is_named_by_its_place() -> None:
    bad = "BEGIN:VEVENT\r\nSUMMARY:private words\r\nEND:VEVENT"
    (problem,) = read(calendar(event("a"), bad)).problems
    assert problem.component == "event 2"
    assert "private words" not in str(problem)


WEB_PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head></html>"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b"  \r\n ", "empty"),
        (WEB_PAGE, "web page"),
        (b'{"error": "no"}', "no calendar"),
        (b"\x00\x01\x02", "no calendar"),
        (b"BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n", "no calendar"),
    ],
)
def test_what_is_no_calendar_is_refused_in_one_sentence(body: bytes, words: str) -> None:
    with pytest.raises(BadFeed) as error:
        read(body)
    assert words in str(error.value)
    assert str(error.value).startswith(f"{LABEL}: ")
