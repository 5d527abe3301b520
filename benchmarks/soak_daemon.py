"""Two hours of the daemon on a clock of its own: nothing may grow. `make soak-daemon` runs it.

Every second of the two hours is a turn of the real daemon on a real database; nobody sleeps. One
feed is missing, one changes, one comes back empty; settings are read anew every ten minutes. The
first half hour warms up; from then on memory, threads, file descriptors and objects are compared.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import threading
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

from sync_service.daemon.daemon import Daemon, Surroundings
from sync_service.daemon.roster import roster_of
from sync_service.logs import LogFormat, set_up_logs
from sync_service.store.database import open_store

_BEGAN = datetime(2026, 1, 11, 8, tzinfo=UTC)
_PATIENCE_S = 120
_MOST_GROWTH_BYTES = 6_000_000
_MOST_NEW_OBJECTS = 5_000
_RELOAD_S = 600
_FOLLOW_S = 5
_PAGE = os.sysconf("SC_PAGE_SIZE")
_ATHLETE = """
[[athletes]]
name = "{name}"
time_zone = "Europe/Berlin"
sources = [{{ kind = "ics_feed", address = "{name}.ics" }}]
write_to = {{ kind = "local_calendar", folder = "{name}-calendar" }}
"""
_EVENT = (
    "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:202601{day}T160000Z\r\n"
    "DTEND:202601{day}T170000Z\r\nSUMMARY:{title}\r\nEND:VEVENT\r\n"
)
_TITLES = ("Heavy squats 5x5", "Tempo run 9 km", "Easy run 6 km", "Long run 20 km")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the process holds at one moment."""

    memory_bytes: int
    threads: int
    descriptors: int
    objects: int

    def grew(self, later: Reading) -> list[str]:
        """What grew from here to a later moment, a sentence each."""
        growth = later.memory_bytes - self.memory_bytes
        return [
            said
            for grown, said in (
                (growth > _MOST_GROWTH_BYTES, f"memory grew by {growth / 1e6:.1f} MB"),
                (later.threads > self.threads, "threads became more"),
                (later.descriptors > self.descriptors, "file descriptors became more"),
                (later.objects - self.objects > _MOST_NEW_OBJECTS, "objects became more"),
            )
            if grown
        ]


@dataclass(frozen=True, slots=True)
class Soaked:
    """The process after the warm-up and at the end, and how many cycles it ran."""

    warm: Reading
    end: Reading
    cycles: int


def reading() -> Reading:
    """What the process holds now."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    descriptors = len(list(Path("/proc/self/fd").iterdir()))
    return Reading(pages * _PAGE, threading.active_count(), descriptors, len(gc.get_objects()))


def soak(folder: Path, athletes: int, hours: float) -> Soaked:
    """Run the daemon for so many hours of its own clock."""
    file = _prepare(folder, athletes)
    clock = _Clock(_BEGAN)
    url, key = f"sqlite:///{folder}/counterpoint.db", folder / "counterpoint.key"
    with closing(open_store(url, now=_BEGAN, key_file=key)) as store:
        daemon = Daemon(store, lambda kept: roster_of(file, store=kept), Surroundings(clock=clock))
        daemon.start()
        warm = None
        seconds = int(hours * 3600)
        for second in range(seconds):
            if second == seconds // 4:
                warm = reading()
            _something_happens(folder, daemon, second)
            if second % _FOLLOW_S == 0:
                daemon.follow()
            daemon.turn()
            if not daemon.settle(_PATIENCE_S):
                raise AssertionError("a cycle hangs")
            clock.now += timedelta(seconds=1)
        end = reading()
        if not daemon.stop(_PATIENCE_S) or warm is None:
            raise AssertionError("the daemon does not end")
        return Soaked(warm, end, _cycles(daemon))


@dataclass
class _Clock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now


def _prepare(folder: Path, athletes: int) -> Path:
    names = [f"a{number}" for number in range(athletes)]
    for name in names[1:]:  # the feed of the first is missing
        _show(folder, name, len(_TITLES))
    file = folder / "counterpoint.toml"
    file.write_text("".join(_ATHLETE.format(name=name) for name in names), encoding="utf-8")
    return file


def _show(folder: Path, name: str, count: int) -> None:
    events = "".join(
        _EVENT.format(uid=f"{name}-{number}", day=12 + number, title=_TITLES[number % 4])
        for number in range(count)
    )
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//soak//\r\n"
    (folder / f"{name}.ics").write_text(f"{head}{events}END:VCALENDAR\r\n", encoding="utf-8")


def _something_happens(folder: Path, daemon: Daemon, second: int) -> None:
    if second % _RELOAD_S == 0:
        _show(folder, "a1", 4 + second // _RELOAD_S % 2)
        _show(folder, "a2", 0 if second // _RELOAD_S % 3 == 1 else 4)
        daemon.reload()
        daemon.count()


def _cycles(daemon: Daemon) -> int:
    samples = (sample for family in daemon.metrics.cycles.collect() for sample in family.samples)
    return int(sum(each.value for each in samples if each.name.endswith("_total")))


def main() -> int:
    """Soak for two hours and tell what came of it."""
    set_up_logs(LogFormat.JSON, "error", StringIO())
    with tempfile.TemporaryDirectory() as folder:
        found = soak(Path(folder), athletes=12, hours=2)
    sys.stdout.write(f"{found.cycles} cycles in 2 h\nwarm {found.warm}\nend  {found.end}\n")
    grew = found.warm.grew(found.end)
    sys.stdout.write("\n".join(grew or ["nothing grew"]) + "\n")
    return 1 if grew else 0


if __name__ == "__main__":
    sys.exit(main())
