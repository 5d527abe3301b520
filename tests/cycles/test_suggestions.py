"""A suggestion that the athlete drags: theirs while there is something to suggest, gone after."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from connectors.calendar_event import CalendarEvent
from sync_service.take_back import TakenBack
from tests.failures.conftest import feed
from tests.machine.world import World

LATER = timedelta(hours=3)


def suggestion(world: World) -> CalendarEvent | None:
    """The suggestion for a workout of the athlete's own calendar."""
    found = (e for e in world.owned() if e.mark and e.mark.kind == "suggestion")
    return next(iter(found), None)


@pytest.fixture
def dragged(world: World) -> CalendarEvent:
    """A suggestion that stands elsewhere than we put it."""
    world.sync()
    event = suggestion(world)
    assert event is not None
    assert isinstance(event.start, datetime)
    world.drag_suggestion(event, event.start + LATER)
    return event


def test_it_stays_where_the_athlete_put_it(world: World, dragged: CalendarEvent) -> None:
    world.comes_to_rest()
    stands = suggestion(world)
    assert stands is not None
    assert (stands.uid, stands.start) == (dragged.uid, dragged.start + LATER)


def test_undo_leaves_it(world: World, dragged: CalendarEvent) -> None:
    world.sync()
    taken = world.undo()
    assert isinstance(taken, TakenBack)
    assert {event.uid for event in world.owned()} == {dragged.uid}


def test_it_goes_when_the_workouts_that_it_parts_are_gone(
    world: World, dragged: CalendarEvent
) -> None:
    world.sync()
    for name in world.workouts():
        world.delete(name)
    world.feed_shows({name: seed for name, seed in feed().items() if name == "tempo"})
    world.comes_to_rest()
    assert dragged.uid not in {event.uid for event in world.owned()}


def test_it_goes_when_the_workout_is_over(world: World, dragged: CalendarEvent) -> None:
    world.sync()
    world.now += timedelta(days=6)
    world.comes_to_rest()
    assert dragged.uid not in {event.uid for event in world.owned()}


def test_a_source_that_fails_takes_it_not_away(world: World, dragged: CalendarEvent) -> None:
    """Row 14: that there is nothing to suggest is not known then."""
    world.sync()
    for name in world.workouts():
        world.delete(name)
    world.feed_breaks()
    world.sync()
    assert dragged.uid in {event.uid for event in world.owned()}


def test_one_that_was_reworded_is_theirs_for_good(world: World) -> None:
    world.sync()
    event = suggestion(world)
    assert event is not None
    world.rewrite(event)
    world.sync()
    for name in world.workouts():
        world.delete(name)
    world.feed_shows({})
    world.comes_to_rest()
    assert event.uid in {each.uid for each in world.owned()}


def test_a_purge_takes_it(world: World, dragged: CalendarEvent) -> None:
    world.sync()
    world.purge()
    assert dragged.uid not in {event.uid for event in world.owned()}
    world.is_as_found_after_a_purge()


def test_a_workout_that_shares_its_file_is_moved_in_its_calendar(world: World) -> None:
    """We only read such a file; the athlete's own program can change it."""
    first, second = (world.training / name for name in world.workouts())
    block = second.read_text().partition("BEGIN:VEVENT")[2].partition("END:VCALENDAR")[0]
    text = first.read_text().replace("END:VCALENDAR", f"BEGIN:VEVENT{block}END:VCALENDAR")
    first.write_text(text)
    second.unlink()
    world.sync()
    suggested = (e for e in world.owned() if e.mark and e.mark.kind == "suggestion")
    own = [e.description for e in suggested if "Tempo" not in e.summary]  # which is in the feed
    assert len(own) == 2
    assert all("Move the workout here" in each for each in own)
