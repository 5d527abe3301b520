"""The unit for systemd: valid, hardened, and told in the documentation."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy" / "counterpoint.service"
ANALYZE = shutil.which("systemd-analyze")
NEEDS_SYSTEMD = pytest.mark.skipif(ANALYZE is None, reason="systemd-analyze is not installed")
MOST_EXPOSURE = 15  # in tenths; an unconfined service has 96


def setting(name: str, section: str = "Service") -> str:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(UNIT.read_text(encoding="utf-8"))
    return parser[section][name]


@NEEDS_SYSTEMD
def test_systemd_finds_nothing_wrong(tmp_path: Path) -> None:
    program = str(Path(sys.executable).with_name("counterpoint"))
    text = UNIT.read_text(encoding="utf-8")
    unit = tmp_path / UNIT.name
    unit.write_text(text.replace("/opt/counterpoint/bin/counterpoint", program))
    done = subprocess.run(  # noqa: S603 a program of the machine
        [str(ANALYZE), "verify", "--man=no", unit], capture_output=True, text=True, check=False
    )
    ours = [line for line in done.stderr.splitlines() if UNIT.name in line]
    assert ours == []
    assert done.returncode == 0, done.stderr


@NEEDS_SYSTEMD
def test_the_service_is_little_exposed() -> None:
    command = [
        str(ANALYZE),
        "security",
        "--offline=true",
        f"--threshold={MOST_EXPOSURE}",
        str(UNIT),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout.splitlines()[-1:]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Type", "notify"),
        ("ExecStart", "/opt/counterpoint/bin/counterpoint run"),
        ("User", "counterpoint"),
        ("ProtectSystem", "strict"),
        ("StateDirectory", "counterpoint"),
        ("NoNewPrivileges", "yes"),
        ("CapabilityBoundingSet", ""),
        ("EnvironmentFile", "/etc/counterpoint/environment"),
        ("Restart", "on-failure"),
    ],
)
def test_what_the_documentation_promises_of_the_unit(name: str, value: str) -> None:
    assert setting(name) == value


def test_the_service_is_watched_and_told_to_read_its_settings_anew() -> None:
    assert setting("WatchdogSec")
    assert "-HUP" in setting("ExecReload")


def test_whatever_ends_it_it_is_started_again() -> None:
    """Status 2 is also that of what mends itself: a port that is held, a disk without room."""
    assert "RestartPreventExitStatus" not in UNIT.read_text(encoding="utf-8")
    assert setting("StartLimitIntervalSec", "Unit") == "0"


def test_the_page_of_the_daemon_tells_the_type_of_the_unit() -> None:
    page = (ROOT / "docs" / "daemon.md").read_text(encoding="utf-8")
    assert f"`Type={setting('Type')}`" in page


def test_the_user_of_the_unit_is_made_by_the_file_beside_it() -> None:
    [line] = [
        line
        for line in UNIT.with_suffix(".sysusers").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert line.split()[:2] == ["u", setting("User")]


def test_the_files_are_told_of_in_the_documentation() -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    for file in sorted((ROOT / "deploy").iterdir()):
        assert f"deploy/{file.name}" in page
