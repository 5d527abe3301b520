"""What must not be readable in the database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from sync_service.errors import StoreError
from sync_service.store.database import Store, open_store
from tests.store.conftest import OpenStore
from tests.store.samples import NOW, busy

TOKEN = b"1//refresh-token-of-sam"


def test_a_credential_comes_back_until_it_is_removed(store: Store) -> None:
    assert store.credential("Sam", "google") is None
    store.put_credential("Sam", "google", b"old")
    store.put_credential("Sam", "google", TOKEN)
    store.put_credential("Kim", "google", b"other")
    assert store.credential("Sam", "google") == TOKEN
    store.remove_credential("Sam", "google")
    assert store.credential("Sam", "google") is None
    assert store.credential("Kim", "google") == b"other"


def test_no_credential_stands_in_the_file_as_plain_text(sqlite_url: str, tmp_path: Path) -> None:
    store = open_store(sqlite_url, now=NOW, key_file=tmp_path / "key")
    store.put_credential("Sam", "google", TOKEN)
    for file in tmp_path.glob("counterpoint.db*"):
        assert TOKEN not in file.read_bytes()
    store.close()


def test_another_key_is_said_in_a_sentence(opened: OpenStore, tmp_path: Path) -> None:
    opened().put_credential("Sam", "google", TOKEN)
    key = tmp_path / "counterpoint.key"
    key.write_bytes(Fernet.generate_key())
    with pytest.raises(StoreError, match="is not the one that sealed"):
        opened().credential("Sam", "google")
    key.write_bytes(b"rubbish")
    with pytest.raises(StoreError, match="holds no key"):
        opened().credential("Sam", "google")


def test_a_lost_key_is_not_replaced_in_silence(opened: OpenStore, tmp_path: Path) -> None:
    opened().put_credential("Sam", "google", TOKEN)
    key = tmp_path / "counterpoint.key"
    key.unlink()
    with pytest.raises(StoreError, match="cannot be read"):
        opened().credential("Sam", "google")
    assert not key.exists()


def test_a_key_is_made_once(opened: OpenStore, tmp_path: Path) -> None:
    opened()
    made = (tmp_path / "counterpoint.key").read_bytes()
    opened()
    assert (tmp_path / "counterpoint.key").read_bytes() == made


def test_a_key_that_cannot_be_made(sqlite_url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"The key file .* cannot be made"):
        open_store(sqlite_url, now=NOW, key_file=tmp_path / "none" / "key")


def test_the_database_itself_refuses_text_of_what_is_no_workout(
    sqlite_url: str, tmp_path: Path
) -> None:
    store = open_store(sqlite_url, now=NOW, key_file=tmp_path / "key")
    with store.writing("Sam") as ledger:
        ledger.put_events("plan", (busy(1),))
    store.close()
    with closing(sqlite3.connect(tmp_path / "counterpoint.db")) as connection:
        assert connection.execute("SELECT words FROM events").fetchall() == [(None,)]
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("UPDATE events SET words = 'Dentist'")
