"""What --help says of each command."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Counterpoint

COMMANDS = [
    "init",
    "check",
    "events",
    "recognize",
    "explain",
    "plan",
    "sync",
    "run",
    "undo",
    "purge",
    "status",
    "backup",
    "restore",
    "settings",
    "doctor",
    "demo",
    "athlete.add",
    "athlete.list",
    "athlete.remove",
    "athlete.pause",
    "athlete.resume",
    "athlete.feeds",
    "auth.google",
]
OF_THE_DATABASE = ["plan", "sync", "run", "undo", "purge", "status", "backup", "restore"]


def told(counterpoint: Counterpoint, command: str) -> list[str]:
    """The lines of a command's help where there is room for every one."""
    outcome = counterpoint(*command.split("."), "--help")
    assert outcome.status == 0
    before = outcome.out.split("╭")[0]
    return [line.strip() for line in before.splitlines() if line.strip()]


@pytest.mark.parametrize("command", COMMANDS)
def test_sentences_flow(
    counterpoint: Counterpoint, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("COLUMNS", "500")
    for line in told(counterpoint, command):
        is_example = line.startswith(("counterpoint ", "curl ", "echo "))
        assert is_example or line.startswith("Usage:") or line[-1] in ".:", line


@pytest.mark.parametrize("command", OF_THE_DATABASE)
def test_the_exit_status_of_a_database_that_cannot_be_used_is_told(
    counterpoint: Counterpoint, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("COLUMNS", "500")
    [line] = [each for each in told(counterpoint, command) if each.startswith("Exit status: 0")]
    two, _, _ = line.partition(" 2 ")[2].partition(" 3 ")
    assert "the database" in two
