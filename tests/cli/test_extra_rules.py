"""Rules of other packages: built, installed and run as a stranger's package would be."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import calendar, event

PACKAGE = Path(__file__).parents[1] / "packages" / "late_runs"
LATE = event("late", "20260107T203000Z", "20260107T213000Z", "8 km easy")
CHECK = ("check", "plan.ics", "--from", "2026-01-05", "--days", "7")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    shutil.copytree(PACKAGE, folder / "late_runs")
    subprocess.run(  # noqa: S603 a tool of the development environment
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=folder / "late_runs",
        check=True,
        capture_output=True,
    )
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture
def installed(wheel: Path, tmp_path: Path) -> Path:
    """A folder with the package beside a calendar with a late run."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    (tmp_path / "plan.ics").write_text(calendar(LATE), encoding="utf-8")
    (tmp_path / "counterpoint.toml").write_text(
        '[[athletes]]\ntime_zone = "Europe/Berlin"\n', encoding="utf-8"
    )
    return tmp_path


def counterpoint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 our own command
        [Path(sys.executable).parent / "counterpoint", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def rules_of(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [finding["rule"] for finding in json.loads(done.stdout)["findings"]]


def test_a_rule_of_another_package_finds_and_explains(installed: Path) -> None:
    report = counterpoint(installed, *CHECK)
    assert "starts at 21:30, late in the evening." in report.stdout.replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert "late-runs" in rules_of(counterpoint(installed, *CHECK, "--format", "json"))
    assert "late-runs" in counterpoint(installed, "explain").stdout
    assert "Some sleep worse" in counterpoint(installed, "explain", "late-runs").stdout


def test_it_can_be_turned_off_by_its_id(installed: Path) -> None:
    settings = installed / "counterpoint.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + 'rules_off = ["late-runs"]\n', encoding="utf-8"
    )
    assert "late-runs" not in rules_of(counterpoint(installed, *CHECK, "--format", "json"))


def test_without_the_package_its_id_is_unknown(installed: Path) -> None:
    for file in installed.glob("counterpoint_late_runs*"):
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    done = counterpoint(installed, "explain", "late-runs")
    assert done.returncode == 2
    assert done.stderr.startswith('There is no rule "late-runs"')


def test_a_package_that_cannot_be_loaded_is_named(installed: Path) -> None:
    (installed / "counterpoint_late_runs.py").write_text("import nowhere_to_be_found\n")
    done = counterpoint(installed, *CHECK)
    assert done.returncode == 2
    assert done.stderr == (
        "The rules of the package counterpoint-late-runs cannot be loaded (ModuleNotFoundError: "
        "No module named 'nowhere_to_be_found'); update or uninstall it.\n"
    )


def test_a_rule_that_fails_is_named_and_can_be_turned_off(installed: Path) -> None:
    module = installed / "counterpoint_late_runs.py"
    module.write_text(
        module.read_text(encoding="utf-8").replace("run.start.hour", "run.begin.hour"),
        encoding="utf-8",
    )
    done = counterpoint(installed, *CHECK)
    assert done.returncode == 2
    assert done.stderr == (
        "The rule late-runs of another package failed on these workouts; turn it off with "
        'rules_off = ["late-runs"], and tell its authors.\n'
    )


def test_a_rule_without_an_explanation_is_refused(installed: Path) -> None:
    module = installed / "counterpoint_late_runs.py"
    text = module.read_text(encoding="utf-8")
    module.write_text(text.replace('@rule("late-runs", EXPLANATION)', '@rule("late-runs")'))
    done = counterpoint(installed, *CHECK)
    assert done.returncode == 2
    assert "the rule late-runs comes without an explanation" in done.stderr
