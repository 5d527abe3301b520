"""What the service asks of a connector, and what it gets back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from connectors.calendar_event import CalendarEvent, EventDraft


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """A half-open span of time, `start` to `end`, both aware."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a source that was not read as it stands: where, what, and which component.

    `source` is a label that gives no address away. `component` names the UID or position of the
    component, None where the whole source is meant.
    """

    source: str
    what: str
    component: str | None = None


@dataclass(frozen=True, slots=True)
class EventKey:
    """The name of one occurrence: UID and RECURRENCE-ID (see CalendarEvent)."""

    uid: str
    recurrence_id: str | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """Where an event stood that is gone, as its handle named it.

    Without a `recurrence_id` the event is gone with all of its instances.
    """

    ref: str
    recurrence_id: str | None = None


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What one read of a source brought.

    With no cursor given, `events` are all occurrences that touch `window`. With the cursor of an
    earlier read they are those that are new or changed since, `deleted` and `gone` name those that
    are gone, and what is in none of these stands as it stood; unless `whole` says that all was
    read anew in spite of the cursor. What is in `events` stands, even where a series that stood
    under the same ref is named in `gone`. `complete` is False where the source was cut
    off or could be read only in part: then nothing may be concluded from an absence. `cursor` is
    opaque and belongs to the caller; it holds no text of the athlete and no address.
    """

    events: tuple[CalendarEvent, ...]
    window: TimeWindow
    complete: bool = True
    deleted: tuple[EventKey, ...] = ()
    problems: tuple[Problem, ...] = ()
    cursor: str | None = None
    gone: tuple[Gone, ...] = ()
    whole: bool = False


class Reader(Protocol):
    """A calendar that can be read."""

    @property
    def label(self) -> str:
        """The short name of the source; it gives no address away."""
        ...

    def read(self, window: TimeWindow, cursor: str | None = None) -> ReadResult:
        """Read what touches `window`; raise ConnectorError where nothing could be read."""
        ...


class FeedWriter(Protocol):
    """A feed in a file that others subscribe to."""

    def __call__(
        self,
        path: Path,
        drafts: Iterable[EventDraft],
        *,
        calendar_name: str,
        time_zone: ZoneInfo,
        now: datetime,
    ) -> None:
        """Make the file show `drafts`; raise NotWritable where it cannot be written."""
        ...


class FeedMaker(Protocol):
    """The bytes of a feed that others subscribe to."""

    def __call__(
        self,
        drafts: Iterable[EventDraft],
        *,
        calendar_name: str,
        time_zone: ZoneInfo,
        now: datetime,
        previous: bytes | None = None,
    ) -> bytes:
        """The feed that shows `drafts`, going on from `previous`; ValueError as it cannot be."""
        ...
