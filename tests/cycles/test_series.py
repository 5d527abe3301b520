"""A series in a folder is changed between two cycles, after notes were written into it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.machine.world import World

NAME = "s3.ics"
CHANGES: dict[str, Callable[[World], None]] = {
    "moved": lambda world: world.drag(NAME, datetime(2026, 3, 26, 7, tzinfo=UTC)),
    "renamed": lambda world: world.rename(NAME, "Tempo run 10 km"),
    "other words": lambda world: world.write_notes(NAME, "felt fine"),
    "an instance deleted": lambda world: world.lose_instance(NAME, 1),
    "split": lambda world: world.split(NAME, 1),
}


@pytest.mark.parametrize("name", CHANGES)
def test_it_comes_to_rest_and_a_purge_leaves_it_as_found(world: World, name: str) -> None:
    world.add_series("Tempo run 8 km", datetime(2026, 3, 26, 6, tzinfo=UTC))
    world.sync()
    assert (world.training / NAME).read_text().count("X-COUNTERPOINT-MADE") > 1
    CHANGES[name](world)
    world.check()
    world.comes_to_rest()
    world.check()
    world.is_as_found_after_a_purge()
