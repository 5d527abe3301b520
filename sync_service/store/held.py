"""What the brake holds back until the athlete says yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, select

from sync_service.store import codec
from sync_service.store.records import HeldPlan
from sync_service.store.rows import next_number, upsert
from sync_service.store.tables import athletes, held_plans


def all_held(connection: Connection, athlete: str) -> tuple[HeldPlan, ...]:
    """Every plan that is held or was released, the oldest first."""
    return _plans(connection, held_plans.c.athlete == athlete)


def hold(connection: Connection, athlete: str, plan: HeldPlan) -> HeldPlan:
    """Keep a plan under a number of its own, unless its shape is held already."""
    same = and_(
        held_plans.c.athlete == athlete,
        held_plans.c.shape_slot == codec.slot(plan.shape),
        held_plans.c.released_at.is_(None),
    )
    if held := _plans(connection, same):
        return held[0]
    numbered = replace(plan, id=next_number(connection, athlete, athletes.c.plans_held))
    _put(connection, athlete, numbered)
    return numbered


def release(connection: Connection, athlete: str, number: int, now: datetime) -> HeldPlan | None:
    """Let a plan go; the first answer counts."""
    # a person types the number: it may be larger than any that the database takes
    found = next((plan for plan in all_held(connection, athlete) if plan.id == number), None)
    if found is None or found.released_at is not None:
        return found
    released = replace(found, released_at=now)
    _put(connection, athlete, released)
    return released


def forget(connection: Connection, athlete: str, number: int) -> None:
    """Forget a plan, where there is one."""
    connection.execute(delete(held_plans).where(_numbered(athlete, number)))


def _numbered(athlete: str, number: int) -> ColumnElement[bool]:
    return and_(held_plans.c.athlete == athlete, held_plans.c.id == number)


def _plans(connection: Connection, which: ColumnElement[bool]) -> tuple[HeldPlan, ...]:
    bodies = connection.scalars(select(held_plans.c.body).where(which).order_by(held_plans.c.id))
    return tuple(codec.from_json(HeldPlan, body) for body in bodies)


def _put(connection: Connection, athlete: str, plan: HeldPlan) -> None:
    row = {
        "athlete": athlete,
        "id": plan.id,
        "shape_slot": codec.slot(plan.shape),
        "released_at": plan.released_at,
        "body": codec.to_json(plan),
    }
    connection.execute(upsert(connection, held_plans), row)
