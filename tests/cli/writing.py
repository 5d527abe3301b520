"""An athlete whose calendar is written, in a folder of their own."""

from __future__ import annotations

import atexit
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from tests.cli.conftest import Counterpoint, Outcome, calendar, event

ROOT = Path(__file__).parents[2]
NOW = ("--now", "2026-01-11T08:00")
LATER = ("--now", "2026-01-11T09:00")
ATHLETE = """
[[athletes]]
name = "Sam"
time_zone = "Europe/Berlin"
weight_kg = 62
sources = [{ kind = "ics_feed", address = "plan.ics" }]
write_to = { kind = "local_calendar", folder = "calendar" }
"""
EMPTY = calendar()
COLLIDING = (
    event("legs", "20260113T160000Z", "20260113T170000Z", "Heavy squats 5x5"),
    event("tempo", "20260113T180000Z", "20260113T190000Z", "Tempo run 9 km"),
)


def set_up(folder: Path, above: str = "", athletes: str = ATHLETE) -> Path:
    """Put the settings and the sample feed into the folder; return its calendar."""
    (folder / "counterpoint.toml").write_text(above + athletes)
    shutil.copy(ROOT / "examples" / "sample_feed.ics", folder / "plan.ics")
    return folder / "calendar"


def synced(folder: Path) -> Path:
    """A calendar that was written elsewhere: what was read counts as of an unknown feed."""
    shutil.copytree(_synced_once(), folder, dirs_exist_ok=True)
    return folder / "calendar"


def synced_here(counterpoint: Counterpoint, folder: Path) -> Path:
    """A calendar that was written in this very place, for what hangs on how far a feed was read."""
    written = set_up(folder)
    outcome = counterpoint("sync", *NOW)
    assert outcome.status == 0, outcome.err
    return written


@cache
def _synced_once() -> Path:
    """A folder as `counterpoint sync` leaves it, never touched again: tests work on copies."""
    folder = Path(tempfile.mkdtemp(prefix="counterpoint-synced-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    set_up(folder)
    program = Path(sys.executable).with_name("counterpoint")
    subprocess.run([program, "sync", *NOW], cwd=folder, check=True, capture_output=True)  # noqa: S603
    return folder


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its content and when it was written."""
    found = sorted(each for each in folder.rglob("*") if each.is_file())
    return {
        str(each.relative_to(folder)): (each.read_bytes(), each.stat().st_mtime_ns)
        for each in found
    }


def contents(folder: Path) -> dict[str, bytes]:
    """Every file with its content."""
    return {name: content for name, (content, _) in files(folder).items()}


def rows(database: Path) -> list[tuple[object, ...]]:
    """Everything that is kept, but for the cycles, their count, and who had the athlete."""
    found: list[tuple[object, ...]] = []
    with closing(sqlite3.connect(database)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in sorted(names):
            if name not in {"cycles", "athletes", "leases"}:
                content = connection.execute(f"SELECT * FROM {name} ORDER BY rowid")  # noqa: S608
                found += [(name, *row) for row in content]
    return found


def is_one_sentence(outcome: Outcome) -> bool:
    """Whether the trouble was told in a line that a person reads, and no traceback."""
    return "Traceback" not in outcome.err and len(outcome.err.strip().splitlines()) == 1
