"""Items found again after a lost database, and deleted before their cause was known."""

from __future__ import annotations

import pytest

from tests.machine.world import World

KINDS = ("companion", "suggestion", "fuel")


@pytest.fixture
def found_again(world: World) -> World:
    """What stands is known from the calendar alone: the feed is not to be read."""
    world.sync()
    assert {event.mark.kind for event in world.owned() if event.mark} == {*KINDS}
    world.lose_the_database()
    world.feed_breaks()
    world.sync()
    return world


@pytest.mark.parametrize("kind", KINDS)
def test_it_stays_away(found_again: World, kind: str) -> None:
    deleted = [e for e in found_again.owned() if e.mark and e.mark.kind == kind]
    for event in deleted:
        found_again.dismiss(event)
    found_again.sync()
    found_again.feed_shows(found_again.feed)
    found_again.comes_to_rest()
    stands = {event.mark.key for event in found_again.owned() if event.mark}
    assert not stands & {event.mark.key for event in deleted if event.mark}
