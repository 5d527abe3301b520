"""Writing single events to the stand-in: ids, versions, patch and update, deletions, limits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.fakes.google_calendar import GoogleCalendar, GoogleUi
from tests.fakes.talking import Json, Service, all_day, refused, timed

MARKS: Json = {"extendedProperties": {"private": {"a": "1", "b": "2"}, "shared": {"c": "3"}}}


def put(events: Service, body: Json, **more: Any) -> Json:
    request = events.insert(calendarId="primary", sendUpdates="none", body=body, **more)
    found: Json = request.execute()
    return found


def changed(events: Service, event: Json, method: str = "patch", **body: Any) -> Json:
    call = getattr(events, method)
    request = call(calendarId="primary", eventId=event["id"], sendUpdates="none", body=body)
    found: Json = request.execute()
    return found


def test_an_event_comes_back_as_google_tells_it(events: Service) -> None:
    event = put(events, timed("Easy run", description="slow", colorId="5"))
    assert event["start"] == {"dateTime": "2026-03-03T08:00:00+01:00"}
    assert event["created"] == event["updated"] == "2026-03-02T08:00:00.000Z"
    assert event["iCalUID"] == event["id"] + "@google.com"
    assert event["creator"] == event["organizer"] == {"email": "anna@example.com", "self": True}
    assert (event["status"], event["sequence"]) == ("confirmed", 0)
    assert event["reminders"] == {"useDefault": True}
    assert events.get(calendarId="primary", eventId=event["id"]).execute() == event


@pytest.mark.parametrize("chosen", ["abcde", "v0" * 512])
def test_clients_may_choose_ids(events: Service, chosen: str) -> None:
    assert put(events, timed(id=chosen))["id"] == chosen


@pytest.mark.parametrize("chosen", ["abcd", "wxyz12", "ABCDE", "abc-de", "a" * 1025])
def test_ids_of_other_letters_or_lengths_are_refused(events: Service, chosen: str) -> None:
    request = events.insert(calendarId="primary", body=timed(id=chosen))
    assert refused(request) == (400, "invalid")


def test_an_id_stays_taken_after_its_event_is_deleted(events: Service, anna: GoogleUi) -> None:
    put(events, timed(id="run00001"))
    again = events.insert(calendarId="primary", body=timed(id="run00001"))
    assert refused(again) == (409, "duplicate")
    anna.delete("run00001")
    assert refused(again) == (409, "duplicate")
    anna.empty_trash()
    assert refused(again) == (409, "duplicate")
    assert refused(events.get(calendarId="primary", eventId="run00001")) == (404, "notFound")
    other = anna.new_calendar("Other")
    assert events.insert(calendarId=other, body=timed(id="run00001")).execute()


def test_a_stale_etag_changes_nothing(events: Service, anna: GoogleUi) -> None:
    event = put(events, timed())
    anna.edit(event["id"], summary="Mine")
    body = {"summary": "Theirs"}
    for request in (
        events.patch(calendarId="primary", eventId=event["id"], body=body),
        events.update(calendarId="primary", eventId=event["id"], body=timed("Theirs")),
        events.delete(calendarId="primary", eventId=event["id"]),
    ):
        request.headers["If-Match"] = event["etag"]
        assert refused(request) == (412, "conditionNotMet")
    assert anna.look(event["id"])["summary"] == "Mine"


def test_a_true_etag_lets_a_change_through_and_is_stale_after_it(events: Service) -> None:
    event = put(events, timed())
    request = events.patch(calendarId="primary", eventId=event["id"], body={"summary": "New"})
    request.headers["If-Match"] = event["etag"]
    assert request.execute()["etag"] != event["etag"]
    assert refused(request) == (412, "conditionNotMet")


def test_an_unchanged_event_is_not_sent_again(events: Service, anna: GoogleUi) -> None:
    event = put(events, timed())
    request = events.get(calendarId="primary", eventId=event["id"])
    request.headers["If-None-Match"] = event["etag"]
    assert refused(request) == (304, "")
    anna.edit(event["id"], summary="New")
    assert request.execute()["summary"] == "New"


def test_patch_leaves_what_it_does_not_name_and_null_removes(events: Service) -> None:
    event = put(events, timed(location="Park", **MARKS))
    marks = {"private": {"a": "9", "b": None}}
    event = changed(events, event, extendedProperties=marks, location=None)
    assert event["extendedProperties"] == {"private": {"a": "9"}, "shared": {"c": "3"}}
    assert (event["summary"], "location" in event) == ("Easy run", False)


def test_update_drops_what_it_does_not_name(events: Service) -> None:
    event = put(events, timed(location="Park", **MARKS))
    marks = {"private": {"a": "9"}}
    event = changed(events, event, "update", **timed(extendedProperties=marks))
    assert event["extendedProperties"] == {"private": {"a": "9"}}
    assert "location" not in event


def test_a_patch_from_time_to_day_must_take_the_time_away(events: Service) -> None:
    event = put(events, timed())
    day = {"start": {"date": "2026-03-03"}, "end": {"date": "2026-03-04"}}
    request = events.patch(calendarId="primary", eventId=event["id"], body=day)
    assert refused(request) == (400, "invalid")
    bare: Json = {key: value | {"dateTime": None} for key, value in day.items()}
    assert changed(events, event, **bare)["start"] == {"date": "2026-03-03"}


def test_a_change_of_time_raises_the_sequence_and_others_do_not(events: Service) -> None:
    event = put(events, timed())
    assert changed(events, event, summary="New")["sequence"] == 0
    moved = changed(events, event, end={"dateTime": "2026-03-03T09:00:00Z"})
    assert moved["sequence"] == 1


def test_reminders_change_the_version_but_not_the_time_of_change(
    server: GoogleCalendar, events: Service
) -> None:
    event = put(events, timed())
    server.clock.advance(timedelta(minutes=5))
    quiet = changed(events, event, reminders={"useDefault": False})
    assert quiet["etag"] != event["etag"]
    assert quiet["updated"] == event["updated"]
    assert changed(events, event, summary="New")["updated"] > event["updated"]


def test_deleting_twice_is_gone_and_a_deleted_event_can_be_looked_at(events: Service) -> None:
    event = put(events, timed())
    request = events.delete(calendarId="primary", eventId=event["id"], sendUpdates="none")
    assert request.execute() == ""
    assert refused(request) == (410, "deleted")
    assert events.get(calendarId="primary", eventId=event["id"]).execute()["status"] == "cancelled"
    assert events.list(calendarId="primary").execute()["items"] == []
    shown = events.list(calendarId="primary", showDeleted=True).execute()["items"]
    assert [item["status"] for item in shown] == ["cancelled"]


def test_what_never_was_is_not_found(events: Service) -> None:
    for request in (
        events.get(calendarId="primary", eventId="nothing"),
        events.delete(calendarId="primary", eventId="nothing"),
        events.get(calendarId="elsewhere@example.com", eventId="nothing"),
    ):
        assert refused(request) == (404, "notFound")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"summary": "No times"}, "required"),
        (timed() | {"end": {"dateTime": "2026-03-03T06:00:00Z"}}, "timeRangeEmpty"),
        (all_day("Backwards", "2026-03-04", "2026-03-04"), "timeRangeEmpty"),
        (timed() | {"end": {"date": "2026-03-04"}}, "invalid"),
        (timed() | {"start": {"dateTime": "2026-03-03T07:00:00"}}, "required"),
        (timed() | {"start": {"dateTime": "2026-03-03T07:00:00", "timeZone": "Mars"}}, "invalid"),
        (timed(colorId="12"), "invalid"),
        (timed(status="perhaps"), "invalid"),
        (timed(transparency="glass"), "invalid"),
        (timed(attendees=[{"displayName": "Nobody"}]), "required"),
        (timed(description="x" * 8193), "invalid"),
        (
            timed(reminders={"useDefault": True, "overrides": [{"method": "popup", "minutes": 5}]}),
            "cannotUseDefaultRemindersAndSpecifyOverride",
        ),
        (
            timed(reminders={"overrides": [{"method": "popup", "minutes": n} for n in range(6)]}),
            "invalid",
        ),
        (timed(reminders={"overrides": [{"method": "popup", "minutes": 40321}]}), "invalid"),
        (
            timed(extendedProperties={"private": {f"k{n}": "v" for n in range(301)}}),
            "invalid",
        ),
        (
            timed(extendedProperties={"private": {f"k{n:02}": "v" * 1024 for n in range(33)}}),
            "invalid",
        ),
    ],
)
def test_events_that_break_a_rule_are_refused(events: Service, body: Json, reason: str) -> None:
    assert refused(events.insert(calendarId="primary", body=body)) == (400, reason)


def test_long_property_names_vanish_and_long_values_are_cut(events: Service) -> None:
    marks = {"k" * 45: "lost", "k" * 44: "v" * 1025}
    event = put(events, timed(extendedProperties={"private": marks}))
    assert event["extendedProperties"]["private"] == {"k" * 44: "v" * 1024}


def test_guests_are_mailed_only_if_asked_for(server: GoogleCalendar, events: Service) -> None:
    guests = [{"email": "anna@example.com"}, {"email": "ben@example.com"}]
    event = put(events, timed(attendees=guests))
    assert event["attendees"][0]["self"] is True
    assert event["attendees"][1]["responseStatus"] == "needsAction"
    changed(events, event, summary="New")
    assert not server.mails
    events.delete(calendarId="primary", eventId=event["id"], sendUpdates="all").execute()
    (mail,) = server.mails
    assert (mail.method, mail.recipients) == ("events.delete", ("ben@example.com",))


def test_a_guest_cannot_change_what_is_the_organizers(events: Service, anna: GoogleUi) -> None:
    start = anna.world.clock.now()
    event = anna.invite("boss@example.com", "Meeting", start)
    request = events.patch(
        calendarId="primary", eventId=event, body={"guestsCanSeeOtherGuests": False}
    )
    assert refused(request) == (403, "forbiddenForNonOrganizer")


def test_an_imported_event_keeps_its_organizer_and_uid(events: Service) -> None:
    body = timed(iCalUID="x@elsewhere", organizer={"email": "boss@example.com"})
    event = events.import_(calendarId="primary", body=body).execute()
    assert event["organizer"] == {"email": "boss@example.com"}
    page = events.list(calendarId="primary", iCalUID="x@elsewhere").execute()
    assert [item["id"] for item in page["items"]] == [event["id"]]
    assert refused(events.import_(calendarId="primary", body=timed())) == (400, "required")


def test_a_moved_event_leaves_a_cancelled_trace(events: Service, anna: GoogleUi) -> None:
    event = put(events, timed())
    other = anna.new_calendar("Other")
    moved = events.move(
        calendarId="primary", eventId=event["id"], destination=other, sendUpdates="none"
    ).execute()
    assert moved["organizer"]["email"] == other
    assert events.get(calendarId=other, eventId=event["id"]).execute()["status"] == "confirmed"
    assert events.get(calendarId="primary", eventId=event["id"]).execute()["status"] == "cancelled"


def test_a_deleted_event_can_be_brought_back(events: Service, anna: GoogleUi) -> None:
    event = put(events, timed())
    anna.delete(event["id"])
    assert changed(events, event, status="confirmed")["status"] == "confirmed"
    assert len(events.list(calendarId="primary").execute()["items"]) == 1
