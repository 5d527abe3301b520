"""Batches on the stand-in."""

from __future__ import annotations

from typing import Any

import pytest
from googleapiclient.errors import BatchError, HttpError
from googleapiclient.http import BatchHttpRequest

from tests.fakes.google_calendar import Fault, GoogleCalendar, GoogleUi, Kind, server_error
from tests.fakes.talking import Service, timed

Answers = dict[str, tuple[Any, HttpError | None]]


def run(service: Service, **requests: Any) -> Answers:
    """Send requests as one batch; what came back, by their names."""
    answers: Answers = {}

    def note(name: str, answer: Any, error: HttpError | None) -> None:
        answers[name] = answer, error

    batch = service.new_batch_http_request(callback=note)
    for name, request in requests.items():
        batch.add(request, request_id=name)
    batch.execute()
    return answers


def status(answers: Answers, name: str) -> int:
    error = answers[name][1]
    return 200 if error is None else int(error.resp.status)


def test_each_call_of_a_batch_stands_alone(
    server: GoogleCalendar, service: Service, events: Service, anna: GoogleUi
) -> None:
    known = anna.put("Läufe – früh", server.clock.now())
    stale = events.patch(calendarId="primary", eventId=known, body={"summary": "No"})
    stale.headers["If-Match"] = '"stale"'
    answers = run(
        service,
        get=events.get(calendarId="primary", eventId=known),
        missing=events.get(calendarId="primary", eventId="nothing"),
        stale=stale,
        insert=events.insert(calendarId="primary", body=timed("Größer", id="run00001")),
        delete=events.delete(calendarId="primary", eventId=known),
    )
    assert {name: status(answers, name) for name in answers} == {
        "get": 200,
        "missing": 404,
        "stale": 412,
        "insert": 200,
        "delete": 200,
    }
    assert answers["get"][0]["summary"] == "Läufe – früh"
    assert answers["insert"][0]["summary"] == "Größer"
    assert server.counts()["batch", 200] == 1
    assert server.counts()["events.get", 404] == 1


def test_each_call_of_a_batch_counts(
    server: GoogleCalendar, service: Service, events: Service
) -> None:
    server.limits.per_user = 2
    request = {"calendarId": "primary"}
    answers = run(service, **{name: events.list(**request) for name in ("a", "b", "c")})
    assert [status(answers, name) for name in ("a", "b", "c")] == [200, 200, 403]


def test_a_fault_meets_one_call_of_a_batch(
    server: GoogleCalendar, service: Service, events: Service
) -> None:
    server.faults.script(Fault(Kind.ERROR_AFTER, "events.insert", server_error(503), skip=1))
    inserts = {name: events.insert(calendarId="primary", body=timed(id=name * 5)) for name in "abc"}
    answers = run(service, **inserts)
    assert [status(answers, name) for name in "abc"] == [200, 503, 200]
    assert [*server.dump()["anna@example.com"]] == ["aaaaa", "bbbbb", "ccccc"]


def test_a_whole_batch_can_fail_after_its_calls_were_done(
    server: GoogleCalendar, service: Service, events: Service
) -> None:
    server.faults.script(Fault(Kind.ERROR_AFTER, "batch", server_error(503)))
    insert = events.insert(calendarId="primary", body=timed(id="aaaaa"))
    with pytest.raises(HttpError, match="503"):
        run(service, a=insert)
    assert [*server.dump()["anna@example.com"]] == ["aaaaa"]


def test_a_batch_has_at_most_a_thousand_calls(
    server: GoogleCalendar, service: Service, events: Service
) -> None:
    requests = {f"r{n}": events.list(calendarId="primary") for n in range(1001)}
    batch = BatchHttpRequest(batch_uri=server.api_root + "batch/calendar/v3")
    batch.add(next(iter(requests.values())))
    with pytest.raises(BatchError, match="1000"):  # the client counts as well
        run(service, **requests)
