"""Take back what was written: one cycle (`undo`), or everything (`purge`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from connectors.calendar_event import CalendarEvent, Handle
from connectors.errors import ConnectorError
from sync_service.apply import Applied
from sync_service.causes import Refused
from sync_service.forgotten_moves import forgotten_moves
from sync_service.found_again import NO_CAUSE
from sync_service.identity import event_name, identities
from sync_service.instants import is_to_come
from sync_service.inverse import inverse, made_and_gone
from sync_service.job import Job
from sync_service.notice import dismissals
from sync_service.observe import Sighting
from sync_service.outlook import Before, Outlook, look, troubles_of
from sync_service.reconcile import Change
from sync_service.record import record, remember
from sync_service.said_by_undo import Said, not_done, said_by_undo
from sync_service.served_feeds import emptied_feeds
from sync_service.standing import OF_OUR_OWN, draft_of, is_of_ours
from sync_service.store.database import Store
from sync_service.store.records import (
    Action,
    Cycle,
    CycleKind,
    Item,
    ItemKind,
    Verdict,
)
from sync_service.sync_athlete import Run, end_of, write
from sync_service.sync_calendar import SyncCalendar
from sync_service.traces import Workouts, every_trace, marks_on
from sync_service.undone import Outdated, Surroundings

_CYCLES_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What was taken back: the cycle that did it, and for `undo` the one that was undone.

    `unread` are those of the calendars that may hold something of ours, and could not be read or
    only in part. `sightings` are the calendars as they stood before.
    """

    cycle: Cycle
    applied: Applied
    undone: Cycle | None = None
    unread: tuple[str, ...] = ()
    sightings: tuple[Sighting, ...] = ()


def undo(job: Job, run: Run, now: datetime, number: int | None = None) -> TakenBack | None:
    """Take back a cycle, the last that still stands if none is named; None if there is none.

    What is taken back does not come again: it counts as the athlete's decision.
    """
    outlook = _settled(job, run, now)
    with run.store.reading(job.athlete) as ledger:
        cycles = ledger.cycles_that_wrote(_CYCLES_LOOKED_AT)
        named = [each for each in cycles if number is None or each.id == number]
        journals = [
            (each, ledger.entries(each.id)) for each in named if each.kind is CycleKind.SYNC
        ]
    standing = {item.key: item for item in outlook.noticed.items}
    refused = Refused.by(outlook.decisions)
    for cycle, entries in journals:
        changes = tuple(inverse(entries, standing, refused))
        if changes:
            over = tuple(made_and_gone(entries, standing))
            return _take_back(job, run, outlook, _Taking(now, changes, cycle, over))
    return None


def purge(job: Job, run: Run, now: datetime) -> TakenBack:
    """Take everything away that was ever written, even what nobody remembers; calendars as found.

    The feeds that others subscribe to are empty then, until the next cycle. A workout that was
    moved goes back where it stood if it is still to come; one that is over stays where it was done.
    """
    outlook = _settled(job, run, now)
    changes = tuple(_everything(job, outlook, now))
    taken = _take_back(job, run, outlook, _Taking(now, changes))
    if taken.applied.problems or taken.applied.put_off or not _was_read(job.own, outlook):
        return taken
    return _left(job, taken)


def _left(job: Job, taken: TakenBack) -> TakenBack:
    """The calendar that held our items goes, too, if it was we who made it."""
    try:
        if job.own.writer is not None:
            job.own.writer.leave()
    except ConnectorError as error:
        taken.applied.problems.append(str(error))
    return taken


def what_purge_takes(job: Job, store: Store, now: datetime) -> tuple[Change, ...]:
    """What a purge would take away now; nothing is written."""
    memory, held = remember(store, job.athlete)
    return tuple(_everything(job, look(job, Before(memory, held), now), now))


def _settled(job: Job, run: Run, now: datetime) -> Outlook:
    """Look first, and keep what was seen: what is taken back has to be known as it stands."""
    memory, held = remember(run.store, job.athlete)
    outlook = look(job, Before(memory, held), now)
    with run.store.writing(job.athlete, run.lease) as ledger:
        record(ledger, job, memory, outlook)
    return outlook


@dataclass(frozen=True, slots=True)
class _Taking:
    """What is to be taken back, and for `undo` of which cycle.

    `over` are the items that the cycle made and that a later one took away.
    """

    now: datetime
    changes: tuple[Change, ...]
    undone: Cycle | None = None
    over: tuple[Item, ...] = ()


def _take_back(job: Job, run: Run, outlook: Outlook, taking: _Taking) -> TakenBack:
    kind = CycleKind.PURGE if taking.undone is None else CycleKind.UNDO
    with run.store.writing(job.athlete, run.lease) as ledger:
        cycle = ledger.begin_cycle(kind, taking.now)
        said = tuple(_said(taking, outlook))
        for each in said:
            ledger.put_decision(each.decision)
    applied = write(job, run, cycle, taking.changes, outlook.sightings)
    unread = _unread(outlook)
    troubles = troubles_of(unread)
    ended = end_of(cycle, applied, run.end(taking.now), troubles=troubles)
    feeds = emptied_feeds(job, run.store, taking.now) if kind is CycleKind.PURGE else ()
    with run.store.writing(job.athlete, run.lease) as ledger:
        for each in not_done(said, applied):
            ledger.withdraw(each.decision)
        ledger.end_cycle(ended)
        for feed in feeds:
            ledger.put_feed(feed)
    labels = tuple(each.calendar.label for each in unread)
    return TakenBack(ended, applied, taking.undone, labels, outlook.sightings)


def _unread(outlook: Outlook) -> tuple[Sighting, ...]:
    """The calendars that may hold something of ours and could not be read, or only in part.

    A feed holds nothing: it is never written into.
    """
    holding = {item.calendar for item in outlook.noticed.items}
    return tuple(
        each
        for each in outlook.sightings
        if not (each.read and each.complete)
        and (each.calendar.writer or each.calendar.own or each.calendar.key in holding)
    )


def _said(taking: _Taking, outlook: Outlook) -> Iterator[Said]:
    """What an undo says of the time to come; a purge decides nothing."""
    if taking.undone is None:
        return
    stand = Surroundings(outlook.report.workouts, identities(outlook.report.placed))
    outdated = Outdated.since(taking.undone.started_at, outlook.decisions, stand)
    yield from said_by_undo(taking.changes, outdated, taking.now)
    for item in taking.over:
        yield from (Said(None, each) for each in dismissals(item, taking.now, Verdict.UNDONE))


def _everything(job: Job, outlook: Outlook, now: datetime) -> Iterator[Change]:
    known = outlook.noticed.items
    for item in known:
        if item.kind is not ItemKind.MOVED or is_to_come(item.written.start, now):
            yield Change(Action.DELETE, item, None)
    refs = {(item.calendar, item.handle.ref) for item in known if item.kind in OF_OUR_OWN}
    for change in _forgotten(job.own) if _was_read(job.own, outlook) else ():
        if (change.item.calendar, change.item.handle.ref) not in refs:
            yield change
    about = {*(item.workout for item in known), *(each.workout for each in outlook.decisions)}
    names = frozenset(event_name(workout) for workout in about if workout)
    moves = [item for item in known if item.kind is ItemKind.MOVED]
    yield from forgotten_moves(outlook.sightings, moves, now)
    yield from every_trace(outlook.sightings, Workouts(job.settings.athlete(), names))


def _was_read(own: SyncCalendar, outlook: Outlook) -> bool:
    return any(each.read for each in outlook.sightings if each.calendar.key == own.key)


def _forgotten(own: SyncCalendar) -> Iterator[Change]:
    """Every event of ours that stands, whoever remembers it; of one made of ours, the marks."""
    writer = own.writer
    for event in writer.owned() if writer else ():
        if event.handle is None:
            continue
        if writer and (writer.capabilities.remakes or is_of_ours(event)):
            yield Change(Action.DELETE, _forgotten_item(own.key, event, event.handle), None)
        else:
            yield marks_on(event, event.handle, own.key)


def _forgotten_item(calendar: str, event: CalendarEvent, handle: Handle) -> Item:
    return Item(
        key=f"forgotten {handle.ref}",
        kind=ItemKind.COMPANION,
        cause=NO_CAUSE,
        calendar=calendar,
        handle=handle,
        written=draft_of(event),
        content_hash=event.mark.content_hash if event.mark else "",
    )
