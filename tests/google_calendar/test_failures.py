"""Every status and reason that is documented: what it means, and how often it is asked again."""

from __future__ import annotations

import pytest

from connectors.calendar_event import Handle
from connectors.errors import (
    CalendarGone,
    ConnectorError,
    NeedsReauthorization,
    RetryLater,
    SourceUnavailable,
)
from connectors.writing import Create, Delete, Outcome, Replace, Write
from tests.google_calendar.bench import FUEL, MARK, WINDOW, creations
from tests.google_calendar.scripted import Scripted, error

BACK_OFF = [1.0, 2.0, 4.0]
LATER, GONE = RetryLater, CalendarGone
DOWN, ACCESS = SourceUnavailable, NeedsReauthorization

# status, reason: error, requests, waits
READS: list[tuple[int, str | None, type[ConnectorError], int, list[float]]] = [
    (400, "invalid", DOWN, 1, []),
    (400, "badRequest", DOWN, 1, []),
    (401, "authError", ACCESS, 2, []),
    (401, None, ACCESS, 2, []),
    (403, "userRateLimitExceeded", LATER, 4, BACK_OFF),
    (403, "rateLimitExceeded", LATER, 4, BACK_OFF),
    (403, "quotaExceeded", LATER, 1, []),
    (403, "dailyLimitExceeded", LATER, 1, []),
    (403, "insufficientPermissions", ACCESS, 1, []),
    (403, "accessNotConfigured", ACCESS, 1, []),
    (403, "forbidden", DOWN, 1, []),
    (403, "requiredAccessLevel", DOWN, 1, []),
    (403, None, DOWN, 1, []),
    (404, "notFound", GONE, 1, []),
    (408, None, DOWN, 4, BACK_OFF),
    (410, "deleted", GONE, 1, []),
    (418, None, DOWN, 1, []),
    (429, "rateLimitExceeded", LATER, 4, BACK_OFF),
    (429, None, LATER, 4, BACK_OFF),
    (429, "quotaExceeded", LATER, 1, []),
    (500, "backendError", DOWN, 4, BACK_OFF),
    (502, None, DOWN, 4, BACK_OFF),
    (503, "backendError", DOWN, 4, BACK_OFF),
    (504, None, DOWN, 4, BACK_OFF),
]


@pytest.mark.parametrize(("status", "reason", "kind", "requests", "waits"), READS)
def test_a_read(
    scripted: Scripted,
    status: int,
    reason: str | None,
    kind: type[ConnectorError],
    requests: int,
    waits: list[float],
) -> None:
    scripted.say(error(status, reason))
    with pytest.raises(ConnectorError) as caught:
        scripted.calendar().read(WINDOW)
    assert type(caught.value) is kind
    assert "; " in caught.value.what, "the mend"
    assert len(scripted.heard) == requests
    assert scripted.waits.s == waits


STALE = Handle("ours/counterpoint00001", '"1"')
REPLACE, DELETE = Replace(STALE, FUEL, MARK), Delete(STALE)
CREATE: Create = creations(1)[0]

# what, status, reason: outcome or error, requests (a look at the event is one), waits
WRITES: list[tuple[Write, int, str | None, Outcome | type[ConnectorError], int, list[float]]] = [
    (CREATE, 409, "duplicate", Outcome.TAKEN, 2, []),
    (CREATE, 404, "notFound", GONE, 1, []),
    (CREATE, 400, "invalid", Outcome.REFUSED, 1, []),
    (CREATE, 403, "requiredAccessLevel", Outcome.REFUSED, 1, []),
    (CREATE, 401, "authError", ACCESS, 2, []),
    (CREATE, 403, "insufficientPermissions", ACCESS, 1, []),
    (CREATE, 403, "accessNotConfigured", ACCESS, 1, []),
    (CREATE, 403, "userRateLimitExceeded", LATER, 4, BACK_OFF),
    (CREATE, 403, "quotaExceeded", LATER, 1, []),
    (CREATE, 429, None, LATER, 4, BACK_OFF),
    (CREATE, 503, "backendError", DOWN, 1, []),
    (REPLACE, 412, "conditionNotMet", Outcome.GONE, 2, []),
    (REPLACE, 404, "notFound", Outcome.GONE, 1, []),
    (REPLACE, 410, "deleted", Outcome.GONE, 1, []),
    (REPLACE, 403, "forbidden", Outcome.REFUSED, 1, []),
    (REPLACE, 503, None, DOWN, 1, []),
    (DELETE, 410, "deleted", Outcome.GONE, 1, []),
    (DELETE, 404, None, Outcome.GONE, 1, []),
    (DELETE, 403, "forbiddenForNonOrganizer", Outcome.REFUSED, 1, []),
    (DELETE, 500, None, DOWN, 1, []),
]


@pytest.mark.parametrize(("write", "status", "reason", "meaning", "requests", "waits"), WRITES)
def test_a_write(
    scripted: Scripted,
    write: Write,
    status: int,
    reason: str | None,
    meaning: Outcome | type[ConnectorError],
    requests: int,
    waits: list[float],
) -> None:
    scripted.answer = lambda heard: (
        error(404, "notFound") if heard.verb == "GET" else error(status, reason)
    )
    if isinstance(meaning, Outcome):
        (result,) = scripted.calendar().apply([write])
        assert result.outcome is meaning
        assert bool(result.why) is (meaning is Outcome.REFUSED)
    else:
        with pytest.raises(ConnectorError) as caught:
            [*scripted.calendar().apply([write])]
        assert type(caught.value) is meaning
    assert len(scripted.heard) == requests
    assert scripted.waits.s == waits


def test_a_missing_access_names_the_command_that_gives_it(scripted: Scripted) -> None:
    for status, reason in ((401, "authError"), (403, "insufficientPermissions")):
        scripted.say(error(status, reason))
        with pytest.raises(NeedsReauthorization, match="counterpoint auth google"):
            scripted.calendar().read(WINDOW)


def test_an_api_that_is_not_switched_on_is_told_by_either_form_of_error(
    scripted: Scripted,
) -> None:
    scripted.say(error(403, "accessNotConfigured"))
    with pytest.raises(NeedsReauthorization, match="switch it on in Google's console"):
        scripted.calendar().read(WINDOW)


@pytest.mark.parametrize(
    ("said", "meant_s"),
    [
        ("7", 7.0),
        (" 7 ", 7.0),
        ("0", 0.0),
        ("Mon, 02 Mar 2026 08:00:09 GMT", 9.0),
        ("Mon, 02 Mar 2026 07:00:00 GMT", 0.0),
        ("soon", 1.0),
        ("", 1.0),
        ("-5", 1.0),
    ],
)
@pytest.mark.parametrize("status", [403, 429, 503])
def test_google_says_when_to_come_back(
    scripted: Scripted, status: int, said: str, meant_s: float
) -> None:
    reason = "rateLimitExceeded" if status == 403 else None
    headers = {"Retry_After": said, "Date": "Mon, 02 Mar 2026 08:00:00 GMT"}
    scripted.say(error(status, reason, **headers), error(404, "notFound"))
    with pytest.raises(CalendarGone):
        scripted.calendar().read(WINDOW)
    assert scripted.waits.s == [meant_s]


@pytest.mark.parametrize(("said", "meant_s"), [("120", 120.0), ("9" * 400, 86_400.0)])
def test_a_long_wait_is_put_off_instead(scripted: Scripted, said: str, meant_s: float) -> None:
    scripted.say(error(429, None, Retry_After=said))
    with pytest.raises(RetryLater) as caught:
        scripted.calendar().read(WINDOW)
    assert caught.value.after_s == meant_s
    assert len(scripted.heard) == 1
    assert scripted.waits.s == []
