"""One week as the search sees it: units, what stands beside them, what the rules say of pairs.

Nothing may arise that was not there: a place is allowed beside another workout if no rule says
worse of the two than it says of them now. What is found now may stay, at its cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations
from operator import and_
from typing import NamedTuple

from rules.checks.pairs import in_order
from rules.moves.hard_rows import HardRows
from rules.moves.pair_tables import CLEAN, DAY_AFTER, PairTables, Verdict, verdict_of
from rules.moves.unit import Member, Stand, Unit
from rules.once import once


class Score(NamedTuple):
    """The objective, in this order; `trouble` is 2 × cautions + moves."""

    violations: int
    trouble: int
    moves: int
    displacement: int


# Violations and cautions.
Cost = tuple[int, int]
FREE: Cost = (0, 0)


@dataclass(frozen=True)
class WeekProblem:
    """The units that may move and the workouts that do not; `now` holds what is found of pairs.

    `shadowed` leads from each hard run that is not the last of its day to the one that is: of the
    day after, the rules speak once. Nothing is counted of those in `beyond`.
    """

    units: tuple[Unit, ...]
    fixed: tuple[Member, ...]
    tables: PairTables
    now: dict[tuple[str, str], Verdict]
    shadowed: dict[str, str]
    rows: HardRows
    beyond: frozenset[str]
    _allowed: dict[tuple[int, int, int], int] = field(default_factory=dict)
    _costs: dict[tuple[int, int, int, int], Cost] = field(default_factory=dict)
    _fixed_costs: dict[tuple[int, int], Cost] = field(default_factory=dict)
    _homes: dict[int, int] = field(default_factory=dict)
    _mild: dict[tuple[int, int, int], int] = field(default_factory=dict)
    _mild_homes: dict[int, int] = field(default_factory=dict)

    def domain(self, unit: int) -> int:
        """The positions of a unit, but the present one, that are allowed by all that is fixed."""
        known = self._homes.get(unit)
        if known is None:
            own = self.units[unit]
            stands = ((each, each.stay) for each in self.fixed)
            blocked = (~self._blocked(own, each, stand) for each, stand in stands)
            known = self._homes[unit] = reduce(and_, blocked, own.everywhere)
        return known

    def allowed(self, unit: int, beside: int, position: int) -> int:
        """The positions of a unit that are allowed while another has this one."""
        key = unit, beside, position
        known = self._allowed.get(key)
        if known is None:
            own, other = self.units[unit], self.units[beside]
            blocked = 0
            for member in other.members:
                blocked |= self._blocked(own, member, other.stand(member, position))
            known = self._allowed[key] = own.everywhere & ~blocked
        return known

    def _blocked(self, unit: Unit, other: Member, stand: Stand) -> int:
        """The positions at which a member of the unit would bring something new to the other."""
        blocked = 0
        for member in unit.members:
            blocked |= self._clashing(unit, member, stand)
            if not self._may_share(member, other, stand.day):
                blocked |= unit.between(*unit.on_day(member, stand.day))
            now = self.found_now(member, other)
            blocked |= self._disturbing(unit, member, stand, now)
        return blocked

    @staticmethod
    def _clashing(unit: Unit, member: Member, stand: Stand) -> int:
        """The positions at which the member overlaps."""
        offset = member.stay.start - unit.start
        length = member.stay.end - member.stay.start
        return unit.between(stand.start - length + 1 - offset, stand.end - offset)

    @staticmethod
    def _may_share(member: Member, other: Member, day: int) -> bool:
        """Whether a move may bring both to this day: no second run, lift or one of a series."""
        alike = member.sport is not None and member.sport is other.sport
        if not alike and member.workout.event_uid != other.workout.event_uid:
            return True
        return member.stay.day == other.stay.day == day

    def _disturbing(self, unit: Unit, member: Member, stand: Stand, now: Verdict) -> int:
        """The positions at which a rule would say worse of the two than this."""
        offset = member.stay.start - unit.start
        length = member.stay.end - member.stay.start
        kind, blocked = member.moved_kind, 0
        for days, cells in enumerate(self.tables.cells(stand.kind, kind)):
            begin, end = unit.on_day(member, stand.day + days)
            for low, high, verdict in cells:
                if _worse(verdict, now):
                    first, last = stand.end + low - offset, stand.end + high - offset
                    blocked |= unit.between(max(begin, first), min(end, last))
        for days, cells in enumerate(self.tables.cells(kind, stand.kind)):
            begin, end = unit.on_day(member, stand.day - days)
            latest = stand.start - length - offset + 1
            for low, high, verdict in cells:
                if _worse(verdict, now):
                    blocked |= unit.between(max(begin, latest - high), min(end, latest - low))
        return blocked

    def mild(self, unit: int, beside: int, position: int) -> int:
        """The positions of a unit without a violation beside another that has this one."""
        key = unit, beside, position
        known = self._mild.get(key)
        if known is None:
            own, other = self.units[unit], self.units[beside]
            stands = ((each, other.stand(each, position)) for each in other.members)
            known = self._mild[key] = own.everywhere & ~self._violating(own, stands)
        return known

    def mild_domain(self, unit: int) -> int:
        """The positions of a unit without a violation beside all that is fixed and counted."""
        known = self._mild_homes.get(unit)
        if known is None:
            own = self.units[unit]
            hot = unit in self.fixed_hot
            counted = (e for e in self.fixed if hot and e.workout.id not in self.beyond)
            stands = ((each, each.stay) for each in counted)
            known = self._mild_homes[unit] = own.everywhere & ~self._violating(own, stands)
        return known

    def _violating(self, unit: Unit, stands: Iterable[tuple[Member, Stand]]) -> int:
        """The positions of a unit at which a violation counts."""
        violating = 0
        for other, stand in stands:
            for member in unit.members:
                if _VIOLATION in self.found_now(member, other) and not self.shadowed:
                    violating |= self._disturbing(unit, member, stand, _NO_VIOLATION)
        return violating

    def found_now(self, one: Member, other: Member) -> Verdict:
        """What the rules say of the two as they stand."""
        ids = one.workout.id, other.workout.id
        return self.now.get(ids if ids[0] < ids[1] else (ids[1], ids[0]), CLEAN)

    def cost(self, unit: int, position: int, other: int, there: int) -> Cost:
        """What the rules find of two units in these places."""
        key = unit, position, other, there
        known = self._costs.get(key)
        if known is None:
            own, beside = self.units[unit], self.units[other]
            known = self._costs[key] = self._sum(
                (one, own.stand(one, position), two, beside.stand(two, there))
                for one in own.members
                for two in beside.members
            )
        return known

    def fixed_cost(self, unit: int, position: int) -> Cost:
        """What the rules find of a unit in this place and all that is fixed."""
        key = unit, position
        known = self._fixed_costs.get(key)
        if known is None:
            own = self.units[unit]
            known = self._fixed_costs[key] = self._sum(
                (one, own.stand(one, position), each, each.stay)
                for one in own.members
                for each in self.fixed
                if self.found_now(one, each) != CLEAN and each.workout.id not in self.beyond
            )
        return known

    def _sum(self, pairs: Iterable[tuple[Member, Stand, Member, Stand]]) -> Cost:
        violations = cautions = 0
        for one, here, other, there in pairs:
            for weight in self._counted(one, here, other, there):
                violations += weight == _VIOLATION
                cautions += weight == _CAUTION
        return violations, cautions

    def _counted(self, one: Member, here: Stand, other: Member, there: Stand) -> Verdict:
        """What counts of two: of several hard runs of a day only the last says the day after."""
        verdict = self._verdict(one, here, other, there)
        earlier = one if here.start <= there.start else other
        if verdict[DAY_AFTER] and earlier.workout.id in self.shadowed:
            return (*verdict[:DAY_AFTER], 0, *verdict[DAY_AFTER + 1 :])
        return verdict

    @once
    def fixed_hot(self) -> tuple[int, ...]:
        """The units that, as they stand, something is found of together with what is fixed."""
        return tuple(n for n in range(len(self.units)) if self.fixed_cost(n, 0) != FREE)

    @once
    def _hard(self) -> tuple[tuple[int, Unit, Member], ...]:
        every = ((n, unit, each) for n, unit in enumerate(self.units) for each in unit.members)
        return tuple(each for each in every if each[2].is_hard)

    def long_rows(self, places: Sequence[int]) -> Iterator[tuple[int, bool]]:
        """The rows of hard days that are too long: the set of their units, and whether it is new.

        A row is not new where all of its workouts are of one row of now.
        """
        stands = [(n, each, unit.stand(each, places[n]).day) for n, unit, each in self._hard]
        days = self.rows.fixed_days
        for _, _, day in stands:
            days |= 1 << (day - self.rows.first_day)
        for row in self.rows.too_long(days):
            held = [(n, each.workout.id) for n, each, day in stands if day in row]
            ids = {id_ for _, id_ in held}.union(*(self.rows.fixed_on(day) for day in row))
            units = 0
            for number, _ in held:
                units |= 1 << number
            new = not any(ids <= row_now for row_now in self.rows.of_now)
            if new or (units and not ids & self.beyond):
                yield units, new

    def out_of_the_shadow(self, places: Sequence[int]) -> Cost:
        """What is found of hard runs that have become the last of their day."""
        violations = cautions = 0
        if not self.shadowed:
            return FREE
        stands = dict(self._stands(places))
        for id_, shadow_id in self.shadowed.items():
            (run, here), (_, shadow) = stands[id_], stands[shadow_id]
            for other, there in stands.values() if here.day != shadow.day else ():
                if there.start > here.start and other is not run:
                    weight = self._verdict(run, here, other, there)[DAY_AFTER]
                    violations += weight == _VIOLATION
                    cautions += weight == _CAUTION
        return violations, cautions

    def is_allowed(self, places: Sequence[int]) -> bool:
        """Whether nothing arises, and nobody who moves is in another's way."""
        for unit, position in enumerate(places):
            if position and not self.domain(unit) >> position & 1:
                return False
            for other, there in enumerate(places) if position else ():
                if other != unit and not self.allowed(unit, other, there) >> position & 1:
                    return False
        return not any(new for _, new in self.long_rows(places))

    def score(self, places: Sequence[int]) -> Score:
        """The objective."""
        numbers = range(len(places))
        costs = [self.out_of_the_shadow(places)]
        costs += [self.fixed_cost(unit, places[unit]) for unit in numbers]
        costs += [
            self.cost(one, places[one], other, places[other])
            for one, other in combinations(numbers, 2)
        ]
        violations, cautions = (sum(each) for each in zip(*costs, strict=True))
        cautions += sum(1 for _ in self.long_rows(places))
        made = [unit.cost(place) for unit, place in zip(self.units, places, strict=True)]
        moves, displacement = sum(each[0] for each in made), sum(each[1] for each in made)
        return Score(violations, 2 * cautions + moves, moves, displacement)

    def _stands(self, places: Sequence[int]) -> Iterator[tuple[str, tuple[Member, Stand]]]:
        for unit, position in zip(self.units, places, strict=True):
            for member in unit.members:
                yield member.workout.id, (member, unit.stand(member, position))
        yield from ((each.workout.id, (each, each.stay)) for each in self.fixed)

    def _verdict(self, one: Member, here: Stand, other: Member, there: Stand) -> Verdict:
        if here is one.stay and there is other.stay:
            return self.found_now(one, other)
        first, second = (here, there) if here.start <= there.start else (there, here)
        gap = second.start - first.end
        return self.tables.verdict(first.kind, second.kind, second.day - first.day, gap)


_VIOLATION, _CAUTION = 2, 1
_NO_VIOLATION: Verdict = (_CAUTION,) * len(CLEAN)


def _worse(verdict: Verdict, now: Verdict) -> bool:
    return any(weight > before for weight, before in zip(verdict, now, strict=True))


def pairs_found(
    units: Sequence[Unit], fixed: Sequence[Member], tables: PairTables
) -> dict[tuple[str, str], Verdict]:
    """What the rules say now of every two of which at least one may move; the clean are left out.

    The keys are the two ids, the lesser first.
    """
    members = [member for unit in units for member in unit.members]
    found = {}
    for number, one in enumerate(members):
        for other in (*members[number + 1 :], *fixed):
            verdict = _as_they_stand(one, other, tables)
            if verdict != CLEAN:
                ids = sorted((one.workout.id, other.workout.id))
                found[ids[0], ids[1]] = verdict
    return found


def _as_they_stand(one: Member, other: Member, tables: PairTables) -> Verdict:
    if not (one.workout.is_run or other.workout.is_run):
        return CLEAN  # each of the rules is about a run
    first, second = in_order(one.workout, other.workout)
    return verdict_of(first, second, tables.athlete)
