"""Whom the commands that only look are about: of a file, of the settings or of the database."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint
from tests.cli.test_athlete import KIM, kim
from tests.cli.writing import ATHLETE, NOW, is_one_sentence

__all__ = ["kim"]

LOOKING = (("check", *NOW), ("events", *NOW), ("doctor", *NOW))
IDS = [each[0] for each in LOOKING]


@pytest.fixture
def added(counterpoint: Counterpoint, kim: Path) -> Path:
    """Kim stands in the database, and nowhere else."""
    assert counterpoint("athlete", "add", "kim.toml").status == 0
    kim.unlink()
    return kim.parent


@pytest.mark.parametrize("command", LOOKING, ids=IDS)
@pytest.mark.usefixtures("added")
def test_the_only_one_of_the_database_is_looked_at(
    counterpoint: Counterpoint, command: tuple[str, ...]
) -> None:
    outcome = counterpoint(*command)
    assert (outcome.err, outcome.status) in {("", 0), ("", 1)}
    assert outcome == counterpoint(*command, "--name", "Kim")


@pytest.mark.parametrize("command", LOOKING, ids=IDS)
def test_one_of_the_database_beside_those_of_the_settings(
    counterpoint: Counterpoint, added: Path, command: tuple[str, ...]
) -> None:
    alone = counterpoint(*command)
    sam = ATHLETE.replace("plan.ics", "missing.ics")
    (added / "counterpoint.toml").write_text(sam)
    assert counterpoint(*command, "--name", "Kim") == alone
    assert counterpoint(*command, "--name", "Sam").status == 3
    unknown = counterpoint(*command, "--name", "kin")
    assert (unknown.status, is_one_sentence(unknown)) == (2, True)


@pytest.mark.parametrize("command", LOOKING[:2], ids=IDS[:2])
def test_of_several_one_has_to_be_named(
    counterpoint: Counterpoint, added: Path, command: tuple[str, ...]
) -> None:
    (added / "counterpoint.toml").write_text(ATHLETE + ATHLETE.replace("Sam", "Alex"))
    asked = counterpoint(*command)
    assert (asked.status, is_one_sentence(asked)) == (2, True)
    assert "say with --name which one is meant" in asked.err
    assert counterpoint(*command, "--name", "Alex").err == ""


def test_the_doctor_looks_at_everyone(counterpoint: Counterpoint, added: Path) -> None:
    broken = ATHLETE.replace("plan.ics", "missing.ics")
    nowhere = ATHLETE.replace("Sam", "Alex").replace("sources", "# sources")
    (added / "counterpoint.toml").write_text(broken + nowhere)
    told = counterpoint("doctor", *NOW)
    lines = told.out.splitlines()
    heads = [each for each in lines if each.endswith(":")]
    assert heads == ["Sam:", "Alex:", "Kim:"]
    assert lines[1] == "✓ The settings can be read."
    assert lines[2].startswith("✗ ")
    assert "There is no source to read" in told.err
    assert told.status == 3
    kims = lines[lines.index("Kim:") :]
    assert not [each for each in kims if each.startswith("✗")]


def test_what_is_typed_needs_no_database(counterpoint: Counterpoint, added: Path) -> None:
    (added / "counterpoint.key").write_bytes(b"another")
    looked = counterpoint("check", "plan.ics", *NOW)
    assert looked.err == ""
    refused = counterpoint("check", *NOW)
    assert (refused.status, is_one_sentence(refused)) == (2, True)
    assert "key" in refused.err


def test_where_there_is_no_database_none_is_made(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    for command in LOOKING:
        counterpoint(*command)
        unknown = counterpoint(*command, "--name", "Kim")
        assert (unknown.status, is_one_sentence(unknown)) == (2, True)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.usefixtures("added")
def test_their_own_words_and_figures_count(counterpoint: Counterpoint, tmp_path: Path) -> None:
    rules = 'recognition_rules = [{ title = "Zog", sport = "run" }]\n'
    figures = "thresholds = { same_day_gap_min_h = 5.25 }\n"
    (tmp_path / "kim.toml").write_text(rules + figures + KIM)
    assert counterpoint("athlete", "add", "kim.toml", "--replace").status == 0
    assert "5.25" in counterpoint("explain", "same-day-gap", "--name", "Kim").out
    assert "5.25" not in counterpoint("explain", "same-day-gap").out
    assert "run" in counterpoint("recognize", "Zog", "--name", "Kim").out
