"""A SQLite database is put back from a copy of it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from sync_service.errors import StoreError
from sync_service.holder import is_gone, spoken
from sync_service.store.backup import keep_beside
from sync_service.store.migrating import VERSION_TABLE, Revisions
from sync_service.store.tables import instant_text
from sync_service.store.troubles import told

_WAIT_S = 2.0
_PRIMARY = 0xFF  # the upper bits of SQLite's code only refine it
_UNREADABLE = frozenset({sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR})
_BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back: its revision, and where the former database is kept."""

    revision: str
    former: Path | None


def restore_database(
    backup: Path, file: Path, now: datetime, revisions: Revisions | None = None
) -> Restored:
    """Put a copy in the place of a database, which is itself kept beside.

    It happens in one transaction: killed at any point, the former one stands. Raise StoreError
    where the copy is none that this program can read, or somebody is at work.
    """
    revision = _revision(backup, f"The backup {backup}", revisions or Revisions())
    if file.exists() and backup.samefile(file):
        raise StoreError(f"{backup} is the database itself; name a copy of it.")
    former = _set_aside(file, now) if file.exists() else None
    with told(f"The database {file}"):
        _make(file)
        with closing(_looked_at(backup)) as source, closing(_writable(file)) as target:
            source.backup(target)
    return Restored(revision, former)


def _revision(file: Path, place: str, revisions: Revisions) -> str:
    if file.is_dir():
        raise StoreError(f"{place} is a folder; name a file that counterpoint backup made.")
    if not file.is_file():
        raise StoreError(f"{place} does not exist; name a file that counterpoint backup made.")
    with told(place), closing(_looked_at(file)) as connection:
        whole = connection.execute("PRAGMA quick_check(1)").fetchone()
        if whole != ("ok",):
            raise StoreError(f"{place} is damaged; name another one.")
        query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
        if connection.execute(query, (VERSION_TABLE,)).fetchone() is None:
            raise StoreError(f"{place} is no database of Counterpoint; name another file.")
        row = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()  # noqa: S608 a constant
    if row is None or row[0] not in revisions.known:
        raise StoreError(
            f"{place} was written by a newer Counterpoint; install the newest one, then restore it."
        )
    return str(row[0])


def _set_aside(file: Path, now: datetime) -> Path:
    """Keep what stands beside itself; what is damaged or another program's is moved there."""
    try:
        with closing(_looked_at(file)) as connection:
            _refuse_while_held(connection, now)
        return keep_beside(file, "before-restore", now)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & _PRIMARY not in _UNREADABLE:
            with told(f"The database {file}"):
                raise
    return _moved(file, now)


def _refuse_while_held(connection: sqlite3.Connection, now: datetime) -> None:
    query = "SELECT athlete, holder FROM leases WHERE holder IS NOT NULL AND until > ?"
    for athlete, holder in connection.execute(query, (instant_text(now),)):
        if not is_gone(holder):
            raise StoreError(
                f"The athlete {athlete} is held by {spoken(holder)}; let it finish, stop the "
                "service, then restore."
            )


def _moved(file: Path, now: datetime) -> Path:
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = file.with_name(f"{file.name}.damaged.{stamp}.bak")
    for ending in ("", *_BESIDE):
        each = file.with_name(file.name + ending)
        if each.exists():
            each.rename(aside.with_name(aside.name + ending))
    return aside


def _make(file: Path) -> None:
    """Make the file for its owner alone, where there is none."""
    try:
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(
            f"The database {file} cannot be made ({error.strerror}); free or name another place "
            "with database_url."
        ) from None


def _writable(file: Path) -> sqlite3.Connection:
    """A connection to a file that nobody writes: copying would wait for ever for who does."""
    connection = sqlite3.connect(file, timeout=_WAIT_S, isolation_level=None)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _looked_at(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=ro", uri=True)
