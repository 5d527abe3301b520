"""Who is paused, and the forgetting of somebody who left."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, exists, or_, select

from sync_service.store.rows import insert_missing
from sync_service.store.tables import athletes, leases, metadata, pauses

# the number of the last lease outlives the athlete: a sleeping process may still hold one
_LEFT = frozenset({athletes.name, leases.name})


def pause(connection: Connection, athlete: str, now: datetime) -> bool:
    """Pause an athlete; return whether they were not paused before."""
    row = {"athlete": athlete, "since": now}
    return connection.execute(insert_missing(connection, pauses), row).rowcount > 0


def resume(connection: Connection, athlete: str) -> bool:
    """Let an athlete go on; return whether they were paused."""
    return connection.execute(delete(pauses).where(pauses.c.athlete == athlete)).rowcount > 0


def paused(connection: Connection) -> frozenset[str]:
    """Everyone who is paused."""
    return frozenset(connection.scalars(select(pauses.c.athlete)))


def known(connection: Connection) -> tuple[str, ...]:
    """Everyone of whom more is kept than what `forget` leaves, by name."""
    name = athletes.c.athlete
    kept = (each for each in metadata.sorted_tables if each.name not in _LEFT)
    query = select(name).where(or_(*(exists().where(each.c.athlete == name) for each in kept)))
    return tuple(sorted(connection.scalars(query)))


def forget(connection: Connection, athlete: str) -> None:
    """Delete everything that is kept of an athlete but their name and their last lease."""
    for table in reversed(metadata.sorted_tables):
        if table.name not in _LEFT:
            connection.execute(delete(table).where(table.c.athlete == athlete))
