"""Reading again with a cursor: only what changed, nothing that did not, no false absences."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.ports import EventKey, TimeWindow
from tests.ics_feed.feeds import MARCH, calendar, event, read, titles

RUN = event("run", "SUMMARY:Run", "DTSTAMP:20260301T000000Z")
LIFT = event("lift", "SUMMARY:Lift", "DTSTAMP:20260301T000000Z")
CLASS = event(
    "class", "SUMMARY:Class", "RRULE:FREQ=WEEKLY;COUNT=3", start="DTSTART:20260302T180000Z"
)
FEED = calendar(RUN, LIFT, CLASS)
APRIL = TimeWindow(MARCH.start + timedelta(days=7), MARCH.end + timedelta(days=7))


def test_the_same_bytes_bring_nothing() -> None:
    first = read(FEED)
    second = read(FEED, first.cursor)
    assert len(first.events) == 5
    assert (second.events, second.deleted, second.complete) == ((), (), True)
    assert second.cursor == first.cursor


def test_new_stamps_bring_nothing() -> None:
    first = read(FEED)
    stamped = FEED.replace(b"DTSTAMP:20260301T000000Z", b"DTSTAMP:20260302T111111Z")
    second = read(stamped, first.cursor)
    assert stamped != FEED
    assert (second.events, second.deleted) == ((), ())
    third = read(stamped, second.cursor)
    assert third.cursor == second.cursor


def test_one_changed_event_comes_alone() -> None:
    changed = FEED.replace(b"SUMMARY:Lift", b"SUMMARY:Deadlift")
    second = read(changed, read(FEED).cursor)
    assert titles(second) == ["Deadlift"]
    assert second.deleted == ()


def test_a_deleted_event_is_named() -> None:
    second = read(calendar(RUN, CLASS), read(FEED).cursor)
    assert second.events == ()
    assert second.deleted == (EventKey("lift"),)


def test_a_deleted_event_stays_deleted_in_the_next_cursor() -> None:
    second = read(calendar(RUN, CLASS), read(FEED).cursor)
    third = read(calendar(RUN, CLASS), second.cursor)
    assert third.deleted == ()


def test_a_new_event_comes_alone() -> None:
    second = read(calendar(RUN, LIFT, CLASS, event("new", "SUMMARY:New")), read(FEED).cursor)
    assert titles(second) == ["New"]


def test_an_instance_excluded_from_a_series_is_named() -> None:
    shorter = FEED.replace(b"COUNT=3", b"COUNT=3\r\nEXDATE:20260309T180000Z")
    second = read(shorter, read(FEED).cursor)
    assert second.deleted == (EventKey("class", "20260309T180000Z"),)


def test_an_override_that_comes_later_changes_one_instance() -> None:
    override = event(
        "class", "SUMMARY:Late class", "RECURRENCE-ID:20260309T180000Z", "DTSTART:20260309T190000Z"
    )
    second = read(calendar(RUN, LIFT, CLASS, override), read(FEED).cursor)
    moved = [each for each in second.events if each.summary == "Late class"]
    assert [each.recurrence_id for each in moved] == ["20260309T180000Z"]
    assert second.deleted == ()
    third = read(FEED, second.cursor)
    assert "20260309T180000Z" in {each.recurrence_id for each in third.events}
    assert third.deleted == ()


def test_a_moved_event_that_left_the_window_is_gone_from_it() -> None:
    moved = FEED.replace(RUN.encode(), RUN.replace("20260310T07", "20260510T07").encode())
    assert read(moved, read(FEED).cursor).deleted == (EventKey("run"),)


def test_a_window_that_rolls_brings_what_it_uncovers_and_deletes_nothing() -> None:
    later = event("later", "SUMMARY:Later", "DTSTART:20260404T070000Z")
    feed = calendar(RUN, LIFT, CLASS, later)
    first = read(feed)
    rolled = read(feed, first.cursor, APRIL)
    assert titles(first) == ["Class", "Class", "Class", "Lift", "Run"]
    assert titles(rolled) == ["Later"]
    assert rolled.deleted == ()


def test_what_is_gone_outside_of_the_rolled_window_is_not_reported() -> None:
    early = event("early", "SUMMARY:Early", "DTSTART:20260302T070000Z")
    first = read(calendar(RUN, LIFT, early))
    rolled = read(calendar(LIFT), first.cursor, APRIL)
    assert rolled.deleted == (EventKey("run"),)


def test_a_feed_that_is_cut_off_deletes_nothing_and_heals() -> None:
    first = read(FEED)
    cut = read(FEED[: FEED.index(b"BEGIN:VEVENT", 200)], first.cursor)
    assert not cut.complete
    assert cut.deleted == ()
    assert any("ends in the middle" in problem.what for problem in cut.problems)
    healed = read(calendar(RUN), cut.cursor)
    assert {key.uid for key in healed.deleted} == {"lift", "class"}


def test_an_event_that_cannot_be_read_now_is_not_deleted() -> None:
    first = read(FEED)
    broken = FEED.replace(b"UID:lift\r\nDTSTART:2026", b"UID:lift\r\nDTSTART:never")
    broken = broken.replace(b"UID:lift\r\nSUMMARY", b"UID:lift\r\nDTSTART:never\r\nSUMMARY")
    second = read(calendar(RUN, CLASS, event("lift", "DTSTART:never")), first.cursor)
    assert second.deleted == ()
    assert [problem.component for problem in second.problems] == ["lift"]
    third = read(calendar(RUN, CLASS), second.cursor)
    assert third.deleted == (EventKey("lift"),)


def test_problems_are_told_on_every_poll() -> None:
    feed = calendar(RUN, event("bad", "DTSTART:never"))
    first = read(feed)
    same = read(feed, first.cursor)
    other = read(feed.replace(b"Run", b"Jog"), first.cursor)
    assert first.problems == same.problems == other.problems
    assert len(first.problems) == 1


def test_a_withdrawn_twin_in_another_calendar_stays_withdrawn() -> None:
    """Found by fuzzing: blocks of one content, of which METHOD:CANCEL hides one."""
    bad = event("", "DTSTART:never")
    feed = calendar(bad, head="METHOD:CANCEL") + calendar(bad, bad)
    first = read(feed)
    other = read(feed + calendar(RUN), first.cursor)
    assert [problem.component for problem in first.problems] == ["event 2", "event 3"]
    assert other.problems == read(feed + calendar(RUN)).problems


def test_spellings_of_one_uid_are_one_series_in_the_feeds_order() -> None:
    """Found by fuzzing: control characters in a UID put its blocks out of order."""
    series = [event("a", "RRULE:FREQ=DAILY;COUNT=2"), event("a", "SEQUENCE:0", "SUMMARY:Two")]
    feed = calendar(series[0], series[1].replace("UID:a", "UID:a\x01"), event("a", "DTSTART:no"))
    first = read(feed)
    second = read(feed.replace(b"VERSION:2.0", b"VERSION:2.1"), first.cursor)
    assert first.events
    assert (second.events, second.deleted) == ((), ())


def test_a_change_of_the_feeds_zone_brings_every_event_again() -> None:
    floating = event("float", "SUMMARY:Float", "DTSTART:20260310T070000")
    first = read(calendar(floating))
    moved = read(calendar(floating, head="X-WR-TIMEZONE:America/New_York"), first.cursor)
    assert moved.events[0].start == datetime(2026, 3, 10, 11, tzinfo=UTC)


@pytest.mark.parametrize("cursor", ["", "x", "{}\n\n", '{"v":0}\n\n', "\n\n", "[]"])
def test_a_cursor_that_is_none_means_a_first_read(cursor: str) -> None:
    assert len(read(FEED, cursor).events) == 5


def test_a_torn_cursor_means_a_first_read() -> None:
    first = read(FEED)
    assert first.cursor is not None
    assert len(read(FEED, first.cursor[:-20]).events) == 5


def test_the_cursor_holds_no_text_of_the_athlete() -> None:
    cursor = read(FEED).cursor or ""
    assert "Lift" not in cursor
    assert "club.example" not in cursor.replace('"feed at club.example"', "")


_WORDS = st.sampled_from(["Run", "Lift", "Swim"])
_EVENTS = st.dictionaries(
    st.sampled_from("abcdef"),
    st.tuples(st.integers(1, 40), st.sampled_from(["", "RRULE:FREQ=WEEKLY"]), _WORDS),
    min_size=1,
)


def built(events: dict[str, tuple[int, str, str]]) -> bytes:
    base = datetime(2026, 2, 20, 7, tzinfo=UTC)
    rows = [
        event(uid, f"SUMMARY:{word}", f"DTSTART:{base + timedelta(days=day):%Y%m%dT%H%M%SZ}", rule)
        for uid, (day, rule, word) in events.items()
    ]
    return calendar(*rows).replace(b"\r\n\r\n", b"\r\n")


@settings(deadline=None, max_examples=150)
@given(_EVENTS, _EVENTS, st.integers(0, 20))
def test_a_poll_and_what_stood_make_what_a_first_read_brings(
    before: dict[str, tuple[int, str, str]],
    after: dict[str, tuple[int, str, str]],
    rolled_days: int,
) -> None:
    """Apply a poll to the earlier state: the new state, except where the window moved on."""
    shift = timedelta(days=rolled_days)
    window = replace(MARCH, start=MARCH.start + shift, end=MARCH.end + shift)
    first = read(built(before))
    poll = read(built(after), first.cursor, window)
    state = {(each.uid, each.recurrence_id): each for each in first.events}
    for key in poll.deleted:
        del state[key.uid, key.recurrence_id]
    state |= {(each.uid, each.recurrence_id): each for each in poll.events}
    touching = {
        key: each
        for key, each in state.items()
        if isinstance(each.start, datetime) and window.start <= each.start < window.end
    }
    fresh = {
        (each.uid, each.recurrence_id): each for each in read(built(after), None, window).events
    }
    assert touching == fresh
