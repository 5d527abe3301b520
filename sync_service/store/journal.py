"""Cycles, and what each of them meant to write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, select, update

from sync_service.store import codec
from sync_service.store.records import Cycle, CycleKind, CycleOutcome, Item, JournalEntry, Step
from sync_service.store.rows import next_number, upsert
from sync_service.store.tables import athletes, entries
from sync_service.store.tables import cycles as cycle_table


def begin_cycle(connection: Connection, athlete: str, kind: CycleKind, now: datetime) -> Cycle:
    """Begin a cycle under the athlete's next number, which is never used again."""
    number = next_number(connection, athlete, athletes.c.cycles_begun)
    begun = Cycle(number, kind, now, None, CycleOutcome.RUNNING)
    end_cycle(connection, athlete, begun)
    return begun


def end_cycle(connection: Connection, athlete: str, cycle: Cycle) -> None:
    """Keep the cycle as it is now."""
    row = {
        "athlete": athlete,
        "id": cycle.id,
        "started_at": cycle.started_at,
        "body": codec.to_json(cycle),
    }
    connection.execute(upsert(connection, cycle_table), row)


def cycles(connection: Connection, athlete: str, limit: int) -> tuple[Cycle, ...]:
    """The last cycles, the newest first."""
    query = select(cycle_table.c.body).where(cycle_table.c.athlete == athlete)
    bodies = connection.scalars(query.order_by(cycle_table.c.id.desc()).limit(limit))
    return tuple(codec.from_json(Cycle, body) for body in bodies)


def latest_start(connection: Connection, athlete: str) -> datetime | None:
    """The latest instant at which a cycle began, by whatever clock."""
    begun = select(func.max(cycle_table.c.started_at)).where(cycle_table.c.athlete == athlete)
    latest: datetime | None = connection.scalar(begun)
    return latest


def cycles_that_wrote(connection: Connection, athlete: str, limit: int) -> tuple[Cycle, ...]:
    """The last cycles with an entry, the newest first: a service runs many that have none."""
    journaled = select(entries.c.cycle).where(entries.c.athlete == athlete)
    ours = and_(cycle_table.c.athlete == athlete, cycle_table.c.id.in_(journaled))
    query = select(cycle_table.c.body).where(ours).order_by(cycle_table.c.id.desc()).limit(limit)
    return tuple(codec.from_json(Cycle, body) for body in connection.scalars(query))


def cycle(connection: Connection, athlete: str, number: int) -> Cycle | None:
    """The cycle with this number."""
    ours = and_(cycle_table.c.athlete == athlete, cycle_table.c.id == number)
    body = connection.scalar(select(cycle_table.c.body).where(ours))
    return None if body is None else codec.from_json(Cycle, body)


def intend(connection: Connection, athlete: str, intended: Iterable[JournalEntry]) -> None:
    """Write entries down, in place of those of the same cycle and position."""
    rows = [
        {
            "athlete": athlete,
            "cycle": entry.cycle,
            "position": entry.position,
            "step": entry.step.value,
            "body": codec.to_json(entry),
        }
        for entry in intended
    ]
    if rows:
        connection.execute(upsert(connection, entries), rows)


def set_step(
    connection: Connection, athlete: str, place: tuple[int, int], step: Step, item: Item | None
) -> None:
    """Keep how far the entry at (cycle, position) came; raise KeyError where there is none."""
    ours = and_(
        entries.c.athlete == athlete, entries.c.cycle == place[0], entries.c.position == place[1]
    )
    body = connection.scalar(select(entries.c.body).where(ours))
    if body is None:
        raise KeyError(place)
    entry = codec.from_json(JournalEntry, body)
    changed = replace(entry, step=step, item=entry.item if item is None else item)
    values = {"step": step.value, "body": codec.to_json(changed)}
    connection.execute(update(entries).where(ours).values(values))


def open_entries(connection: Connection, athlete: str) -> tuple[JournalEntry, ...]:
    """What was intended in any cycle, the oldest first."""
    return _entries(connection, athlete, entries.c.step == Step.INTENDED.value)


def entries_of(connection: Connection, athlete: str, number: int) -> tuple[JournalEntry, ...]:
    """The journal of one cycle, in order."""
    return _entries(connection, athlete, entries.c.cycle == number)


def _entries(
    connection: Connection, athlete: str, which: ColumnElement[bool]
) -> tuple[JournalEntry, ...]:
    query = select(entries.c.body).where(entries.c.athlete == athlete, which)
    bodies = connection.scalars(query.order_by(entries.c.cycle, entries.c.position))
    return tuple(codec.from_json(JournalEntry, body) for body in bodies)
