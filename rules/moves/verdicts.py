"""What the rules say of two workouts in a week, as they stand and where they might."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, product

from rules.checks.pairs import in_order
from rules.moves.pair_tables import CLEAN, DAY_AFTER, PairTables, Verdict, verdict_of
from rules.moves.score import Cost
from rules.moves.unit import Member, Stand

VIOLATION, CAUTION = 2, 1

# A workout in a place beside another in another.
Pair = tuple[Member, Stand, Member, Stand]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """`now` holds what is found of the pairs of a week, under their ids, the lesser first.

    `shadowed` leads from each hard run that is not the last of its day to the one that is: of the
    day after, the rules speak once. Nothing is counted of those in `beyond`.
    """

    tables: PairTables
    now: dict[tuple[str, str], Verdict]
    shadowed: dict[str, str]
    beyond: frozenset[str]

    def found_now(self, one: Member, other: Member) -> Verdict:
        """What the rules say of the two as they stand."""
        ids = one.workout.id, other.workout.id
        return self.now.get(ids if ids[0] < ids[1] else (ids[1], ids[0]), CLEAN)

    def is_untold(self, one: Member, other: Member) -> bool:
        """Whether one comes too soon the day after the other, but a later hard run is told of."""
        if not self.shadowed or not self.found_now(one, other)[DAY_AFTER]:
            return False
        earlier = one if one.stay.start <= other.stay.start else other
        return earlier.workout.id in self.shadowed

    def of(self, one: Member, here: Stand, other: Member, there: Stand) -> Verdict:
        """What the rules say of the two in these places."""
        if here is one.stay and there is other.stay:
            return self.found_now(one, other)
        first, second = (here, there) if here.start <= there.start else (there, here)
        gap = second.start - first.end
        return self.tables.verdict(first.kind, second.kind, second.day - first.day, gap)

    def cost(self, pairs: Iterable[Pair]) -> Cost:
        """The violations and cautions of several pairs."""
        violations = cautions = 0
        for one, here, other, there in pairs:
            for weight in self._counted(one, here, other, there):
                violations += weight == VIOLATION
                cautions += weight == CAUTION
        return violations, cautions

    def _counted(self, one: Member, here: Stand, other: Member, there: Stand) -> Verdict:
        """What counts of two: of several hard runs of a day only the last says the day after."""
        verdict = self.of(one, here, other, there)
        earlier = one if here.start <= there.start else other
        if verdict[DAY_AFTER] and earlier.workout.id in self.shadowed:
            return (*verdict[:DAY_AFTER], 0, *verdict[DAY_AFTER + 1 :])
        return verdict


def pairs_found(
    members: Sequence[Member],
    fixed: Sequence[Member],
    shadowed: Mapping[str, str],
    tables: PairTables,
) -> dict[tuple[str, str], Verdict]:
    """What the rules say now of every two of which at least one may move; the clean are left out.

    What stands fast is asked about where its hard run is in the shadow of a later one, which may
    leave. The keys are the two ids, the lesser first.
    """
    found = {}
    both_fast = product((each for each in fixed if each.workout.id in shadowed), fixed)
    for one, other in chain(combinations(members, 2), product(members, fixed), both_fast):
        verdict = CLEAN if one is other else _as_they_stand(one, other, tables)
        if verdict != CLEAN:
            ids = sorted((one.workout.id, other.workout.id))
            found[ids[0], ids[1]] = verdict
    return found


def _as_they_stand(one: Member, other: Member, tables: PairTables) -> Verdict:
    if not (one.workout.is_run or other.workout.is_run):
        return CLEAN  # each of the rules is about a run
    first, second = in_order(one.workout, other.workout)
    return verdict_of(first, second, tables.athlete)
