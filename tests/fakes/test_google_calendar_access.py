"""Calendars on the stand-in: roles, the calendar list, free and busy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.fakes.google_calendar import GoogleCalendar, GoogleUi
from tests.fakes.talking import Json, Service, names, refused, talking, timed

AT = datetime(2026, 3, 3, 7, tzinfo=ZoneInfo("Europe/Berlin"))
BEN = "ben@example.com"


@pytest.fixture
def bens(server: GoogleCalendar, anna: GoogleUi) -> Iterator[Service]:
    """Ben's client, who has a share in Anna's calendar."""
    server.add_user(BEN)
    with talking(server, server.access_token(BEN)) as service:
        server.share(anna.email, BEN, "reader")
        yield service


def busy(service: Service, *ids: str, **more: str) -> Json:
    items = [{"id": name} for name in ids]
    window = {"timeMin": "2026-03-03T00:00:00Z", "timeMax": "2026-03-05T00:00:00Z"}
    query = service.freebusy().query(body={**window, "items": items, **more})
    found: Json = query.execute()["calendars"]
    return found


def test_readers_read_and_do_not_write(bens: Service, anna: GoogleUi) -> None:
    event = anna.put("Run", AT)
    anna.put("Secret", AT, visibility="private", description="mine")
    page = bens.events().list(calendarId=anna.email).execute()
    assert page["accessRole"] == "reader"
    assert names(page) == ["Run", "?"]
    delete = bens.events().delete(calendarId=anna.email, eventId=event)
    assert refused(delete) == (403, "requiredAccessLevel")


def test_free_busy_readers_see_times_alone(
    server: GoogleCalendar, bens: Service, anna: GoogleUi
) -> None:
    server.share(anna.email, BEN, "freeBusyReader")
    anna.put("Run", AT, description="mine", location="Park")
    page = bens.events().list(calendarId=anna.email).execute()
    (item,) = page["items"]
    assert page["accessRole"] == "freeBusyReader"
    assert not {"summary", "description", "location", "creator"} & set(item)
    assert item["start"]["dateTime"] == "2026-03-03T07:00:00+01:00"


def test_a_scope_for_availability_shows_times_alone(server: GoogleCalendar, anna: GoogleUi) -> None:
    anna.put("Run", AT)
    token = server.access_token(anna.email, ["calendar.events.freebusy"])
    with talking(server, token) as service:
        (item,) = service.events().list(calendarId="primary").execute()["items"]
        assert "summary" not in item
        assert len(busy(service, "primary")["primary"]["busy"]) == 1


def test_writers_write_and_nobody_else_sees(
    server: GoogleCalendar, bens: Service, anna: GoogleUi
) -> None:
    server.share(anna.email, BEN, "writer")
    event = bens.events().insert(calendarId=anna.email, body=timed()).execute()
    assert event["creator"] == {"email": BEN}
    assert event["organizer"]["email"] == anna.email
    server.share(anna.email, BEN, "none")
    assert refused(bens.events().list(calendarId=anna.email)) == (404, "notFound")


def test_a_secondary_calendar_lives_and_dies(service: Service, anna: GoogleUi) -> None:
    made = service.calendars().insert(body={"summary": "Counterpoint"}).execute()
    assert (made["timeZone"], made["dataOwner"]) == ("Europe/Berlin", anna.email)
    entries = service.calendarList().list().execute()
    assert names(entries) == [anna.email, "Counterpoint"]
    assert [entry.get("primary", False) for entry in entries["items"]] == [True, False]
    body = {"summary": "Renamed"}
    renamed = service.calendars().patch(calendarId=made["id"], body=body).execute()
    assert renamed["summary"] == "Renamed"
    entry = service.calendarList().get(calendarId=made["id"]).execute()
    assert (entry["accessRole"], entry["defaultReminders"]) == ("owner", [])
    service.calendars().delete(calendarId=made["id"]).execute()
    assert refused(service.calendars().get(calendarId=made["id"])) == (404, "notFound")
    later = service.calendarList().list(syncToken=entries["nextSyncToken"]).execute()
    assert [(item["id"], item["deleted"]) for item in later["items"]] == [(made["id"], True)]


def test_a_calendar_deleted_by_hand_is_not_found(service: Service, anna: GoogleUi) -> None:
    made = service.calendars().insert(body={"summary": "Counterpoint"}).execute()["id"]
    anna.delete_calendar(made)
    insert = service.events().insert(calendarId=made, body=timed())
    assert refused(insert) == (404, "notFound")


def test_a_primary_calendar_can_be_cleared_and_not_deleted(
    service: Service, anna: GoogleUi
) -> None:
    anna.put("Run", AT)
    assert refused(service.calendars().delete(calendarId="primary"))[0] == 403
    service.calendars().clear(calendarId="primary").execute()
    assert service.events().list(calendarId="primary").execute()["items"] == []


def test_calendars_can_be_asked_for_by_role(bens: Service, anna: GoogleUi) -> None:
    everything = bens.calendarList().list().execute()
    assert {entry["id"] for entry in everything["items"]} == {BEN, anna.email}
    own = bens.calendarList().list(minAccessRole="writer").execute()
    assert [entry["id"] for entry in own["items"]] == [BEN]


def test_busy_time_merges_what_blocks_and_skips_the_rest(service: Service, anna: GoogleUi) -> None:
    anna.put("Run", AT)
    anna.put("Overlaps", AT + timedelta(minutes=30))
    anna.put("Free", AT + timedelta(hours=5), transparency="transparent")
    anna.put("Maybe", AT + timedelta(hours=8), status="tentative")
    anna.decline(anna.invite("boss@example.com", "No", AT + timedelta(hours=10)))
    anna.delete(anna.put("Gone", AT + timedelta(hours=12)))
    assert busy(service, "primary")["primary"]["busy"] == [
        {"start": "2026-03-03T06:00:00Z", "end": "2026-03-03T07:30:00Z"},
        {"start": "2026-03-03T14:00:00Z", "end": "2026-03-03T15:00:00Z"},
    ]


def test_busy_time_of_series_days_and_zones(service: Service, anna: GoogleUi) -> None:
    series = anna.put("Daily", AT, recurrence=["RRULE:FREQ=DAILY"])
    anna.delete(f"{series}_20260304T060000Z")
    anna.put("Trip", datetime(2026, 3, 4, tzinfo=AT.tzinfo).date())
    told = busy(service, anna.email, timeZone="Europe/Berlin")[anna.email]["busy"]
    assert told == [
        {"start": "2026-03-03T07:00:00+01:00", "end": "2026-03-03T08:00:00+01:00"},
        {"start": "2026-03-04T00:00:00+01:00", "end": "2026-03-05T00:00:00+01:00"},
    ]


def test_busy_time_of_a_calendar_that_cannot_be_seen_is_an_error_of_its_own(
    server: GoogleCalendar, service: Service, anna: GoogleUi
) -> None:
    server.add_user(BEN)
    told = busy(service, anna.email, BEN)
    assert told[BEN]["errors"] == [{"domain": "global", "reason": "notFound"}]
    assert told[anna.email] == {"busy": []}
    server.share(BEN, anna.email, "freeBusyReader")
    assert busy(service, BEN)[BEN] == {"busy": []}


def test_settings_tell_the_time_zone(service: Service) -> None:
    assert service.settings().get(setting="timezone").execute()["value"] == "Europe/Berlin"
    told = service.settings().list().execute()["items"]
    assert "timezone" in {item["id"] for item in told}
