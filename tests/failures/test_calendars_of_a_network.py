"""What calendars behind a network answer when all is not well (the rows of Google)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from connectors.local_calendar import LocalCalendar
from sync_service.store.records import CycleOutcome
from tests.failures.calendars import ForgetsCursors, KeepsIds, Quota, Revoked
from tests.machine.faults import Boundaries, kill
from tests.machine.folders import Seed
from tests.machine.world import World

TIMES = 12
MORNING = datetime(2026, 3, 30, 6, tzinfo=UTC)
COMES_AND_GOES = Seed("again", "Tempo run 8 km", MORNING, MORNING.replace(hour=7))


def come_and_go(world: World, times: int) -> None:
    used: set[str] = set()

    def cycle() -> None:
        report = world.sync(network=lambda calendar: KeepsIds(calendar, used=used))
        assert report is not None
        assert report.held is None
        assert not report.applied.put_off

    def keys() -> set[str]:
        return {event.mark.key for event in world.owned() if event.mark}

    kept = dict(world.feed)
    cycle()
    before = keys()
    fresh: set[str] = set()
    for _ in range(times):
        world.feed_shows({**kept, "again": COMES_AND_GOES})
        cycle()
        fresh = fresh or keys() - before
        assert fresh
        assert fresh <= keys()
        world.feed_shows(kept)
        cycle()
        assert not fresh & keys()


def test_an_id_of_a_deleted_event_does_not_bar_what_comes_back(world: World) -> None:
    """Row 6: each time under an id of the next generation."""
    come_and_go(world, 8)


def test_what_comes_back_ever_so_often_is_not_barred_either(world: World) -> None:
    """Row 6: for ever is longer than eight generations."""
    come_and_go(world, TIMES)


@pytest.mark.parametrize("at", range(1, 12, 2))
def test_a_killed_return_under_a_later_id_is_not_doubled(world: World, at: int) -> None:
    """Rows 3 and 6: killed at any boundary while the id is made anew."""
    used: set[str] = set()

    def network(calendar: LocalCalendar) -> KeepsIds:
        return KeepsIds(calendar, used=used)

    kept = dict(world.feed)
    for seeds in ({**kept, "again": COMES_AND_GOES}, kept, {**kept, "again": COMES_AND_GOES}):
        world.feed_shows(seeds)
        world.sync(network=network)
    world.feed_shows(kept)
    world.sync(network=network)
    world.feed_shows({**kept, "again": COMES_AND_GOES})
    world.sync(Boundaries(at, kill), network=network)
    for _ in range(2):
        report = world.sync(network=network)
        world.check()
    assert report is not None
    assert not report.outlook.plan.changes
    assert any(world.generations())


def test_a_state_that_is_gone_is_read_anew_and_doubles_nothing(world: World) -> None:
    """Row 15: 410; what the athlete deleted in between is still understood."""
    world.sync()
    forgetful: list[ForgetsCursors] = []

    def cycle() -> None:
        def network(calendar: object) -> ForgetsCursors:
            forgetful.append(ForgetsCursors(calendar))  # type: ignore[arg-type]
            return forgetful[-1]

        report = world.sync(network=network)
        assert report is not None
        assert report.cycle.outcome is CycleOutcome.DONE

    before = world.bytes_of_calendars()
    cycle()
    cycle()
    assert forgetful[-1].expired == 1
    assert world.bytes_of_calendars() == before
    chosen = next(each for each in world.owned() if each.mark and each.mark.kind == "companion")
    world.dismiss(chosen)
    cycle()
    world.check()
    assert chosen.uid not in {event.uid for event in world.owned()}


def test_a_revoked_access_is_told_and_the_others_go_on(world: World) -> None:
    """Row 16: the cycle names the calendar; the notes in the other one are written."""
    report = world.sync(network=Revoked)
    assert report is not None
    assert report.cycle.outcome is CycleOutcome.PARTIAL
    assert report.cycle.problem == "ours: access was revoked; connect it again"
    assert report.outlook.unread == ("ours",)
    assert report.cycle.created == 2
    assert all("Counterpoint" in (world.training / name).read_text() for name in world.workouts())
    world.comes_to_rest()
    assert world.owned()


@pytest.mark.parametrize("raises", [True, False])
def test_a_quota_in_the_middle_is_resumed_where_it_stopped(world: World, raises: bool) -> None:
    """Row 18: three writes a cycle; what is nearest comes first, nothing twice."""
    written: list[int] = []
    for _ in range(8):
        report = world.sync(network=lambda calendar: Quota(calendar, takes=3, raises=raises))
        assert report is not None
        written.append(len(world.owned()))
        if not report.applied.problems:
            break
        assert report.cycle.outcome is CycleOutcome.PARTIAL
        assert "the quota is used up" in report.cycle.problem
    assert written == [3, 6, 8]
    world.comes_to_rest()
