"""One athlete, one cycle, top to bottom: read, check, plan, compare, brake, write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from connectors.calendar_event import CalendarEvent
from connectors.errors import ConnectorError
from connectors.writing import CalendarWriter
from sync_service.amounts import counted_as
from sync_service.apply import Applied, Applier, Done, Seam, no_fault
from sync_service.forget import forget_old
from sync_service.holding import Clock
from sync_service.job import Job
from sync_service.journal import Journal
from sync_service.keep import to_keep
from sync_service.observe import Sighting
from sync_service.outlook import Before, Outlook, look
from sync_service.reconcile import Change
from sync_service.record import record, remember
from sync_service.served_feeds import Served, changed_feeds
from sync_service.standing import Standing
from sync_service.store.database import Store
from sync_service.store.lease import Lease
from sync_service.store.records import Action, Cycle, CycleKind, CycleOutcome, HeldPlan, ItemKind
from sync_service.traces import left_behind
from sync_service.write_change import stands_in_workout


@dataclass(frozen=True, slots=True)
class CycleReport:
    """What one cycle saw and did; `held` where the brake keeps its changes back."""

    cycle: Cycle
    outlook: Outlook
    applied: Applied
    held: HeldPlan | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Where a cycle is kept, under which lease, by which clock, and where a test lets it fail."""

    store: Store
    lease: Lease | None = None
    seam: Seam = no_fault
    clock: Clock | None = None

    def end(self, began: datetime) -> datetime:
        """The instant of a cycle's end; without a clock it takes no time."""
        return began if self.clock is None else max(began, self.clock())


MOST_PASSES = 3  # a workout that was moved changes what is to be said: then one looks again


def sync_athlete(job: Job, run: Run, now: datetime) -> CycleReport:
    """Bring what stands in the calendars to what should stand.

    Raises StoreError; a calendar that fails is told in the report and hinders no other.
    """
    with run.store.writing(job.athlete, run.lease) as ledger:
        cycle = ledger.begin_cycle(CycleKind.SYNC, now)
    moved: frozenset[str] = frozenset()
    applied = Applied()
    for _ in range(MOST_PASSES):
        seen = _one_pass(job, run, now, _Pass(cycle, moved))
        applied = applied.and_then(seen.applied)
        moved = moved_in(done.change for done in seen.applied.done)
        if not moved:
            break
    troubles = seen.outlook.troubles
    served = Served() if seen.held else changed_feeds(job, run.store, seen.outlook, now)
    applied.problems.extend(served.problems)
    ended = end_of(cycle, applied, run.end(now), held=seen.held, troubles=troubles)
    with run.store.writing(job.athlete, run.lease) as ledger:
        ledger.end_cycle(ended)
        for feed in served.feeds:
            ledger.put_feed(feed)
        forget_old(ledger, job, now)
    return CycleReport(ended, seen.outlook, applied, seen.held)


def moved_in(changes: Iterable[Change]) -> frozenset[str]:
    """The keys of the workouts that were moved."""
    items = (change.item for change in changes)
    return frozenset(item.key for item in items if item.kind is ItemKind.MOVED)


@dataclass(frozen=True, slots=True)
class _Pass:
    """One look and what follows from it; `moved` is what the pass before has moved."""

    cycle: Cycle
    moved: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Seen:
    outlook: Outlook
    applied: Applied
    held: HeldPlan | None


def _one_pass(job: Job, run: Run, now: datetime, this: _Pass) -> _Seen:
    memory, known_plans = remember(run.store, job.athlete)
    outlook = look(job, Before(memory, known_plans, this.moved), now)
    run.seam("looked")
    held = None
    with run.store.writing(job.athlete, run.lease) as ledger:
        record(ledger, job, memory, outlook)
        if outlook.hold is not None:
            hold = outlook.hold
            held = ledger.hold(hold.shape, hold.why, hold.changes, now)
    run.seam("recorded")
    if held is not None:
        return _Seen(outlook, Applied(), held)
    changes = outlook.plan.changes
    hindrance = _hindrance(job) if changes else None
    if hindrance is not None:
        return _Seen(outlook, Applied(put_off=list(changes), problems=[hindrance]), held)
    if changes:
        return _Seen(outlook, write(job, run, this.cycle, changes, outlook.sightings), held)
    left = left_behind(outlook.sightings, outlook.noticed.items)
    tidied = write(job, run, this.cycle, left, outlook.sightings)
    return _Seen(outlook, Applied(problems=tidied.problems), held)


def _hindrance(job: Job) -> str | None:
    """Why nothing can be put into our own calendar: then nothing is written elsewhere, either."""
    try:
        if job.own.writer is not None:
            job.own.writer.refuse_unwritable()
    except ConnectorError as error:
        return str(error)
    return None


def write(
    job: Job,
    run: Run,
    cycle: Cycle,
    changes: Iterable[Change],
    sightings: Iterable[Sighting],
) -> Applied:
    """Make the changes, and keep the calendars as they stand afterwards."""
    seen = tuple(sightings)
    standing = Standing(seen)
    wanted = tuple(_with_event(change, standing) for change in changes)
    if not wanted:
        return Applied()
    with run.store.reading(job.athlete) as ledger:
        written = len(ledger.entries(cycle.id))
    journal = Journal(run.store, job.athlete, cycle.id, run.lease, written)
    applied = Applier(job.athlete, writers_of(job), journal, run.seam).apply(wanted)
    touched = {done.change.item.calendar for done in applied.done}
    if touched:
        with run.store.writing(job.athlete, run.lease) as ledger:
            for sighting in seen:
                if sighting.calendar.key in touched:
                    after = after_writing(sighting, applied.done)
                    ledger.put_events(sighting.calendar.key, to_keep(after, job.settings.athlete()))
    return applied


def _with_event(change: Change, standing: Standing) -> Change:
    """The change of an event of ours with the event as it was seen, for what was answered to it."""
    if change.action is not Action.CHANGE or stands_in_workout(change.item):
        return change
    return replace(change, event=standing.event_of(change.item))


def writers_of(job: Job) -> tuple[tuple[str, CalendarWriter], ...]:
    """The calendars that can be written, by their keys."""
    return tuple((each.key, each.writer) for each in job.calendars if each.writer is not None)


def after_writing(sighting: Sighting, done: Iterable[Done]) -> Sighting:
    """The calendar as it stands after our own writes, so that the next read finds nothing new."""
    events = {_name(event): event for event in sighting.events}
    for each in done:
        if each.change.item.calendar != sighting.calendar.key:
            continue
        if each.event is not None:
            events[_name(each.event)] = _as_known(each.event, events.get(_name(each.event)))
        elif each.change.action is Action.DELETE:
            ref = each.change.item.handle.ref
            events = {k: e for k, e in events.items() if e.handle is None or e.handle.ref != ref}
    return replace(sighting, events=tuple(events.values()))


def _as_known(event: CalendarEvent, before: CalendarEvent | None) -> CalendarEvent:
    return event if before is None else replace(event, identity=before.identity)


def _name(event: CalendarEvent) -> tuple[str, str | None]:
    return event.uid, event.recurrence_id


def end_of(
    cycle: Cycle,
    applied: Applied,
    ended_at: datetime,
    *,
    held: HeldPlan | None = None,
    troubles: Iterable[str] = (),
) -> Cycle:
    """The cycle with its counts and how it ended."""
    changes = [done.change for done in applied.done]
    actions = [counted_as(each.action, each.item.kind) for each in changes]
    problems = [*troubles, *applied.problems]
    if held is not None:
        outcome = CycleOutcome.HELD
    else:
        outcome = CycleOutcome.PARTIAL if problems else CycleOutcome.DONE
    return replace(
        cycle,
        ended_at=ended_at,
        outcome=outcome,
        created=actions.count(Action.CREATE),
        changed=actions.count(Action.CHANGE),
        deleted=actions.count(Action.DELETE),
        held=held.changes if held else 0,
        problem="; ".join(problems),
    )
