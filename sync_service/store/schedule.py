"""When each athlete is looked after next: appointments, kept beside what is kept of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, Exists, and_, delete, exists, or_, select, update

from sync_service.store.rows import insert_missing, upsert
from sync_service.store.tables import athletes, pauses, schedule

_FARTHEST = timedelta(days=8)  # nobody is put off longer: the clock was set back since


class Trouble(StrEnum):
    """What was wrong with the last cycle."""

    NONE = "none"
    HELD = "held"  # the brake keeps changes back until the athlete answers
    UNREAD = "unread"  # a calendar could not be read or written, or only in part
    RETRY_LATER = "retry_later"  # a server said itself when to come back
    NEEDS_REAUTHORIZATION = "needs_reauthorization"
    BROKEN = "broken"  # the settings, the store or the program


@dataclass(frozen=True, slots=True)
class Appointment:
    """When an athlete is due, and what led there.

    `failures` counts the failed cycles in a row. `not_before` is what a server asked for: nobody
    comes sooner, not even on a push. `asked_at` is the instant of the last push or answer.
    """

    next_sync_at: datetime
    not_before: datetime | None = None
    asked_at: datetime | None = None
    failures: int = 0
    trouble: Trouble = Trouble.NONE

    def is_due(self, now: datetime) -> bool:
        """Whether the time has come, or lies so far ahead that the clock was set back."""
        return not now < self.next_sync_at <= now + _FARTHEST


@dataclass(frozen=True, slots=True)
class Due:
    """An athlete whose time has come."""

    athlete: str
    since: datetime
    failures: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How many athletes are in which state."""

    trouble: Trouble
    paused: bool
    athletes: int


def appointment(connection: Connection, athlete: str) -> Appointment | None:
    """The athlete's appointment, None where they have none."""
    found = connection.execute(select(schedule).where(schedule.c.athlete == athlete)).one_or_none()
    if found is None:
        return None
    return Appointment(
        found.next_sync_at,
        found.not_before,
        found.asked_at,
        found.failures,
        Trouble(found.trouble),
    )


def put_appointment(connection: Connection, athlete: str, wanted: Appointment) -> None:
    """Keep an appointment in place of the former one."""
    connection.execute(upsert(connection, schedule), {"athlete": athlete, **asdict(wanted)})


def enroll(connection: Connection, names: Iterable[str], now: datetime) -> None:
    """Give everyone without an appointment one now; the others keep theirs."""
    wanted = sorted(set(names) - set(connection.scalars(select(schedule.c.athlete))))
    if not wanted:
        return
    blank = {"cycles_begun": 0, "plans_held": 0}
    rows = [{"athlete": name, **blank} for name in wanted]
    connection.execute(insert_missing(connection, athletes), rows)
    first = asdict(Appointment(now))
    appointments = [{"athlete": name, **first} for name in wanted]
    connection.execute(insert_missing(connection, schedule), appointments)


def ask(connection: Connection, athlete: str, now: datetime) -> bool:
    """Make the athlete due at once, or as soon as their servers allow; return whether known."""
    found = appointment(connection, athlete)
    if found is None:
        return False
    soon = max(now, found.not_before or now)
    values = {"asked_at": now, "next_sync_at": min(found.next_sync_at, soon)}
    connection.execute(update(schedule).where(schedule.c.athlete == athlete).values(values))
    return True


def due(connection: Connection, now: datetime) -> tuple[Due, ...]:
    """Everyone whose time has come and who is not paused, the longest waiting first."""
    comes = schedule.c.next_sync_at
    ripe = and_(or_(comes <= now, comes > now + _FARTHEST), ~_is_paused())
    columns = (schedule.c.athlete, schedule.c.next_sync_at, schedule.c.failures)
    query = select(*columns).where(ripe).order_by(schedule.c.next_sync_at, schedule.c.athlete)
    return tuple(Due(*row) for row in connection.execute(query))


def standings(connection: Connection, names: Container[str]) -> tuple[Standing, ...]:
    """How many of these athletes are in which state."""
    query = select(schedule.c.athlete, schedule.c.trouble, _is_paused())
    counts = Counter(
        (trouble, bool(paused))
        for athlete, trouble, paused in connection.execute(query)
        if athlete in names
    )
    return tuple(
        Standing(Trouble(trouble), paused, count)
        for (trouble, paused), count in sorted(counts.items())
    )


def remove_appointment(connection: Connection, athlete: str) -> None:
    """Look after the athlete no more."""
    connection.execute(delete(schedule).where(schedule.c.athlete == athlete))


def _is_paused() -> Exists:
    return exists().where(pauses.c.athlete == schedule.c.athlete)
