"""What a database complains of, in one sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, NoSuchModuleError, SQLAlchemyError

from sync_service.errors import StoreAway, StoreError

_DAMAGED = "restore a backup, or move it away: what stands in the calendars is found again."
_PRIMARY = 0xFF  # the upper bits of SQLite's code only refine it
_LOCKED = "is locked by another process; let it finish, then try again."
_FULL = "has no room left; free space on its disk, then try again."
_SQLITE = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: (
        "cannot be written; make the file and its folder writable for this user."
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened; make the file and its folder readable and writable for this user."
    ),
    sqlite3.SQLITE_PERM: "cannot be opened; make it readable and writable for this user.",
    sqlite3.SQLITE_NOTADB: f"is no database, or damaged; {_DAMAGED}",
    sqlite3.SQLITE_CORRUPT: f"is damaged; {_DAMAGED}",
    sqlite3.SQLITE_IOERR: "cannot be read or written; check its disk and the room left there.",
}
_NOT_LET_IN = "does not let us in; check user and password in database_url."
_AWAY = "cannot be reached; start its server, or correct host and port in database_url."
_CROWDED = "has no room left or too many clients; free space on its disk, then try again."
_POSTGRESQL = {
    "28": _NOT_LET_IN,
    "3D": "does not exist; create it, or name another one with database_url.",
    "53": _CROWDED,
    "57": _AWAY,
    "08": _AWAY,
    "42501": "does not allow this; grant the user the right to create and change its tables.",
    "25006": "can only be read; name its primary server with database_url.",
    "55P03": _LOCKED,
    "40": "was changed by another process at the same time; try again.",
}
_WORDS_OF_LIBPQ = (
    ("authentication failed", "28"),
    ("no password supplied", "28"),
    ("pg_hba.conf", "28"),
    ("role ", "28"),
    ("does not exist", "3D"),
    ("too many", "53"),
)
_PASSING = frozenset({_LOCKED, _FULL, _AWAY, _CROWDED})
_UNKNOWN = "cannot be used; run counterpoint doctor, or restore a backup."


@contextmanager
def told(place: str) -> Iterator[None]:
    """Say in one sentence what the database complains of; never what was in the statement."""
    try:
        yield
    except NoSuchModuleError:
        raise StoreError(f"{place} is of a kind that is not known.") from None
    except DBAPIError as error:
        raise _trouble(place, error.orig) from None
    except SQLAlchemyError:
        raise StoreError(f"{place} {_UNKNOWN}") from None
    except sqlite3.Error as error:
        raise _trouble(place, error) from None


def _trouble(place: str, error: BaseException | None) -> StoreError:
    reason = _reason(error)
    kind = StoreAway if reason in _PASSING else StoreError
    return kind(f"{place} {reason}")


def _reason(error: BaseException | None) -> str:
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY
        return _SQLITE.get(code, _UNKNOWN)
    state = getattr(error, "sqlstate", None) or _state_of_words(str(error))
    return _POSTGRESQL.get(state) or _POSTGRESQL.get(state[:2], _UNKNOWN)


def _state_of_words(text: str) -> str:
    """The state behind a failed connection, of which libpq tells only the words."""
    return next((state for words, state in _WORDS_OF_LIBPQ if words in text), "08")
