"""What an event says, as a short name: two that say the same have the same."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256

from connectors.calendar_event import CalendarEvent, EventDraft

_LENGTH = 16


def content_hash(draft: EventDraft) -> str:
    """The hash of everything that is written; an instant counts, not the zone it is told in."""
    parts = (
        _moment(draft.start),
        _moment(draft.end),
        draft.summary,
        draft.description,
        draft.location,
        draft.status,
        str(draft.busy),
        str(draft.private),
        *draft.categories,
    )
    return _hash("\0".join(parts))


def says(event: CalendarEvent, draft: EventDraft) -> bool:
    """Whether the event still says, to a reader, what was written."""
    return _read(event) == _read(draft)


def _read(event: CalendarEvent | EventDraft) -> tuple[str, ...]:
    texts = (" ".join(text.split()) for text in (event.summary, event.description, event.location))
    return _moment(event.start), _moment(event.end), *texts


def _moment(moment: datetime | date) -> str:
    return (
        moment.astimezone(UTC).isoformat() if isinstance(moment, datetime) else moment.isoformat()
    )


def _hash(text: str) -> str:
    return sha256(text.encode(errors="replace")).hexdigest()[:_LENGTH]
