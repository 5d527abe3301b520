"""The journal of one cycle: what is meant before a write, what came of it after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sync_service.reconcile import Change
from sync_service.store.database import Store
from sync_service.store.lease import Lease
from sync_service.store.ledger import Ledger
from sync_service.store.records import Action, Generation, Item, JournalEntry, Step


@dataclass(frozen=True, slots=True)
class _Note:
    entry: JournalEntry
    step: Step
    item: Item | None


@dataclass
class Journal:
    """Writes into the store what a cycle does to the calendars.

    Intents are kept before a batch is written, outcomes together after it: what lies between is
    settled by looking at the calendar.
    """

    store: Store
    athlete: str
    cycle: int
    lease: Lease | None = None
    written: int = 0  # how many entries the cycle has already
    _notes: list[_Note] = field(default_factory=list)
    _generations: list[Generation] = field(default_factory=list)

    def intend(self, changes: Sequence[Change]) -> tuple[JournalEntry, ...]:
        """Keep what is about to be written."""
        first = self.written
        self.written += len(changes)
        entries = tuple(
            JournalEntry(self.cycle, first + index, each.action, each.after, each.before)
            for index, each in enumerate(changes)
        )
        with self.store.writing(self.athlete, self.lease) as ledger:
            ledger.intend(entries)
        return entries

    def note(self, entry: JournalEntry, step: Step, item: Item | None) -> None:
        """Remember what came of a write; it is kept at the next `flush`."""
        self._notes.append(_Note(entry, step, item))

    def note_generation(self, item: Item) -> None:
        """Remember under which id the item is created from now on; kept at the next `flush`."""
        self._generations.append(Generation(item.key, item.calendar, item.generation))

    def flush(self) -> None:
        """Keep everything that was noted, in one transaction."""
        if not self._notes:
            return
        with self.store.writing(self.athlete, self.lease) as ledger:
            for note in self._notes:
                put_step(ledger, note.entry, note.step, note.item)
            for generation in self._generations:
                ledger.put_generation(generation)
        self._notes.clear()
        self._generations.clear()

    def take_over(self, action: Action, item: Item) -> None:
        """Keep an item as it already stands, or forget it where it already is gone."""
        with self.store.writing(self.athlete, self.lease) as ledger:
            if action is Action.DELETE:
                ledger.remove_item(item)
            else:
                ledger.put_item(item)


def put_step(ledger: Ledger, entry: JournalEntry, step: Step, item: Item | None) -> None:
    """Keep how far a write came, and what stands of ours since."""
    ledger.set_step(entry.cycle, entry.position, step, item)
    if step is not Step.DONE:
        return
    about = entry.item or entry.before
    if item is not None:
        ledger.put_item(item)
    elif about is not None:
        ledger.remove_item(about)
