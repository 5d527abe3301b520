"""The shape of what should stand, before anything is compared with what does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from connectors.calendar_event import CalendarEvent, EventDraft
from sync_service.content_hash import content_hash
from sync_service.instants import day_of
from sync_service.store.records import ItemKind

_ONE_DAY = timedelta(days=1)


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


def first_day(draft: EventDraft) -> date:
    """The day on which it starts, in the zone that it is told in."""
    return day_of(draft.start)


def last_day(draft: EventDraft) -> date:
    """The last day that it touches; the end of days is exclusive."""
    if isinstance(draft.end, datetime):
        return draft.end.date()
    return max(draft.end - _ONE_DAY, first_day(draft))
