"""The shape of what should stand, before anything is compared with what does."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.calendar_event import CalendarEvent, EventDraft
from sync_service.content_hash import content_hash
from sync_service.store.records import ItemKind


@dataclass(frozen=True, slots=True)
class Desired:
    """Something that should stand in a calendar.

    `key`, `kind`, `cause` and `workout` as in an Item. `calendar` is the key of the calendar that
    it belongs into. For an annotation the draft's description holds the lines of the fence, for a
    moved workout its start and end are the new ones; `event` is then the athlete's own event.
    """

    key: str
    kind: ItemKind
    cause: str
    calendar: str
    draft: EventDraft
    workout: str | None = None
    event: CalendarEvent | None = None

    @property
    def content_hash(self) -> str:
        """What is to be said, as a short name."""
        return content_hash(self.draft)
