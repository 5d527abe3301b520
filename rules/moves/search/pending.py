"""What is still wrong at a node of the search, and what it takes at least to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Pending(NamedTuple):
    """A finding, and the set of undecided units of which one must move to undo it.

    `moves` is the least number of moves that undoes it. `forbidden` says that it was not there
    before, so that it cannot be left.
    """

    units: int
    violations: int
    cautions: int
    moves: int
    forbidden: bool = False

    @property
    def order(self) -> int:
        """What is looked at first."""
        if self.forbidden:
            return 0
        return 1 if self.violations else 2


class Rest(NamedTuple):
    """What it takes at least: moves that must be made, and those that violations ask for.

    `wanted` are these and the moves or cautions that the other findings come to. `covered` is the
    set of the units that were counted with.
    """

    forced_moves: int
    for_violations: int
    wanted: int
    displacement: int
    covered: int


def rest_of(
    pending: Iterable[Pending], in_the_way: int, least: Callable[[int], tuple[int, int]]
) -> Rest:
    """Count findings that share no unit: each takes a move of its own.

    `least` tells the fewest moves and the least displacement with which a unit leaves its place.
    """
    forced = displacement = for_violations = wanted = 0
    for unit in _units(in_the_way):
        moves, distance = least(unit)
        forced, displacement = forced + moves, displacement + distance
    covered = in_the_way
    for each in sorted(pending, key=lambda each: each.order):
        if each.units & covered:
            continue
        covered |= each.units
        moves, distance = each.moves, min(least(unit)[1] for unit in _units(each.units))
        forced += moves if each.forbidden else 0
        for_violations += moves if each.order == 1 else 0
        wanted += 0 if each.forbidden else moves
        displacement += distance
    return Rest(forced, for_violations, wanted, displacement, covered)


def _units(bits: int) -> Iterable[int]:
    number = 0
    while bits:
        if bits & 1:
            yield number
        bits >>= 1
        number += 1
