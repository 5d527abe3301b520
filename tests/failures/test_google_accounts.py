"""Rows 15, 18, 19 and 20 on a Google account, against the stand-in of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.fakes.google_calendar import Fault, Kind, limit_exceeded
from tests.machine.faults import Boundaries
from tests.machine.google_world import GoogleWorld

_QUOTA = limit_exceeded("quotaExceeded")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[GoogleWorld]:
    made = GoogleWorld(tmp_path / "calendars")
    evening = made.now.replace(hour=16)
    made.add("Lower body strength heavy", evening + timedelta(days=2))
    made.add("Intervals 5 x 1000 m", evening + timedelta(days=3))
    yield made
    made.stop()


def test_sync_tokens_that_are_gone_double_nothing(world: GoogleWorld) -> None:
    world.sync()
    world.sync()  # our calendar was made by the first
    stood = world.all_that_stands()
    world.server.expire_sync_tokens()
    world.sync()
    assert world.server.counts()["events.list", 410] == 2
    assert world.all_that_stands() == stood


@pytest.mark.parametrize("method", ["batch", "events.insert", "events.patch"])
def test_a_quota_that_ends_in_the_middle_is_resumed(world: GoogleWorld, method: str) -> None:
    fault = Fault(Kind.ERROR_BEFORE, method, error=_QUOTA, times=1_000, skip=1)
    world.sync_in_trouble(fault)
    world.check()
    world.comes_to_rest()
    assert world.owned()
    world.is_as_found_after_a_purge()


def test_a_workout_that_is_changed_in_the_middle_keeps_their_words(world: GoogleWorld) -> None:
    for at in range(1, 9):

        def changes(at: int = at) -> None:
            world.both(lambda ui: ui.edit("sport1", location=f"Hall {at}"))

        evening = world.now.replace(hour=16)
        world.drag("sport2", evening + timedelta(days=(3, 5)[at % 2]))  # so that notes change
        world.sync(Boundaries(at, changes))
        world.check()
    assert world.server.counts()["events.patch", 412]
    world.comes_to_rest()


def test_nobody_is_mailed_and_nothing_rings(world: GoogleWorld) -> None:
    guests = [{"email": "kim@example.org", "responseStatus": "accepted"}]
    world.both(lambda ui: ui.edit("sport2", attendees=guests))
    world.sync()
    assert "Counterpoint" in world.ui.look("sport2")["description"]
    world.nobody_is_disturbed()
    world.is_as_found_after_a_purge()
    world.nobody_is_disturbed()
