"""A connection to the database: SQLite in a file by default, PostgreSQL by address."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from sync_service.errors import StoreError, StoreReplaced

_WAIT_S = 10.0
_READS = "deferred"
_LARGEST = "max_page_count"
_TIMEOUT = "timeout"
_CONNECT_TIMEOUT_S = 10


def engine_for(url: str) -> Engine:
    """An engine; nothing is connected yet.

    A SQLite address may end in `?timeout=S`, the seconds to wait for another writer, and
    `max_page_count=N`, a limit to the size of the file. Raise StoreError for an unusable address.
    """
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed)
    return _postgresql(parsed)


def place_of(engine: Engine) -> str:
    """The name of the database for a person; it holds no password."""
    if file := file_of(engine):
        return f"The database {file}"
    url = engine.url
    return f"The database {url.database or url.username or ''} on {url.host or 'this machine'}"


def file_of(engine: Engine) -> Path | None:
    """The file of a SQLite database."""
    sqlite = engine.dialect.name == "sqlite"
    return Path(engine.url.database or "") if sqlite else None


def reading(engine: Engine) -> Connection:
    """A connection that waits for no writer and lets none wait."""
    connection = engine.connect().execution_options(begin=_READS)
    if engine.dialect.name == "postgresql":
        connection.execution_options(isolation_level="REPEATABLE READ")
    return connection


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
    except (ArgumentError, ValueError):
        raise _unusable() from None
    if backend in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if backend != "sqlite" or parsed.database in {None, "", ":memory:"}:
        raise _unusable()
    return parsed.set(drivername="sqlite")


def _unusable() -> StoreError:
    return StoreError(
        "The address of the database is none that can be used; write database_url as in "
        '"sqlite:///counterpoint.db" or "postgresql://user@host/name".'
    )


def _postgresql(url: URL) -> Engine:
    # prepared statements would miss the temporary tables of a rehearsal
    arguments = {"prepare_threshold": None, "connect_timeout": _CONNECT_TIMEOUT_S}
    try:
        return create_engine(url, connect_args=arguments, pool_pre_ping=True)
    except ImportError:  # psycopg is missing, or finds no libpq
        raise StoreError(
            "PostgreSQL is reached by psycopg, which is not installed; install "
            '"counterpoint[postgres]", or requirements-postgres.lock of the sources.'
        ) from None


def _sqlite(url: URL) -> Engine:
    largest = _number(url, _LARGEST, "0")
    wait_s = _number(url, _TIMEOUT, str(_WAIT_S))
    plain = url.difference_update_query([_LARGEST, _TIMEOUT])
    _make_file(Path(plain.database or ""))
    engine = create_engine(plain, connect_args={"timeout": wait_s})
    opened = _OpenedFile(Path(plain.database or ""))

    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # transactions begin and end where we say so
        cursor = connection.cursor()
        for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", "temp_store=2"):
            cursor.execute(f"PRAGMA {pragma}")
        if largest:
            cursor.execute(f"PRAGMA max_page_count={int(largest)}")
        cursor.close()

    event.listen(engine, "do_connect", opened.before_connecting)
    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", opened.before_beginning)
    event.listen(engine, "begin", _begin)
    return engine


class _OpenedFile:
    """The file that was opened first: under its name another one may come to stand.

    Who went on in a file without a name would write for athletes whom another process, on the
    new file, looks after as well.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: tuple[int, int] | None = None
        self._opened = self._standing()

    def before_connecting(self, *_: object) -> None:
        """Connecting would make a file that is missing."""
        self._compare()

    def before_beginning(self, _: Connection) -> None:
        self._compare()

    def _compare(self) -> None:
        if self._standing() != self._opened:
            raise StoreReplaced(
                f"The database {self._path} was taken away or replaced while it was in use; stop "
                "every Counterpoint that uses it, put the right file in its place, then start "
                "again."
            )

    def _standing(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        except OSError:
            return self._opened  # it cannot be seen now, which the database tells better
        return found.st_dev, found.st_ino


def _begin(connection: Connection) -> None:
    # a writer takes its turn at once: a reader that turned into one could deadlock
    begins = connection.get_execution_options().get("begin")
    connection.exec_driver_sql("BEGIN" if begins == _READS else "BEGIN IMMEDIATE")


def _number(url: URL, name: str, default: str) -> float:
    try:
        return float(str(url.query.get(name, default)))
    except ValueError:
        raise _unusable() from None


def _make_file(path: Path) -> None:
    """Make the file for its owner alone: it tells of workouts."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return
    except FileNotFoundError:
        raise StoreError(
            f"The database {path} cannot be made, as its folder does not exist; make it, or "
            "name another place with database_url."
        ) from None
    except OSError as error:
        raise StoreError(
            f"The database {path} cannot be made ({error.strerror}); free or name another place "
            "with database_url."
        ) from None
