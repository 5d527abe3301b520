"""One event as a VEVENT (RFC 5545, 3.6.1), as yet without a revision."""

from __future__ import annotations

from icalendar import Event

from connectors.calendar_event import EventDraft
from connectors.ics_publish.text_value import category_list, clean, text_value


def event_component(draft: EventDraft) -> Event:
    """What the draft says; its times are in publishable form.

    Alarms and attendees are never written: a feed of ours must cause neither sound nor mail.
    """
    event = Event()
    event["UID"] = text_value(draft.uid)
    _put_times(event, draft)
    _put_texts(event, draft)
    event["STATUS"] = text_value(draft.status.name)
    event["TRANSP"] = text_value("OPAQUE" if draft.busy else "TRANSPARENT")
    if draft.private:
        event["CLASS"] = text_value("PRIVATE")
    if draft.owned:
        event["X-COUNTERPOINT-KEY"] = text_value(draft.uid)
    return event


def _put_times(event: Event, draft: EventDraft) -> None:
    event.add("DTSTART", draft.start)
    # An event of no length ends as it starts; a DTEND that is not later is not allowed.
    if draft.end != draft.start:
        event.add("DTEND", draft.end)


def _put_texts(event: Event, draft: EventDraft) -> None:
    texts = {"SUMMARY": draft.summary, "DESCRIPTION": draft.description, "LOCATION": draft.location}
    for name, text in texts.items():
        if clean(text):
            event[name] = text_value(text)
    categories = category_list(draft.categories)
    if categories is not None:
        event["CATEGORIES"] = categories
