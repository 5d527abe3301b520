"""An online copy of a SQLite database."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from sync_service.errors import StoreError

_KEPT_BESIDE = 3


def keep_beside(file: Path, revision: str, now: datetime) -> Path:
    """Copy the database beside itself, named by revision and instant; keep the newest few.

    Raise StoreError and sqlite3.Error as `copy_database`.
    """
    copy = next(name for name in _names(file, revision, now) if not name.exists())
    copy_database(file, copy)
    ours = re.compile(rf"{re.escape(file.name)}\.[\w-]+\.(\d{{8}}T\d{{6}}Z)\.bak")
    found = [
        (match[1], each) for each in file.parent.iterdir() if (match := ours.fullmatch(each.name))
    ]
    for _, old in sorted(found)[:-_KEPT_BESIDE]:
        with suppress(OSError):
            old.unlink()
    return copy


def _names(file: Path, revision: str, now: datetime) -> Iterator[Path]:
    """Names for the copy; a second one within a second is named by the next."""
    for second in count():
        stamp = (now.astimezone(UTC) + timedelta(seconds=second)).strftime("%Y%m%dT%H%M%SZ")
        yield file.with_name(f"{file.name}.{revision}.{stamp}.bak")


def copy_database(file: Path, to: Path) -> None:
    """Copy the database as it stands at one moment, while others read and write it.

    The copy is for its owner alone. Raise StoreError where `to` exists or cannot be made, and
    sqlite3.Error where the copying fails; half a copy is taken away again.
    """
    _make(to)
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(to)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
    except BaseException:
        with suppress(OSError):
            to.unlink()
        raise


def _make(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise StoreError(f"{path} exists; name a file for the backup that does not.") from None
    except OSError as error:
        raise StoreError(
            f"The backup {path} cannot be made ({error.strerror}); name a place that is writable."
        ) from None
