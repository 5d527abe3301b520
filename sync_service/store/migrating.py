"""Bringing a database to the tables of this program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from sync_service.errors import StoreError

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "counterpoint_revision"  # a name of our own: others may share the server
_TOGETHER = 727_105_001  # any number, the same in every process


@dataclass(frozen=True, slots=True)
class Revisions:
    """The revisions in a folder; each file begins with its number."""

    folder: Path = MIGRATIONS

    @property
    def known(self) -> tuple[str, ...]:
        """Every revision, the newest last."""
        files = sorted((self.folder / "versions").glob("[0-9]*_*.py"))
        return tuple(file.name.partition("_")[0] for file in files)

    @property
    def newest(self) -> str:
        """The revision that this program works with."""
        return self.known[-1]


def revision_of(connection: Connection, place: str, revisions: Revisions) -> str | None:
    """The revision of a database, None where it is empty.

    Raises:
        StoreError: a newer program made it, or it is another program's.
    """
    names = inspect(connection).get_table_names()
    if VERSION_TABLE not in names:
        if names and connection.dialect.name == "sqlite":
            raise StoreError(f"{place} belongs to another program; name another database.")
        return None
    revision = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))  # noqa: S608 a constant
    if revision is not None and revision not in revisions.known:
        raise StoreError(
            f"{place} was written by a newer Counterpoint (revision {revision}); install the "
            "newest one, or restore the backup that it made before."
        )
    return None if revision is None else str(revision)


def migrate(connection: Connection, revisions: Revisions) -> None:
    """Bring the database to the newest revision, within the transaction of the connection."""
    # half a second of imports that a database which is up to date never needs
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(revisions.folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    config.attributes["version_table"] = VERSION_TABLE
    command.upgrade(config, "head")


def one_at_a_time(connection: Connection) -> None:
    """Let no two processes migrate at once; in SQLite the transaction sees to that."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _TOGETHER})
