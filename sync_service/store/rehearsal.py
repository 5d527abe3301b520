"""A copy of one athlete's rows that vanishes with its transaction.

Temporary tables stand in front of the real ones under the same names. What is written goes there:
no writer waits for a rehearsal, and a database that can only be read is enough for one.
"""

from __future__ import annotations

from sqlalchemy import Connection, Table, text
from sqlalchemy.schema import CreateTable

from sync_service.store.tables import metadata


def rehearse(connection: Connection, athlete: str) -> None:
    """Put copies in front of the tables of the connection; rolling back takes them away."""
    schema = _schema(connection)
    for table in metadata.sorted_tables:
        connection.exec_driver_sql(_temporary(connection, table))
        copy = f"INSERT INTO {table.name} SELECT * FROM {schema}.{table.name} WHERE athlete = :it"  # noqa: S608 names of ours
        connection.execute(text(copy), {"it": athlete})


def _schema(connection: Connection) -> str:
    if connection.dialect.name == "sqlite":
        return "main"
    name = connection.scalar(text("SELECT current_schema()"))
    return connection.dialect.identifier_preparer.quote(str(name))


def _temporary(connection: Connection, table: Table) -> str:
    made = str(CreateTable(table).compile(dialect=connection.dialect))
    return made.replace("CREATE TABLE", "CREATE TEMPORARY TABLE", 1)
