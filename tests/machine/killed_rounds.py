"""Cycles in processes of their own, ended by SIGKILL at any moment: `FOLDER ROUNDS SEED`.

Run as a program, since only a process without threads may fork safely.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.machine.any_world import TITLES
from tests.machine.folders import Seed
from tests.machine.world import World

_MOST_WORKOUTS = 6


def run(folder: Path, rounds: int, seed: int) -> None:
    """Change something, begin a cycle, kill it; in the end all is as if it never had been."""
    chance = random.Random(seed)  # noqa: S311 (moments, no secrets)
    world = World(folder)
    killed = 0
    for _ in range(rounds):
        _something_happens(world, chance)
        killed += _killed_cycle(world, chance.uniform(0, 0.4))
        world.check()
    world.comes_to_rest()
    world.is_as_found_after_a_purge()
    sys.stdout.write(f"{killed} of {rounds} cycles were killed\n")


def _something_happens(world: World, chance: random.Random) -> None:
    start = _start(world, chance)
    names = world.workouts()
    if len(names) < _MOST_WORKOUTS and chance.random() < 0.6:
        world.add(chance.choice(TITLES), start)
    elif names and chance.random() < 0.5:
        world.drag(chance.choice(names), start)
    elif names:
        world.delete(chance.choice(names))
    if chance.random() < 0.3:
        name = f"f{chance.randrange(5)}"
        seed = Seed(name, chance.choice(TITLES), start, start + timedelta(hours=1))
        world.feed_shows({**world.feed, name: seed})


def _start(world: World, chance: random.Random) -> datetime:
    day = world.now.date() + timedelta(days=chance.randrange(7))
    return datetime(day.year, day.month, day.day, chance.choice((5, 6, 16, 17)), tzinfo=UTC)


def _killed_cycle(world: World, after_s: float) -> bool:
    child = os.fork()
    if child == 0:
        world.sync()
        os._exit(0)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
