"""What an attacker found in reading again: each case was once lost, kept or invented silently."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path

import pytest

from connectors.calendar_event import CalendarEvent
from connectors.ics_feed import IcsFeedReader, Trust
from connectors.ics_feed.cursor import parse
from connectors.ics_feed.digest import digest
from connectors.ports import EventKey, ReadResult
from tests.ics_feed.feeds import BERLIN, MARCH, calendar, event, read, titles

RUN = event("run", "SUMMARY:Run")
LIFT = event("lift", "SUMMARY:Lift")
FEED = calendar(RUN, LIFT)
SWIM = event("swim", "SUMMARY:Swim")


def polled(before: bytes, after: bytes) -> ReadResult:
    return read(after, read(before).cursor)


def lower_marks(text: str) -> str:
    return text.replace("BEGIN:VEVENT", "begin:vevent").replace("END:VEVENT", "end:vevent")


@pytest.mark.parametrize(
    "after",
    [
        FEED.replace(b"\r\n", b"\r"),
        lower_marks(FEED.decode()).encode(),
        FEED.decode().encode("utf-16"),
    ],
)
def test_a_feed_written_in_another_way_loses_nothing(after: bytes) -> None:
    second = polled(FEED, after)
    assert (second.deleted, second.complete) == ((), True)
    assert polled(FEED, after).events == second.events
    assert read(calendar(RUN), second.cursor).deleted == (EventKey("lift"),)


@pytest.mark.parametrize(
    "swim",
    [
        lower_marks(SWIM),
        SWIM.replace("\r\n", "\r"),
        SWIM.replace("BEGIN:VEVENT", "BEGIN:VEV\r\n ENT"),
    ],
)
def test_an_event_added_in_another_way_is_seen(swim: str) -> None:
    for after in (calendar(RUN, LIFT, swim), calendar(RUN, swim, LIFT)):
        second = polled(FEED, after)
        assert "Swim" in titles(second)
        assert second.deleted == ()


def test_a_line_behind_a_lone_cr_is_no_part_of_the_stamp() -> None:
    stamped = event("run", "SUMMARY:Run", "DTSTAMP:20260301T000000Z", "LOCATION:Track")
    hidden = stamped.replace("DTSTAMP:2026", "DTSTAMP:2026\rRRULE:FREQ=DAILY;COUNT=2\rX-Y:")
    assert len(polled(calendar(stamped), calendar(hidden)).events) == 2


def test_what_was_too_much_for_one_read_is_read_by_the_next() -> None:
    events = [event(f"e{number}", "SUMMARY:x") for number in range(30_010)]
    feed = calendar(*events)
    first = read(feed)
    second = read(feed, first.cursor)
    assert (len(first.events), first.complete) == (30_000, False)
    assert (len(second.events), second.complete, second.deleted) == (10, True, ())
    last = read(calendar(*events[:-1]), second.cursor)
    assert last.deleted == (EventKey("e30009"),)


def test_a_uid_with_too_many_blocks_is_never_called_read() -> None:
    feed = calendar(*[event("one", f"SUMMARY:{number}") for number in range(30_001)])
    first = read(feed)
    second = read(feed, first.cursor)
    assert not first.complete
    assert not second.complete


@pytest.mark.parametrize(
    "lines",
    [
        ("rrule:FREQ=DAILY",),
        ("Rrule:FREQ=DAILY",),
        ("rdate:20260310T070000Z",),
        ("dtend:20260310T080000Z",),
        ("duration:P60D",),
        ("RRULE:FREQ=DAILY", "EXRULE:FREQ=DAILY;UNTIL=20260205T000000Z"),
        ("RRULE:FREQ=DAILY", "DESCRIPTION:it said ;UNTIL=20260205"),
        ("DESCRIPTION:it said ;UNTIL=20260205", "RRULE:FREQ=DAILY;INTERVAL=1"),
    ],
)
def test_what_reaches_into_the_window_is_read_however_it_is_written(
    lines: tuple[str, ...],
) -> None:
    early = event("early", *lines, start="DTSTART:20260201T070000Z")
    assert read(calendar(early)).events


def test_a_folded_end_of_a_series_counts() -> None:
    early = event("early", "RRULE:FREQ=DAILY;UN\r\n TIL=20260310T070000Z")
    assert len(read(calendar(early)).events) == 1


def test_a_uid_in_lower_case_is_the_uid() -> None:
    feed = calendar(RUN.replace("UID:", "uid:"), LIFT)
    assert {each.uid for each in read(feed).events} == {"run", "lift"}
    assert polled(feed, calendar(LIFT)).deleted == (EventKey("run"),)


def test_versions_that_change_places_are_seen() -> None:
    one, two = event("a", "SUMMARY:One"), event("a", "SUMMARY:Two")
    assert titles(polled(calendar(one, two, RUN), calendar(two, one, RUN))) == ["One"]
    assert titles(polled(calendar(one, two, RUN), calendar(one, two, RUN, one))) == ["One"]


def test_others_that_change_places_bring_nothing() -> None:
    second = polled(calendar(RUN, LIFT, SWIM), calendar(SWIM, RUN, LIFT))
    assert (second.events, second.deleted) == ((), ())


def test_calendars_that_change_places_are_seen() -> None:
    one, two = calendar(event("a", "SUMMARY:One")), calendar(event("a", "SUMMARY:Two"))
    assert titles(polled(one + two, two + one)) == ["One"]


def test_an_event_that_moved_into_another_zone_is_seen() -> None:
    floating, other = event("a", "DTSTART:20260310T070000"), event("b")
    new_york = "X-WR-TIMEZONE:America/New_York"
    before = calendar(other, floating) + calendar(RUN, LIFT, head=new_york)
    after = calendar(other, RUN) + calendar(floating, LIFT, head=new_york)
    moved = {each.uid: each for each in polled(before, after).events}
    assert moved["a"] == {each.uid: each for each in read(after).events}["a"]


def test_the_cursor_of_another_address_reads_anew(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "feed.ics").write_bytes(FEED)
    one, two = (
        IcsFeedReader(
            str(tmp_path / folder / "feed.ics"), trust=Trust.OPERATOR, default_zone=BERLIN
        )
        for folder in ("one", "two")
    )
    cursor = one.read(MARCH).cursor
    assert one.read(MARCH, cursor).events == ()
    assert len(two.read(MARCH, cursor).events) == 2
    assert str(tmp_path) not in (cursor or "")


def forged(head: dict[str, object] | None = None, tail: bytes | None = None, deep: int = 0) -> str:
    """Return a cursor whose checksum is right and whose content is not."""
    first, blocks, packed, _ = (read(FEED).cursor or "").split("\n")
    first = json.dumps(json.loads(first) | (head or {}))
    first = "[" * deep + first if deep else first
    packed = packed if tail is None else base64.b64encode(zlib.compress(tail)).decode()
    text = f"{first}\n{blocks}\n{packed}"
    return f"{text}\n{digest(text.encode())}"


@pytest.mark.parametrize(
    "cursor",
    [
        forged({"problems": [1]}),
        forged({"problems": [[1, 2, 3]]}),
        forged({"window": "x"}),
        forged({"window": ["2026-03-01", "2026-04-01"]}),
        forged({"etag": 5}),
        forged({"complete": "yes"}),
        forged(deep=100_000),
        "[]\n\n\n" + digest(b"[]\n\n"),
    ],
)
def test_a_forged_cursor_is_none(cursor: str) -> None:
    assert parse(cursor) is None
    assert len(read(FEED, cursor).events) == 2


@pytest.mark.parametrize(
    "tail",
    [
        b"[" * 100_000,
        b"[]",
        b'{"run":[1,0,[]]}',
        b'{"run":[[1],0,[["a"]]]}',
        b'{"run":[[1],0,[[{},"x",2,"",""]]]}',
        b'{"run":[["x"],0,[]]}',
        b" " * (65 * 1024 * 1024) + b"{}",
    ],
)
def test_a_forged_tail_is_no_cursor(tail: bytes) -> None:
    other = FEED.replace(b"Lift", b"Deadlift")
    assert titles(read(other, forged(tail=tail))) == ["Deadlift", "Run"]


def test_a_cursor_that_lost_its_end_or_a_letter_is_none() -> None:
    cursor = read(FEED).cursor or ""
    assert parse(cursor) is not None
    assert all(parse(cursor[:at]) is None for at in range(len(cursor)))
    assert parse(cursor.replace("A", "B", 1)) is None


@pytest.mark.parametrize("etag", ['"a\r\nX: y"', "\x00", "\u2603", "\x7f", "x\n"])
def test_an_etag_that_cannot_stand_in_a_header_is_dropped(etag: str) -> None:
    known = parse(forged({"etag": etag, "modified": etag}))
    assert known is not None
    assert (known.head.validators.etag, known.head.validators.last_modified) == (None, None)


def test_a_deletion_outlives_a_cut_off_read_that_held_half_of_a_uid() -> None:
    series = event("s", "RRULE:FREQ=DAILY;COUNT=2", "SUMMARY:Master")
    moved = event("s", "RECURRENCE-ID:20260311T070000Z", "DTSTART:20260320T070000Z")
    orphan = event("s", "RECURRENCE-ID:20260325T070000Z", "DTSTART:20260325T080000Z")
    whole = calendar(RUN, series, moved, orphan)
    first = read(whole)
    cut = read(whole[: whole.index(b"BEGIN:VEVENT", whole.index(b"20260320"))], first.cursor)
    assert (cut.complete, cut.deleted) == (False, ())
    healed = read(calendar(RUN, series, moved), cut.cursor)
    assert healed.deleted == (EventKey("s", "20260325T070000Z"),)
    assert read(calendar(RUN, series, moved), healed.cursor).deleted == ()


def test_a_platform_known_by_labels_that_disappear_reads_anew() -> None:
    head = "PRODID:-//ddaysoftware.com//NONSGML DDay.iCal 1.0//EN"
    labeled = event("l", "SUMMARY:Run: easy", "DESCRIPTION:Workout type: Run")
    plain = event("p", "SUMMARY:Bike: long")
    second = polled(calendar(labeled, plain, head=head), calendar(plain, head=head))
    fresh: tuple[CalendarEvent, ...] = read(calendar(plain, head=head)).events
    assert second.events == fresh
    assert second.deleted == (EventKey("l"),)
