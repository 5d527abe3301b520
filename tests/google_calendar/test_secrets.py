"""No log, error or representation holds a token, an address of a calendar, or a text."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

import pytest

from connectors.errors import ConnectorError
from connectors.google_calendar import KeptId, OwnGoogleCalendar
from connectors.writing import EditWorkout
from tests.fakes.google_calendar import Fault, Kind, limit_exceeded, server_error
from tests.fakes.google_calendar.problems import ApiError
from tests.google_calendar.bench import BERLIN, KIM, MONDAY, SAM, WINDOW, Bench, creations

TEXTS = ("Hush", "Whisper", "Bananas at the clinic")
LOGGERS = (
    "",
    "connectors",
    "google.auth",
    "google.auth.transport",
    "google_auth_httplib2",
    "googleapiclient.discovery",
    "googleapiclient.http",
    "googleapiclient.model",
    "httplib2",
    "urllib3",
)
ERRORS = [
    Fault(Kind.ERROR_BEFORE, error=ApiError(403, "forbidden", "Hush: no"), times=99),
    Fault(Kind.ERROR_BEFORE, error=ApiError(404, "notFound", "Whisper"), times=99),
    Fault(Kind.ERROR_BEFORE, error=ApiError(400, "invalid", "Whisper"), times=99),
    Fault(Kind.ERROR_BEFORE, error=limit_exceeded("quotaExceeded"), times=99),
    Fault(Kind.ERROR_BEFORE, error=server_error(500), times=99),
    Fault(Kind.HTML, status=403, times=99),
    Fault(Kind.MALFORMED, times=99),
    Fault(Kind.TRUNCATED, times=99),
    Fault(Kind.DROP_AFTER, times=99),
]


@pytest.fixture
def loud(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    for name in LOGGERS:
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


def _everything_tried(bench: Bench, calendar_id: str) -> Iterable[Callable[[], object]]:
    calendar = bench.calendar(calendar_id)
    kept: list[str | None] = [calendar_id]
    keep = KeptId(lambda: kept[0], lambda name: kept.__setitem__(0, name))
    own = OwnGoogleCalendar(bench.client(), keep, default_zone=BERLIN)
    yield lambda: calendar.read(WINDOW)
    yield lambda: calendar.read(WINDOW, '{"token": "x", "start": "2026-01-01T00:00:00Z"}')
    yield lambda: [*calendar.apply(creations(1))]
    yield lambda: [*calendar.apply(creations(3))]
    yield lambda: [*calendar.owned()]
    yield lambda: own.read(WINDOW)
    yield own.leave
    yield lambda: bench.calendar(calendar_id, text=False).read(WINDOW)


@pytest.mark.parametrize("fault", [None, *ERRORS], ids=lambda fault: str(fault and fault.kind))
def test_nothing_secret_is_said(
    bench: Bench, loud: pytest.LogCaptureFixture, fault: Fault | None
) -> None:
    kim = bench.server.add_user(KIM)
    run = kim.put("Hush", MONDAY, description="Whisper", location="Bananas at the clinic")
    bench.server.share(KIM, SAM, "owner")
    access = bench.access()
    client = bench.client(access)
    calendar = bench.calendar(KIM, client=client)
    (event,) = calendar.read(WINDOW).events
    assert event.handle is not None
    [*calendar.apply([EditWorkout(event.handle, "Whisper again")])]
    if fault:
        for method in ("events.list", "events.insert", "events.get", "freebusy.query"):
            bench.server.faults.script(
                Fault(fault.kind, method, fault.error, fault.status, times=fault.times)
            )
    said: list[str] = []
    for attempt in _everything_tried(bench, KIM):
        try:
            attempt()
        except ConnectorError as error:
            said += [str(error), repr(error), repr(error.args)]
    said += [repr(each) for each in (client, access, calendar, client.service)]
    said += [record.getMessage() for record in loud.records] + [loud.text]
    token = access.token.access_token
    assert token is not None
    secrets = (*TEXTS, KIM, "kim%40", run, token.get_secret_value())
    assert [word for word in secrets for text in said if word in text] == []
