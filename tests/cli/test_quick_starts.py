"""What a command does not need, it does not load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from contextlib import suppress
from sync_service.cli import main

for command in ("explain", "settings", "status"):
    sys.argv = ["counterpoint", command]
    with suppress(SystemExit):
        main()
    if "rules.recognition.lexicon" in sys.modules:
        sys.exit(f"{command} has read the lexicon")
"""


def test_who_recognizes_nothing_reads_no_lexicon(tmp_path: Path) -> None:
    (tmp_path / "counterpoint.toml").write_text('[[athletes]]\ntime_zone = "Europe/Berlin"\n')
    done = subprocess.run(  # noqa: S603 our own program
        [sys.executable, "-c", PROGRAM], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.splitlines()[-1:]) == (0, [])
