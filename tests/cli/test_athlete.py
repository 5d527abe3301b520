"""`counterpoint athlete`: who is kept in the database, and for whom nothing is done."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint
from tests.cli.writing import ATHLETE, LATER, NOW, files, is_one_sentence, rows, set_up, synced_here

KIM = """
name = "Kim"
time_zone = "Europe/Berlin"
weight_kg = 71.5
sources = [{ kind = "ics_feed", address = "plan.ics" }]
write_to = { kind = "local_calendar", folder = "kims" }
"""


@pytest.fixture
def kim(tmp_path: Path) -> Path:
    set_up(tmp_path, athletes="")
    file = tmp_path / "kim.toml"
    file.write_text(KIM)
    return file


def test_who_is_added_is_looked_after_without_their_file(
    counterpoint: Counterpoint, tmp_path: Path, kim: Path
) -> None:
    added = counterpoint("athlete", "add", "kim.toml").out
    assert added == "Kim is added. A daemon that runs takes them up within seconds.\n"
    kim.unlink()
    synced = counterpoint("sync", *NOW)
    assert (synced.status, synced.err) == (0, "")
    assert files(tmp_path / "kims")


def test_what_an_athlete_says_of_themselves_is_sealed(
    counterpoint: Counterpoint, tmp_path: Path, kim: Path
) -> None:
    kim.write_text(KIM.replace("plan.ics", "https://example.org/planted-secret.ics"))
    counterpoint("athlete", "add", "kim.toml")
    kept = b"".join(each.read_bytes() for each in tmp_path.glob("counterpoint.db*"))
    assert b"Kim" in kept
    assert not [word for word in (b"planted-secret", b"71.5", b"weight_kg") if word in kept]


@pytest.mark.usefixtures("kim")
def test_everyone_is_listed_with_where_they_stand(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    nobody = counterpoint("athlete", "list")
    assert (nobody.out, is_one_sentence(nobody)) == ("", True)
    (tmp_path / "counterpoint.toml").write_text(ATHLETE.replace("Sam", "Samuel"))
    counterpoint("athlete", "add", "kim.toml")
    counterpoint("athlete", "pause", "Kim")
    told = counterpoint("athlete", "list")
    assert told.out == "Samuel  settings\nKim     database  paused\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (KIM.replace("weight_kg", "wieght_kg"), 'unknown key "wieght_kg"; did you mean weight_kg?'),
        (KIM.replace('name = "Kim"', ""), '"name" is missing'),
        (ATHLETE, "without [[athletes]] above"),
        (KIM.replace("71.5", "7150"), '"weight_kg" must lie between 25 and 300'),
        (KIM.replace("Kim", "K" * 300), "must have 1 to 200 characters"),
    ],
)
def test_what_is_added_is_read_as_settings_are(
    counterpoint: Counterpoint, kim: Path, content: str, sentence: str
) -> None:
    kim.write_text(content)
    refused = counterpoint("athlete", "add", "kim.toml")
    assert (refused.status, is_one_sentence(refused)) == (2, True)
    assert sentence in refused.err
    assert "7150" not in refused.err
    assert counterpoint("athlete", "list").out == ""


def test_a_name_stands_once(counterpoint: Counterpoint, tmp_path: Path, kim: Path) -> None:
    assert counterpoint("athlete", "add", "kim.toml").status == 0
    again = counterpoint("athlete", "add", "kim.toml")
    assert (again.status, is_one_sentence(again)) == (2, True)
    assert "--replace" in again.err
    kim.write_text(KIM.replace('"kims"', '"elsewhere"'))
    assert counterpoint("athlete", "add", "kim.toml", "--replace").status == 0
    counterpoint("sync", *NOW)
    assert files(tmp_path / "elsewhere")
    (tmp_path / "counterpoint.toml").write_text(ATHLETE.replace("Sam", "Kim"))
    for command in (("sync", *NOW), ("athlete", "add", "kim.toml", "--replace")):
        doubled = counterpoint(*command)
        assert (doubled.status, is_one_sentence(doubled)) == (2, True)
        assert "Kim stands in the settings file and in the database" in doubled.err
    assert counterpoint("athlete", "remove", "Kim", "--keep").status == 0
    assert counterpoint("athlete", "list").out == "Kim  settings\n"


@pytest.mark.usefixtures("kim")
def test_nothing_is_written_for_who_is_paused(counterpoint: Counterpoint, tmp_path: Path) -> None:
    written = set_up(tmp_path)
    counterpoint("athlete", "add", "kim.toml")
    assert counterpoint("athlete", "pause", "Sam").status == 0
    assert counterpoint("athlete", "pause", "Sam").status == 1
    synced = counterpoint("sync", *NOW)
    assert synced.err == "Sam is paused; counterpoint athlete resume ends that.\n"
    assert (synced.status, files(written)) == (0, {})
    assert files(tmp_path / "kims")
    told = counterpoint("status", "--name", "Sam").out.splitlines()
    assert told[:2] == ["Sam", "  paused; counterpoint athlete resume ends that"]
    alone = counterpoint("sync", "--name", "Sam", *NOW)
    assert (alone.status, is_one_sentence(alone)) == (0, True)
    assert counterpoint("athlete", "resume", "Sam").status == 0
    assert counterpoint("athlete", "resume", "Sam").status == 1
    assert counterpoint("sync", "--name", "Sam", *NOW).err == ""
    assert files(written)


@pytest.mark.parametrize("command", ["pause", "resume", "remove"])
def test_a_name_that_is_not_known_is_told_with_the_nearest(
    counterpoint: Counterpoint, tmp_path: Path, command: str
) -> None:
    set_up(tmp_path)
    unknown = counterpoint("athlete", command, "sam", *(["--keep"] * (command == "remove")))
    assert (unknown.status, is_one_sentence(unknown)) == (2, True)
    assert "did you mean Sam?" in unknown.err


@pytest.mark.usefixtures("kim")
def test_removing_with_a_purge_leaves_nothing(counterpoint: Counterpoint, tmp_path: Path) -> None:
    counterpoint("athlete", "add", "kim.toml")
    counterpoint("sync", *NOW)
    removed = counterpoint("athlete", "remove", "Kim", "--purge")
    assert removed.status == 0, removed.err
    assert removed.out.endswith("Kim is removed.\n")
    assert files(tmp_path / "kims") == {}
    assert [
        row for row in rows(tmp_path / "counterpoint.db") if "revision" not in str(row[0])
    ] == []
    assert counterpoint("athlete", "list").out == ""


@pytest.mark.usefixtures("kim")
def test_removing_may_leave_what_was_written(counterpoint: Counterpoint, tmp_path: Path) -> None:
    counterpoint("athlete", "add", "kim.toml")
    counterpoint("sync", *NOW)
    before = files(tmp_path / "kims")
    asked = counterpoint("athlete", "remove", "Kim")
    assert (asked.status, is_one_sentence(asked)) == (2, True)
    assert "--purge takes it away, --keep leaves it" in asked.err
    both = counterpoint("athlete", "remove", "Kim", "--purge", "--keep")
    assert (both.status, is_one_sentence(both)) == (2, True)
    assert counterpoint("athlete", "remove", "Kim", "--keep").status == 0
    assert files(tmp_path / "kims") == before
    assert counterpoint("athlete", "add", "kim.toml").status == 0
    assert counterpoint("purge", "--yes", *LATER).status == 0
    assert files(tmp_path / "kims") == {}


@pytest.mark.usefixtures("kim")
def test_what_cannot_be_purged_keeps_its_athlete(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    counterpoint("athlete", "add", "kim.toml")
    counterpoint("sync", *NOW)
    (tmp_path / "kims").rename(tmp_path / "away")
    (tmp_path / "kims").write_text("a file in its place")
    refused = counterpoint("athlete", "remove", "Kim", "--purge")
    assert refused.status == 3
    assert "Traceback" not in refused.err
    assert counterpoint("athlete", "list").out == "Kim  database\n"


def test_who_stands_in_the_settings_is_not_removed_here(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    set_up(tmp_path)
    refused = counterpoint("athlete", "remove", "Sam", "--purge")
    assert (refused.status, is_one_sentence(refused)) == (2, True)
    assert "stands in the settings file" in refused.err


def test_who_was_taken_out_of_the_settings_can_be_forgotten(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    before = files(synced_here(counterpoint, tmp_path))
    counterpoint("athlete", "feeds")
    (tmp_path / "counterpoint.toml").write_text(ATHLETE.replace("Sam", "Kim"))
    assert counterpoint("athlete", "list").out.splitlines() == [
        "Kim  settings",
        "Sam  no longer in the settings",
    ]
    for refused in ((), ("--purge",)):
        said = counterpoint("athlete", "remove", "Sam", *refused)
        assert (said.status, is_one_sentence(said)) == (2, True)
        assert "Sam stands in the settings no more" in said.err
        assert "--keep" in said.err
    removed = counterpoint("athlete", "remove", "Sam", "--keep")
    assert (removed.status, removed.err) == (0, "")
    assert "Sam stands in the settings no more" in removed.out
    assert "Sam" not in {row[1] for row in rows(tmp_path / "counterpoint.db")}
    assert files(tmp_path / "calendar") == before
    assert counterpoint("athlete", "list").out == "Kim  settings\n"
    again = counterpoint("athlete", "remove", "Sam", "--keep")
    assert (again.status, is_one_sentence(again)) == (2, True)


@pytest.mark.usefixtures("kim")
def test_on_a_terminal_it_is_asked_whether_to_purge(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    counterpoint("athlete", "add", "kim.toml")
    counterpoint("sync", *NOW)
    ours, theirs = pty.openpty()
    os.write(ours, b"y\n")
    done = subprocess.run(  # noqa: S603 this very program
        [Path(sys.executable).with_name("counterpoint"), "athlete", "remove", "Kim"],
        stdin=theirs,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    assert "Take away everything that was written for Kim first? [Y/n]" in done.stdout
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "kims") == {}


@pytest.mark.usefixtures("kim")
def test_a_lost_key_is_said_and_the_athlete_can_still_be_taken_out(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    counterpoint("athlete", "add", "kim.toml")
    (tmp_path / "counterpoint.key").unlink()
    refused = counterpoint("sync", *NOW)
    assert (refused.status, is_one_sentence(refused)) == (2, True)
    assert "key" in refused.err
    assert counterpoint("athlete", "remove", "Kim", "--keep").status == 0
