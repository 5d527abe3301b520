"""Write the changes of a plan, each journaled before and after.

What is meant is written down first, then done, then noted as done. A run that ends in between
leaves entries behind that the next cycle settles by looking at the calendar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from connectors.calendar_event import CalendarEvent
from connectors.errors import ConnectorError
from connectors.writing import CalendarWriter, Outcome, Write, WriteResult
from sync_service.journal import Journal
from sync_service.reconcile import Change
from sync_service.store.records import Action, Item, JournalEntry, Step
from sync_service.write_change import stands_in_workout, write_of

Seam = Callable[[str], None]
_MOST_GENERATIONS = 8  # in one cycle; the next goes on from there


@dataclass(frozen=True, slots=True)
class Done:
    """A change that was made, and the event as the calendar showed it afterwards."""

    change: Change
    item: Item | None
    event: CalendarEvent | None


@dataclass
class Applied:
    """What became of a plan's changes.

    `put_off` were not made, because something else changed in between or the calendar could not
    take them now: the next cycle looks again. `problems` are sentences for a person.
    """

    done: list[Done] = field(default_factory=list)
    put_off: list[Change] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def and_then(self, later: Applied) -> Applied:
        """This and what a later pass of the same cycle did."""
        return Applied([*self.done, *later.done], later.put_off, [*self.problems, *later.problems])


def no_fault(_at: str) -> None:
    """No fault is asked for."""


@dataclass(frozen=True)
class Applier:
    """Writes changes for one athlete into the calendars that are named by their keys.

    `seam` is called at each boundary of a write; tests raise there.
    """

    athlete: str
    writers: Sequence[tuple[str, CalendarWriter]]
    journal: Journal
    seam: Seam = no_fault

    def apply(self, changes: Sequence[Change]) -> Applied:
        """Make the changes in order, calendar by calendar; one that fails hinders no other."""
        applied = Applied()
        by_calendar = sorted(changes, key=lambda change: change.item.calendar)
        for calendar, group in groupby(by_calendar, key=lambda change: change.item.calendar):
            writer = next((each for key, each in self.writers if key == calendar), None)
            if writer is None:
                applied.put_off += group
                continue
            try:
                self._apply_to(writer, list(group), applied)
            except ConnectorError as error:
                _tell(applied, str(error))
        return applied

    def _apply_to(self, writer: CalendarWriter, changes: list[Change], applied: Applied) -> None:
        for batch in _batches(changes, writer.capabilities.batch_size):
            ready = tuple(self._ready(writer, batch, applied))
            again = self._write(writer, ready, applied)
            for _ in range(_MOST_GENERATIONS):
                if not again:
                    break
                again = self._write(writer, again, applied)
            applied.put_off += (each.change for each in again)

    def _ready(
        self, writer: CalendarWriter, batch: Sequence[Change], applied: Applied
    ) -> Iterator[_Ready]:
        for change in batch:
            event = self._own_event(writer, change, applied)
            write = write_of(change, self.athlete, event)
            if write is not None:
                yield _Ready(change, write)
            else:
                self._take_over(change, event, applied)

    def _take_over(self, change: Change, event: CalendarEvent | None, applied: Applied) -> None:
        """Note what needs no write: it stands already, or the workout that held it is gone."""
        if event is None and change.action is not Action.DELETE:
            applied.put_off.append(change)
            return
        handle = event.handle if event else None
        self.journal.take_over(
            change.action, replace(change.item, handle=handle) if handle else change.item
        )

    def _own_event(
        self, writer: CalendarWriter, change: Change, applied: Applied
    ) -> CalendarEvent | None:
        """The event that is changed; the athlete's own is read anew where it is not at hand."""
        if not stands_in_workout(change.item):
            return change.event
        handle = change.item.handle
        touched = {done.change.item.handle.ref for done in applied.done}
        if change.event is None or handle.ref in touched:
            return writer.get(handle)
        return change.event

    def _write(
        self, writer: CalendarWriter, batch: Sequence[_Ready], applied: Applied
    ) -> tuple[_Ready, ...]:
        """Write one batch; what has to be tried again under another id is returned."""
        if not batch:
            return ()
        entries = self.journal.intend([each.change for each in batch])
        self.seam("intended")
        again: list[_Ready] = []
        try:
            results = writer.apply([each.write for each in batch])
            for each, entry, result in zip(batch, entries, results, strict=False):
                self.seam("written")
                retry = self._note(each, entry, result, applied)
                if result.why:
                    _tell(applied, f"{writer.label}: {result.why}")
                if retry is not None:
                    again.append(retry)
        except ConnectorError:
            self.journal.flush()  # what was answered is known; the rest is settled by looking
            raise
        self.journal.flush()
        self.seam("noted")
        return tuple(again)

    def _note(
        self, each: _Ready, entry: JournalEntry, result: WriteResult, applied: Applied
    ) -> _Ready | None:
        change = each.change
        if _is_done(change, result):
            item = _item_after(change, result)
            self.journal.note(entry, Step.DONE, item)
            applied.done.append(Done(change, item, result.event))
            return None
        if result.outcome is not Outcome.UNKNOWN:  # which is settled by looking
            self.journal.note(entry, Step.VOID, change.before)
        if result.outcome is Outcome.TAKEN and result.event is None:
            return self._next_generation(change)
        applied.put_off.append(change)
        return None

    def _next_generation(self, change: Change) -> _Ready | None:
        item = change.item
        later = replace(change, after=replace(item, generation=item.generation + 1))
        self.journal.note_generation(later.item)
        write = write_of(later, self.athlete, None)
        return _Ready(later, write) if write is not None else None


@dataclass(frozen=True, slots=True)
class _Ready:
    change: Change
    write: Write


def _tell(applied: Applied, problem: str) -> None:
    """Say a thing once, however many writes it concerns."""
    if problem not in applied.problems:
        applied.problems.append(problem)


def _batches(changes: Sequence[Change], size: int) -> Iterator[list[Change]]:
    """At most `size` changes at a time, and no two of one event: the second needs a new etag."""
    batch: list[Change] = []
    touched: set[tuple[str, str | None]] = set()
    for change in changes:
        handle = change.item.handle
        name = (handle.ref, handle.recurrence_id)
        if len(batch) == size or (handle.ref and name in touched):
            yield batch
            batch, touched = [], set()
        batch.append(change)
        touched.add(name)
    if batch:
        yield batch


def _is_done(change: Change, result: WriteResult) -> bool:
    if result.outcome is Outcome.TAKEN and result.event is not None:
        mark, item = result.event.mark, change.item
        return mark is not None and (mark.key, mark.content_hash) == (item.key, item.content_hash)
    gone = result.outcome is Outcome.GONE and change.action is Action.DELETE
    return gone or result.outcome is Outcome.DONE


def _item_after(change: Change, result: WriteResult) -> Item | None:
    if change.action is Action.DELETE or change.after is None:
        return None
    handle = result.event.handle if result.event else None
    return replace(change.after, handle=handle) if handle else change.after
