"""Cycles without end on a Google account that is in trouble now and then, and an athlete in it.

`make soak` runs a thousand; what it shows is told in docs/writing.md.
"""

from __future__ import annotations

import gc
import os
import random
import statistics
import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fakes.google_calendar import Fault, Kind, limit_exceeded, server_error
from tests.machine.any_world import TITLES
from tests.machine.google_world import GoogleWorld

FAULTY = 0.05
CHANGING = 0.2
_MOST_WORKOUTS = 6
_ROOMS = ("connectors.", "rules.", "sync_service.")
_FAULTS = (
    *(Fault(kind) for kind in Kind if kind is not Kind.SLOW),
    *(Fault(Kind.ERROR_BEFORE, error=server_error(status)) for status in (500, 502)),
    Fault(Kind.ERROR_BEFORE, error=limit_exceeded("userRateLimitExceeded")),
    Fault(Kind.ERROR_BEFORE, error=limit_exceeded("rateLimitExceeded", 429)),
    Fault(Kind.ERROR_BEFORE, error=limit_exceeded("quotaExceeded")),
)


@dataclass(frozen=True)
class Use:
    """What of the machine is in use."""

    resident_kb: int
    threads: int
    files: int
    objects: int  # of our own classes

    @classmethod
    def after(cls, world: GoogleWorld) -> Use:
        """Count once the stand-in, which runs in this process, has closed what was left to it."""
        gc.collect()
        assert world.server.until_idle(), "a connection is kept that no cycle uses"
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        resident_kb = pages * os.sysconf("SC_PAGE_SIZE") // 1024
        files = sum(1 for _ in Path("/proc/self/fd").iterdir())
        ours = sum(str(type(each).__module__).startswith(_ROOMS) for each in gc.get_objects())
        return cls(resident_kb, threading.active_count(), files, ours)


@dataclass
class Soak:
    """What happened."""

    asked: Counter[tuple[str, int]] = field(default_factory=Counter)
    a_cycle: list[int] = field(default_factory=list)
    faults: Counter[Kind] = field(default_factory=Counter)
    written: int = 0
    in_part: int = 0
    early: Use | None = None
    late: Use | None = None

    def text(self) -> str:
        lines = [
            f"{len(self.a_cycle)} cycles, {self.written} of them wrote, {self.in_part} in part",
            f"calls a cycle: median {statistics.median(self.a_cycle):g}, most {max(self.a_cycle)}",
            *(
                f"  {method} {status or 'no answer'}: {count}"
                for (method, status), count in sorted(self.asked.items())
            ),
            f"{self.faults.total()} faults",
            *(f"  {kind}: {count}" for kind, count in sorted(self.faults.items())),
            f"in use early: {self.early}",
            f"in use late:  {self.late}",
        ]
        return "\n".join(lines)


def soak(folder: Path, cycles: int, seed: int) -> Soak:
    """Run the cycles; raise AssertionError where anything is not as it should be."""
    chance = random.Random(seed)  # noqa: S311 (what happens, no secrets)
    world = GoogleWorld(folder)
    found = Soak()
    try:
        for number in range(cycles):
            _one(world, chance, found)
            if number == cycles // 5:
                found.early = Use.after(world)
        found.late = Use.after(world)
        world.server.faults.clear()
        world.comes_to_rest()
        world.is_as_found_after_a_purge()
    finally:
        world.stop()
    found.faults = world.server.faults.met
    return found


def _one(world: GoogleWorld, chance: random.Random, found: Soak) -> None:
    world.now += timedelta(hours=1)
    if chance.random() < CHANGING:
        _something_happens(world, chance)
    world.server.faults.at_random(chance.randrange(2**31), FAULTY, _FAULTS)
    before = len(world.server.calls)
    report = world.sync()
    world.server.faults.clear()
    assert report is not None
    if world.held:
        world.release()
    world.check()
    calls = world.server.calls[before:]
    found.asked.update((each.method, each.status) for each in calls)
    found.a_cycle.append(len(calls))
    found.written += bool(report.applied.done)
    found.in_part += bool(report.cycle.problem)
    _forget_all_but(world, "calendars.insert")


def _forget_all_but(world: GoogleWorld, method: str) -> None:
    """The stand-in's record is not to grow; what made calendars is asked for in the end."""
    kept = [each for each in world.server.calls if each.method == method]
    world.server.forget_calls()
    world.server.calls.extend(kept)


def _something_happens(world: GoogleWorld, chance: random.Random) -> None:
    names = world.workouts()
    event = world.pick(chance.randrange(50))
    suggestion = world.pick_suggestion(chance.randrange(50))
    if len(names) > _MOST_WORKOUTS:
        world.delete(names[0])
    elif len(names) < _MOST_WORKOUTS and chance.random() < 0.5:
        world.add(chance.choice(TITLES), _start(world, chance))
    elif suggestion is not None and chance.random() < 0.4:
        world.answer(suggestion, yes=chance.random() < 0.5)
    elif event is not None and chance.random() < 0.3:
        world.dismiss(event)
    elif names and chance.random() < 0.3:
        world.edit_in_the_editor(chance.choice(names))
    elif names and chance.random() < 0.6:
        world.drag(chance.choice(names), _start(world, chance))
    elif names:
        world.delete(names[0])


def _start(world: GoogleWorld, chance: random.Random) -> datetime:
    day = world.now.date() + timedelta(days=chance.randrange(7))
    return datetime(day.year, day.month, day.day, chance.choice((5, 6, 16, 17)), tzinfo=UTC)


def main() -> None:
    """`[CYCLES [SEED]]`."""
    told = [int(each) for each in sys.argv[1:]]
    cycles, seed = (told + [1000, 1][len(told) :])[:2]
    with TemporaryDirectory() as folder:
        sys.stdout.write(f"{soak(Path(folder), cycles, seed).text()}\n")


if __name__ == "__main__":
    main()
