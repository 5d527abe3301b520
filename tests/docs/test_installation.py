"""The documented installations leave settings that the service can read, and nobody else."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
BIN = Path(sys.executable).parent
SETPRIV = shutil.which("setpriv")
NEEDS_ROOT = pytest.mark.skipif(
    os.geteuid() != 0 or SETPRIV is None, reason="only root can become the user of the service"
)
# the source cannot be read, which init tells by its exit status
ANSWERS = "Sam\nEurope/Berlin\nen\nmuscle\n\nplan\n\n"
CONTAINER = 10001
SERVICE = "nogroup"  # stands in for the group of the unit's user
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)

# what the pages call, in place of the real ones: a container is a folder, root needs no sudo
_STAND_INS = f"""
sudo() {{ if [ "$1" = -u ]; then shift 2; fi; "$@"; }}
docker() {{
  case "$*" in
    run*init) (cd config && {BIN}/counterpoint init) ;;
  esac
}}
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every user can enter, as they can /etc."""
    made = Path(tempfile.mkdtemp(prefix="counterpoint-installed-", dir="/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


def section(title: str) -> str:
    """The first commands below a heading."""
    found = _BLOCK.search(PAGE[PAGE.index(f"## {title}") :])
    assert found
    return found[1]


def ran(script: str, folder: Path) -> None:
    subprocess.run(  # noqa: S603 the commands are those of our own page
        ["/bin/sh", "-c", _STAND_INS + script], input=ANSWERS, text=True, cwd=folder, check=True
    )


def as_user(
    user: int, group: str | int, *command: str | Path, within: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """What becomes of a command of a user who is in this group alone."""
    become = [str(SETPRIV), f"--reuid={user}", f"--regid={group}", "--clear-groups"]
    return subprocess.run(  # noqa: S603 programs of the machine
        [*become, *command], cwd=within, capture_output=True, text=True, check=False
    )


def reads(file: Path, user: int, group: str | int) -> bool:
    """Whether a user of this group alone can read the file."""
    return as_user(user, group, "cat", file).returncode == 0


def placed(script: str, folder: Path) -> str:
    """Lines for the unit, with everything that they name in a folder."""
    for place, ours in (
        ("/etc/counterpoint", folder / "etc"),
        ("/opt/counterpoint/bin", BIN),
        (" deploy/", f" {ROOT}/deploy/"),
    ):
        script = script.replace(place, str(ours))
    return re.sub(r"(-g|chgrp) counterpoint\b", rf"\1 {SERVICE}", script)


def installed(folder: Path) -> Path:
    """Where the settings stand after the documented installation."""
    lines = section("Install with systemd").splitlines()
    ran(placed("\n".join(line for line in lines if "/etc/counterpoint" in line), folder), folder)
    return folder / "etc"


@NEEDS_ROOT
def test_the_user_of_the_unit_can_read_its_settings(folder: Path) -> None:
    etc = installed(folder)
    for name in ("counterpoint.toml", "environment"):
        assert reads(etc / name, CONTAINER, SERVICE)
        assert not reads(etc / name, CONTAINER, CONTAINER)
        assert stat.S_IMODE((etc / name).stat().st_mode) == 0o640
    secret = etc / "secrets" / "feed"
    secret.write_text("https://example.org/feed")
    assert reads(secret, CONTAINER, SERVICE)
    assert not reads(secret, CONTAINER, CONTAINER)


@NEEDS_ROOT
def test_commands_beside_the_unit_have_its_variables(folder: Path) -> None:
    etc = installed(folder)
    variables = (etc / "environment").read_text(encoding="utf-8")
    kept = folder / "counterpoint.db"
    (etc / "environment").write_text(
        variables.replace("/var/lib/counterpoint/counterpoint.db", str(kept))
    )
    [line] = [line for line in PAGE.splitlines() if line.startswith("sudo -u counterpoint sh")]
    ran(placed(line, folder), folder)
    assert kept.exists()
    assert not (etc / "counterpoint.db").exists()


@NEEDS_ROOT
def test_the_user_of_the_container_can_read_its_settings(folder: Path) -> None:
    ran(section("Install with containers"), folder)
    made = folder / "config" / "counterpoint.toml"
    assert reads(made, CONTAINER, CONTAINER)
    assert not reads(made, CONTAINER + 1, SERVICE)
    assert os.access(made, os.W_OK)
    secret = folder / "secrets" / "feed"
    secret.write_text("https://example.org/feed")
    assert reads(secret, CONTAINER, CONTAINER)
    assert not reads(secret, CONTAINER + 1, SERVICE)


@NEEDS_ROOT
def test_settings_that_are_for_somebody_else_are_told_with_the_mend(folder: Path) -> None:
    hidden = folder / "counterpoint.toml"
    hidden.touch(0o600)
    refused = as_user(CONTAINER, CONTAINER, BIN / "counterpoint", "run", within=folder)
    assert refused.returncode == 2
    assert refused.stderr == (
        "counterpoint.toml: the settings cannot be read (Permission denied); let the user that "
        "runs this read it.\n"
    )
