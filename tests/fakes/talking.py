"""Google's own client, unmodified, pointed at the stand-in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httplib2
import pytest
from google.oauth2.credentials import Credentials
from google_auth_httplib2 import AuthorizedHttp  # type: ignore[import-untyped]
from googleapiclient.discovery import (  # type: ignore[attr-defined]
    build_from_document,
)
from googleapiclient.errors import HttpError

from tests.fakes.google_calendar import GoogleCalendar

Service = Any  # the client makes its methods of the document at run time
Json = dict[str, Any]


@contextmanager
def talking(server: GoogleCalendar, credentials: Credentials | str) -> Iterator[Service]:
    """A client; a text is an access token that cannot be refreshed."""
    if isinstance(credentials, str):
        credentials = Credentials(token=credentials)  # type: ignore[no-untyped-call]
    http = AuthorizedHttp(credentials, http=httplib2.Http(timeout=10))
    service = build_from_document(server.discovery_document(), http=http)
    try:
        yield service
    finally:
        service.close()


def refused(request: Any) -> tuple[int, str]:
    """The status and the reason with which a request is refused; "" where there is no body."""
    with pytest.raises(HttpError) as error:
        request.execute()
    if not error.value.content:
        return error.value.resp.status, ""
    (detail,) = json.loads(error.value.content)["error"]["errors"]
    return error.value.resp.status, str(detail["reason"])


def timed(summary: str = "Easy run", day: str = "2026-03-03", **more: Any) -> Json:
    """An event from 7 to 8 in the morning, UTC."""
    start, end = {"dateTime": f"{day}T07:00:00Z"}, {"dateTime": f"{day}T08:00:00Z"}
    return {"summary": summary, "start": start, "end": end, **more}


def all_day(summary: str, first: str, end: str, **more: Any) -> Json:
    return {"summary": summary, "start": {"date": first}, "end": {"date": end}, **more}


def weekly(summary: str = "Intervals", rule: str = "FREQ=WEEKLY;COUNT=4", **more: Any) -> Json:
    """Mondays at 18:00 in Berlin from 2026-03-16 on, across the change of the clocks."""
    zone = {"timeZone": "Europe/Berlin"}
    start = {"dateTime": "2026-03-16T18:00:00"} | zone
    end = {"dateTime": "2026-03-16T19:00:00"} | zone
    recurrence = [f"RRULE:{rule}"]
    return {"summary": summary, "start": start, "end": end, "recurrence": recurrence, **more}


def names(page: Json) -> list[str]:
    """What a list's items are called."""
    return [item.get("summary", "?") for item in page["items"]]
