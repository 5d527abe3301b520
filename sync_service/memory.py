"""What is remembered of an athlete at the beginning of a cycle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sync_service.store.records import (
    Decision,
    Generation,
    Item,
    JournalEntry,
    KnownEvent,
    SourceState,
)


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything that the last cycles left behind for this one.

    `unsettled` are writes of a cycle that was killed: meant, and nobody knows whether done.
    `latest` is the latest instant at which a cycle began, None where there was none.
    """

    sources: tuple[SourceState, ...] = ()
    events: tuple[KnownEvent, ...] = ()
    items: tuple[Item, ...] = ()
    decisions: tuple[Decision, ...] = ()
    unsettled: tuple[JournalEntry, ...] = ()
    generations: tuple[Generation, ...] = ()
    latest: datetime | None = None

    def state_of(self, source: str) -> SourceState | None:
        """How far the source was read, None where it never was."""
        return next((state for state in self.sources if state.source == source), None)

    def events_of(self, source: str) -> tuple[KnownEvent, ...]:
        """What the source showed last."""
        return tuple(each for each in self.events if each.source == source)
