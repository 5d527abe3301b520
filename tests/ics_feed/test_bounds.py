"""Whatever a feed asks for, the work stays bounded."""

from __future__ import annotations

import pytest

from tests.hanging import ends
from tests.ics_feed.feeds import (
    LABEL,
    calendar,
    event,
    read,
    titles,
)

BOMBS = [
    "FREQ=SECONDLY",
    "FREQ=MINUTELY",
    "FREQ=SECONDLY;COUNT=1000000",
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MINUTELY;BYSETPOS=-1;BYHOUR=1,2,3",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1",
    "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
    "FREQ=MONTHLY;BYDAY=+5MO;BYMONTHDAY=1",
    "FREQ=YEARLY;COUNT=100000;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;COUNT=99999999;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=DAILY;INTERVAL=999999999",
    "FREQ=YEARLY;UNTIL=99991231T235959Z;BYHOUR=" + ",".join(map(str, range(24))),
]


@pytest.mark.parametrize("rule", BOMBS)
@pytest.mark.parametrize("begun", ["00010101T000000Z", "20260301T000000Z"])
def test_no_rule_holds_the_reader_up(rule: str, begun: str) -> None:
    bomb = event("bomb", f"DTSTART:{begun}", f"RRULE:{rule}", "SUMMARY:Bomb")
    body = calendar(bomb, event("run", "SUMMARY:Run"))
    with ends():
        result = read(body)
    assert "Run" in titles(result)
    assert len(result.events) <= 3001


def test_a_rule_that_asks_for_too_much_is_told() -> None:
    result = read(calendar(event("bomb", "RRULE:FREQ=SECONDLY")))
    assert result.events == ()
    assert [(p.source, p.component) for p in result.problems] == [(LABEL, "bomb")]


def test_many_bombs_together_are_bounded_too() -> None:
    rule = "RRULE:FREQ=DAILY;COUNT=99999999;BYMONTH=2;BYMONTHDAY=30"
    bombs = [event(f"b{i}", "DTSTART:00010101T000000Z", rule) for i in range(300)]
    with ends():
        result = read(calendar(*bombs))
    assert len(result.problems) == 201  # two hundred of them, and how many more there are


def test_a_crowd_of_calendars_is_bounded_too() -> None:
    crowd = calendar(event("a"), head="PRODID:-//ddaysoftware.com//") * 20_000
    with ends():
        result = read(crowd)
    assert not result.complete
    assert [each.uid for each in result.events] == ["a"]


def test_a_crowd_of_zones_and_names_is_bounded_too() -> None:
    zones = "\r\n".join(["BEGIN:VTIMEZONE\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:+0100"] * 50_000)
    events = [event(f"e{i}", f"DTSTART;TZID=Nowhere {i}:20260310T070000") for i in range(2_000)]
    with ends():
        result = read(calendar(zones, *events))
    assert len(result.events) == 2_000
    assert len(result.problems) == 201
