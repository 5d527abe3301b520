"""Every command that the documentation shows is run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint, Outcome, counterpoint

__all__ = ["counterpoint"]

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHELL = set("|&;<>$`*?~#\\")  # what a shell alone understands
FOUND = 1  # the sample holds conflicts on purpose


def blocks() -> Iterator[tuple[str, tuple[str, ...]]]:
    for page in PAGES:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            yield (
                page.name,
                tuple(
                    line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")
                ),
            )


BLOCKS = list(blocks())
SHOWN = [(page, command) for page, block in BLOCKS for command in block]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    kept = shutil.ignore_patterns("calendar", "counterpoint.db*", "counterpoint.key")
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=kept)
    return tmp_path


@pytest.mark.parametrize(
    ("page", "block"), [each for each in BLOCKS if "counterpoint " in each[1][0]]
)
def test_the_commands_of_a_block_run_one_after_the_other(
    page: str, block: tuple[str, ...], folder: Path, counterpoint: Counterpoint
) -> None:
    for command in block:
        done = in_a_shell(command, folder) if SHELL & set(command) else ran(counterpoint, command)
        assert done.status in {0, FOUND}, f"{page}: {done.err}"
        assert done.out
        assert done.err == "", f"{page}: {command}"


def ran(counterpoint: Counterpoint, command: str) -> Outcome:
    program, *arguments = shlex.split(command)
    assert program == "counterpoint"
    return counterpoint(*arguments)


def in_a_shell(command: str, folder: Path) -> Outcome:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(  # noqa: S602 the commands are those of our own pages
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(("page", "command"), [each for each in SHOWN if each[1][:5] == "make "])
def test_a_target_of_make_exists(page: str, command: str) -> None:
    target = command.split()[1]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:.*##", makefile, re.MULTILINE), page


def test_only_services_that_exist_are_composed() -> None:
    composed = [command for _, command in SHOWN if command.startswith("docker ")]
    assert composed == ["docker compose up"]  # its entry point is run by test_containers


def test_nothing_is_shown_that_no_test_knows() -> None:
    known = ("counterpoint ", "make ", "docker compose up")
    assert [each for each in SHOWN if not any(word in each[1] for word in known)] == []


def test_commands_are_found_at_all() -> None:
    assert sum("counterpoint " in command for _, command in SHOWN) >= 5
    assert any(command.startswith("make demo") for _, command in SHOWN)
