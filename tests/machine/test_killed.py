"""A cycle that is ended by SIGKILL at any moment leaves nothing doubled and nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_ROUNDS = int(os.environ.get("KILL_ROUNDS", "24"))


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_cycles_end_as_if_never_killed(tmp_path: Path, seed: int) -> None:
    command = [sys.executable, "-m", "tests.machine.killed_rounds"]
    ended = subprocess.run(  # noqa: S603 (our own interpreter)
        [*command, str(tmp_path / "calendars"), str(_ROUNDS // 2), str(seed)],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert ended.returncode == 0, ended.stderr
    killed = int(ended.stdout.split()[0])
    sys.stdout.write(ended.stdout)  # what `make machine` reports
    assert killed, "every cycle was over before it could be killed"
