"""What athletes, feeds, networks and machines do, in any order, whatever the calendars are."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.machine.any_world import TITLES, AnyWorld
from tests.machine.faults import Boundaries
from tests.machine.folders import Seed

_MOST_WORKOUTS = 6

titles = st.sampled_from(TITLES)
indices = st.integers(0, 50)
days = st.integers(0, 6)
hours = st.sampled_from((5, 6, 11, 16, 17))


class Rules(RuleBasedStateMachine):
    """What happens in every kind of calendar."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(prefix="machine"))
        self.world = self.new_world(self.home / "calendars")

    def new_world(self, folder: Path) -> AnyWorld:
        """The athlete and their calendars."""
        raise NotImplementedError

    def teardown(self) -> None:
        try:
            self.world.comes_to_rest()
            self.world.is_as_found_after_a_purge()
        finally:
            shutil.rmtree(self.home, ignore_errors=True)

    def _start(self, day: int, hour: int) -> datetime:
        first = self.world.now.date() + timedelta(days=day)
        return datetime(first.year, first.month, first.day, hour, tzinfo=UTC)

    # The athlete

    @precondition(lambda self: len(self.world.workouts()) < _MOST_WORKOUTS)
    @rule(title=titles, day=days, hour=hours)
    def adds_a_workout(self, title: str, day: int, hour: int) -> None:
        self.world.add(title, self._start(day, hour))

    @precondition(lambda self: self.world.workouts())
    @rule(index=indices, day=days, hour=hours)
    def drags_a_workout(self, index: int, day: int, hour: int) -> None:
        names = self.world.workouts()
        self.world.drag(names[index % len(names)], self._start(day, hour))

    @precondition(lambda self: self.world.workouts())
    @rule(index=indices, title=titles)
    def renames_a_workout(self, index: int, title: str) -> None:
        names = self.world.workouts()
        self.world.rename(names[index % len(names)], title)

    @precondition(lambda self: self.world.workouts())
    @rule(index=indices, words=st.sampled_from(("felt fine", "bring water\\, please")))
    def writes_into_a_workout(self, index: int, words: str) -> None:
        names = self.world.workouts()
        self.world.write_notes(names[index % len(names)], words)

    @precondition(lambda self: self.world.workouts())
    @rule(index=indices)
    def deletes_a_workout(self, index: int) -> None:
        names = self.world.workouts()
        self.world.delete(names[index % len(names)])

    @rule(index=indices)
    def deletes_an_item_of_ours(self, index: int) -> None:
        event = self.world.pick(index)
        if event is not None:
            self.world.dismiss(event)

    @precondition(lambda self: self.world.in_trash())
    @rule(index=indices)
    def restores_an_item_of_ours(self, index: int) -> None:
        names = self.world.in_trash()
        self.world.restore(names[index % len(names)])

    @rule(index=indices)
    def rewrites_an_item_of_ours(self, index: int) -> None:
        event = self.world.pick(index)
        if event is not None:
            self.world.rewrite(event)

    @rule(index=indices, hours=st.integers(-30, 60))
    def drags_a_suggestion(self, index: int, hours: int) -> None:
        event = self.world.pick_suggestion(index)
        if event is not None:
            start = self.world.now.replace(minute=0, second=0) + timedelta(hours=hours)
            self.world.drag_suggestion(event, start)

    @precondition(lambda self: self.world.workouts())
    @rule(index=indices)
    def writes_into_the_fence(self, index: int) -> None:
        names = self.world.workouts()
        self.world.write_in_fence(names[index % len(names)])

    @precondition(lambda self: self.world.workouts())
    @rule(index=indices)
    def takes_the_note_out(self, index: int) -> None:
        names = self.world.workouts()
        self.world.take_note_out(names[index % len(names)])

    # The feed

    @precondition(lambda self: len(self.world.feed) < _MOST_WORKOUTS)
    @rule(title=titles, day=days, hour=hours)
    def the_feed_gains_a_workout(self, title: str, day: int, hour: int) -> None:
        start = self._start(day, hour)
        name = f"f{len(self.world.feed)}-{start:%d%H}"
        seed = Seed(name, title, start, start + timedelta(hours=1))
        self.world.feed_shows({**self.world.feed, name: seed})

    @precondition(lambda self: self.world.feed)
    @rule(index=indices)
    def the_feed_loses_a_workout(self, index: int) -> None:
        left = dict(self.world.feed)
        del left[sorted(left)[index % len(left)]]
        self.world.feed_shows(left)

    @rule()
    def the_feed_comes_back_empty(self) -> None:
        self.world.feed_shows({})

    @rule()
    def the_feed_is_a_page_for_once(self) -> None:
        before = self.world.all_that_stands()
        self.world.feed_breaks()
        self.world.sync()
        gone = before.keys() - self.world.all_that_stands().keys()
        assert not gone, "a source that fails never causes a deletion"
        self.world.feed_shows(self.world.feed)

    # The clock

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        self.world.now += timedelta(hours=hours)

    @rule(minutes=st.integers(1, 90))
    def the_clock_steps_back(self, minutes: int) -> None:
        self.world.now -= timedelta(minutes=minutes)

    # We

    @rule()
    def syncs(self) -> None:
        assert self.world.sync() is not None

    @rule(at=st.integers(1, 40))
    def is_killed_in_a_cycle(self, at: int) -> None:
        self.world.killed_sync(at)

    @rule(at=st.integers(1, 8), after=st.booleans())
    def the_network_fails_in_a_cycle(self, at: int, after: bool) -> None:
        self.world.sync_with_a_fault(at, after=after)

    @rule()
    def the_calendar_cannot_be_read(self) -> None:
        before = self.world.all_that_stands()
        ours = {name for name in before if name.startswith("ours")}
        self.world.sync_unread()
        after = self.world.all_that_stands()
        assert {n: after.get(n) for n in ours} == {n: before[n] for n in ours}

    @rule(index=indices, at=st.integers(1, 6))
    def somebody_edits_in_the_middle_of_a_cycle(self, index: int, at: int) -> None:
        self.world.sync(Boundaries(at, lambda: self.rewrites_an_item_of_ours(index)))

    @precondition(lambda self: self.world.held)
    @rule()
    def says_yes_to_what_is_held(self) -> None:
        self.world.release()
        self.world.sync()

    @rule()
    def takes_a_cycle_back(self) -> None:
        self.world.undo()

    @invariant()
    def everything_holds(self) -> None:
        self.world.check()


def machine_settings(examples: int, steps: int = 30) -> settings:
    """So many runs of so many steps, unless the environment asks for more."""
    return settings(
        max_examples=int(os.environ.get("MACHINE_EXAMPLES", str(examples))),
        stateful_step_count=int(os.environ.get("MACHINE_STEPS", str(steps))),
        deadline=None,
        derandomize="MACHINE_EXAMPLES" not in os.environ,  # what hunts for the new is the long run
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        print_blob=True,
    )
