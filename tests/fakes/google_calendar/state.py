"""What the stand-in holds: users, calendars, events, and in which order they changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import RLock
from zoneinfo import ZoneInfo

from tests.fakes.google_calendar.clock import Clock
from tests.fakes.google_calendar.problems import Json
from tests.fakes.google_calendar.times import instant, stamp

ROLES = ("none", "freeBusyReader", "reader", "writerWithoutPrivateAccess", "writer", "owner")


def etag_of(revision: int) -> str:
    return f'"{3_000_000_000_000_000 + revision * 2}"'


@dataclass(frozen=True)
class PastSeries:
    """How a recurring event ran until a revision: what a sync must take back."""

    until_revision: int
    event: Json


@dataclass
class StoredEvent:
    """An event on a calendar. `body` is never changed in place, only replaced."""

    body: Json
    revision: int
    start: datetime
    end: datetime
    past: list[PastSeries] = field(default_factory=list)
    orphan: bool = False  # an exception that its series no longer has

    @property
    def cancelled(self) -> bool:
        return bool(self.body["status"] == "cancelled")

    @property
    def series(self) -> str | None:
        """The recurring event that this is an exception of."""
        found: str | None = self.body.get("recurringEventId")
        return found


@dataclass
class CalendarState:
    """A calendar, who may do what on it, and its events by id in order of their last change."""

    id: str
    summary: str
    time_zone: str
    owner: str
    primary: bool = False
    description: str | None = None
    location: str | None = None
    made_by_client: str | None = None
    acl: dict[str, str] = field(default_factory=dict)
    default_reminders: list[Json] = field(default_factory=list)
    events: dict[str, StoredEvent] = field(default_factory=dict)
    exceptions: dict[str, set[str]] = field(default_factory=dict)
    purged: set[str] = field(default_factory=set)  # ids of events that are gone for good
    revision: int = 0  # of the calendar's own metadata
    oldest_sync_revision: int = 0
    deleted: bool = False
    updated: str = "1970-01-01T00:00:00.000Z"

    @property
    def home(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def role_of(self, email: str) -> str:
        return self.acl.get(email, self.acl.get("default", "none"))

    def changed_since(self, revision: int) -> Iterator[StoredEvent]:
        """Newest first, and no further back than needed."""
        for event in reversed(self.events.values()):
            if event.revision <= revision:
                return
            yield event


@dataclass
class User:
    """An account: its primary calendar's id is its address."""

    email: str
    time_zone: str
    calendars: list[str] = field(default_factory=list)  # the calendar list, in order


@dataclass(frozen=True)
class Mail:
    """A mail that Google would have sent to guests."""

    method: str
    calendar_id: str
    event_id: str
    recipients: tuple[str, ...]


@dataclass
class World:
    """Everything, behind one lock."""

    clock: Clock
    lock: RLock = field(default_factory=RLock)
    users: dict[str, User] = field(default_factory=dict)
    calendars: dict[str, CalendarState] = field(default_factory=dict)
    mails: list[Mail] = field(default_factory=list)
    revision: int = 0
    ids_made: int = 0
    updated_min_horizon: timedelta = timedelta(days=28)
    short_pages: int | None = None  # pages shorter than asked for, as the API is free to give
    description_limit: int = 8192
    misused: list[str] = field(default_factory=list)  # what leads to undefined behavior
    touched: list[str] = field(default_factory=list)  # calendars changed by this call

    def next_revision(self) -> int:
        self.revision += 1
        return self.revision

    def new_id(self) -> str:
        """An id that Google could have made: base32hex, unlike any that a client would choose."""
        self.ids_made += 1
        return f"g{self.ids_made:025d}"

    def store(
        self, calendar: CalendarState, body: Json, *, touch: bool = True, orphan: bool = False
    ) -> StoredEvent:
        """Put or replace an event: new revision and etag, last in the order of changes."""
        revision = self.next_revision()
        body = body | {"etag": etag_of(revision)}
        if touch:
            body["updated"] = stamp(self.clock.now())
        home = calendar.home
        start, end = instant(body["start"], home), instant(body["end"], home)
        before = calendar.events.pop(body["id"], None)
        event = StoredEvent(body, revision, start, end, before.past if before else [], orphan)
        if before is not None and "recurrence" in before.body:
            event.past.append(PastSeries(revision, before.body))
        calendar.events[body["id"]] = event
        if event.series is not None:
            calendar.exceptions.setdefault(event.series, set()).add(body["id"])
        calendar.updated = stamp(self.clock.now())
        self.touched.append(calendar.id)
        return event
