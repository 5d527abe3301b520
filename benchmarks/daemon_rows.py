"""The rows of the daemon: ten thousand athletes, and what it holds at rest."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.table import Row, median_s, within
from sync_service.daemon.queue import Queue
from sync_service.store.database import Store, open_store

_ATHLETES = 10_000
_NOW = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
_FEW = 10
_MOST_MB = 130
_MOST_MB_OF_A_CLUB = 250
_REST = """
import resource, sys
from datetime import UTC, datetime
from pathlib import Path
from sync_service.athlete_settings import AthleteSettings
from sync_service.daemon.daemon import Daemon, Surroundings
from sync_service.daemon.roster import Roster
from sync_service.settings import Settings
from sync_service.store.database import open_store
folder, count = Path(sys.argv[1]), int(sys.argv[2])
names = [f"athlete {n}" for n in range(count)]
roster = Roster(Settings(), {name: AthleteSettings(name=name) for name in names})
now = datetime.now(UTC)
store = open_store(f"sqlite:///{folder}/{count}.db", now=now, key_file=folder / "key")
daemon = Daemon(store, lambda _: roster, Surroundings())
daemon.turn()
daemon.count()
pages = int(Path("/proc/self/statm").read_text().split()[1])
print(pages * resource.getpagesize() / 1e6)
"""


def daemon_rows() -> Iterator[Row]:
    """Measure the targets of the daemon."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder}/due.db"
        with closing(open_store(url, now=_NOW, key_file=folder / "key")) as store:
            yield from _choosing(store)
        yield _memory("daemon at rest, 1 athlete: MB", folder, 1, _MOST_MB)
        yield _memory(f"daemon, {_ATHLETES:,} due: MB", folder, _ATHLETES, _MOST_MB_OF_A_CLUB)


def _choosing(store: Store) -> Iterator[Row]:
    store.enroll((f"athlete {number}" for number in range(_ATHLETES)), _NOW)
    if len(store.due(_NOW)) != _ATHLETES:
        raise AssertionError("everyone is to be due")
    queue = Queue(4)
    all_s = median_s(lambda: queue.refill(store.due(_NOW), _NOW))
    yield within(f"daemon choosing {_ATHLETES:,} due athletes", all_s, 0.25)
    _put_off(store)
    if len(store.due(_NOW)) != _FEW:
        raise AssertionError("few are to be due")
    few_s = median_s(lambda: queue.refill(store.due(_NOW), _NOW))
    yield within(f"daemon choosing {_FEW} due of {_ATHLETES:,}", few_s, 0.005)


def _put_off(store: Store) -> None:
    """Everyone but a few comes later; one look at all is what the settings' count asks for."""
    for each in store.due(_NOW)[_FEW:]:
        with store.writing(each.athlete) as ledger:
            kept = ledger.appointment()
            if kept is not None:
                ledger.put_appointment(replace(kept, next_sync_at=_NOW + timedelta(minutes=15)))


def _memory(what: str, folder: Path, athletes: int, most_mb: float) -> Row:
    done = subprocess.run(  # noqa: S603 this very program
        [sys.executable, "-c", _REST, str(folder), str(athletes)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    found = float(done.stdout)
    return Row(what, None, found / 1000, f"{found:.0f} MB", f"≤ {most_mb} MB", found <= most_mb)
