"""Opening a database: new, old, newer, damaged, locked, full, elsewhere."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect

from sync_service.errors import StoreError, StoreReplaced
from sync_service.store.database import Store, open_store
from sync_service.store.migrating import MIGRATIONS, VERSION_TABLE, Revisions
from sync_service.store.tables import metadata
from tests.store.conftest import OpenStore
from tests.store.samples import NOW, item, workout

LATER = '''"""A later revision, as a newer program would have it."""

from alembic import op

revision = "9999"
down_revision = "{newest}"


def upgrade() -> None:
    op.execute("CREATE TABLE later (id INTEGER)")
'''


def trouble(url: str, folder: Path) -> str:
    with pytest.raises(StoreError) as caught:
        open_store(url, now=NOW, key_file=folder / "counterpoint.key")
    said = str(caught.value)
    assert "\n" not in said
    assert said.endswith((".", '"'))
    return said


@pytest.fixture
def newer(tmp_path: Path) -> Revisions:
    """The revisions of a program that is one ahead of this one."""
    folder = tmp_path / "newer"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_later.py").write_text(
        LATER.format(newest=Revisions().newest), encoding="utf-8"
    )
    return Revisions(folder)


def driver_url(url: str) -> str:
    return url.partition("?")[0].replace("postgresql:", "postgresql+psycopg:")


def test_the_migrations_make_the_tables_that_the_program_works_with(store: Store, url: str) -> None:
    assert store.athletes() == ()
    engine = create_engine(driver_url(url))
    with engine.connect() as connection:
        options = {"version_table": VERSION_TABLE, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
        checks = inspect(connection).get_check_constraints("events")
        assert [check["name"] for check in checks] == ["words_of_workouts_alone"]
    engine.dispose()


def test_the_newest_revision_is_told_without_alembic_as_alembic_tells_it() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    script = ScriptDirectory.from_config(config)
    assert script.get_current_head() == Revisions().newest
    assert {each.revision for each in script.walk_revisions()} == set(Revisions().known)


def test_what_was_kept_is_there_when_the_database_is_opened_again(opened: OpenStore) -> None:
    with opened().writing("Sam") as ledger:
        ledger.put_item(item())
    with opened().reading("Sam") as ledger:
        assert ledger.items() == (item(),)


def test_an_older_database_is_migrated_and_keeps_what_it_holds(
    opened: OpenStore, url: str, newer: Revisions, tmp_path: Path
) -> None:
    with opened().writing("Sam") as ledger:
        ledger.put_item(item())
    later = open_store(url, now=NOW, key_file=tmp_path / "key", revisions=newer)
    with later.reading("Sam") as ledger:
        assert ledger.items() == (item(),)
    later.close()
    said = trouble(url, tmp_path)
    assert "written by a newer Counterpoint (revision 9999)" in said


def test_a_file_is_copied_beside_itself_before_it_is_migrated(
    sqlite_url: str, newer: Revisions, tmp_path: Path
) -> None:
    key = tmp_path / "key"
    first = open_store(sqlite_url, now=NOW, key_file=key)
    with first.writing("Sam") as ledger:
        ledger.put_item(item())
    first.close()
    open_store(sqlite_url, now=NOW, key_file=key, revisions=newer).close()
    [copy] = tmp_path.glob("*.bak")
    assert copy.name == f"counterpoint.db.{Revisions().newest}.20260302T063000Z.bak"
    assert copy.stat().st_mode & 0o777 == 0o600
    restored = open_store(f"sqlite:///{copy}", now=NOW, key_file=key)
    with restored.reading("Sam") as ledger:
        assert ledger.items() == (item(),)
    restored.close()


def test_a_new_file_is_for_its_owner_alone(sqlite_url: str, tmp_path: Path) -> None:
    open_store(sqlite_url, now=NOW, key_file=tmp_path / "counterpoint.key").close()
    for name in ("counterpoint.db", "counterpoint.key"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob("*.bak"))


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"BEGIN:VCALENDAR\r\n" * 500)
    assert "is no database, or damaged" in trouble(f"sqlite:///{tmp_path}/a.db", tmp_path)


def test_a_database_that_is_damaged_inside(sqlite_url: str, tmp_path: Path) -> None:
    store = open_store(sqlite_url, now=NOW, key_file=tmp_path / "key")
    with store.writing("Sam") as ledger:
        ledger.put_events("plan", [workout(number) for number in range(200)])
    store.close()
    file = tmp_path / "counterpoint.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    assert "is damaged" in trouble(sqlite_url, tmp_path)


def test_a_database_of_another_program(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as other:
        other.execute("CREATE TABLE bookmarks (id)")
    said = trouble(f"sqlite:///{tmp_path}/a.db", tmp_path)
    assert "belongs to another program" in said


def test_a_database_that_another_process_has_locked(sqlite_url: str, tmp_path: Path) -> None:
    store = open_store(
        sqlite_url.replace("timeout=5", "timeout=0.05"), now=NOW, key_file=tmp_path / "k"
    )
    with closing(sqlite3.connect(tmp_path / "counterpoint.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="is locked by another process"):
            store.put_credential("Sam", "google", b"secret")
        with store.rehearsal("Sam") as ledger:
            ledger.put_item(item())
    store.close()


def test_a_disk_without_room_leaves_what_was_there(sqlite_url: str, tmp_path: Path) -> None:
    small = open_store(f"{sqlite_url}&max_page_count=60", now=NOW, key_file=tmp_path / "key")
    with small.writing("Sam") as ledger:
        ledger.put_item(item())

    def fill() -> None:
        with small.writing("Sam") as ledger:
            ledger.put_events("plan", [workout(number) for number in range(2000)])

    with pytest.raises(StoreError, match="has no room left"):
        fill()
    with small.reading("Sam") as ledger:
        assert ledger.items() == (item(),)
        assert ledger.events() == ()
    small.close()


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    said = trouble(f"sqlite:///{tmp_path}/none/a.db", tmp_path)
    assert "its folder does not exist; make it" in said


OPENED_BY_SOMEONE_ELSE = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from sync_service.errors import StoreError, StoreReplaced
from sync_service.store.database import open_store
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
try:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    store = open_store(sys.argv[1], now=now, key_file=Path(sys.argv[2]))
    with store.writing("Sam"):
        pass
except StoreError as error:
    print(error)
"""


@pytest.mark.parametrize("there", [False, True])
def test_a_folder_that_can_only_be_read(*, there: bool) -> None:
    folder = Path(tempfile.mkdtemp())  # the folders of pytest are closed to others
    folder.chmod(0o755)
    url = f"sqlite:///{folder}/a.db"
    key = folder / "key"
    if there:
        open_store(url, now=NOW, key_file=key).close()
        (folder / "a.db").chmod(0o444)
    folder.chmod(0o555)
    command = [sys.executable, "-c", OPENED_BY_SOMEONE_ELSE, url, str(key)]
    done = subprocess.run(  # noqa: S603 this very program
        command, capture_output=True, text=True, check=False
    )
    folder.chmod(0o755)
    shutil.rmtree(folder)
    assert done.stderr == ""
    assert done.stdout.startswith(f"The database {folder}/a.db cannot be ")


def test_a_server_that_is_away_gives_no_password_away(free_port: int, tmp_path: Path) -> None:
    said = trouble(f"postgresql://sam:s3cret@127.0.0.1:{free_port}/counterpoint", tmp_path)
    assert "cannot be reached" in said
    assert "s3cret" not in said


def test_a_database_that_the_server_does_not_have(server: str, tmp_path: Path) -> None:
    said = trouble(f"{server.replace('postgresql:', 'postgres:')}/none", tmp_path)
    assert said.startswith("The database none on 127.0.0.1 does not exist; create it")


def test_a_file_that_is_taken_away_or_replaced_while_it_is_in_use(tmp_path: Path) -> None:
    file, key = tmp_path / "counterpoint.db", tmp_path / "counterpoint.key"
    with closing(open_store(f"sqlite:///{file}", now=NOW, key_file=key)) as store:
        for each in tmp_path.glob("counterpoint.db*"):
            each.unlink()
        for use in (store.paused, store.try_writing, store.ping):
            with pytest.raises(StoreReplaced, match="was taken away or replaced"):
                use()
        assert not file.exists()
        with closing(open_store(f"sqlite:///{file}", now=NOW, key_file=key)) as other:
            other.pause("sam", NOW)
            with pytest.raises(StoreReplaced), store.writing("sam"):
                pass
            assert other.paused() == {"sam"}


def test_a_server_without_the_extra_that_reaches_it(tmp_path: Path) -> None:
    missing = "raise ModuleNotFoundError(\"No module named 'psycopg'\", name='psycopg')"
    (tmp_path / "psycopg.py").write_text(missing)
    done = subprocess.run(  # noqa: S603 this very program
        [Path(sys.executable).with_name("counterpoint"), "athlete", "list"],
        env={
            "PYTHONPATH": str(tmp_path),
            "COUNTERPOINT_DATABASE_URL": "postgresql://zzuser@127.0.0.1:1/x",
        },
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "counterpoint[postgres]" in done.stderr
    assert (done.stderr.count("\n"), "zzuser" in done.stderr) == (1, False)


def test_a_user_that_the_server_does_not_know(server: str, tmp_path: Path) -> None:
    said = trouble(f"{server.replace('postgres@', 'nobody:s3cret@')}/postgres", tmp_path)
    assert "does not let us in; check user and password" in said
    assert "s3cret" not in said


@pytest.mark.parametrize(
    "url", ["", "sqlite://", "sqlite:///:memory:", "mysql://sam:s3cret@a/b", "x"]
)
def test_an_address_that_is_none(url: str, tmp_path: Path) -> None:
    said = trouble(url, tmp_path)
    assert "The address of the database is none that can be used" in said
    assert "s3cret" not in said


def test_a_backup_is_a_database_and_overwrites_nothing(sqlite_url: str, tmp_path: Path) -> None:
    key = tmp_path / "key"
    store = open_store(sqlite_url, now=datetime.now(UTC), key_file=key)
    with store.writing("Sam") as ledger:
        ledger.put_item(item())
    copy = tmp_path / "copy.db"
    store.backup(copy)
    with pytest.raises(StoreError, match="exists; name a file"):
        store.backup(copy)
    with pytest.raises(StoreError, match="cannot be made"):
        store.backup(tmp_path / "none" / "copy.db")
    store.close()
    assert copy.stat().st_mode & 0o777 == 0o600
    restored = open_store(f"sqlite:///{copy}", now=NOW, key_file=key)
    with restored.reading("Sam") as ledger:
        assert ledger.items() == (item(),)
    restored.close()


def test_a_server_is_backed_up_with_its_own_program(postgresql_url: str, tmp_path: Path) -> None:
    store = open_store(postgresql_url, now=NOW, key_file=tmp_path / "key")
    with pytest.raises(StoreError, match="pg_dump --format=custom"):
        store.backup(tmp_path / "copy")
    store.close()
