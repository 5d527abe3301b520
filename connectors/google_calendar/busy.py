"""Busy time alone, of calendars whose events are not for us to read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pydantic import ValidationError

from connectors.calendar_event import CalendarEvent
from connectors.errors import CalendarGone, SourceUnavailable
from connectors.google_calendar.client import GoogleClient
from connectors.google_calendar.event_model import BusySpan, FreeBusy
from connectors.ports import ReadResult, TimeWindow

if TYPE_CHECKING:
    from googleapiclient._apis.calendar.v3 import FreeBusyRequest


def busy_spans(client: GoogleClient, calendar_id: str, window: TimeWindow) -> ReadResult:
    """The spans in which the owner of the calendar is busy, each as an event without words.

    Raises:
        CallFailed: not even that may be read.
        ConnectorError: Google cannot be asked, or knows no such calendar.
    """
    asked: FreeBusyRequest = {
        "timeMin": window.start.isoformat(),
        "timeMax": window.end.isoformat(),
        "items": [{"id": calendar_id}],
    }
    answer = client.run(client.service.freebusy.query(body=asked))
    try:
        calendars = FreeBusy.model_validate(answer).calendars
    except ValidationError:
        what = "Google's answer is not in the form that it documents; it is tried again later"
        raise SourceUnavailable(client.label, what) from None
    found = calendars.get(calendar_id) or next(iter(calendars.values()), None)
    if found is None or found.errors:
        what = "Google does not show its busy time; see whether it is shared with this account"
        raise CalendarGone(client.label, what)
    return ReadResult(tuple(_event(each) for each in found.busy), window, whole=True)


def _event(span: BusySpan) -> CalendarEvent:
    start, end = _utc(span.start), _utc(span.end)
    name = f"busy {start:%Y%m%dT%H%M%SZ} {end:%Y%m%dT%H%M%SZ}"
    return CalendarEvent(uid=name, start=start, end=end)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
