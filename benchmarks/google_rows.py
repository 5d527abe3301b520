"""The rows about Google: the work of one call, and how often Google is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httplib2
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build

from benchmarks.google_server import ANSWER, served
from benchmarks.table import Row, alternately, counted, times_faster
from connectors.calendar_event import EventDraft, OwnedMark
from connectors.google_calendar import GoogleCalendar, GoogleClient, Limits, service_at
from connectors.google_calendar.authorization import EVERY_NEED, GoogleAccess, StoredToken
from connectors.ports import TimeWindow
from connectors.writing import Create, Outcome, Replace, Write
from tests.fakes.google_calendar import GoogleCalendar as StandIn
from tests.fakes.google_calendar import google_calendar, no_limits

_SAM = "sam@example.org"
_START = datetime(2026, 3, 2, tzinfo=UTC)
_EVENTS = 60
_CALLS = 40  # one alone is too short to be measured
_NUMBERS = range(_CALLS)
_ZONE = ZoneInfo("Europe/Berlin")
_WINDOW = TimeWindow(_START, _START + timedelta(weeks=8))
_LISTED: dict[str, Any] = {
    "calendarId": "primary",
    "timeMin": _WINDOW.start.isoformat(),
    "timeMax": _WINDOW.end.isoformat(),
    "maxResults": 1,
    "fields": "items(id,etag,summary,start,end)",
}


def google_rows() -> Iterator[Row]:
    """Measure the targets of Google."""
    with served() as (root, trusted), _trusting(trusted):
        yield from _calls(root)
    with google_calendar(no_limits()) as server:
        yield from _requests(server)


@contextmanager
def _trusting(certificate: Path) -> Iterator[None]:
    """Let httplib2 trust it, in ours and in the references alike."""
    usual = httplib2.CA_CERTS
    httplib2.CA_CERTS = str(certificate)  # type: ignore[misc]
    yield
    httplib2.CA_CERTS = usual  # type: ignore[misc]


def _calls(root: str) -> Iterator[Row]:
    """List one event over TLS: the parsing of lists is not what the target is about.

    The first reference builds the service where it is needed, as programs and Google's own
    examples do; the second keeps it, which has no target.
    """
    token = StoredToken.model_validate(
        {"renewal": {"kind": "token_only"}, "token_uri": f"{root}token", "access_token": "t"}
    )
    client = _client(root, token)
    credentials = Credentials(token="t")  # type: ignore[no-untyped-call]  # noqa: S106
    service = _service(root, credentials)

    def ours() -> list[Any]:
        return [client.run(client.service.events.list(**_LISTED)) for _ in _NUMBERS]

    def built() -> list[Any]:
        return [_service(root, credentials).events().list(**_LISTED).execute() for _ in _NUMBERS]

    def kept() -> list[Any]:
        return [service.events().list(**_LISTED).execute() for _ in _NUMBERS]

    _expect(ours() == built() == kept() == [ANSWER] * _CALLS, "all bring the same")
    built_s, ours_s = (each / _CALLS for each in alternately(built, ours))
    yield times_faster("one Google call, the service built for it", built_s, ours_s, 15)
    kept_s, ours_s = (each / _CALLS for each in alternately(kept, ours))
    ratio = f"{kept_s / ours_s:.1f} ×"
    yield Row("one Google call, the service kept", kept_s, ours_s, ratio, "–", met=True)


def _service(root: str, credentials: Credentials) -> Any:
    """A service as Google's own examples build it, led to another root."""
    at = {"api_endpoint": f"{root}calendar/v3/"}
    return build(
        "calendar", "v3", credentials=credentials, static_discovery=True, client_options=at
    )


def _client(root: str, token: StoredToken) -> GoogleClient:
    access = GoogleAccess(token, owner="Sam", needs=EVERY_NEED, save=lambda _: None)
    limits = Limits(project_per_minute=1e9, user_per_minute=1e9)
    return GoogleClient(service_at(root), access, limits=limits, label="Google")


def _expect(holds: bool, what: str) -> None:  # noqa: FBT001 - it is what is asserted
    if not holds:
        raise AssertionError(f"not so: {what}")


def _requests(server: StandIn) -> Iterator[Row]:
    """How often Google is asked in a cycle, counted at the server's door."""
    ui = server.add_user(_SAM)
    for number in range(_EVENTS):
        start = _START + timedelta(hours=20 * number)
        ui.put(f"Run {number}", start, recurrence=["RRULE:FREQ=WEEKLY;COUNT=3"] * (number % 2))
    user = server.authorized_user(_SAM)
    given = {"token_uri": user["token_uri"], "scopes": user["scopes"]}
    token = StoredToken.model_validate(given | {"renewal": {"kind": "authorized_user"} | user})
    calendar = GoogleCalendar(_client(server.api_root, token), "primary", default_zone=_ZONE)
    first = calendar.read(_WINDOW)
    asked = _counting(server)
    same = calendar.read(_WINDOW, first.cursor)
    _expect(not same.events, "nothing changed")
    yield counted("Google: requests of an unchanged cycle", asked(), 1)
    written = [*calendar.apply(_creations())]
    same = calendar.read(_WINDOW, same.cursor)
    asked()
    for changes, trips in ((1, 1), (50, 1), (120, 3)):
        ui.put("New", _START)
        same = calendar.read(_WINDOW, same.cursor)
        events = [each.event for each in written if each.event and each.event.handle]
        writes: list[Write] = [
            Replace(each.handle, _draft(f"Eat {changes}"), _MARK) for each in events if each.handle
        ]
        written = [*calendar.apply(writes[:changes]), *written[changes:]]
        _expect(bool(same.events), "a change was read")
        _expect({each.outcome for each in written} == {Outcome.DONE}, "all was written")
        yield counted(f"Google: round trips of a cycle with {changes} changes", asked(), 1 + trips)


_MARK = OwnedMark("fuel", "fuel", "abc")


def _draft(title: str) -> EventDraft:
    return EventDraft("fuel", _START, _START + timedelta(hours=1), title)


def _creations() -> list[Create]:
    return [Create(f"counterpoint{n:05d}", _draft("Eat"), _MARK) for n in range(120)]


def _counting(server: StandIn) -> Callable[[], int]:
    """Ask how many requests came in since one asked last; a batch is one.

    The server notes the calls of a batch before the batch itself, so that only what is patched
    after the last batch was sent alone.
    """

    def since() -> int:
        called = [call.method for call in server.calls if call.method != "oauth.token"]
        server.forget_calls()
        batches = called.count("batch")
        others = sum(method not in {"batch", "events.patch", "events.insert"} for method in called)
        alone = called if not batches else called[::-1][: called[::-1].index("batch")]
        return batches + others + sum(method == "events.patch" for method in alone)

    server.forget_calls()
    return since
