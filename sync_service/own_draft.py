"""One of our own items, with what whoever writes calendars has to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from connectors.calendar_event import EventDraft
from rules.finding import Finding


@dataclass(frozen=True, slots=True)
class OwnDraft:
    """A draft under the key of its cause; the same cause always has the same key and UID.

    `findings` are those that it tells, `workout` the identity of the workout that it stands
    beside; None for what is a day's or a week's.
    """

    key: str
    draft: EventDraft
    findings: tuple[Finding, ...] = ()
    workout: str | None = None


def owned_uid(key: str) -> str:
    """The UID of the item with this key."""
    return f"{sha256(key.encode()).hexdigest()[:24]}@counterpoint"
