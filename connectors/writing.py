"""What is asked of a calendar that is written to, and what it answers.

One calendar, one writer. A write names the version that it was made for, so that whatever someone
else did in between is never overwritten; it is told as CONFLICT, and the caller reads again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from connectors.calendar_event import Answer, CalendarEvent, EventDraft, Handle, OwnedMark


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a calendar can do beyond the least.

    `edits`: the athlete's own events can be changed; not so in a calendar shared to be read.
    `edits_instances`: one instance of a series can be given a text or a time of its own.
    `answers`: the athlete can say yes or no to an event (RSVP), which is read back.
    `batch_size`: how many writes one call may hold.
    `remakes`: the calendar is ours alone; deleted, it can be made anew if the athlete wants it.
    """

    edits: bool = True
    edits_instances: bool = True
    answers: bool = False
    batch_size: int = 50
    remakes: bool = False


@dataclass(frozen=True, slots=True)
class Create:
    """Put an event of ours into the calendar, under an id that the caller has chosen.

    `event_id` has 5 to 1024 characters of a-v and 0-9, so that every calendar can take it. The
    same id again is answered with TAKEN: a killed run can be repeated without doubling anything.
    """

    event_id: str
    draft: EventDraft
    mark: OwnedMark


@dataclass(frozen=True, slots=True)
class Replace:
    """Give an event of ours other content, if it still stands as `handle` says.

    Guests whom the athlete put on it stay. `answer` is what the athlete answered to the former
    content, where that is known: it is no answer to this one, and is taken back.
    """

    handle: Handle
    draft: EventDraft
    mark: OwnedMark
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Delete:
    """Take an event of ours away, if it still stands as `handle` says."""

    handle: Handle


@dataclass(frozen=True, slots=True)
class EditWorkout:
    """Change the description or the time of the athlete's own event, and nothing else of it.

    None leaves a part as it stands. `start` and `end` come together, and are of the kind (days or
    instants) that they shall be in the calendar. An instance of a series is changed alone.
    """

    handle: Handle
    description: str | None = None
    start: datetime | date | None = None
    end: datetime | date | None = None


@dataclass(frozen=True, slots=True)
class ClearWorkout:
    """Take out of the athlete's own event whatever property of ours is left in it.

    `description`, where it is given, becomes its text; where the calendar knows how that stood
    before, byte for byte. Where the instance of a series is none by itself, the series is cleared.
    Without it, an event that bears our mark may be cleared, too: it is the athlete's from then on.
    """

    handle: Handle
    description: str | None = None


Write = Create | Replace | Delete | EditWorkout | ClearWorkout


class Outcome(StrEnum):
    """What became of a write."""

    DONE = "done"
    CONFLICT = "conflict"  # the event is no longer as the handle says
    GONE = "gone"  # the event no longer stands
    TAKEN = "taken"  # the id of a Create is in use, or was and stays so
    REFUSED = "refused"  # the calendar does not allow this write, now or later
    LATER = "later"  # not done, for a reason that passes
    UNKNOWN = "unknown"  # no answer that can be read: it may be done, which a look at it tells


@dataclass(frozen=True, slots=True)
class WriteResult:
    """The answer to one write.

    `event` is the event as it stands afterwards, with its new handle: for DONE other than a
    Delete; for TAKEN where the id names an event that stands. `why` is a plain sentence where
    the outcome is REFUSED, LATER or UNKNOWN; it never holds the athlete's text.
    """

    outcome: Outcome
    event: CalendarEvent | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """An event of the athlete's that stands where we moved it, and where it stood before."""

    event: CalendarEvent
    start: datetime | date
    end: datetime | date


class CalendarWriter(Protocol):
    """A calendar that can be written."""

    @property
    def label(self) -> str:
        """The short name of the calendar; it gives no address away."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What this calendar can do."""
        ...

    def apply(self, writes: Sequence[Write]) -> Iterator[WriteResult]:
        """Do the writes in order; one result each, as soon as it is known.

        Never causes an invitation, a mail or an alarm. Raises ConnectorError where the
        connection fails: of the writes without a result nobody knows then whether they were done.
        """
        ...

    def get(self, handle: Handle) -> CalendarEvent | None:
        """The event as it stands now, None where it is gone; raises ConnectorError."""
        ...

    def owned(self) -> Iterator[CalendarEvent]:
        """Every event of ours in the calendar, whenever it is; raises ConnectorError."""
        ...

    def refuse_unwritable(self) -> None:
        """Raise NotWritable where it is known beforehand that nothing can be written.

        Asked before the first of many writes, so that nothing is half done; makes nothing, and
        asks nobody elsewhere.
        """
        ...

    def leave(self) -> None:
        """Take the calendar itself away where we made it and nothing else stands in it.

        For the end of a purge, when everything of ours is gone; raises ConnectorError.
        """
        ...

    def traces(self) -> Iterator[CalendarEvent]:
        """The athlete's own events in which something of ours may stand, whenever they are.

        Found by our properties, or by our name in the text; raises ConnectorError.
        """
        ...

    def moved(self) -> Iterator[Moved]:
        """The athlete's own events that stand where we moved them, as far as the calendar tells.

        Nothing of one that does not keep where an event stood; raises ConnectorError.
        """
        ...
