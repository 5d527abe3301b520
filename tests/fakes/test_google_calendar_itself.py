"""The stand-in's own hands: violations, what a user does by hand, dumps, compression."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import urllib3

from tests.fakes.google_calendar import GoogleCalendar, GoogleUi, as_editor_saves, google_calendar
from tests.fakes.talking import Json, Service, refused, talking, timed

AT = datetime(2026, 3, 3, 7, tzinfo=ZoneInfo("Europe/Berlin"))
ROOT = "calendar/v3/calendars/primary/events"


def ask(server: GoogleCalendar, verb: str, path: str, **more: Any) -> urllib3.BaseHTTPResponse:
    token = server.access_token("anna@example.com")
    headers = {"Authorization": f"Bearer {token}"} | more.pop("headers", {})
    return urllib3.request(verb, server.api_root + path, headers=headers, **more)


@pytest.mark.parametrize(
    ("verb", "path", "body", "named"),
    [
        ("GET", ROOT + "?maxResult=5", None, "maxResult"),
        ("GET", ROOT + "?maxResults=many", None, "many"),
        ("GET", ROOT + "?singleEvents=yes", None, "yes"),
        ("GET", ROOT + "?orderBy=title", None, "title"),
        ("GET", ROOT + "?timeMin=yesterday", None, "yesterday"),
        ("POST", ROOT + "?sendUpdates=nobody", timed(), "nobody"),
        ("POST", ROOT, timed(sumary="Run"), "sumary"),
        ("POST", ROOT, timed(attendees=[{"mail": "x"}]), "mail"),
        ("POST", ROOT, timed(colorId=5), "colorId"),
        ("POST", ROOT, timed(location=None), "location"),
        ("POST", ROOT, timed() | {"start": {"date": "3 March"}}, "3 March"),
        ("GET", "calendar/v3/calendar/primary/event", None, "no such method"),
        ("POST", ROOT + "/abcde/move", None, "destination"),
    ],
)
def test_requests_that_the_document_does_not_know_are_violations(
    server: GoogleCalendar, anna: GoogleUi, verb: str, path: str, body: Json | None, named: str
) -> None:
    assert anna
    answer = ask(server, verb, path, **({} if body is None else {"json": body}))
    assert answer.status in {400, 404}
    (violation,) = server.take_violations()
    assert named in violation


def test_violations_end_the_test_that_made_them() -> None:
    with pytest.raises(AssertionError, match="no such method"), google_calendar() as server:
        urllib3.request("GET", server.api_root + "calendar/v3/nothing")


def test_answers_are_held_against_the_document_as_well(
    server: GoogleCalendar, events: Service, anna: GoogleUi
) -> None:
    event = anna.put("Run", AT)
    anna.calendar().events[event].body["sumary"] = "a mistake of the stand-in"
    events.get(calendarId="primary", eventId=event).execute()
    events.list(calendarId="primary").execute()
    assert ["sumary" in violation for violation in server.take_violations()] == [True, True]


def test_a_sync_token_read_in_another_way_is_a_violation(
    server: GoogleCalendar, events: Service
) -> None:
    token = events.list(calendarId="primary").execute()["nextSyncToken"]
    events.list(calendarId="primary", singleEvents=True, syncToken=token).execute()
    assert "singleEvents" in server.take_violations()[0]


def test_a_drag_by_hand_is_a_new_version(events: Service, anna: GoogleUi) -> None:
    event = anna.put("Run", AT)
    before = events.get(calendarId="primary", eventId=event).execute()
    anna.drag_by(event, timedelta(days=1))
    after = events.get(calendarId="primary", eventId=event).execute()
    assert after["start"]["dateTime"] == "2026-03-04T07:00:00+01:00"
    assert after["end"]["dateTime"] == "2026-03-04T08:00:00+01:00"
    assert after["sequence"] == before["sequence"] + 1
    assert after["etag"] != before["etag"]


def test_the_editor_makes_html_of_a_description(events: Service, anna: GoogleUi) -> None:
    event = anna.put("Run", AT, description="easy  pace\nsee https://example.com/a?b=1")
    anna.edit_description(event, lambda text: text + "\nfelt good")
    told = events.get(calendarId="primary", eventId=event).execute()["description"]
    link = '<a href="https://example.com/a?b=1" target="_blank">https://example.com/a?b=1</a>'
    assert told == f"easy&nbsp; pace<br>see {link}<br>felt good"
    assert as_editor_saves("plain") == "plain"


def test_what_a_user_does_to_events(events: Service, anna: GoogleUi) -> None:
    def status(name: str) -> str:
        return str(events.get(calendarId="primary", eventId=name).execute()["status"])

    event = anna.put("Run", AT)
    anna.delete(event)
    assert status(event) == "cancelled"
    anna.restore(event)
    assert status(event) == "confirmed"
    meeting = anna.invite("boss@example.com", "Meeting", AT)
    anna.respond(meeting, "accepted")
    (_, me) = events.get(calendarId="primary", eventId=meeting).execute()["attendees"]
    assert me == {"email": anna.email, "self": True, "responseStatus": "accepted"}
    shown = anna.week(AT - timedelta(days=1), AT + timedelta(days=1))
    assert {item["summary"] for item in shown} == {"Run", "Meeting"}


def test_default_reminders_ring_unless_an_event_has_its_own(anna: GoogleUi) -> None:
    quiet = {"useDefault": False}
    own = quiet | {"overrides": [{"method": "popup", "minutes": 5}]}
    assert anna.alarms(anna.put("Run", AT)) == [30]
    assert anna.alarms(anna.put("Quiet", AT, reminders=quiet)) == []
    assert anna.alarms(anna.put("Own", AT, reminders=own)) == [5]


def test_dumps_compare_what_users_see(
    server: GoogleCalendar, events: Service, anna: GoogleUi
) -> None:
    event = anna.put("Run", AT)
    before = server.dump()
    body = {"summary": "Changed"}
    events.patch(calendarId="primary", eventId=event, body=body).execute()
    extra = events.insert(calendarId="primary", body=timed()).execute()["id"]
    assert server.dump() != before
    anna.edit(event, summary="Run")
    anna.delete(extra)
    assert server.dump() == before
    assert server.dump(with_versions=True) != before


def test_calls_are_counted_and_kept(server: GoogleCalendar, events: Service) -> None:
    events.insert(calendarId="primary", sendUpdates="none", body=timed()).execute()
    assert refused(events.get(calendarId="primary", eventId="nothing"))[0] == 404
    assert server.counts() == {("events.insert", 200): 1, ("events.get", 404): 1}
    insert = server.calls[0]
    assert insert.path == {"calendarId": "primary"}
    assert ("sendUpdates", "none") in insert.query


def test_compression_wants_two_headers(server: GoogleCalendar, anna: GoogleUi) -> None:
    assert anna
    takes = {"Accept-Encoding": "gzip"}
    plain = ask(server, "GET", ROOT, headers=takes | {"User-Agent": "test"})
    zipped = ask(server, "GET", ROOT, headers=takes | {"User-Agent": "test (gzip)"})
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert plain.json()["summary"] == zipped.json()["summary"] == "anna@example.com"


def test_of_many_who_want_one_id_one_gets_it(server: GoogleCalendar, anna: GoogleUi) -> None:
    assert anna

    def insert(number: int) -> int:
        return ask(server, "POST", ROOT, json=timed(f"Run {number}", id="run00001")).status

    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(insert, range(16)))
    assert statuses == [200] + [409] * 15
    assert [*server.dump()["anna@example.com"]] == ["run00001"]


def test_one_connection_carries_many_calls(server: GoogleCalendar, anna: GoogleUi) -> None:
    with talking(server, server.access_token(anna.email)) as service:
        request = service.events().list(calendarId="primary")
        for _ in range(3):
            request.execute()
        (connection,) = service._http.http.connections.values()  # noqa: SLF001 - httplib2's own
        assert connection.sock is not None
