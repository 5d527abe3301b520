"""Forgetting what is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, func, select

from sync_service.store.event_rows import forget_ended
from sync_service.store.records import Step
from sync_service.store.tables import cycles, decisions, entries, held_plans

_A_DAY = timedelta(days=1)


def prune_if_due(connection: Connection, athlete: str, before: datetime) -> bool:
    """Prune where a day's worth has gathered; else nothing is read but the oldest cycle's start.

    So a cycle in which nothing changed writes nothing more, but for one a day.
    """
    oldest = select(func.min(cycles.c.started_at)).where(_can_go(athlete, before - _A_DAY))
    due = connection.scalar(oldest) is not None
    if due:
        prune(connection, athlete, before)
    return due


def prune(connection: Connection, athlete: str, before: datetime) -> None:
    """Forget cycles begun, events ended, days decided on and plans released before an instant.

    The newest cycle and every one with an open entry stay: `undo` and the next cycle need them.
    A decision that is about no day stays for good: what was dismissed stays dismissed.
    """
    for number in connection.scalars(select(cycles.c.id).where(_can_go(athlete, before))).all():
        _forget_cycle(connection, athlete, number)
    forget_ended(connection, athlete, before)
    over = and_(decisions.c.day < before.date().isoformat(), decisions.c.decided_at < before)
    connection.execute(delete(decisions).where(decisions.c.athlete == athlete, over))
    released = held_plans.c.released_at < before
    connection.execute(delete(held_plans).where(held_plans.c.athlete == athlete, released))


def _can_go(athlete: str, before: datetime) -> ColumnElement[bool]:
    of_athlete = cycles.c.athlete == athlete
    newest = select(func.max(cycles.c.id)).where(of_athlete).scalar_subquery()
    still_open = select(entries.c.cycle).where(
        entries.c.athlete == athlete, entries.c.step == Step.INTENDED.value
    )
    return and_(
        of_athlete,
        cycles.c.started_at < before,
        cycles.c.id != newest,
        cycles.c.id.not_in(still_open),
    )


def _forget_cycle(connection: Connection, athlete: str, number: int) -> None:
    journal = and_(entries.c.athlete == athlete, entries.c.cycle == number)
    connection.execute(delete(entries).where(journal))
    connection.execute(delete(cycles).where(cycles.c.athlete == athlete, cycles.c.id == number))
