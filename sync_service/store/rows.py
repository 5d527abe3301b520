"""Statements that every table needs."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import Column, Connection, Insert, Table, select, update

from sync_service.store.tables import athletes


def upsert(connection: Connection, table: Table) -> Insert:
    """An insert that replaces the row of the same primary key."""
    statement = _insert(connection, table)
    rest = {c.name: statement.excluded[c.name] for c in table.columns if not c.primary_key}
    statement = statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=rest)
    return cast("Insert", statement)


def insert_missing(connection: Connection, table: Table) -> Insert:
    """An insert that leaves a row of the same primary key as it is."""
    return cast("Insert", _insert(connection, table).on_conflict_do_nothing())


def _insert(connection: Connection, table: Table) -> Any:
    # both dialects have the same face, but no common type; the other one need not be loaded
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite  # noqa: PLC0415

    return sqlite.insert(table)


def next_number(connection: Connection, athlete: str, counter: Column[int]) -> int:
    """The athlete's next number of a kind; no number comes twice, even when its row is gone."""
    row = update(athletes).where(athletes.c.athlete == athlete)
    connection.execute(row.values({counter: counter + 1}))
    return connection.scalars(select(counter).where(athletes.c.athlete == athlete)).one()
