"""Others who are at work while a cycle runs: the athlete, a second process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sync_service.errors import LeaseLost
from sync_service.store.database import open_store
from sync_service.store.lease import Lease
from sync_service.sync_athlete import Run, sync_athlete
from tests.cli.conftest import Counterpoint
from tests.cli.writing import ATHLETE, NOW, is_one_sentence, set_up
from tests.failures.calendars import At
from tests.failures.conftest import feed
from tests.machine.faults import Boundaries
from tests.machine.world import World

OWN_WORDS = "felt fine\\, slept badly"


@pytest.mark.parametrize("boundary", ["looked", "recorded", "intended"])
def test_what_someone_wrote_meanwhile_is_kept_and_planned_anew(world: World, boundary: str) -> None:
    """Row 19: a conflict; the next cycle reads it again and writes below the new words."""
    name = world.workouts()[0]
    edits = At(name=boundary, happens=lambda: world.write_notes(name, OWN_WORDS))
    report = world.sync(edits)
    assert report is not None
    assert edits.happened == 1
    world.check()
    world.comes_to_rest()
    text = (world.training / name).read_text()
    assert OWN_WORDS in text
    assert "Counterpoint" in text


def test_a_conflict_is_put_off_and_not_forced(world: World) -> None:
    """Row 19: in the very cycle, the file of the workout is as the athlete left it."""
    name = world.workouts()[0]
    left = []

    def edit() -> None:
        world.write_notes(name, OWN_WORDS)
        left.append((world.training / name).read_bytes())

    report = world.sync(At(name="looked", happens=edit))
    assert report is not None
    assert [change.item.calendar for change in report.applied.put_off] == ["training"]
    assert [(world.training / name).read_bytes()] == left


def test_an_item_that_someone_rewrites_meanwhile_is_theirs(world: World) -> None:
    """Row 19: we were about to rewrite or delete it."""
    world.sync()
    world.feed_shows({name: seed for name, seed in feed().items() if name != "legs"})
    for event in world.owned():
        world.sync(At(name="looked", happens=lambda event=event: world.rewrite(event)))  # type: ignore[misc]
        break
    world.check()
    world.comes_to_rest()


@dataclass
class _Taken:
    """A second process that takes the athlete over, an hour later by its clock."""

    world: World

    def __call__(self) -> None:
        store = self.world.store()
        lease = store.take_lease("Sam", "the server", self.world.now + timedelta(hours=1), 60)
        assert isinstance(lease, Lease)
        store.close()


@pytest.mark.parametrize("boundary", ["looked", "recorded", "written"])
def test_who_lost_the_lease_in_the_middle_stops_and_says_who_holds_it(
    world: World, boundary: str
) -> None:
    """Row 23: not a write more; the one who holds it settles and ends what was begun."""
    store = world.store()
    lease = store.take_lease("Sam", "the laptop", world.now, 60)
    assert isinstance(lease, Lease)
    run = Run(store, lease, At(name=boundary, happens=_Taken(world)))
    with pytest.raises(LeaseLost, match="held by the server"):
        sync_athlete(world.job(Boundaries()), run, world.now)
    store.close()
    assert bool(world.owned()) is (boundary == "written")
    world.comes_to_rest()


def test_a_command_is_told_who_holds_the_athlete(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    """Row 23: `sync` beside a process that holds the lease, by the clock and not by `--now`."""
    written = set_up(tmp_path)
    counterpoint("status")
    now = datetime.now(UTC)
    database = f"sqlite:///{tmp_path / 'counterpoint.db'}"
    store = open_store(database, now=now, key_file=tmp_path / "counterpoint.key")
    lease = store.take_lease("Sam", "the server", now, 3600)
    assert isinstance(lease, Lease)
    for command in (("sync",), ("undo",), ("purge", "--yes")):
        outcome = counterpoint(*command, *NOW)
        assert (outcome.status, is_one_sentence(outcome)) == (2, True)
        assert outcome.err.startswith("Sam is held by the server until ")
    for command in (("plan",), ("sync", "--dry-run"), ("status",)):
        assert counterpoint(*command, *(NOW if command != ("status",) else ())).status == 0
    assert not written.exists()
    store.give_back_lease(lease)
    store.close()
    assert counterpoint("sync", *NOW).status == 0


def test_who_is_held_lets_the_other_athletes_go_on(
    counterpoint: Counterpoint, tmp_path: Path
) -> None:
    """Row 23: one of two athletes is held."""
    two = ATHLETE + ATHLETE.replace("Sam", "Alex").replace('"calendar"', '"alex"')
    written = set_up(tmp_path, athletes=two)
    counterpoint("status")
    now = datetime.now(UTC)
    database = f"sqlite:///{tmp_path / 'counterpoint.db'}"
    store = open_store(database, now=now, key_file=tmp_path / "counterpoint.key")
    assert isinstance(store.take_lease("Sam", "the server", now, 3600), Lease)
    store.close()
    outcome = counterpoint("sync", *NOW)
    assert (outcome.status, is_one_sentence(outcome)) == (2, True)
    assert not written.exists()
    assert list((tmp_path / "alex").glob("*.ics"))
