"""SEQUENCE, DTSTAMP and LAST-MODIFIED say which edition of an event a reader has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from connectors.calendar_event import EventDraft, EventStatus
from tests.ics_publish.drafts import BERLIN, NOW, draft, feed_of, seen_by_icalendar

LATER = NOW + timedelta(days=1)
LATER_STILL = NOW + timedelta(days=2)


def editions(feed: bytes) -> dict[str, tuple[int, datetime, datetime]]:
    return {
        event.uid: (event.sequence, event.stamp, event.last_modified)
        for event in seen_by_icalendar(feed)
    }


def test_a_new_event_starts_at_zero() -> None:
    assert editions(feed_of([draft("a")])) == {"a": (0, NOW, NOW)}


def test_nothing_changed_nothing_written() -> None:
    drafts = [draft("a", description="C:\\Notes, für später; \\n " * 9), draft("b")]
    feed = feed_of(drafts)

    assert feed_of(drafts, now=LATER, previous=feed) == feed


def test_only_the_event_that_changed_gets_the_next_edition() -> None:
    before = feed_of([draft("a"), draft("b")])

    after = feed_of(
        [draft("a", summary="Easy run"), draft("b"), draft("c")], now=LATER, previous=before
    )

    assert editions(after) == {"a": (1, LATER, LATER), "b": (0, NOW, NOW), "c": (0, LATER, LATER)}


def test_editions_are_counted_on() -> None:
    first = feed_of([draft("a", summary="one")])
    second = feed_of([draft("a", summary="two")], now=LATER, previous=first)
    third = feed_of([draft("a", summary="one")], now=LATER_STILL, previous=second)

    assert editions(third) == {"a": (2, LATER_STILL, LATER_STILL)}
    assert feed_of([draft("a", summary="one")], now=NOW, previous=third) == third


@pytest.mark.parametrize(
    "change",
    [
        lambda d: replace(d, start=d.start + timedelta(minutes=1)),
        lambda d: replace(d, end=d.end + timedelta(minutes=1)),
        lambda d: replace(d, start=date(2026, 1, 7), end=date(2026, 1, 8)),
        lambda d: replace(d, summary=d.summary + " "),
        lambda d: replace(d, description="x"),
        lambda d: replace(d, location="x"),
        lambda d: replace(d, status=EventStatus.TENTATIVE),
        lambda d: replace(d, busy=True),
        lambda d: replace(d, owned=False),
        lambda d: replace(d, categories=("x",)),
    ],
)
def test_every_field_counts_as_content(change: Callable[[EventDraft], EventDraft]) -> None:
    given = draft("a", datetime(2026, 1, 7, 9, tzinfo=BERLIN))
    feed = feed_of([given])

    assert editions(feed_of([change(given)], now=LATER, previous=feed)) == {"a": (1, LATER, LATER)}


def test_a_new_name_of_the_calendar_changes_no_event() -> None:
    feed = feed_of([draft("a")])

    renamed = feed_of([draft("a")], now=LATER, previous=feed, calendar_name="Other")

    assert editions(renamed) == editions(feed)


TWO = [draft("a"), draft("b")]


def as_published_twice() -> bytes:
    before = [replace(given, summary="before") for given in TWO]
    return feed_of(TWO, now=LATER, previous=feed_of(before))


GOOD = as_published_twice()


@pytest.mark.parametrize(
    "previous",
    [
        b"",
        b"\xff\xfe",
        b"<!DOCTYPE html><title>Sign in</title>",
        GOOD[: -len(b"END:VCALENDAR\r\n")],
        GOOD[: GOOD.rindex(b"END:VEVENT")] + b"END:VCALENDAR\r\n",
        GOOD.replace(b"BEGIN:VEVENT\r\n", b""),
        GOOD.replace(b"BEGIN:VEVENT\r\n", b"BEGIN:VEVENT\r\n" * 2),
        GOOD.replace(b"Counterpoint//Published feed", b"Somebody//Else"),
        GOOD.replace(b"SEQUENCE:1\r\n", b""),
        GOOD.replace(b"SEQUENCE:1", b"SEQUENCE:many"),
        GOOD.replace(b"SEQUENCE:1", b"SEQUENCE:-1"),
        GOOD.replace(b"DTSTAMP:2026", b"DTSTAMP:never"),
        GOOD.replace(b"LAST-MODIFIED:", b"LAST-MODIFIED:x"),
        GOOD.replace(b"UID:a\r\n", b""),
        GOOD.replace(b"UID:a\r\n", b"UID:a\r\nUID:a\r\n"),
        GOOD[: GOOD.index(b"END:VCALENDAR")] + GOOD[GOOD.index(b"BEGIN:VEVENT") :],
    ],
)
def test_a_broken_or_foreign_feed_counts_for_nothing(previous: bytes) -> None:
    assert editions(GOOD) == {"a": (1, LATER, LATER), "b": (1, LATER, LATER)}

    assert feed_of(TWO, now=LATER_STILL, previous=previous) == feed_of(TWO, now=LATER_STILL)
