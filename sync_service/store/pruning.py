"""Forgetting what is over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, and_, delete, func, select

from sync_service.store.event_rows import forget_ended
from sync_service.store.records import Step
from sync_service.store.tables import cycles, decisions, entries, held_plans


def prune(connection: Connection, athlete: str, before: datetime) -> None:
    """Forget cycles begun, events ended, days decided on and plans released before an instant.

    The newest cycle and every one with an open entry stay: `undo` and the next cycle need them.
    A decision that is about no day stays for good: what was dismissed stays dismissed.
    """
    _prune_cycles(connection, athlete, before)
    forget_ended(connection, athlete, before)
    over = and_(decisions.c.day < before.date().isoformat(), decisions.c.decided_at < before)
    connection.execute(delete(decisions).where(decisions.c.athlete == athlete, over))
    released = held_plans.c.released_at < before
    connection.execute(delete(held_plans).where(held_plans.c.athlete == athlete, released))


def _prune_cycles(connection: Connection, athlete: str, before: datetime) -> None:
    of_athlete = cycles.c.athlete == athlete
    newest = select(func.max(cycles.c.id)).where(of_athlete)
    still_open = select(entries.c.cycle).where(
        entries.c.athlete == athlete, entries.c.step == Step.INTENDED.value
    )
    old = and_(of_athlete, cycles.c.started_at < before, cycles.c.id.not_in(still_open))
    numbers = connection.scalars(select(cycles.c.id).where(old)).all()
    kept = connection.scalar(newest)
    for number in numbers:
        if number != kept:
            _forget_cycle(connection, athlete, number)


def _forget_cycle(connection: Connection, athlete: str, number: int) -> None:
    journal = and_(entries.c.athlete == athlete, entries.c.cycle == number)
    connection.execute(delete(entries).where(journal))
    connection.execute(delete(cycles).where(cycles.c.athlete == athlete, cycles.c.id == number))
