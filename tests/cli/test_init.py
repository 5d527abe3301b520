"""`counterpoint init`: answers become a settings file that works at once."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, Server

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).with_name("counterpoint")
ANSWERS = ("Sam", "Europe/Berlin", "de", "running", "62.5", "plan.ics", "calendar")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "examples" / "sample_feed.ics", tmp_path / "plan.ics")
    return tmp_path


def changed(place: int, answer: str) -> tuple[str, ...]:
    return (*ANSWERS[:place], answer, *ANSWERS[place + 1 :])


def test_answers_become_settings_that_are_used_at_once(
    counterpoint: Counterpoint, folder: Path
) -> None:
    done = counterpoint("init", answers=ANSWERS)
    assert (done.status, done.err) == (0, "")
    assert "the feed: " in done.out or "plan.ics: " in done.out
    file = folder / "counterpoint.toml"
    assert file.stat().st_mode & 0o777 == 0o600
    [athlete] = tomllib.loads(file.read_text(encoding="utf-8"))["athletes"]
    assert athlete == {
        "name": "Sam",
        "time_zone": "Europe/Berlin",
        "language": "de",
        "priority": "running",
        "weight_kg": 62.5,
        "usual_slot": {"run": "06:30", "lift": "18:00"},
        "sources": [{"kind": "ics_feed", "address": "plan.ics"}],
        "write_to": {"kind": "local_calendar", "folder": "calendar"},
    }
    assert "# What gives way when running and lifting collide" in file.read_text(encoding="utf-8")
    planned = counterpoint("plan", "--now", "2026-01-11T08:00")
    assert (planned.status, planned.err) == (0, "")


def test_empty_answers_take_the_defaults_and_leave_the_rest_out(
    counterpoint: Counterpoint, folder: Path
) -> None:
    done = counterpoint("init", answers=("", "Europe/Berlin", "", "", "", "plan.ics", ""))
    assert (done.status, done.err) == (0, "")
    [athlete] = tomllib.loads((folder / "counterpoint.toml").read_text())["athletes"]
    assert (athlete["name"], athlete["language"], athlete["priority"]) == (
        "Athlete",
        "en",
        "muscle",
    )
    assert not {"weight_kg", "write_to"} & set(athlete)


def test_what_is_there_is_not_overwritten(counterpoint: Counterpoint, folder: Path) -> None:
    file = folder / "counterpoint.toml"
    file.write_text("# mine")
    refused = counterpoint("init", answers=ANSWERS)
    assert (refused.status, refused.out) == (2, "")
    assert refused.err.startswith("counterpoint.toml is there already; ")
    assert file.read_text() == "# mine"
    assert counterpoint("init", "--output", "sam.toml", answers=ANSWERS).status == 0
    assert (folder / "sam.toml").exists()


@pytest.mark.parametrize(
    ("place", "answer", "sentence"),
    [
        (
            1,
            "Europe/Berlni",
            '"time_zone" must be a time zone such as "Europe/Berlin"; did you mean',
        ),
        (2, "fr", "must be one of en, de"),
        (3, "both", "must be one of muscle, balanced, running"),
        (4, "6200", "must lie between 25 and 300"),
        (0, "S\x1bm", "cannot be printed"),
    ],
)
def test_an_answer_that_settings_would_not_take_ends_it(
    counterpoint: Counterpoint, folder: Path, place: int, answer: str, sentence: str
) -> None:
    refused = counterpoint("init", answers=changed(place, answer))
    assert refused.status == 2
    assert sentence in refused.err
    assert "This:" not in refused.err
    assert len(refused.err.strip().splitlines()) == 1
    assert not (folder / "counterpoint.toml").exists()


def test_answers_that_end_too_soon_write_nothing(counterpoint: Counterpoint, folder: Path) -> None:
    refused = counterpoint("init", answers=ANSWERS[:4])
    assert refused.status == 2
    assert "The answers ended before the last question; nothing was written." in refused.err
    assert not (folder / "counterpoint.toml").exists()


def test_a_source_that_cannot_be_read_is_told_without_its_address(
    counterpoint: Counterpoint, folder: Path, server: Server
) -> None:
    address = server.serve("/planted-secret.ics", "gone", status=404)
    done = counterpoint("init", answers=changed(5, address))
    assert done.status == 3
    assert "✗" in done.out
    assert "planted-secret" not in done.out + done.err
    assert address in (folder / "counterpoint.toml").read_text()


def test_a_folder_and_an_account_are_known_as_what_they_are(
    counterpoint: Counterpoint, folder: Path
) -> None:
    (folder / 'my "plan"').mkdir()
    done = counterpoint("init", answers=(*ANSWERS[:5], 'my "plan"', "google"))
    assert done.status == 0, done.err
    assert "counterpoint auth google" in done.out
    [athlete] = tomllib.loads((folder / "counterpoint.toml").read_text())["athletes"]
    assert athlete["sources"] == [{"kind": "local_calendar", "folder": 'my "plan"'}]
    assert athlete["write_to"] == {"kind": "google_calendar"}


def test_on_a_terminal_it_is_asked_again(folder: Path) -> None:
    ours, theirs = pty.openpty()
    typed = (*ANSWERS[:3], "both", *ANSWERS[3:])
    os.write(ours, "".join(f"{each}\n" for each in typed).encode())
    done = subprocess.run(  # noqa: S603 this very program
        [PROGRAM, "init"], stdin=theirs, capture_output=True, text=True, cwd=folder, check=False
    )
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0, done.stderr
    assert "must be one of muscle, balanced, running" in done.stderr
    [athlete] = tomllib.loads((folder / "counterpoint.toml").read_text())["athletes"]
    assert athlete["priority"] == "running"


def test_the_file_says_which_calendars_are_written(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    counterpoint("init", answers=ANSWERS)
    text = (tmp_path / "counterpoint.toml").read_text()
    assert "notes also go into the workouts themselves" in text
    assert 'annotate = "companion"' in text
