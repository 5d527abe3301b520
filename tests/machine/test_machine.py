"""Whatever the athlete, the network and the machine do, in whatever order: the invariants hold.

A long run is `make machine`; docs/writing.md says what it showed.
"""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.machine.rules import Rules, days, hours, indices, machine_settings, titles
from tests.machine.series import days_of
from tests.machine.world import World

_MOST_SERIES = 2


class Machine(Rules):
    """An athlete with a calendar folder, a feed and us."""

    world: World

    def new_world(self, folder: Path) -> World:
        return World(folder)

    @precondition(lambda self: self.world.workouts())
    @rule(index=indices)
    def another_program_drops_properties_of_ours(self, index: int) -> None:
        names = self.world.workouts()
        self.world.drop_properties(names[index % len(names)])

    @precondition(lambda self: len(self.world.series()) < _MOST_SERIES)
    @rule(title=titles, day=days, hour=hours)
    def adds_a_series(self, title: str, day: int, hour: int) -> None:
        self.world.add_series(title, self._start(day, hour))

    @precondition(lambda self: self.world.series())
    @rule(index=indices, day=days, hour=hours)
    def moves_a_series(self, index: int, day: int, hour: int) -> None:
        self.world.drag(self._series(index), self._start(day, hour))

    @precondition(lambda self: self.world.series())
    @rule(index=indices, title=titles)
    def renames_a_series(self, index: int, title: str) -> None:
        self.world.rename(self._series(index), title)

    @precondition(lambda self: self.world.series())
    @rule(index=indices, words=st.sampled_from(("felt fine", "bring water\\, please")))
    def writes_into_a_series(self, index: int, words: str) -> None:
        name = self._series(index)
        if "my own words" in self.world.found.files[name]:  # else an instance's are all there is
            self.world.write_notes(name, words)

    @precondition(lambda self: self.world.series())
    @rule(index=indices, day=st.integers(0, 2))
    def takes_an_instance_out_of_a_series(self, index: int, day: int) -> None:
        name = self._series(index)
        self.world.lose_instance(name, day % days_of(self.world.found.files[name]))

    @precondition(lambda self: 0 < len(self.world.series()) < _MOST_SERIES)
    @rule(index=indices, day=st.integers(0, 2))
    def splits_a_series(self, index: int, day: int) -> None:
        name = self._series(index)
        length = days_of(self.world.found.files[name])
        if length > 1:
            self.world.split(name, 1 + day % (length - 1))

    def _series(self, index: int) -> str:
        names = self.world.series()
        return names[index % len(names)]

    @rule()
    def the_database_is_lost(self) -> None:
        self.world.lose_the_database()


class OtherMachine(Machine):
    """The same once more, so that two cores can run it."""


Machine.TestCase.settings = machine_settings(5)
OtherMachine.TestCase.settings = machine_settings(5)
TestMachine = Machine.TestCase
TestOtherMachine = OtherMachine.TestCase
