"""Reading lists of the stand-in: pages, filters, sync tokens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.fakes.google_calendar import GoogleCalendar, GoogleUi
from tests.fakes.talking import Service, names, refused, timed

DAY = datetime(2026, 3, 3, 7, tzinfo=ZoneInfo("Europe/Berlin"))


def test_the_sync_token_comes_on_the_last_page_only(events: Service, anna: GoogleUi) -> None:
    for number in range(5):
        anna.put(f"Run {number}", DAY + timedelta(days=number))
    first = events.list(calendarId="primary", maxResults=3).execute()
    assert "nextSyncToken" not in first
    last = events.list(
        calendarId="primary", maxResults=3, pageToken=first["nextPageToken"]
    ).execute()
    assert "nextPageToken" not in last
    assert last["nextSyncToken"]
    assert names(first) + names(last) == [f"Run {number}" for number in range(5)]


def test_what_changes_between_pages_comes_with_the_next_sync(
    events: Service, anna: GoogleUi
) -> None:
    ids = [anna.put(f"Run {number}", DAY) for number in range(3)]
    first = events.list(calendarId="primary", maxResults=2).execute()
    anna.edit(ids[0], summary="Changed")
    last = events.list(calendarId="primary", pageToken=first["nextPageToken"]).execute()
    later = events.list(calendarId="primary", syncToken=last["nextSyncToken"]).execute()
    assert names(later) == ["Changed"]


def test_a_server_may_give_shorter_pages_than_asked_for(
    server: GoogleCalendar, events: Service, anna: GoogleUi
) -> None:
    for number in range(3):
        anna.put(f"Run {number}", DAY)
    server.world.short_pages = 2
    page = events.list(calendarId="primary", maxResults=250).execute()
    assert len(page["items"]) == 2
    assert page["nextPageToken"]


def test_a_sync_tells_additions_changes_and_deletions(events: Service, anna: GoogleUi) -> None:
    kept, edited, deleted = (anna.put(name, DAY) for name in ("Kept", "Edited", "Deleted"))
    token = events.list(calendarId="primary").execute()["nextSyncToken"]
    anna.edit(edited, location="Track")
    anna.delete(deleted)
    added = anna.put("Added", DAY)
    page = events.list(calendarId="primary", syncToken=token).execute()
    told = {item["id"]: item["status"] for item in page["items"]}
    assert told == {edited: "confirmed", deleted: "cancelled", added: "confirmed"}
    assert kept not in told
    gone = next(item for item in page["items"] if item["id"] == deleted)
    assert "summary" not in gone
    again = events.list(calendarId="primary", syncToken=page["nextSyncToken"]).execute()
    assert again["items"] == []


@pytest.mark.parametrize(
    "more",
    [
        {"iCalUID": "x@y"},
        {"orderBy": "updated"},
        {"privateExtendedProperty": "a=1"},
        {"sharedExtendedProperty": "a=1"},
        {"q": "run"},
        {"timeMin": "2026-03-01T00:00:00Z"},
        {"timeMax": "2026-03-01T00:00:00Z"},
        {"updatedMin": "2026-03-01T00:00:00Z"},
        {"showDeleted": False},
    ],
    ids=lambda more: next(iter(more)),
)
def test_some_parameters_do_not_go_with_a_sync_token(
    events: Service, more: dict[str, object]
) -> None:
    token = events.list(calendarId="primary").execute()["nextSyncToken"]
    status, _ = refused(events.list(calendarId="primary", syncToken=token, **more))
    assert status == 400


def test_a_reading_by_dates_can_be_gone_on_with_and_a_search_cannot(events: Service) -> None:
    window = {"timeMin": "2026-03-01T00:00:00Z", "timeMax": "2026-04-01T00:00:00Z"}
    page = events.list(calendarId="primary", singleEvents=True, **window).execute()
    token = page["nextSyncToken"]
    later = events.list(calendarId="primary", singleEvents=True, syncToken=token)
    assert later.execute()["nextSyncToken"]
    assert "nextSyncToken" not in events.list(calendarId="primary", q="run").execute()


def test_an_expired_sync_token_asks_for_a_full_read(
    server: GoogleCalendar, events: Service
) -> None:
    token = events.list(calendarId="primary").execute()["nextSyncToken"]
    server.expire_sync_tokens()
    request = events.list(calendarId="primary", syncToken=token)
    assert refused(request) == (410, "fullSyncRequired")
    token = events.list(calendarId="primary").execute()["nextSyncToken"]
    assert events.list(calendarId="primary", syncToken=token).execute()["items"] == []


def test_a_change_of_access_ends_sync_tokens(server: GoogleCalendar, events: Service) -> None:
    token = events.list(calendarId="primary").execute()["nextSyncToken"]
    server.share("anna@example.com", "coach@example.com", "reader")
    request = events.list(calendarId="primary", syncToken=token)
    assert refused(request) == (410, "fullSyncRequired")


def test_a_token_of_another_calendar_is_no_token(events: Service, anna: GoogleUi) -> None:
    token = events.list(calendarId="primary").execute()["nextSyncToken"]
    other = anna.new_calendar("Other")
    assert refused(events.list(calendarId=other, syncToken=token)) == (400, "invalid")


def test_updated_min_shows_deletions_and_may_lie_too_far_back(
    server: GoogleCalendar, events: Service, anna: GoogleUi
) -> None:
    old = anna.put("Old", DAY)
    server.clock.advance(timedelta(minutes=50))
    deleted = anna.put("Deleted", DAY)
    anna.delete(deleted)
    page = events.list(calendarId="primary", updatedMin="2026-03-02T08:30:00Z").execute()
    assert [(item["id"], item["status"]) for item in page["items"]] == [(deleted, "cancelled")]
    assert old not in str(page)
    request = events.list(calendarId="primary", updatedMin="2025-01-01T00:00:00Z")
    assert refused(request) == (410, "updatedMinTooLongAgo")


def test_a_window_holds_what_ends_after_its_start_and_starts_before_its_end(
    events: Service,
) -> None:
    for day in ("2026-03-03", "2026-03-04", "2026-03-05"):
        events.insert(calendarId="primary", sendUpdates="none", body=timed(day, day)).execute()
    window = {"timeMin": "2026-03-03T08:00:00Z", "timeMax": "2026-03-05T07:00:00Z"}
    assert names(events.list(calendarId="primary", **window).execute()) == ["2026-03-04"]
    window = {"timeMin": "2026-03-03T07:59:59Z", "timeMax": "2026-03-05T07:00:01Z"}
    assert len(events.list(calendarId="primary", **window).execute()["items"]) == 3
    empty = {"timeMin": "2026-03-03T08:00:00Z", "timeMax": "2026-03-03T08:00:00Z"}
    assert refused(events.list(calendarId="primary", **empty)) == (400, "timeRangeEmpty")


def test_all_given_extended_properties_must_match(events: Service, anna: GoogleUi) -> None:
    for name, marks in {"both": {"a": "1", "b": "2"}, "one": {"a": "1"}}.items():
        anna.put(name, DAY, extendedProperties={"private": marks})
    one = events.list(calendarId="primary", privateExtendedProperty="a=1").execute()
    both = events.list(calendarId="primary", privateExtendedProperty=["a=1", "b=2"]).execute()
    assert (names(one), names(both)) == (["both", "one"], ["both"])
    shared = events.list(calendarId="primary", sharedExtendedProperty="a=1").execute()
    assert shared["items"] == []


def test_search_looks_at_titles_descriptions_and_places(events: Service, anna: GoogleUi) -> None:
    anna.put("Long run", DAY, description="in the hills")
    anna.put("Squats", DAY, location="Gym on the hill")
    assert names(events.list(calendarId="primary", q="HILLS").execute()) == ["Long run"]
    assert names(events.list(calendarId="primary", q="hill gym").execute()) == ["Squats"]


def test_order_by_start_needs_single_events(events: Service, anna: GoogleUi) -> None:
    anna.put("Later", DAY + timedelta(days=1))
    anna.put("Sooner", DAY)
    request = events.list(calendarId="primary", orderBy="startTime")
    assert refused(request)[0] == 400
    page = events.list(calendarId="primary", orderBy="startTime", singleEvents=True).execute()
    assert names(page) == ["Sooner", "Later"]


def test_only_the_fields_asked_for_are_sent(events: Service, anna: GoogleUi) -> None:
    anna.put("Run", DAY, extendedProperties={"private": {"a": "1"}})
    wanted = "nextSyncToken,items(id,start/dateTime,extendedProperties/private)"
    page = events.list(calendarId="primary", fields=wanted).execute()
    assert set(page) == {"nextSyncToken", "items"}
    (item,) = page["items"]
    assert set(item) == {"id", "start", "extendedProperties"}
    assert item["start"] == {"dateTime": "2026-03-03T07:00:00+01:00"}
    request = events.list(calendarId="primary", fields="items(title)")
    assert refused(request) == (400, "invalidParameter")


def test_times_come_in_the_zone_asked_for(events: Service, anna: GoogleUi) -> None:
    event = anna.put("Run", DAY)
    told = events.get(calendarId="primary", eventId=event, timeZone="America/New_York").execute()
    assert told["start"]["dateTime"] == "2026-03-03T01:00:00-05:00"
    assert datetime.fromisoformat(told["start"]["dateTime"]) == datetime(2026, 3, 3, 6, tzinfo=UTC)


def test_a_long_question_is_a_post_that_means_a_get(
    server: GoogleCalendar, events: Service, anna: GoogleUi
) -> None:
    anna.put("Run", DAY, extendedProperties={"private": {"a": "x" * 1000, "b": "y" * 1000}})
    pairs = ["a=" + "x" * 1000, "b=" + "y" * 1000]
    page = events.list(calendarId="primary", privateExtendedProperty=pairs).execute()
    assert names(page) == ["Run"]
    assert server.counts()["events.list", 200] == 1


def test_collections_answer_not_modified_to_their_own_etag(events: Service) -> None:
    etag = events.list(calendarId="primary").execute()["etag"]
    request = events.list(calendarId="primary")
    request.headers["If-None-Match"] = etag
    assert refused(request) == (304, "")
