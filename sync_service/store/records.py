"""What the store keeps, in the shape in which the service speaks of it.

Of events that are no workouts only the span is kept, never a text. Instants are aware.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from connectors.calendar_event import CalendarEvent, EventDraft, Handle
from connectors.ports import TimeWindow


class ItemKind(StrEnum):
    """What kinds of things we write."""

    ANNOTATION = "annotation"  # the fence in a workout's own description
    COMPANION = "companion"  # an event of ours beside a workout, or on a week's Monday
    SUGGESTION = "suggestion"  # a move that is proposed
    FUEL = "fuel"
    MOVED = "moved"  # a workout that was given another time, accepted or on auto
    TRACE = "trace"  # what is left of ours in a workout; only ever taken away


@dataclass(frozen=True, slots=True)
class SourceState:
    """How far a source was read: its cursor, and the span that the last complete read covered.

    `source` names the source among the athlete's; it is made without its address.
    """

    source: str
    cursor: str | None
    window: TimeWindow | None
    read_at: datetime | None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """An event as a source showed it last.

    A workout is kept with its text, which the next check reads again; `event` of anything else
    has no text at all.
    """

    source: str
    event: CalendarEvent
    is_workout: bool


@dataclass(frozen=True, slots=True)
class Item:
    """Something that we wrote and that stands, as far as we know.

    `key` is the same for the same cause from one cycle to the next, `cause` is finer: it changes
    with the findings behind it, and is what a dismissal is remembered for. `calendar` names the
    calendar that it stands in, `workout` the identity of the workout that it is about.
    `generation` counts how often its id had to be made anew. `written` is what we put there: an
    event of ours, or for an annotation a draft whose description is the lines in the fence, for a
    moved workout one whose times are those that it was given. `was_start` and
    `was_end` are the times of a moved workout before.
    """

    key: str
    kind: ItemKind
    cause: str
    calendar: str
    handle: Handle
    written: EventDraft
    content_hash: str
    workout: str | None = None
    generation: int = 0
    was_start: datetime | date | None = None
    was_end: datetime | date | None = None


@dataclass(frozen=True, slots=True)
class Generation:
    """How often the id under which an item is created had to be made anew, as it was barred."""

    key: str
    calendar: str
    number: int


class Verdict(StrEnum):
    """What the athlete decided."""

    DISMISSED = "dismissed"  # deleted: never again for that cause
    DECLINED = "declined"  # a suggestion answered with no: not to that day again
    ACCEPTED = "accepted"  # the workout stands where it was proposed, or was moved by hand
    EDITED = "edited"  # changed what we wrote: it is theirs now
    UNDONE = "undone"  # a cycle was taken back


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of the athlete, kept for its cause; `day` where it is about a proposed day."""

    key: str
    cause: str
    verdict: Verdict
    decided_at: datetime
    workout: str | None = None
    day: date | None = None


class Step(StrEnum):
    """How far a write has come."""

    INTENDED = "intended"
    DONE = "done"
    VOID = "void"  # it was not done, and will not be under this entry


class Action(StrEnum):
    """What a write does to an item."""

    CREATE = "create"
    CHANGE = "change"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One write of one cycle: what was meant, what stood before, how far it came.

    `item` is what is to stand afterwards, with the handle that is known before the write; None
    where the item is taken away. `before` is the item as it stood, None where there was none.
    Nothing of the athlete's own text is in here.
    """

    cycle: int
    position: int
    action: Action
    item: Item | None
    before: Item | None
    step: Step = Step.INTENDED


class CycleKind(StrEnum):
    """What a cycle was for."""

    SYNC = "sync"
    UNDO = "undo"
    PURGE = "purge"


class CycleOutcome(StrEnum):
    """How a cycle ended."""

    RUNNING = "running"
    DONE = "done"
    HELD = "held"
    PARTIAL = "partial"  # a source or a calendar failed; the rest was done
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Cycle:
    """One pass for one athlete."""

    id: int
    kind: CycleKind
    started_at: datetime
    ended_at: datetime | None
    outcome: CycleOutcome
    created: int = 0
    changed: int = 0
    deleted: int = 0
    held: int = 0
    problem: str = ""


OF_GONE_CALENDAR = " gone"
"""How the shape ends of what is held as our own calendar was deleted."""

OF_EMPTIED_CALENDAR = " emptied"
"""How the shape ends of what is held as all that we wrote into a calendar vanished."""


@dataclass(frozen=True, slots=True)
class HeldPlan:
    """Changes that the brake holds back until the athlete says yes.

    `shape` names what is held so that the same is not asked twice; `why` is a sentence.
    """

    id: int
    shape: str
    why: str
    changes: int
    held_at: datetime
    released_at: datetime | None = None

    @property
    def can_be_shown(self) -> bool:
        """Whether a plan tells the changes: in a calendar that is gone nothing is compared."""
        return not self.shape.endswith((OF_GONE_CALENDAR, OF_EMPTIED_CALENDAR))


class FeedName(StrEnum):
    """The feeds of an athlete that others subscribe to."""

    OVERLAY = "overlay"  # our own items alone
    ANNOTATED = "annotated"  # the workouts, with what was found in them
    BUSY = "busy"  # when the athlete trains, and not a word more


@dataclass(frozen=True, slots=True)
class PublishedFeed:
    """A feed as it is served.

    `made_of` is the same as long as the feed would say the same, `digest` names the content.
    `changed_at` never goes back, whatever the clock does.
    """

    name: FeedName
    content: bytes
    made_of: str
    digest: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """What stands at an address that is in force, and whose; nothing yet before the first cycle."""

    athlete: str
    feed: PublishedFeed | None


@dataclass(frozen=True, slots=True)
class KeptChannel:
    """A channel over which Google tells that a calendar changed, or one that it refused.

    `calendar` is the key of the calendar, `address` where the messages go. A channel that was
    refused has no id; at `renew_at` another one is asked for. Of the token only the digest is
    kept.
    """

    calendar: str
    address: str
    channel_id: str | None
    resource_id: str | None
    token_digest: str | None
    renew_at: datetime

    def __repr__(self) -> str:
        """Nothing that is secret."""
        return f"KeptChannel(renew_at={self.renew_at.isoformat()})"
