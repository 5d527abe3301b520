"""An undo that the calendar does not take: nothing is decided by it."""

from __future__ import annotations

from sync_service.holding import holding
from sync_service.sync_athlete import Run
from sync_service.take_back import TakenBack, undo
from tests.machine.faults import Boundaries, Network
from tests.machine.world import World


def undo_over(world: World, network: Network) -> TakenBack | None:
    store = world.store()
    try:
        with holding(store, "Sam") as lease:
            job = world.job(Boundaries(), lambda _: network)
            return undo(job, Run(store, lease), world.now, 1)
    finally:
        store.close()


def meals_and_suggestions(world: World) -> set[str]:
    """Their keys; what is told of workouts shares its cause with notes that were taken back."""
    marks = (event.mark for event in world.owned() if event.mark)
    return {mark.key for mark in marks if mark.kind != "companion"}


def test_what_was_not_taken_back_stands_on(world: World) -> None:
    world.sync()
    before = meals_and_suggestions(world)
    taken = undo_over(world, Network(world.calendar_in(world.ours), fails_at=1))
    assert isinstance(taken, TakenBack)
    assert taken.applied.problems
    world.comes_to_rest()
    assert meals_and_suggestions(world) == before
    undo_over(world, Network(world.calendar_in(world.ours)))
    assert not meals_and_suggestions(world)
