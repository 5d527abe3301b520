"""What stands in a feed, for the calendar and for each event."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from connectors.calendar_event import EventDraft, EventStatus
from tests.ics_publish.drafts import (
    BERLIN,
    NOW,
    calendar_in,
    draft,
    event_in,
    events_in,
    feed_of,
    meant_by,
    seen_by_ical,
    seen_by_icalendar,
    unfolded,
)

FULL = EventDraft(
    uid="fuel-2026-01-07-after@counterpoint",
    start=datetime(2026, 1, 7, 7, 30, tzinfo=BERLIN),
    end=datetime(2026, 1, 7, 8, 0, tzinfo=BERLIN),
    summary="Eat: 60 g carbohydrate, 25 g protein; soon",
    description="Two bananas\nand 250 ml of juice.\r\nC:\\Notes\\new 🏃\r— für später",
    location="Straße des 17. Juni, Berlin",
    status=EventStatus.TENTATIVE,
    busy=True,
    categories=("Fuel, after", "Counterpoint"),
)


@pytest.mark.parametrize(
    "line",
    [
        "VERSION:2.0",
        "PRODID:-//Counterpoint//Published feed//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Sam\\, runs\\; lifts",
        "X-WR-CALNAME:Sam\\, runs\\; lifts",
        "X-WR-TIMEZONE:Asia/Kolkata",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ],
)
def test_the_calendar_says_what_it_is_and_how_often_to_come_back(line: str) -> None:
    feed = feed_of([], calendar_name="Sam, runs; lifts", time_zone=ZoneInfo("Asia/Kolkata"))

    assert unfolded(feed).count(line) == 1


def test_a_feed_without_events_is_a_calendar_all_the_same() -> None:
    feed = feed_of([])

    assert feed.startswith(b"BEGIN:VCALENDAR\r\n")
    assert feed.endswith(b"END:VCALENDAR\r\n")
    assert seen_by_icalendar(feed) == seen_by_ical(feed) == []


def test_two_readers_see_every_field_as_it_was_meant() -> None:
    feed = feed_of([FULL])

    assert seen_by_icalendar(feed) == [meant_by(FULL)]
    # ical parts categories at an escaped comma too.
    (seen,) = seen_by_ical(feed)
    assert seen.categories == ("Fuel\\", " after", "Counterpoint")
    assert replace(seen, categories=FULL.categories) == meant_by(FULL)


def test_the_end_of_an_all_day_event_is_exclusive() -> None:
    event = event_in(feed_of([draft(start=date(2026, 2, 27), end=date(2026, 3, 2))]))

    assert (event.start, event.end) == (date(2026, 2, 27), date(2026, 3, 2))


def test_an_event_of_no_length_has_no_end() -> None:
    start = datetime(2026, 1, 7, 6, 30, tzinfo=BERLIN)
    event = event_in(feed_of([draft(start=start, end=start)]))

    assert "DTEND" not in event
    assert event.start == event.end == start


def test_times_are_written_in_whole_seconds() -> None:
    start = datetime(2026, 1, 7, 6, 30, 0, 200_000, tzinfo=BERLIN)
    event = event_in(feed_of([draft(start=start, end=start.replace(microsecond=900_000))]))

    assert "DTEND" not in event
    assert event.start == start.replace(microsecond=0)


def test_fields_without_text_are_left_out() -> None:
    event = event_in(feed_of([replace(draft(summary="\x07"), categories=("", "\x00"))]))

    assert not {"SUMMARY", "DESCRIPTION", "LOCATION", "CATEGORIES"} & event.keys()


def test_what_we_made_carries_our_mark_and_the_athletes_own_does_not() -> None:
    ours, own = draft("ours"), replace(draft("own"), owned=False)

    marks = {str(e["UID"]): e.get("X-COUNTERPOINT-KEY") for e in events_in(feed_of([ours, own]))}

    assert marks == {"ours": "ours", "own": None}


def test_nothing_rings_and_nobody_is_invited() -> None:
    trap = "BEGIN:VALARM\r\nATTENDEE:mailto:coach@club.example\r\nEND:VALARM"
    feed = feed_of([replace(draft(trap, summary=trap, description=trap), categories=(trap,))])

    names = {re.split("[;:]", line)[0] for line in unfolded(feed)}
    assert not {"ATTENDEE", "ORGANIZER"} & names
    assert [part.name for part in calendar_in(feed).walk() if part.name == "VALARM"] == []


def test_line_ends_are_escaped_and_controls_removed() -> None:
    feed = feed_of([draft(summary="one\r\ntwo\rthree\nfour\x00\x0b\x7f\x85\tend")])

    assert "SUMMARY:one\\ntwo\\nthree\\nfour\tend" in unfolded(feed)


def test_half_a_surrogate_pair_becomes_the_replacement_character() -> None:
    assert event_in(feed_of([draft(summary="run \ud83c")]))["SUMMARY"] == "run \ufffd"


def test_a_backslash_before_a_capital_n_is_no_line_break() -> None:
    assert "SUMMARY:C:\\\\Notes" in unfolded(feed_of([draft(summary="C:\\Notes")]))


def test_long_lines_are_folded_between_characters() -> None:
    feed = feed_of([draft(description="für 🏃 " * 40)])

    assert max(map(len, feed.split(b"\r\n"))) <= 75
    assert event_in(feed)["DESCRIPTION"] == "für 🏃 " * 40


def test_events_stand_in_order_of_time_then_uid() -> None:
    at_nine = datetime(2026, 1, 7, 9, tzinfo=BERLIN)
    drafts = [
        draft("late", at_nine + timedelta(hours=5)),
        draft("b", at_nine),
        draft("same instant, other zone", at_nine.astimezone(ZoneInfo("America/New_York"))),
        draft("a", at_nine),
        draft("day", date(2026, 1, 7)),
        draft("in the day by Berlin's clock", datetime(2026, 1, 6, 23, 30, tzinfo=UTC)),
        draft("before the day by Berlin's clock", datetime(2026, 1, 6, 22, 30, tzinfo=UTC)),
    ]

    order = [str(event["UID"]) for event in events_in(feed_of(drafts))]

    assert order == [
        "before the day by Berlin's clock",
        "day",
        "in the day by Berlin's clock",
        "a",
        "b",
        "same instant, other zone",
        "late",
    ]
    assert feed_of(reversed(drafts)) == feed_of(drafts)


ILLNESS = "knee surgery"
START = datetime(2026, 1, 7, 9, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("drafts", "message"),
    [
        ([draft(ILLNESS), draft("b"), draft(ILLNESS)], "drafts 1 and 3 have the same UID"),
        ([draft(ILLNESS), draft(ILLNESS + "\x00")], "drafts 1 and 2 have the same UID"),
        ([draft("a"), draft("\n\x00".strip("\n"), summary=ILLNESS)], "draft 2 has no UID"),
        (
            [draft(ILLNESS, START, START - timedelta(minutes=1))],
            "draft 1: an event must not end before it starts",
        ),
        (
            [draft(ILLNESS, date(2026, 1, 7), date(2026, 1, 7))],
            "draft 1: an all-day event must end after the day on which it starts",
        ),
        (
            [draft(ILLNESS, date(2026, 1, 7), START)],
            "draft 1: start and end must both be dates or both be times",
        ),
        ([draft(ILLNESS, START.replace(tzinfo=None))], "draft 1: a time must have a zone"),
    ],
)
def test_drafts_that_cannot_stand_in_a_feed_are_named_by_place(
    drafts: list[EventDraft], message: str
) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        feed_of(drafts)


def test_now_must_have_a_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        feed_of([], now=NOW.replace(tzinfo=None))
