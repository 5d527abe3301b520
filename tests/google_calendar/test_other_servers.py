"""Servers that keep to what is documented and no more, and answers that nobody documents."""

from __future__ import annotations

import json
from typing import Any

import pytest

from connectors.calendar_event import Handle
from connectors.errors import CalendarGone, NeedsReauthorization, SourceUnavailable
from connectors.writing import Delete, EditWorkout, Outcome
from tests.google_calendar.bench import BERLIN, FUEL, MARK, MONDAY, WINDOW, creations, utc
from tests.google_calendar.scripted import HTML, Heard, Said, Scripted, as_json, error

TIMES = {
    "start": {"dateTime": "2026-03-09T06:00:00Z"},
    "end": {"dateTime": "2026-03-09T07:00:00Z"},
}
RUN: dict[str, Any] = {"id": "run", "etag": 'W/"abc"', **TIMES}


def test_an_event_of_the_least_that_there_can_be(scripted: Scripted) -> None:
    scripted.say(as_json({"items": [RUN]}))
    result = scripted.calendar().read(WINDOW)
    (event,) = result.events
    assert (event.uid, event.summary, event.busy) == ("run", "", True)
    assert event.start == utc(9, 6)
    assert event.handle == Handle("run", 'W/"abc"')
    assert result.complete
    assert result.cursor is None  # there was no sync token


def test_parts_that_are_null_are_as_if_missing(scripted: Scripted) -> None:
    empty = dict.fromkeys(("summary", "description", "location", "attendees", "recurrence"))
    more = {"extendedProperties": {"private": None, "shared": None}, "status": None}
    scripted.say(as_json({"items": [RUN | empty | more], "nextPageToken": None}))
    result = scripted.calendar().read(WINDOW)
    assert result.complete
    assert len(result.events) == 1


def test_an_empty_list_may_leave_its_items_out(scripted: Scripted) -> None:
    scripted.say(as_json({"nextSyncToken": "t", "timeZone": "Europe/Berlin"}))
    result = scripted.calendar().read(WINDOW)
    assert result.complete
    assert result.events == ()
    assert result.cursor is not None


@pytest.mark.parametrize(
    "said",
    [as_json({}), Said(), as_json({"status": "please sign in"}), as_json([]), as_json("no")],
    ids=["no parts", "no body", "something else", "a list", "a text"],
)
def test_an_answer_that_is_no_list_is_not_an_empty_calendar(scripted: Scripted, said: Said) -> None:
    scripted.say(said)
    with pytest.raises(SourceUnavailable, match="tried again later"):
        scripted.calendar().read(WINDOW)


def test_without_a_new_sync_token_the_old_one_is_kept(scripted: Scripted) -> None:
    scripted.say(as_json({"items": [], "nextSyncToken": "t1"}), as_json({"items": [RUN]}))
    first = scripted.calendar().read(WINDOW)
    later = scripted.calendar().read(WINDOW, first.cursor)
    assert len(later.events) == 1
    assert later.cursor == first.cursor


def test_times_without_offset_are_in_the_zone_of_the_event_or_else_the_calendar(
    scripted: Scripted,
) -> None:
    floating = {"id": "a1", "start": {"dateTime": "2026-03-09T07:00:00"}} | {
        "end": {"dateTime": "2026-03-09T08:00:00"}
    }
    tokyo = {"dateTime": "2026-03-09T07:00:00", "timeZone": "Asia/Tokyo"}
    unknown = {"dateTime": "2026-03-09T07:00:00", "timeZone": "Mars/Base"}
    items = [floating, {"id": "a2", "start": tokyo, "end": tokyo}]
    items += [{"id": "a3", "start": unknown, "end": unknown}]
    scripted.say(as_json({"items": items, "timeZone": "America/New_York"}))
    starts = {each.uid: each.start for each in scripted.calendar().read(WINDOW).events}
    assert starts == {"a1": utc(9, 11), "a2": utc(8, 22), "a3": utc(9, 11)}


def test_a_calendar_without_a_zone_is_read_in_the_athletes(scripted: Scripted) -> None:
    naive = {"dateTime": "2026-03-09T07:00:00"}
    scripted.say(as_json({"items": [{"id": "a1", "start": naive, "end": naive}]}))
    assert scripted.calendar().read(WINDOW).events[0].start == MONDAY.replace(tzinfo=BERLIN)


def test_an_event_without_end_is_a_moment_or_a_day(scripted: Scripted) -> None:
    moment = {"id": "a1", "start": {"dateTime": "2026-03-09T06:00:00Z"}}
    day = {"id": "a2", "start": {"date": "2026-03-10"}}
    scripted.say(as_json({"items": [moment, day]}))
    result = scripted.calendar().read(WINDOW)
    assert result.complete
    ends = {each.uid: str(each.end) for each in result.events}
    assert ends == {"a1": "2026-03-09 07:00:00+01:00", "a2": "2026-03-11"}


BAD: list[Any] = [
    None,
    "text",
    {"summary": "no id"},
    {"id": "a1"},
    {"id": "a1", "start": {}, "end": {}},
    {"id": "a1", "start": {"dateTime": "yesterday"}, "end": {"dateTime": "today"}},
    {"id": "a1", "start": {"date": "2026-02-30"}, "end": {"date": "2026-03-01"}},
    {"id": "a1", "start": {"date": "2026-03-10"}, "end": {"dateTime": "2026-03-10T08:00:00Z"}},
    {"id": "a1", "status": "maybe", **TIMES},
    {"id": 7, **TIMES},
]


@pytest.mark.parametrize("bad", BAD)
def test_one_bad_event_spoils_no_other_and_deletes_nothing(scripted: Scripted, bad: Any) -> None:
    scripted.say(as_json({"items": [RUN, bad, RUN | {"id": "run2"}], "nextSyncToken": "t"}))
    result = scripted.calendar().read(WINDOW)
    assert sorted(each.uid for each in result.events) == ["run", "run2"]
    assert not result.complete
    assert [each.source for each in result.problems] == ["Training"]


def test_a_bad_event_among_changes_makes_everything_be_read(scripted: Scripted) -> None:
    good = as_json({"items": [RUN], "nextSyncToken": "t1"})
    bad = as_json({"items": [{"start": 5}], "nextSyncToken": "t2"})
    scripted.say(good, bad, good)
    first = scripted.calendar().read(WINDOW)
    later = scripted.calendar().read(WINDOW, first.cursor)
    assert later.whole
    assert later.gone == ()
    assert len(later.events) == 1


@pytest.mark.parametrize("tokens", [["p"], ["p", "q"]], ids=["the same", "in turn"])
def test_page_tokens_that_never_end_are_noticed(scripted: Scripted, tokens: list[str]) -> None:
    said = [as_json({"items": [RUN], "nextPageToken": token}) for token in tokens * 5]
    scripted.say(*said)
    with pytest.raises(SourceUnavailable, match="does not end"):
        scripted.calendar().read(WINDOW)
    assert len(scripted.heard) <= 3


def test_pages_without_end_stop_somewhere(scripted: Scripted) -> None:
    count = iter(range(10**6))
    scripted.answer = lambda _: as_json({"items": [], "nextPageToken": f"p{next(count)}"})
    with pytest.raises(SourceUnavailable, match="does not end"):
        scripted.calendar().read(WINDOW)
    assert len(scripted.heard) <= 400


def test_only_ids_are_sure_of_what_was_deleted(scripted: Scripted) -> None:
    gone = [
        {"id": "run", "status": "cancelled"},
        {"id": "club_20260316T060000Z", "status": "cancelled", "recurringEventId": "club"},
    ]
    first, later = {"items": [RUN], "nextSyncToken": "t"}, {"items": gone, "nextSyncToken": "u"}
    scripted.say(as_json(first), as_json(later))
    cursor = scripted.calendar().read(WINDOW).cursor
    result = scripted.calendar().read(WINDOW, cursor)
    assert {(each.ref, each.recurrence_id) for each in result.gone} >= {
        ("run", None),
        ("club", "20260316T060000Z"),
    }
    assert result.complete


@pytest.mark.parametrize("status", [403, 404, 410, 502])
def test_the_page_of_a_proxy_is_not_googles_word(scripted: Scripted, status: int) -> None:
    scripted.say(Said(HTML, status, {"Content-Type": "text/html"}))
    with pytest.raises(SourceUnavailable) as caught:
        scripted.calendar().read(WINDOW)
    assert not isinstance(caught.value, CalendarGone | NeedsReauthorization)
    assert "hotel" not in str(caught.value)
    assert len(scripted.heard) == (4 if status == 502 else 1)


def test_a_sign_in_page_instead_of_an_answer(scripted: Scripted) -> None:
    scripted.say(Said(HTML, 200, {"Content-Type": "text/html"}))
    with pytest.raises(SourceUnavailable, match="proxy or a sign-in page"):
        scripted.calendar().read(WINDOW)
    assert len(scripted.heard) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(scripted: Scripted, status: int) -> None:
    scripted.say(Said(b"", status, {"Location": f"{scripted.root}elsewhere"}))
    with pytest.raises(SourceUnavailable, match="something other than Google"):
        scripted.calendar().read(WINDOW)
    assert [each.target for each in scripted.heard if "elsewhere" in each.target] == []
    assert len(scripted.heard) == 1


def test_a_page_that_answers_a_deletion_has_deleted_nothing(scripted: Scripted) -> None:
    scripted.say(Said(HTML, 200, {"Content-Type": "text/html"}))
    with pytest.raises(SourceUnavailable, match="proxy or a sign-in page"):
        [*scripted.calendar().apply([Delete(Handle("ours/run", '"1"'))])]


@pytest.mark.parametrize("said", [Said(status=204), Said(status=200)], ids=["204", "200"])
def test_a_deletion_is_answered_with_nothing(scripted: Scripted, said: Said) -> None:
    scripted.say(said)
    (result,) = scripted.calendar().apply([Delete(Handle("ours/run", '"1"'))])
    assert result.outcome is Outcome.DONE


@pytest.mark.parametrize("etag", ['"1"', 'W/"1"', "1", '"a+b/c=="'])
def test_whatever_an_etag_looks_like_it_is_sent_back(scripted: Scripted, etag: str) -> None:
    scripted.say(Said(status=204))
    [*scripted.calendar().apply([Delete(Handle("ours/run", etag))])]
    assert scripted.heard[0].headers["if-match"] == etag


def test_an_event_without_a_version_is_not_written(scripted: Scripted) -> None:
    (result,) = scripted.calendar().apply([Delete(Handle("ours/run", ""))])
    assert result.outcome is Outcome.REFUSED
    assert "version" in result.why
    assert scripted.heard == []


def _batch(heard: Heard, order: list[int], *, lower: bool) -> Said:
    """A batch of insertions, its parts answered in the order that is wanted."""
    ids = [
        line.split(b":", 1)[1].strip().strip(b"<>").decode()
        for line in heard.body.splitlines()
        if line.lower().startswith(b"content-id:")
    ]
    body = ""
    for place in order:
        event = f'{{"id": "counterpoint{place:05d}", "etag": "\\"{place}\\"", ' + (
            '"start": {"dateTime": "2026-03-09T06:00:00Z"}, '
            '"end": {"dateTime": "2026-03-09T07:00:00Z"}}'
        )
        name = "content-id" if lower else "Content-ID"
        body += f"--b\r\nContent-Type: application/http\r\n{name}: <response-{ids[place]}>\r\n\r\n"
        kind = "content-type" if lower else "Content-Type"
        body += f"HTTP/1.1 200 OK\r\n{kind}: application/json\r\n\r\n{event}\r\n"
    body += "--b--\r\n"
    return Said(body.encode(), 200, {"content-type": 'multipart/mixed; boundary="b"'})


@pytest.mark.parametrize("lower", [False, True])
def test_a_batch_is_matched_by_its_names_not_its_order(scripted: Scripted, lower: bool) -> None:
    scripted.answer = lambda heard: _batch(heard, [2, 0, 1], lower=lower)
    results = [*scripted.calendar().apply(creations(3))]
    assert [each.event.handle.etag for each in results if each.event and each.event.handle] == [
        '"0"',
        '"1"',
        '"2"',
    ]


@pytest.mark.parametrize(
    "said",
    [
        Said(HTML, 200, {"content-type": "text/html"}),
        Said(b"", 200),
        Said(b"--b--", 200, {"content-type": 'multipart/mixed; boundary="b"'}),
        Said(b"--b\r\n\r\nHTTP\r\n--b--", 200, {"content-type": 'multipart/mixed; boundary="b"'}),
        Said(b"\xff\xfe", 200, {"content-type": 'multipart/mixed; boundary="b"'}),
        as_json({}),
    ],
    ids=["page", "nothing", "no parts", "no names", "no text", "json"],
)
def test_a_batch_answered_with_something_else(scripted: Scripted, said: Said) -> None:
    scripted.say(said)
    with pytest.raises(SourceUnavailable):
        [*scripted.calendar().apply(creations(2))]
    assert len(scripted.heard) == 1


def test_a_batch_whose_answer_lacks_a_part(scripted: Scripted) -> None:
    scripted.answer = lambda heard: _batch(heard, [0], lower=False)
    with pytest.raises(SourceUnavailable):
        [*scripted.calendar().apply(creations(2))]


@pytest.mark.parametrize("status", [404, 410])
def test_an_error_without_a_list_of_reasons_is_told_by_its_status(
    scripted: Scripted, status: int
) -> None:
    scripted.say(error(status))
    with pytest.raises(CalendarGone):
        scripted.calendar().read(WINDOW)


def test_an_error_whose_list_of_reasons_is_null(scripted: Scripted) -> None:
    scripted.say(as_json({"error": {"code": 404, "errors": None, "details": None}}, 404))
    with pytest.raises(CalendarGone):
        scripted.calendar().read(WINDOW)


def test_a_forgotten_token_may_come_without_a_reason(scripted: Scripted) -> None:
    first = as_json({"items": [RUN], "nextSyncToken": "t"})
    scripted.say(first, error(410), first)
    cursor = scripted.calendar().read(WINDOW).cursor
    assert scripted.calendar().read(WINDOW, cursor).whole


def test_json_nested_without_end_is_unreadable(scripted: Scripted) -> None:
    scripted.say(Said(b"[" * 200_000, 200, {"content-type": "application/json"}))
    with pytest.raises(SourceUnavailable):
        scripted.calendar().read(WINDOW)


def test_what_is_created_names_no_guest_and_rings_nobody(scripted: Scripted) -> None:
    scripted.say(as_json(RUN | {"id": creations(1)[0].event_id}))
    [*scripted.calendar().apply(creations(1))]
    (heard,) = scripted.heard
    assert b"attendees" not in heard.body
    assert b'"reminders": {"useDefault": false, "overrides": []}' in heard.body
    assert "sendUpdates=none" in heard.target
    assert FUEL.summary.encode() in heard.body
    assert MARK.key.encode() in heard.body


def test_an_instance_with_an_id_of_its_own_is_written_under_it(scripted: Scripted) -> None:
    start = {"dateTime": "2026-03-10T06:00:00Z"}
    series = RUN | {"recurrence": ["RRULE:FREQ=DAILY;COUNT=3"]}
    one = RUN | {"id": "seventh", "recurringEventId": "run", "originalStartTime": start}
    scripted.say(
        as_json({"items": [series], "nextSyncToken": "t1"}),
        as_json({"items": [one], "nextSyncToken": "t2"}),
        as_json(one | {"description": "ours"}),
    )
    calendar = scripted.calendar()
    (event,) = calendar.read(WINDOW).events
    assert event.recurrence_id == "20260310T060000Z"
    assert event.handle is not None
    (result,) = calendar.apply([EditWorkout(event.handle, description="ours")])
    assert result.outcome is Outcome.DONE
    assert scripted.heard[-1].target.partition("?")[0].endswith("/events/seventh")


def test_the_end_of_a_series_whose_instances_do_not_name_it_makes_everything_be_read(
    scripted: Scripted,
) -> None:
    start = {"dateTime": "2026-03-10T06:00:00Z"}
    series = RUN | {"recurrence": ["RRULE:FREQ=DAILY;COUNT=3"]}
    one = RUN | {"id": "seventh", "recurringEventId": "run", "originalStartTime": start}
    scripted.say(
        as_json({"items": [series], "nextSyncToken": "t1"}),
        as_json({"items": [one], "nextSyncToken": "t2"}),
        as_json({"items": [{"id": "run", "status": "cancelled"}], "nextSyncToken": "t3"}),
        as_json({"nextSyncToken": "t4"}),
    )
    calendar = scripted.calendar()
    first = calendar.read(WINDOW)
    later = calendar.read(WINDOW, first.cursor)
    assert (later.whole, later.events) == (True, ())


def test_a_text_of_which_nothing_is_left_is_taken_away(scripted: Scripted) -> None:
    scripted.say(as_json(RUN))
    (result,) = scripted.calendar().apply([EditWorkout(Handle("run", "e"), description="")])
    assert result.outcome is Outcome.DONE
    assert json.loads(scripted.heard[-1].body) == {"description": None}


def test_a_search_that_finds_nothing_may_be_answered_with_nothing(scripted: Scripted) -> None:
    scripted.say(as_json({}))
    assert [*scripted.calendar().traces()] == []
    assert [*scripted.calendar().owned()] == []
    with pytest.raises(SourceUnavailable):
        scripted.calendar().is_empty()  # a deletion would follow from it
