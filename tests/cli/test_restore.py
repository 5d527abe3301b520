"""`counterpoint restore`: a backup comes back whole, or what stands is left as it is."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from sync_service.store.database import open_store
from sync_service.store.migrating import MIGRATIONS, VERSION_TABLE, Revisions
from tests.cli.conftest import Counterpoint
from tests.cli.writing import ATHLETE, LATER, NOW, is_one_sentence, rows, set_up, synced

DATABASE = "counterpoint.db"


def changed(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


@pytest.fixture
def copied(counterpoint: Counterpoint, tmp_path: Path) -> Path:
    """A backup of what one cycle wrote, and the database as it was before that cycle."""
    synced(tmp_path)
    assert counterpoint("backup", "kept.db").status == 0
    return tmp_path / "kept.db"


def test_a_backup_is_restored_where_there_is_no_database(
    counterpoint: Counterpoint, tmp_path: Path, copied: Path
) -> None:
    before = rows(copied)
    for each in tmp_path.glob(f"{DATABASE}*"):
        each.unlink()
    restored = counterpoint("restore", "kept.db")
    assert restored.status == 0, restored.err
    assert rows(tmp_path / DATABASE) == before
    assert (tmp_path / DATABASE).stat().st_mode & 0o777 == 0o600
    assert counterpoint("sync", *LATER).out == "Nothing to change.\n"


def test_what_stands_is_replaced_only_with_a_yes_and_kept_beside(
    counterpoint: Counterpoint, tmp_path: Path, copied: Path
) -> None:
    counterpoint("purge", "--yes", *LATER)
    purged = rows(tmp_path / DATABASE)
    refused = counterpoint("restore", "kept.db")
    assert (refused.status, is_one_sentence(refused)) == (2, True)
    assert "--yes" in refused.err
    assert rows(tmp_path / DATABASE) == purged
    assert counterpoint("restore", "kept.db", "--yes").status == 0
    assert rows(tmp_path / DATABASE) == rows(copied)
    [former] = tmp_path.glob(f"{DATABASE}.before-restore.*.bak")
    assert rows(former) == purged


def no_database(file: Path) -> None:
    file.write_bytes(b"BEGIN:VCALENDAR\r\n" * 500)


def of_another_program(file: Path) -> None:
    file.unlink()
    changed(file, "CREATE TABLE bookmarks (id)")


def newer(file: Path) -> None:
    changed(file, f"UPDATE {VERSION_TABLE} SET version_num = '9999'")  # noqa: S608


def damaged(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))


def of_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (no_database, "is no database, or damaged"),
        (of_another_program, "is no database of Counterpoint"),
        (newer, "was written by a newer Counterpoint"),
        (damaged, "is damaged"),
        (Path.unlink, "does not exist"),
        (of_a_folder, "is a folder"),
    ],
)
def test_what_is_no_backup_of_ours_changes_nothing(
    counterpoint: Counterpoint, tmp_path: Path, copied: Path, spoil: object, sentence: str
) -> None:
    assert callable(spoil)
    spoil(copied)
    before = rows(tmp_path / DATABASE)
    refused = counterpoint("restore", "kept.db", "--yes")
    assert (refused.status, is_one_sentence(refused)) == (2, True)
    assert sentence in refused.err
    assert rows(tmp_path / DATABASE) == before
    assert not list(tmp_path.glob("*.bak"))


def test_a_file_that_is_missing_is_told_before_anything_is_asked(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    synced(tmp_path)
    refused = counterpoint("restore", "missing.db")
    assert (refused.status, is_one_sentence(refused)) == (2, True)
    assert "missing.db does not exist" in refused.err
    assert "--yes" not in refused.err


def test_what_was_undone_comes_back_with_a_backup_from_before_alone(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    set_up(tmp_path)
    counterpoint("backup", "before.db")
    counterpoint("sync", *NOW)
    counterpoint("backup", "between.db")
    counterpoint("undo", *LATER)
    counterpoint("purge", "--yes", *LATER)
    assert counterpoint("sync", *LATER).out == "Nothing to change.\n"
    counterpoint("restore", "between.db", "--yes")
    asked = counterpoint("sync", *LATER)
    assert (asked.status, "vanished at once" in asked.err) == (1, True)
    counterpoint("restore", "before.db", "--yes")
    assert counterpoint("sync", *LATER).out.endswith("58 added, 0 changed, 0 deleted.\n")


def test_a_damaged_database_is_moved_aside(
    counterpoint: Counterpoint, tmp_path: Path, copied: Path
) -> None:
    for each in tmp_path.glob(f"{DATABASE}-*"):
        each.unlink()
    no_database(tmp_path / DATABASE)
    spoiled = (tmp_path / DATABASE).read_bytes()
    restored = counterpoint("restore", "kept.db", "--yes")
    assert restored.status == 0, restored.err
    assert rows(tmp_path / DATABASE) == rows(copied)
    [aside] = tmp_path.glob(f"{DATABASE}.damaged.*.bak")
    assert aside.read_bytes() == spoiled


def test_a_backup_of_an_older_version_is_brought_up_to_date(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    older = tmp_path / "older" / "migrations"
    shutil.copytree(MIGRATIONS, older, ignore=shutil.ignore_patterns("__pycache__"))
    for each in (older / "versions").glob("0*_*.py"):
        if each.name[:4] > "0003":
            each.unlink()
    now = datetime.now(UTC)
    place, key = f"sqlite:///{tmp_path}/old.db", tmp_path / "counterpoint.key"
    open_store(place, now=now, key_file=key, revisions=Revisions(older)).close()
    restored = counterpoint("restore", "old.db")
    assert (restored.status, restored.err) == (0, "")
    assert "(revision 0003)" in restored.out
    assert counterpoint("athlete", "list").status == 0
    [copy] = tmp_path.glob(f"{DATABASE}.0003.*.bak")
    assert copy.exists()


def test_a_database_that_another_process_writes_is_left_alone(
    counterpoint: Counterpoint, tmp_path: Path, copied: Path
) -> None:
    assert copied.exists()
    with closing(sqlite3.connect(tmp_path / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = counterpoint("restore", "kept.db", "--yes")
        assert (refused.status, is_one_sentence(refused)) == (2, True)
        assert "is locked by another process" in refused.err


@pytest.mark.usefixtures("copied")
def test_nothing_is_restored_under_who_is_at_work(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    now = datetime.now(UTC)
    store = open_store(f"sqlite:///{tmp_path / DATABASE}", now=now, key_file=tmp_path / "k")
    lease = store.take_lease("Sam", "process 1 on elsewhere", now + timedelta(seconds=5), 60)
    refused = counterpoint("restore", "kept.db", "--yes")
    assert (refused.status, is_one_sentence(refused)) == (2, True)
    assert "process 1 on elsewhere" in refused.err
    store.give_back_lease(lease)  # type: ignore[arg-type]
    store.close()
    assert counterpoint("restore", "kept.db", "--yes").status == 0


def test_another_key_is_said_after_restoring(counterpoint: Counterpoint, tmp_path: Path) -> None:
    set_up(tmp_path, athletes="")
    (tmp_path / "kim.toml").write_text('name = "Kim"')
    counterpoint("athlete", "add", "kim.toml")
    counterpoint("backup", "kept.db")
    (tmp_path / "counterpoint.key").write_bytes(Fernet.generate_key())
    restored = counterpoint("restore", "kept.db", "--yes")
    assert restored.status == 0
    assert "is not the one that sealed" in restored.err


def test_a_server_has_its_own_programs(counterpoint: Counterpoint, tmp_path: Path) -> None:
    above = 'database_url = "postgresql://sam:s3cret@host/name"\n'
    (tmp_path / "counterpoint.toml").write_text(above + ATHLETE)
    refused = counterpoint("restore", "kept.db")
    assert (refused.status, is_one_sentence(refused)) == (2, True)
    assert "pg_restore" in refused.err
    assert "s3cret" not in refused.err


def test_few_copies_are_kept_beside(
    counterpoint: Counterpoint, tmp_path: Path, copied: Path
) -> None:
    assert copied.exists()
    for year in range(2020, 2026):
        (tmp_path / f"{DATABASE}.0001.{year}0101T000000Z.bak").write_text("old")
    (tmp_path / f"{DATABASE}.mine.bak").write_text("mine")
    assert counterpoint("restore", "kept.db", "--yes").status == 0
    found = sorted(each.name for each in tmp_path.glob("*.bak"))
    assert len(found) == 4
    assert f"{DATABASE}.mine.bak" in found
    assert f"{DATABASE}.0001.20250101T000000Z.bak" in found
    assert f"{DATABASE}.0001.20230101T000000Z.bak" not in found
