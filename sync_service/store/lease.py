"""One process an athlete: the lease, and the token that keeps a sleeper from writing later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from sync_service.errors import LeaseLost
from sync_service.store.rows import upsert
from sync_service.store.tables import leases


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to write for an athlete until an instant; `token` grows with each taking."""

    athlete: str
    holder: str
    token: int
    until: datetime


@dataclass(frozen=True, slots=True)
class HeldBy:
    """Another process holds the lease: who, until when, and by which token."""

    holder: str
    until: datetime
    token: int


def take(
    connection: Connection, athlete: str, holder: str, now: datetime, for_s: float
) -> Lease | HeldBy:
    """Take the lease unless someone holds it; a holder of the same name is another process too."""
    held = holder_of(connection, athlete, now)
    if held is not None:
        return held
    latest = connection.scalar(select(leases.c.token).where(leases.c.athlete == athlete))
    token = 1 if latest is None else latest + 1
    until = now + timedelta(seconds=for_s)
    row = {"athlete": athlete, "token": token, "holder": holder, "until": until}
    connection.execute(upsert(connection, leases), row)
    return Lease(athlete, holder, token, until)


def holder_of(connection: Connection, athlete: str, now: datetime) -> HeldBy | None:
    """Who holds the lease, None where nobody does."""
    found = connection.execute(select(leases).where(leases.c.athlete == athlete)).one_or_none()
    if found is None or found.holder is None or found.until <= now:
        return None
    return HeldBy(found.holder, found.until, found.token)


def renew(connection: Connection, lease: Lease, now: datetime, for_s: float) -> Lease:
    """Hold the lease longer; raise LeaseLost where another process has it."""
    until = now + timedelta(seconds=for_s)
    check(connection, lease)
    connection.execute(update(leases).where(leases.c.athlete == lease.athlete).values(until=until))
    return Lease(lease.athlete, lease.holder, lease.token, until)


def give_back(connection: Connection, lease: Lease) -> None:
    """Free the lease; nothing happens where another process has it by now."""
    ours = (leases.c.athlete == lease.athlete) & (leases.c.token == lease.token)
    connection.execute(update(leases).where(ours).values(holder=None))


def check(connection: Connection, lease: Lease) -> None:
    """Raise LeaseLost where the lease was taken since, and let nobody take it until the end."""
    query = select(leases.c.token, leases.c.holder, leases.c.until)
    found = connection.execute(
        query.where(leases.c.athlete == lease.athlete).with_for_update()
    ).one_or_none()
    if found is None or found.token != lease.token or found.holder is None:
        by = found.holder if found is not None and found.holder else "nobody"
        raise LeaseLost(
            f"The athlete {lease.athlete} is held by {by} now; let that process go on, or end it "
            "and try again."
        )
