"""Limits and faults of the stand-in, as Google's own client meets them."""

from __future__ import annotations

import http.client
import json
from datetime import timedelta
from typing import Any

import pytest
from googleapiclient.errors import HttpError

from tests.fakes.google_calendar import (
    Fault,
    GoogleCalendar,
    GoogleUi,
    Kind,
    limit_exceeded,
    server_error,
)
from tests.fakes.talking import Service, refused, timed


def insert(events: Service, **more: Any) -> Any:
    return events.insert(calendarId="primary", sendUpdates="none", body=timed(**more))


def test_a_user_has_so_many_calls_in_a_sliding_minute(
    server: GoogleCalendar, events: Service
) -> None:
    server.limits.per_user = 3
    request = events.list(calendarId="primary")
    for _ in range(3):
        request.execute()
        server.clock.advance(timedelta(seconds=10))
    assert refused(request) == (403, "userRateLimitExceeded")
    server.clock.advance(timedelta(seconds=29))
    assert refused(request) == (403, "userRateLimitExceeded")
    server.clock.advance(timedelta(seconds=45))
    request.execute()
    assert server.limits.refused == 2


def test_all_users_share_the_project(server: GoogleCalendar, events: Service) -> None:
    server.limits.per_project = 1
    events.list(calendarId="primary", quotaUser="one").execute()
    request = events.list(calendarId="primary", quotaUser="two")
    assert refused(request) == (403, "rateLimitExceeded")


def test_a_limit_may_be_told_as_429_with_the_time_to_wait(
    server: GoogleCalendar, events: Service
) -> None:
    server.limits.per_user, server.limits.status, server.limits.retry_after_s = 0, 429, 7
    with pytest.raises(HttpError) as error:
        events.list(calendarId="primary").execute()
    assert (error.value.resp.status, error.value.resp["retry-after"]) == (429, "7")
    (detail,) = json.loads(error.value.content)["error"]["errors"]
    assert (detail["domain"], detail["reason"]) == ("usageLimits", "rateLimitExceeded")


@pytest.mark.parametrize("reason", ["userRateLimitExceeded", "rateLimitExceeded", "quotaExceeded"])
def test_each_reason_of_a_limit_can_be_scripted(
    server: GoogleCalendar, events: Service, reason: str
) -> None:
    server.faults.script(Fault(Kind.ERROR_BEFORE, "events.insert", limit_exceeded(reason), skip=1))
    insert(events).execute()
    assert refused(insert(events)) == (403, reason)
    insert(events).execute()


@pytest.mark.parametrize("status", [500, 502, 503])
def test_an_error_before_commit_leaves_nothing(
    server: GoogleCalendar, events: Service, status: int
) -> None:
    server.faults.script(Fault(Kind.ERROR_BEFORE, error=server_error(status)))
    assert refused(insert(events)) == (status, "backendError")
    assert server.dump()["anna@example.com"] == {}


def test_an_error_after_commit_leaves_the_event(server: GoogleCalendar, events: Service) -> None:
    server.faults.script(Fault(Kind.ERROR_AFTER, error=server_error(503)))
    request = insert(events, id="run00001")
    assert refused(request) == (503, "backendError")
    assert refused(request) == (409, "duplicate")


def test_a_connection_dropped_before_commit_leaves_nothing(
    server: GoogleCalendar, events: Service
) -> None:
    server.faults.script(Fault(Kind.DROP_BEFORE, times=2))
    with pytest.raises((http.client.HTTPException, OSError)):
        insert(events, id="run00001").execute()
    assert server.dump()["anna@example.com"] == {}
    assert server.counts()["events.insert", 0] == 2


def test_httplib2_sends_again_by_itself_what_was_dropped_after_commit(
    server: GoogleCalendar, events: Service
) -> None:
    server.faults.script(Fault(Kind.DROP_AFTER, "events.insert"))
    assert refused(insert(events, id="run00001")) == (409, "duplicate")
    assert [*server.dump()["anna@example.com"]] == ["run00001"]


def test_a_proxy_answers_with_a_page(server: GoogleCalendar, events: Service) -> None:
    server.faults.script(Fault(Kind.HTML, status=502))
    with pytest.raises(HttpError) as error:
        insert(events).execute()
    assert error.value.resp.status == 502
    assert b"<h1>Bad Gateway</h1>" in error.value.content
    assert server.dump()["anna@example.com"] == {}


def test_the_client_hands_out_as_text_what_is_no_json(
    server: GoogleCalendar, events: Service
) -> None:
    server.faults.script(Fault(Kind.MALFORMED))
    assert events.list(calendarId="primary").execute() == '{"kind": "calendar#ev'


def test_an_answer_can_end_too_early(server: GoogleCalendar, events: Service) -> None:
    server.faults.script(Fault(Kind.TRUNCATED))
    with pytest.raises(http.client.IncompleteRead):
        insert(events, id="run00001").execute()
    assert [*server.dump()["anna@example.com"]] == ["run00001"]


def test_nobody_may_listen_for_a_while(server: GoogleCalendar, events: Service) -> None:
    request = events.list(calendarId="primary")
    request.execute()
    with server.refusing_connections(), pytest.raises(OSError, match="refused"):
        request.execute()
    assert request.execute()["items"] == []


def test_chance_is_the_same_for_a_seed(
    server: GoogleCalendar, events: Service, anna: GoogleUi
) -> None:
    def statuses() -> list[int]:
        server.faults.at_random(7, 0.3, [Fault(Kind.ERROR_BEFORE, error=server_error(500))])
        server.forget_calls()
        for _ in range(20):
            try:
                events.get(calendarId="primary", eventId=event).execute()
            except HttpError:
                continue
        return [call.status for call in server.calls]

    event = anna.put("Run", server.clock.now())
    first = statuses()
    assert first == statuses()
    assert set(first) == {200, 500}
    server.faults.clear()
    events.get(calendarId="primary", eventId=event).execute()


def test_a_slow_answer_is_an_answer(server: GoogleCalendar, events: Service) -> None:
    server.faults.script(Fault(Kind.SLOW, delay_s=0.01))
    assert events.list(calendarId="primary").execute()["items"] == []
    assert server.faults.met[Kind.SLOW] == 1
