"""What the commands print on terminals of several widths, and into a pipe."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.cli.conftest import Counterpoint
from tests.cli.writing import LATER, NOW, set_up, synced

_COLORS = re.compile(r"\x1b\[[0-9;]*m")
_DAY = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} [A-Z][a-z]{2} 2026")
_TORN = re.compile(r"\d\n +(h|min|km|m|g|%)\b")


def on_terminal(folder: Path, columns: int, *arguments: str) -> list[str]:
    """The lines that a command shows on a terminal so wide."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in {"COLUMNS", "NO_COLOR"}}
    program = [str(Path(sys.executable).with_name("counterpoint")), *arguments]
    environment["TERM"] = "xterm"
    process = subprocess.Popen(  # noqa: S603
        program, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux says so where the last writer is gone
            break
        if not part:
            break
        shown += part
    process.wait()
    os.close(ours)
    return _COLORS.sub("", shown.decode()).replace("\r\n", "\n").splitlines()


@pytest.mark.parametrize("columns", [80, 40])
def test_what_is_too_long_for_a_terminal_goes_on_below_its_own_text(
    tmp_path: Path, columns: int
) -> None:
    set_up(tmp_path)
    lines = on_terminal(tmp_path, columns, "plan", *NOW)
    assert max(map(len, lines)) <= columns
    in_first_column = [each for each in lines[:-1] if not each.startswith("  ")]
    assert all(_DAY.fullmatch(each) for each in in_first_column)
    assert any(re.match(r" {8}\S", each) for each in lines)
    assert _TORN.search("\n".join(lines)) is None


def test_in_a_pipe_each_line_stays_whole(counterpoint: Counterpoint, tmp_path: Path) -> None:
    set_up(tmp_path)
    piped = counterpoint("plan", *NOW).out
    shown = on_terminal(tmp_path, 40, "plan", *NOW)
    assert max(map(len, piped.splitlines())) > 80
    assert " ".join(piped.split()) == " ".join(" ".join(shown).split())


def test_a_long_trouble_hangs_below_its_cycle(counterpoint: Counterpoint, tmp_path: Path) -> None:
    synced(tmp_path)
    (tmp_path / "plan.ics").unlink()
    assert counterpoint("sync", *LATER).status == 3
    head, *lines = on_terminal(tmp_path, 80, "status")
    assert head == "Sam"
    assert max(map(len, lines)) <= 80
    assert all(re.match(r"  (standing:|cycle )| {6}\S", each) for each in lines)
    assert any(each.startswith(" " * 6) for each in lines)
    assert any(len(each) > 80 for each in counterpoint("status").out.splitlines())


def test_days_are_told_in_one_manner(counterpoint: Counterpoint, tmp_path: Path) -> None:
    set_up(tmp_path)
    counterpoint("sync", "--now", "2026-01-05T08:00")
    plan = (tmp_path / "plan.ics").read_text()
    for hour in (12, 11):  # the lift that a note stands beside
        plan = plan.replace(f"20260110T{hour}", f"20260110T{hour + 1}")
    (tmp_path / "plan.ics").write_text(plan)
    shown = counterpoint("plan", "--all", "--now", "2026-01-05T09:00").out
    assert "was at" in shown
    assert re.search(r"\b0\d Jan", shown + counterpoint("status").out) is None
    assert "Mon 5 Jan 08:00" in counterpoint("status").out
