"""Whatever the athlete, the network and the machine do, in whatever order: the invariants hold.

A long run is `make machine`; docs/writing.md says what it showed.
"""

from __future__ import annotations

from pathlib import Path

from hypothesis.stateful import precondition, rule

from tests.machine.rules import Rules, indices, machine_settings
from tests.machine.world import World


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

    @rule()
    def the_database_is_lost(self) -> None:
        self.world.lose_the_database()


class OtherMachine(Machine):
    """The same once more, so that two cores can run it."""


Machine.TestCase.settings = machine_settings(8)
OtherMachine.TestCase.settings = machine_settings(8)
TestMachine = Machine.TestCase
TestOtherMachine = OtherMachine.TestCase
