"""What the rules find of the units of a week in their places."""

from __future__ import annotations

from dataclasses import dataclass, field

from rules.moves.pair_tables import CLEAN
from rules.moves.score import FREE, Cost
from rules.moves.unit import Member, Unit
from rules.moves.verdicts import Verdicts
from rules.once import once


@dataclass(frozen=True)
class Costs:
    """Violations and cautions, each worked out when it is first asked for."""

    units: tuple[Unit, ...]
    fixed: tuple[Member, ...]
    verdicts: Verdicts
    _of_two: dict[tuple[int, int, int, int], Cost] = field(default_factory=dict)
    _of_one: dict[tuple[int, int], Cost] = field(default_factory=dict)

    def of_two(self, unit: int, position: int, other: int, there: int) -> Cost:
        """What the rules find of two units in these places."""
        key = unit, position, other, there
        known = self._of_two.get(key)
        if known is None:
            own, beside = self.units[unit], self.units[other]
            known = self._of_two[key] = self.verdicts.cost(
                (one, own.stand(one, position), two, beside.stand(two, there))
                for one in own.members
                for two in beside.members
            )
        return known

    def of_one(self, unit: int, position: int) -> Cost:
        """What the rules find of a unit in this place and all that is fixed."""
        key = unit, position
        known = self._of_one.get(key)
        if known is None:
            own, verdicts = self.units[unit], self.verdicts
            known = self._of_one[key] = verdicts.cost(
                (one, own.stand(one, position), each, each.stay)
                for one in own.members
                for each in self.fixed
                if verdicts.found_now(one, each) != CLEAN and each.workout.id not in verdicts.beyond
            )
        return known

    @once
    def beside_fixed(self) -> tuple[int, ...]:
        """The units that, as they stand, something is found of together with what is fixed."""
        return tuple(n for n in range(len(self.units)) if self.of_one(n, 0) != FREE)
