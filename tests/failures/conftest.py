"""What the tests of these rows share: the command, a server, and an athlete's world."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import counterpoint, server
from tests.machine.folders import Seed
from tests.machine.world import World

__all__ = ["counterpoint", "server"]


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Two workouts in the athlete's own calendar and two in a feed, too close to each other."""
    return two_workouts(tmp_path / "calendars")


def two_workouts(folder: Path) -> World:
    """The world of these tests."""
    made = World(folder)
    made.add("Lower body strength heavy", datetime(2026, 3, 26, 16, tzinfo=UTC))
    made.add("Intervals 5 x 1000 m", datetime(2026, 3, 27, 6, tzinfo=UTC))
    made.feed_shows(feed())
    return made


def feed() -> dict[str, Seed]:
    """The workouts of the feed."""
    begin = datetime(2026, 3, 28, 6, tzinfo=UTC)
    hour = timedelta(hours=1)
    return {
        "tempo": Seed("tempo", "Tempo run 8 km", begin, begin + hour),
        "legs": Seed("legs", "Lower body strength heavy", begin + 2 * hour, begin + 3 * hour),
    }
