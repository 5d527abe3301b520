"""The file of an event of ours: a draft and its mark, and nothing that rings or invites."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from icalendar import Calendar

from connectors.calendar_event import EventDraft, OwnedMark
from connectors.ics_publish.event_component import event_component
from connectors.ics_publish.event_times import in_utc, publishable_times
from connectors.ics_publish.revisions import published_before, revision_of
from connectors.ics_publish.text_value import text_value
from connectors.ics_publish.time_zones import time_zone_components

_PRODUCT_ID = "-//Counterpoint//Local calendar//EN"
_EVENT_ID = re.compile(r"[a-v0-9]{5,1024}")
_LONGEST_NAME = 120


def is_event_id(event_id: str) -> bool:
    """Whether this may be the id of an event of ours."""
    return _EVENT_ID.fullmatch(event_id) is not None


def uid_for(event_id: str) -> str:
    """The UID of the event of that id."""
    return f"{event_id}@counterpoint"


def file_for(event_id: str) -> str:
    """The name of its file; a long id is shortened, as file names may not be so long."""
    if len(event_id) <= _LONGEST_NAME:
        return f"{event_id}.ics"
    return f"{event_id[:_LONGEST_NAME]}-{sha256(event_id.encode()).hexdigest()[:16]}.ics"


def owned_content(
    uid: str, draft: EventDraft, mark: OwnedMark, now: datetime, previous: bytes | None = None
) -> bytes:
    """The file that holds the event.

    With `previous`, its file as it stands, an event that says the same keeps its revision, so that
    nothing is written. Raises ValueError for impossible times.
    """
    start, end = publishable_times(draft.start, draft.end)
    event = event_component(replace(draft, uid=uid, start=start, end=end))
    marks = {"KEY": mark.key, "KIND": mark.kind, "HASH": mark.content_hash}
    for name, value in marks.items():
        event[f"X-COUNTERPOINT-{name}"] = text_value(value)
    revision_of(event, published_before(previous, _PRODUCT_ID), in_utc(now)).put_on(event)
    calendar = Calendar()
    calendar["PRODID"] = text_value(_PRODUCT_ID)
    calendar["VERSION"] = text_value("2.0")
    for zone in time_zone_components((start, end)):
        calendar.add_component(zone)
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
