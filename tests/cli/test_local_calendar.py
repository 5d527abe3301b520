"""A folder of .ics files as a source of the settings."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Counterpoint, calendar, event

WEEK = ("--from", "2026-01-05", "--days", "7")
EASY = event("easy", "20260105T060000Z", "20260105T070000Z", "8 km easy")


def _folder(base: Path, *files: str) -> Path:
    folder = base / "training"
    folder.mkdir(parents=True)
    for place, content in enumerate(files):
        (folder / f"{place}.ics").write_text(content)
    return folder


def _settings(path: Path, folder: str) -> None:
    sources = f'sources = [{{ kind = "local_calendar", folder = "{folder}" }}]'
    path.write_text(f'time_zone = "Europe/Berlin"\n{sources}\n')


def test_a_folder_is_meant_from_the_settings_file_on(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    _folder(tmp_path / "sam", calendar(EASY))
    _settings(tmp_path / "sam" / "sam.toml", "training")
    outcome = counterpoint("events", *WEEK, "--athlete", "sam/sam.toml", "--format", "json")
    assert outcome.status == 0
    assert [each["uid"] for each in outcome.document["events"]] == ["easy"]


def test_check_reads_the_folder_of_the_settings(counterpoint: Counterpoint, tmp_path: Path) -> None:
    _folder(tmp_path, calendar(EASY))
    text = '[[athletes]]\nsources = [{ kind = "local_calendar", folder = "training" }]\n'
    (tmp_path / "counterpoint.toml").write_text(text)
    outcome = counterpoint("check", *WEEK, "--format", "json")
    assert [each["title"] for each in outcome.document["workouts"]] == ["8 km easy"]


def test_a_folder_that_is_not_there_is_one_sentence(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    _settings(tmp_path / "sam.toml", "training")
    outcome = counterpoint("check", *WEEK, "--athlete", "sam.toml")
    assert outcome.status == 3
    assert "training: there is no such folder; check its path" in outcome.out + outcome.err


def test_a_file_that_cannot_be_read_is_told_and_the_rest_is_read(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    _folder(tmp_path, calendar(EASY), "<html>moved</html>")
    _settings(tmp_path / "sam.toml", "training")
    outcome = counterpoint("check", *WEEK, "--athlete", "sam.toml", "--format", "json")
    assert outcome.status == 3
    assert [each["component"] for each in outcome.document["problems"]] == ["1.ics"]
    assert len(outcome.document["workouts"]) == 1


def test_broken_files_are_told_by_name_and_their_names_are_kept_nowhere(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    folder = _folder(tmp_path, calendar(EASY))
    (folder / "private-cut.ics").write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\n")
    (folder / "private-none.ics").write_bytes(b"")
    (tmp_path / "counterpoint.toml").write_text(
        '[[athletes]]\nsources = [{ kind = "local_calendar", folder = "training" }]\n'
        'write_to = { kind = "local_calendar", folder = "calendar" }\n'
    )
    outcome = counterpoint("sync", "--now", "2026-01-04T08:00")
    assert outcome.status == 3
    mend = "mend or take away this file"
    assert f"training (private-none.ics): it is empty; {mend}" in outcome.err.splitlines()
    assert "training (private-cut.ics): it ends in the middle" in outcome.err
    shown = counterpoint("check", *WEEK, "--format", "json").document["problems"]
    assert {each["component"] for each in shown} >= {"private-cut.ics", "private-none.ics"}
    assert b"private-" not in (tmp_path / "counterpoint.db").read_bytes()
    assert "private-" not in counterpoint("status").out


def test_a_feed_in_a_file_is_told_as_a_file(counterpoint: Counterpoint, tmp_path: Path) -> None:
    (tmp_path / "plan.ics").write_text("<html>moved</html>")
    outcome = counterpoint("check", "plan.ics", *WEEK)
    assert outcome.status == 3
    assert outcome.err.startswith("plan.ics: it is a web page, not a calendar; mend")
