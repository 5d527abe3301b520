"""What can be wrong when calendars are written: one sentence, no half state, the right status."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, Outcome, calendar
from tests.cli.writing import (
    ATHLETE,
    COLLIDING,
    LATER,
    NOW,
    files,
    is_one_sentence,
    set_up,
    synced,
    synced_here,
)

NOBODY = 65534
MOUNTS = shutil.which("unshare") if os.geteuid() == 0 else None
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


def said(outcome: Outcome, *words: str) -> None:
    assert is_one_sentence(outcome), outcome.err
    for word in words:
        assert word in outcome.err


@pytest.mark.parametrize("command", ["plan", "sync", "undo", "purge"])
def test_settings_that_leave_out_what_is_needed(
    counterpoint: Counterpoint, tmp_path: Path, command: str
) -> None:
    lines = [line for line in ATHLETE.splitlines() if not line.startswith("sources")]
    set_up(tmp_path, athletes="\n".join(lines))
    outcome = counterpoint(command, *NOW)
    assert outcome.status == 2
    said(outcome, "there is no source to read; put one under sources")


@pytest.mark.parametrize("spelled", ["calendar", "./calendar", "cal/../calendar"])
def test_two_athletes_do_not_write_into_one_folder(
    counterpoint: Counterpoint, tmp_path: Path, spelled: str
) -> None:
    kim = ATHLETE.replace("Sam", "Kim")
    set_up(tmp_path, athletes=ATHLETE + kim.replace('"calendar"', f'"{spelled}"'))
    outcome = counterpoint("sync", *NOW)
    assert outcome.status == 2
    said(outcome, "Sam and Kim write into the same folder")
    set_up(tmp_path)
    (tmp_path / "kim.toml").write_text(kim.replace("[[athletes]]\n", ""))
    added = counterpoint("athlete", "add", "kim.toml")
    assert added.status == 2
    said(added, "Sam and Kim write into the same folder")


def test_no_athlete_at_all(counterpoint: Counterpoint, tmp_path: Path) -> None:
    set_up(tmp_path, athletes="")
    outcome = counterpoint("sync", *NOW)
    assert outcome.status == 2
    said(outcome, "There is no athlete here")


@pytest.mark.parametrize("command", ["plan", "sync", "undo", "status"])
@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        ("damage", "is no database, or damaged; restore a backup"),
        ("age", "was written by a newer Counterpoint (revision 9999)"),
        ("replace", "belongs to another program"),
    ],
)
def test_a_database_that_cannot_be_used(
    counterpoint: Counterpoint, tmp_path: Path, command: str, harm: str, sentence: str
) -> None:
    written = synced(tmp_path)
    before = files(written)
    HARMS[harm](tmp_path / "counterpoint.db")
    outcome = counterpoint(command, *LATER)
    assert outcome.status == 2
    said(outcome, sentence)
    assert files(written) == before


def _damage(database: Path) -> None:
    database.write_bytes(b"not a database" * 1000)


def _age(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE counterpoint_revision SET version_num = '9999'")


def _replace(database: Path) -> None:
    database.unlink()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE theirs (id INTEGER)")


HARMS = {"damage": _damage, "age": _age, "replace": _replace}


def test_a_database_that_another_process_holds(counterpoint: Counterpoint, tmp_path: Path) -> None:
    written = set_up(tmp_path, 'database_url = "sqlite:///counterpoint.db?timeout=0.1"\n')
    counterpoint("status")
    with closing(sqlite3.connect(tmp_path / "counterpoint.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        outcome = counterpoint("sync", *NOW)
        assert outcome.status == 2
        said(outcome, "is locked by another process; let it finish, then try again")
        assert not written.exists()
        assert counterpoint("plan", *NOW).status == 0
    assert counterpoint("sync", *NOW).status == 0


def test_no_room_for_the_database(counterpoint: Counterpoint, tmp_path: Path) -> None:
    written = set_up(tmp_path, 'database_url = "sqlite:///counterpoint.db?max_page_count=30"\n')
    outcome = counterpoint("sync", *NOW)
    assert outcome.status == 2
    said(outcome, "has no room left; free space on its disk")
    assert not written.exists()
    (tmp_path / "counterpoint.toml").write_text(ATHLETE)
    assert counterpoint("sync", *NOW).status == 0
    assert len(list(written.glob("*.ics"))) == 58


@pytest.mark.skipif(not MOUNTS, reason="small disks cannot be mounted here")
def test_no_room_for_the_calendar(tmp_path: Path) -> None:
    written = set_up(tmp_path)
    written.mkdir()
    program = Path(sys.executable).parent / "counterpoint"
    script = (
        f"mount -t tmpfs -o size=64k none {written} && {program} sync --now 2026-01-11T08:00;"
        f' echo "status $?"; cat {written}/*.ics | grep -c END:VCALENDAR; ls -A {written} | wc -l;'
        f" {program} purge --yes --now 2026-01-11T09:00; ls -A {written} | wc -l"
    )
    done = subprocess.run(  # noqa: S603 the script above
        [str(MOUNTS), "-m", "sh", "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    said(
        Outcome(done.returncode, done.stdout, done.stderr),
        "calendar: ",
        "the disk is full; make room on it",
    )
    after = done.stdout.partition("status 3\n")[2].splitlines()
    whole, there = int(after[0]), int(after[1])
    assert 0 < whole == there < 58
    assert after[-1] == "0"


@pytest.fixture
def other_users_folder() -> Iterator[Path]:
    """A folder that another user may use; those of pytest are closed to them."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


AS_NOBODY = """
import os, sys
from contextlib import redirect_stdout
from sync_service.cli import main
def run(folder, *arguments):
    os.chdir(folder)
    sys.argv = ["counterpoint", *arguments]
    try:
        main()
    except SystemExit as ended:
        return ended.code
with redirect_stdout(open(os.devnull, "w")):
    run(sys.argv[1], "sync", "--now", "2026-01-11T08:00")  # imports what the user cannot reach
"""


def as_nobody(folder: Path, warm: Path, *arguments: str) -> Outcome:
    """Run the command as a user to whom permissions apply.

    Python itself may lie where that user cannot go: a cycle in `warm` first brings in every module.
    """
    code = f"{AS_NOBODY}os.setgid({NOBODY}); os.setuid({NOBODY})\n"
    code += f"sys.exit(run({str(folder)!r}, *{arguments!r}))\n"
    set_up(warm)
    (warm / "plan.ics").write_text(calendar(*COLLIDING))
    (warm / "counterpoint.db").unlink(missing_ok=True)  # making one anew needs more modules
    done = subprocess.run(  # noqa: S603 the code above
        [sys.executable, "-c", code, str(warm)], capture_output=True, text=True, check=False
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


@AS_ROOT
def test_a_calendar_that_may_only_be_read(other_users_folder: Path, tmp_path: Path) -> None:
    written = set_up(other_users_folder)
    written.mkdir(mode=0o755)
    (other_users_folder / "plan.ics").chmod(0o644)
    outcome = as_nobody(other_users_folder, tmp_path, "sync", *NOW)
    assert outcome.status == 3
    said(outcome, "calendar: ")
    assert files(written) == {}
    written.chmod(0o777)
    assert as_nobody(other_users_folder, tmp_path, "sync", *NOW).status == 0
    assert len(list(written.glob("*.ics"))) == 58


@AS_ROOT
def test_a_folder_in_which_no_database_can_be_made(
    other_users_folder: Path, tmp_path: Path
) -> None:
    set_up(other_users_folder)
    other_users_folder.chmod(0o755)
    outcome = as_nobody(other_users_folder, tmp_path, "sync", *NOW)
    assert outcome.status == 2
    said(outcome, "cannot be made")
    planned = as_nobody(other_users_folder, tmp_path, "plan", *NOW)
    assert planned.status == 0, planned.err


def test_a_calendar_whose_folder_was_deleted_underneath(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    written = synced(tmp_path)
    written.rename(tmp_path / "elsewhere")
    outcome = counterpoint("sync", *LATER)
    assert outcome.status == 3
    said(outcome, "calendar: its folder is not there any more")
    assert not written.exists()
    (tmp_path / "elsewhere").rename(written)
    before = files(written)
    assert counterpoint("sync", *LATER).out == "Nothing to change.\n"
    assert files(written) == before


def test_a_file_in_place_of_the_calendar(counterpoint: Counterpoint, tmp_path: Path) -> None:
    written = set_up(tmp_path)
    written.write_text("a file")
    outcome = counterpoint("sync", *NOW)
    assert outcome.status == 3
    said(outcome, "calendar: this is a file; name a folder")
    assert written.read_text() == "a file"


@pytest.mark.parametrize("content", [None, b"<html>sign in</html>", b"BEGIN:VCALENDAR\r\n", b""])
def test_a_source_that_cannot_be_read_deletes_nothing(
    counterpoint: Counterpoint, tmp_path: Path, content: bytes | None
) -> None:
    written = synced_here(counterpoint, tmp_path)
    before, source = files(written), tmp_path / "plan.ics"
    source.unlink()
    if content is not None:
        source.write_bytes(content)
    for command in ("plan", "sync", "sync"):
        outcome = counterpoint(command, *LATER)
        assert outcome.status == 3
        assert "plan.ics" in outcome.err
        assert is_one_sentence(outcome)
    assert files(written) == before


@pytest.mark.parametrize("command", ["plan", "sync", "undo", "status"])
def test_a_database_that_leads_to_itself(
    counterpoint: Counterpoint, tmp_path: Path, command: str
) -> None:
    set_up(tmp_path)
    (tmp_path / "counterpoint.db").symlink_to("counterpoint.db")
    outcome = counterpoint(command)
    assert outcome.status == 2
    said(outcome, "counterpoint.db cannot be opened")


@pytest.mark.parametrize("command", ["plan", "sync", "status"])
def test_a_database_in_a_folder_that_nobody_may_enter(tmp_path: Path, command: str) -> None:
    set_up(tmp_path, 'database_url = "sqlite:///db/counterpoint.db"\n')
    (tmp_path / "db").mkdir(mode=0)
    done = _as_anybody(tmp_path, command)
    assert done.returncode == 2
    assert done.stderr.startswith(f"The database {tmp_path}/db/counterpoint.db cannot be made")
    assert len(done.stderr.splitlines()) == 1


def test_what_is_refused_and_is_not_the_output_is_told_by_its_name(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    set_up(tmp_path)
    counterpoint("backup", "copy.db")
    name = "n" * 300
    (tmp_path / "counterpoint.toml").write_text(f'database_url = "sqlite:///{name}"\n' + ATHLETE)
    outcome = counterpoint("restore", "copy.db")
    assert outcome.status == 2
    said(outcome, "The system refused something that was needed: File name too long (/")


@pytest.mark.parametrize("number", ["99999999999999999999", "-99999999999999999999", "7"])
def test_a_held_plan_of_a_number_that_no_database_takes(
    counterpoint: Counterpoint, tmp_path: Path, number: str
) -> None:
    set_up(tmp_path)
    outcome = counterpoint("status", "--release", number)
    assert outcome.status == 2
    said(outcome, "--release: there is no held plan of this number")


def _as_anybody(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody who may enter no folder but those that are open to them."""
    program = str(Path(sys.executable).with_name("counterpoint"))
    alone = [program, command]
    if os.geteuid() == 0:
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("root may enter every folder, and setpriv is not here")
        rights = "-dac_override,-dac_read_search"
        alone = [setpriv, f"--bounding-set={rights}", f"--inh-caps={rights}", *alone]
    return subprocess.run(alone, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603


def _notes_and_a_calendar(folder: Path, target: str) -> Path:
    """Workouts in a folder that takes notes, and another for what is ours."""
    source = '"ics_feed", address = "plan.ics"', '"local_calendar", folder = "training"'
    set_up(folder, athletes=ATHLETE.replace(*source).replace('"calendar"', f'"{target}"'))
    training = folder / "training"
    training.mkdir()
    for number, each in enumerate(COLLIDING):
        (training / f"{number}.ics").write_bytes(calendar(each).encode())
    return training


def test_where_our_calendar_cannot_be_made_no_note_is_written_elsewhere(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    training = _notes_and_a_calendar(tmp_path, "there/is/none")
    before = files(training)
    outcome = counterpoint("sync", *NOW)
    assert outcome.status == 3
    said(outcome, "none: the folder in which it is to be made does not exist; create that first")
    assert files(training) == before
    (tmp_path / "there" / "is").mkdir(parents=True)
    assert counterpoint("sync", *LATER).status == 0
    assert list((tmp_path / "there" / "is" / "none").glob("*.ics"))
    assert files(training) != before
