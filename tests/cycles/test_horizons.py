"""A horizon that is drawn nearer: what was written for later days goes, by nothing else's fault."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from connectors.calendar_event import CalendarEvent
from tests.machine.world import World

NEAR_DAYS = 2


def beyond(world: World, days_ahead: int = NEAR_DAYS) -> list[CalendarEvent]:
    """What stands of ours after the days of a horizon."""
    first = world.now.date() + timedelta(days=days_ahead)
    return [event for event in world.owned() if _day(event.start) >= first]


def _day(moment: datetime | date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def test_what_lies_beyond_goes_at_once_and_unasked(world: World) -> None:
    world.sync()
    assert beyond(world)
    world.days_ahead = NEAR_DAYS
    report = world.sync()
    assert report is not None
    assert report.held is None
    assert beyond(world) == []
    assert world.owned()
    world.comes_to_rest()


def test_what_they_changed_there_stays(world: World) -> None:
    world.sync()
    theirs = beyond(world)[-1]
    world.rewrite(theirs)
    world.days_ahead = NEAR_DAYS
    world.comes_to_rest()
    assert [event.uid for event in beyond(world)] == [theirs.uid]


def test_it_stays_while_a_source_cannot_be_read(world: World) -> None:
    """Invariant 6: nothing is deleted on the word of a source that failed."""
    world.sync()
    before = beyond(world)
    world.days_ahead = NEAR_DAYS
    world.feed_breaks()
    world.sync()
    assert beyond(world) == before
    world.feed_shows(world.feed)
    report = world.sync()
    if report is not None and report.held is not None:
        world.release()
    world.comes_to_rest()
    assert beyond(world) == []


def test_a_clock_that_was_set_back_deletes_nothing(world: World) -> None:
    """Row 24: the days that were planned for are nearer, but nobody wanted that."""
    world.sync()
    world.now -= timedelta(days=6)
    before = beyond(world, world.days_ahead)
    assert before
    for _ in range(2):
        report = world.sync()
        assert report is not None
        assert report.held is None, "what is held deletes nothing either"
    assert beyond(world, world.days_ahead) == before
