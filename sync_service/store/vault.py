"""Credentials, encrypted with a key that is kept outside the database."""

from __future__ import annotations

import base64
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, and_, delete, func, select

from sync_service.errors import StoreError
from sync_service.store.rows import upsert
from sync_service.store.tables import credentials

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

_KEY_BYTES = 32
_SEAL_BYTES = 40  # in base64 the version, the time and the initial vector of Fernet, and more


class Vault:
    """Seals and opens credentials with the key in a file."""

    def __init__(self, key_file: Path) -> None:
        """Nothing is read yet: most commands need no credential."""
        self._key_file = key_file

    def prepare(self, connection: Connection) -> None:
        """Make the key on the first run; never where something is sealed with a lost one."""
        sealed = connection.scalar(select(credentials.c.provider).limit(1))
        if sealed is None and not self._stands():
            self._make_key()

    def _stands(self) -> bool:
        try:
            return self._key_file.exists()
        except OSError as error:
            raise self._trouble(f"cannot be read ({error.strerror})") from None

    def is_exposed(self) -> bool:
        """Whether every user of the machine can read the key; its group may be meant to."""
        try:
            return bool(self._key_file.stat().st_mode & stat.S_IROTH)
        except OSError:
            return False

    def opened(self, connection: Connection, athlete: str, provider: str) -> bytes | None:
        """The credential, None where there is none; raise StoreError for another key."""
        secret = connection.scalar(select(credentials.c.secret).where(_of(athlete, provider)))
        return None if secret is None else self._open(bytes(secret))

    def all_opened(self, connection: Connection, provider: str) -> dict[str, bytes]:
        """What is kept of every athlete under one name; raise StoreError for another key."""
        query = select(credentials.c.athlete, credentials.c.secret)
        found = connection.execute(query.where(credentials.c.provider == provider)).all()
        return {row.athlete: self._open(bytes(row.secret)) for row in found}

    def try_all(self, connection: Connection) -> None:
        """Open everything, and hand out nothing; raise StoreError for another key."""
        for secret in connection.scalars(select(credentials.c.secret)):
            self._open(bytes(secret))

    def whose(self, connection: Connection, provider: str) -> tuple[str, ...]:
        """Of whom something is kept under this name; nothing is opened."""
        query = select(credentials.c.athlete).where(credentials.c.provider == provider)
        return tuple(sorted(connection.scalars(query)))

    @staticmethod
    def seals(connection: Connection, provider: str) -> dict[str, bytes]:
        """What tells each sealing from a former one of the same: a time and 128 random bits."""
        columns = credentials.c.athlete, func.substr(credentials.c.secret, 1, _SEAL_BYTES)
        found = connection.execute(select(*columns).where(credentials.c.provider == provider))
        return {athlete: bytes(seal) for athlete, seal in found}

    def seal(self, connection: Connection, athlete: str, provider: str, secret: bytes) -> None:
        """Keep a credential in place of the former one."""
        sealed = self._fernet().encrypt(secret)
        row = {"athlete": athlete, "provider": provider, "secret": sealed}
        connection.execute(upsert(connection, credentials), row)

    @staticmethod
    def remove(connection: Connection, athlete: str, provider: str) -> None:
        """Forget a credential, where there is one."""
        connection.execute(delete(credentials).where(_of(athlete, provider)))

    def _open(self, sealed: bytes) -> bytes:
        from cryptography.fernet import InvalidToken  # noqa: PLC0415 slow to import, seldom needed

        try:
            return self._fernet().decrypt(sealed)
        except InvalidToken:
            raise StoreError(
                f"The key in {self._key_file} is not the one that sealed the credentials; "
                "restore the right key, or connect the account and add the athlete again."
            ) from None

    def _fernet(self) -> Fernet:
        from cryptography.fernet import Fernet  # noqa: PLC0415

        try:
            return Fernet(self._key_file.read_bytes().strip())
        except OSError as error:
            raise self._trouble(f"cannot be read ({error.strerror})") from None
        except ValueError:
            raise self._trouble("holds no key") from None

    def _make_key(self) -> None:
        """Write the key whole, then give it its name: no other process sees half of it."""
        half = self._key_file.with_name(f".{self._key_file.name}.{secrets.token_hex(6)}")
        try:
            _write_new(half, base64.urlsafe_b64encode(os.urandom(_KEY_BYTES)))
            with suppress(FileExistsError):  # another process got there first
                os.link(half, self._key_file)
        except OSError as error:
            raise self._trouble(f"cannot be made ({error.strerror})") from None
        finally:
            with suppress(OSError):
                half.unlink()

    def _trouble(self, what: str) -> StoreError:
        return StoreError(
            f"The key file {self._key_file} {what}; restore it, or name a place that can be used "
            "with key_path."
        )


def _write_new(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _of(athlete: str, provider: str) -> ColumnElement[bool]:
    return and_(credentials.c.athlete == athlete, credentials.c.provider == provider)
