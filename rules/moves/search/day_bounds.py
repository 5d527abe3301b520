"""Bounds of a week seen by days, shifted from pairs to units until the sum of the least is high.

What a week comes to stays the same whatever is shifted: half of what a pair and its two units come
to at least is told of each of the two (message passing of the family MPLP; Globerson and Jaakkola
2007). Then the sum of the least of every unit is a bound for all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from operator import add

from rules.moves.search.day_choices import Choice, DayChoices
from rules.moves.search.weight import IMPOSSIBLE

_SWEEPS = 40

Row = list[int]
Table = list[Row]


@dataclass(frozen=True, slots=True)
class DayBounds:
    """`alone[unit]` is what each choice of a unit comes to at least.

    `beside[unit][choice]` is what it adds to the choices of each other unit.
    """

    alone: dict[int, Row]
    beside: list[list[dict[int, Row]]]

    def with_chosen(self, unit: int, choice: int, open_: dict[int, Row]) -> dict[int, Row]:
        """What the choices of the other open units come to once this one is made."""
        beside = self.beside[unit][choice]
        rows = {}
        for other, row in open_.items():
            more = beside.get(other)
            if more is not None:
                rows[other] = list(map(add, row, more))
            elif other != unit:
                rows[other] = row
        return rows


def first_bounds(days: DayChoices, choices: Sequence[Sequence[Choice]]) -> DayBounds:
    """The bounds of a week of which nothing is chosen yet."""
    alone = {unit: [choice.least for choice in each] for unit, each in enumerate(choices)}
    tables = {}
    for one, other in combinations(range(len(choices)), 2):
        table = [
            [days.least_of_two(one, here, other, there) for there in choices[other]]
            for here in choices[one]
        ]
        if any(any(row) for row in table):
            tables[one, other] = table
    for _ in range(_SWEEPS):
        for (one, other), table in tables.items():
            tables[one, other] = _shifted(alone, one, other, table)
    return DayBounds(alone, _beside(choices, tables))


def _shifted(alone: dict[int, Row], one: int, other: int, table: Table) -> Table:
    """Tell the two units what they come to together, and leave the rest with the pair."""
    here, there = alone[one], alone[other]
    sums = [
        [pair + own + beside for pair, beside in zip(row, there, strict=True)]
        for row, own in zip(table, here, strict=True)
    ]
    alone[one] = here = [_half(min(row)) for row in sums]
    alone[other] = there = [_half(min(row)) for row in zip(*sums, strict=True)]
    return [
        [
            IMPOSSIBLE if whole >= IMPOSSIBLE else whole - own - beside
            for whole, beside in zip(row, there, strict=True)
        ]
        for row, own in zip(sums, here, strict=True)
    ]


def _half(whole: int) -> int:
    return IMPOSSIBLE if whole >= IMPOSSIBLE else whole >> 1


def _beside(
    choices: Sequence[Sequence[Choice]], tables: dict[tuple[int, int], Table]
) -> list[list[dict[int, Row]]]:
    beside: list[list[dict[int, Row]]] = [[{} for _ in each] for each in choices]
    for (one, other), table in tables.items():
        for choice, row in enumerate(table):
            beside[one][choice][other] = row
        for choice, column in enumerate(zip(*table, strict=True)):
            beside[other][choice][one] = list(column)
    return beside
