"""Recurring events on the stand-in: instances, exceptions, and what a sync says of them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.fakes.google_calendar import GoogleUi
from tests.fakes.talking import Json, Service, all_day, refused, timed, weekly

SECOND = "_20260323T170000Z"
BERLIN = ZoneInfo("Europe/Berlin")


def add(events: Service, body: Json) -> str:
    request = events.insert(calendarId="primary", sendUpdates="none", body=body)
    return str(request.execute()["id"])


def shown(events: Service, **more: object) -> dict[str, Json]:
    page = events.list(calendarId="primary", **more).execute()
    return {item["id"]: item for item in page["items"]}


def test_single_events_are_instances_at_their_wall_time(events: Service) -> None:
    series = add(events, weekly())
    found = shown(events, singleEvents=True)
    starts = ["20260316T170000Z", "20260323T170000Z", "20260330T160000Z", "20260406T160000Z"]
    assert [*found] == [f"{series}_{start}" for start in starts]
    second = found[series + SECOND]
    assert second["recurringEventId"] == series
    assert second["originalStartTime"] == second["start"]
    assert second["start"] == {
        "dateTime": "2026-03-23T18:00:00+01:00",
        "timeZone": "Europe/Berlin",
    }
    assert "recurrence" not in second
    assert found[f"{series}_20260330T160000Z"]["start"]["dateTime"].endswith("18:00:00+02:00")


def test_without_single_events_there_is_the_series_alone(events: Service) -> None:
    series = add(events, weekly())
    assert [*shown(events)] == [series]
    window = {"timeMin": "2026-04-06T00:00:00Z", "timeMax": "2026-04-07T00:00:00Z"}
    assert [*shown(events, **window)] == [series]
    later = {"timeMin": "2026-04-07T00:00:00Z", "timeMax": "2026-05-07T00:00:00Z"}
    assert shown(events, **later) == {}


def test_days_have_instance_ids_without_a_time(events: Service) -> None:
    body = all_day("Rest", "2026-03-07", "2026-03-08", recurrence=["RRULE:FREQ=WEEKLY;COUNT=2"])
    series = add(events, body)
    assert [*shown(events, singleEvents=True)] == [f"{series}_20260307", f"{series}_20260314"]


def test_rdates_and_exdates_count(events: Service) -> None:
    body = weekly()
    body["recurrence"] += [
        "EXDATE;TZID=Europe/Berlin:20260323T180000",
        "RDATE:20260401T100000Z",
    ]
    series = add(events, body)
    found = [name.removeprefix(series + "_") for name in shown(events, singleEvents=True)]
    assert sorted(found) == [
        "20260316T170000Z",
        "20260330T160000Z",
        "20260401T100000Z",
        "20260406T160000Z",
    ]


def test_an_endless_series_is_bounded_by_the_window(events: Service) -> None:
    add(events, weekly(rule="FREQ=WEEKLY"))
    window = {"timeMin": "2036-03-01T00:00:00Z", "timeMax": "2036-04-01T00:00:00Z"}
    assert len(shown(events, singleEvents=True, **window)) == 5


def test_a_changed_instance_becomes_an_exception(events: Service) -> None:
    series = add(events, weekly())
    body = {
        "start": {"dateTime": "2026-03-24T18:00:00+01:00"},
        "end": {"dateTime": "2026-03-24T19:00:00+01:00"},
    }
    request = events.patch(calendarId="primary", eventId=series + SECOND, body=body)
    moved = request.execute()
    assert moved["id"] == series + SECOND
    assert moved["recurringEventId"] == series
    assert moved["originalStartTime"]["dateTime"] == "2026-03-23T18:00:00+01:00"
    assert len(shown(events, singleEvents=True)) == 4
    assert [*shown(events)] == [series, series + SECOND]
    window = {"timeMin": "2026-03-24T00:00:00Z", "timeMax": "2026-03-25T00:00:00Z"}
    assert [*shown(events, singleEvents=True, **window)] == [series + SECOND]


def test_a_cancelled_instance_is_listed_as_documented(events: Service) -> None:
    series = add(events, weekly())
    events.delete(calendarId="primary", eventId=series + SECOND).execute()
    request = events.delete(calendarId="primary", eventId=series + SECOND)
    assert refused(request) == (410, "deleted")
    assert series + SECOND not in shown(events, singleEvents=True)
    told = shown(events, singleEvents=True, showDeleted=True)[series + SECOND]
    assert told["status"] == "cancelled"
    stub = shown(events)[series + SECOND]
    assert stub["recurringEventId"] == series
    assert stub["originalStartTime"]["dateTime"] == "2026-03-23T18:00:00+01:00"
    assert "summary" not in stub


def test_of_a_deleted_series_only_instances_are_shown_singly(events: Service) -> None:
    series = add(events, weekly())
    events.delete(calendarId="primary", eventId=series).execute()
    assert shown(events, singleEvents=True) == {}
    gone = shown(events, singleEvents=True, showDeleted=True)
    assert len(gone) == 4
    assert series not in gone
    assert {item["status"] for item in gone.values()} == {"cancelled"}
    assert shown(events, showDeleted=True)[series]["status"] == "cancelled"


def test_an_instance_that_the_series_does_not_have_is_not_found(events: Service) -> None:
    series = add(events, weekly())
    for stamp in ("20260324T170000Z", "20260323", "later"):
        request = events.get(calendarId="primary", eventId=f"{series}_{stamp}")
        assert refused(request) == (404, "notFound")


def test_instances_of_one_series(events: Service) -> None:
    series = add(events, weekly())
    events.delete(calendarId="primary", eventId=series + SECOND).execute()
    call = {"calendarId": "primary", "eventId": series}
    assert len(events.instances(**call).execute()["items"]) == 3
    assert len(events.instances(**call, showDeleted=True).execute()["items"]) == 4
    original = "2026-03-30T18:00:00+02:00"
    (one,) = events.instances(**call, originalStart=original).execute()["items"]
    assert one["id"] == f"{series}_20260330T160000Z"
    single = add(events, timed())
    assert refused(events.instances(calendarId="primary", eventId=single))[0] == 400


@pytest.mark.parametrize("rule", ["FREQ=SOMETIMES", "COUNT=3", "FREQ=DAILY;UNTIL=yesterday"])
def test_rules_that_cannot_be_read_are_refused(events: Service, rule: str) -> None:
    assert refused(events.insert(calendarId="primary", body=weekly(rule=rule)))[0] == 400


def test_a_recurring_event_needs_a_zone(events: Service) -> None:
    body = timed(recurrence=["RRULE:FREQ=DAILY"])
    assert refused(events.insert(calendarId="primary", body=body)) == (400, "required")


def test_a_single_sync_tells_each_instance_of_a_changed_series(
    events: Service, anna: GoogleUi
) -> None:
    series = add(events, weekly())
    first = events.list(calendarId="primary", singleEvents=True).execute()
    anna.edit(series, recurrence=["RRULE:FREQ=WEEKLY;COUNT=2"])
    page = events.list(
        calendarId="primary", singleEvents=True, syncToken=first["nextSyncToken"]
    ).execute()
    told = {item["id"].removeprefix(series + "_"): item["status"] for item in page["items"]}
    assert told == {
        "20260316T170000Z": "confirmed",
        "20260323T170000Z": "confirmed",
        "20260330T160000Z": "cancelled",
        "20260406T160000Z": "cancelled",
    }


def test_a_single_sync_tells_each_instance_of_a_deleted_series(
    events: Service, anna: GoogleUi
) -> None:
    series = add(events, weekly())
    anna.drag(series + SECOND, datetime(2026, 3, 24, 18, tzinfo=BERLIN))
    first = events.list(calendarId="primary", singleEvents=True).execute()
    anna.delete(series)
    page = events.list(
        calendarId="primary", singleEvents=True, syncToken=first["nextSyncToken"]
    ).execute()
    assert {item["id"] for item in page["items"]} == {item["id"] for item in first["items"]}
    assert {item["status"] for item in page["items"]} == {"cancelled"}


def test_a_sync_tells_an_exception_alone(events: Service, anna: GoogleUi) -> None:
    series = add(events, weekly())
    token = events.list(calendarId="primary").execute()["nextSyncToken"]
    anna.delete(series + SECOND)
    page = events.list(calendarId="primary", syncToken=token).execute()
    (item,) = page["items"]
    assert (item["id"], item["status"]) == (series + SECOND, "cancelled")
    assert item["originalStartTime"]["dateTime"] == "2026-03-23T18:00:00+01:00"
