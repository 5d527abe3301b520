"""What a whole cycle would do: workouts that are moved, and what follows from their new times.

The passes of a cycle are gone through in a rehearsal: nothing is written, neither into a calendar
nor into the store.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sync_service.apply import Done
from sync_service.job import Job
from sync_service.keep import to_keep
from sync_service.observe import Sighting
from sync_service.outlook import Before, Outlook, Shown, look
from sync_service.reconcile import Change
from sync_service.record import memory_in, record, remember
from sync_service.store.database import Store
from sync_service.store.ledger import Ledger
from sync_service.store.records import HeldPlan
from sync_service.sync_athlete import MOST_PASSES, after_writing, moved_in
from sync_service.sync_calendar import SyncCalendar


@dataclass(frozen=True, slots=True)
class Ahead:
    """The first look of a cycle, and all changes of its passes; `held` is what waits."""

    outlook: Outlook
    changes: tuple[Change, ...]
    held: tuple[HeldPlan, ...]


def look_ahead(job: Job, store: Store, now: datetime) -> Ahead:
    """Look as a cycle does, and where it would move workouts, again as if that had been done."""
    memory, held = remember(store, job.athlete)
    first = look(job, Before(memory, held), now)
    changes = first.plan.changes
    moved = moved_in(changes) if first.hold is None else frozenset()
    if not moved:
        return Ahead(first, changes, held)
    with store.rehearsal(job.athlete) as ledger:
        record(ledger, job, memory, first)
        seen = first
        for _ in range(MOST_PASSES - 1):
            job = _as_if_moved(job, ledger, seen)
            memory = memory_in(ledger)
            seen = look(job, Before(memory, held, moved), now)
            record(ledger, job, memory, seen)
            changes += seen.plan.changes
            moved = moved_in(seen.plan.changes)
            if not moved:
                break
    return Ahead(first, changes, held)


def _as_if_moved(job: Job, ledger: Ledger, seen: Outlook) -> Job:
    """The job with calendars that show the workouts at their new times."""
    done = [_as_if_done(each) for each in seen.plan.changes if moved_in([each])]
    for each in done:
        if each.item is not None:
            ledger.put_item(each.item)
    sightings = {each.calendar.key: after_writing(each, done) for each in seen.sightings}
    for key, sighting in sightings.items():
        if sighting.read:
            ledger.put_events(key, to_keep(sighting, job.settings.athlete()))
    return replace(job, calendars=tuple(_showing(each) for each in sightings.values()))


def _as_if_done(change: Change) -> Done:
    event, draft = change.event, change.item.written
    moved = replace(event, start=draft.start, end=draft.end) if event is not None else None
    return Done(change, change.after, moved)


def _showing(sighting: Sighting) -> SyncCalendar:
    return replace(sighting.calendar, reader=Shown(sighting))
