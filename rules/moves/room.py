"""Where the units of a week may stand beside each other and beside what is fixed.

Nothing may arise that was not there: a place is allowed beside another workout if no rule says
worse of the two than it says of them now. What is found now may stay, at its cost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import and_

from rules.moves.pair_tables import CLEAN, DAY_AFTER, Verdict
from rules.moves.unit import Member, Stand, Unit
from rules.moves.verdicts import CAUTION, VIOLATION, Verdicts

_NO_VIOLATION: Verdict = (CAUTION,) * len(CLEAN)
_NO_DAY_AFTER: Verdict = tuple(0 if n == DAY_AFTER else VIOLATION for n in range(len(CLEAN)))


@dataclass(frozen=True)
class Room:
    """Sets of positions of units, each worked out when it is first asked for."""

    units: tuple[Unit, ...]
    fixed: tuple[Member, ...]
    verdicts: Verdicts
    _domains: dict[int, int] = field(default_factory=dict)
    _beside: dict[tuple[int, int, int], int] = field(default_factory=dict)
    _mild_domains: dict[int, int] = field(default_factory=dict)
    _mild_beside: dict[tuple[int, int, int], int] = field(default_factory=dict)
    _clean_beside: dict[tuple[int, int, int], int] = field(default_factory=dict)

    def domain(self, unit: int) -> int:
        """The positions of a unit, but the present one, that are allowed by all that is fixed."""
        known = self._domains.get(unit)
        if known is None:
            own = self.units[unit]
            blocked = (~self._blocked(own, each, each.stay) for each in self.fixed)
            known = self._domains[unit] = reduce(and_, blocked, own.everywhere)
        return known

    def allowed(self, unit: int, beside: int, position: int) -> int:
        """The positions of a unit that are allowed while another has this one."""
        key = unit, beside, position
        known = self._beside.get(key)
        if known is None:
            own, other = self.units[unit], self.units[beside]
            blocked = 0
            for member in other.members:
                blocked |= self._blocked(own, member, other.stand(member, position))
            known = self._beside[key] = own.everywhere & ~blocked
        return known

    def mild(self, unit: int, beside: int, position: int) -> int:
        """The positions of a unit without a violation beside another that has this one."""
        key = unit, beside, position
        known = self._mild_beside.get(key)
        if known is None:
            own, other = self.units[unit], self.units[beside]
            stands = ((each, other.stand(each, position)) for each in other.members)
            known = self._mild_beside[key] = own.everywhere & ~self._violating(own, stands)
        return known

    def clean(self, unit: int, beside: int, position: int) -> int:
        """The positions of a unit where nothing counts beside another that has this one."""
        key = unit, beside, position
        known = self._clean_beside.get(key)
        if known is None:
            own, other = self.units[unit], self.units[beside]
            stands = [(each, other.stand(each, position)) for each in other.members]
            found = self._violating(own, stands, CLEAN)
            known = self._clean_beside[key] = own.everywhere & ~found
        return known

    def mild_domain(self, unit: int) -> int:
        """The positions of a unit without a violation beside all that is fixed and counted."""
        known = self._mild_domains.get(unit)
        if known is None:
            own, beyond = self.units[unit], self.verdicts.beyond
            counted = (each for each in self.fixed if each.workout.id not in beyond)
            stands = ((each, each.stay) for each in counted)
            known = self._mild_domains[unit] = own.everywhere & ~self._violating(own, stands)
        return known

    def _blocked(self, unit: Unit, other: Member, stand: Stand) -> int:
        """The positions at which a member of the unit would bring something new to the other."""
        blocked = 0
        for member in unit.members:
            blocked |= _clashing(unit, member, stand)
            if not may_share(member, other, stand.day):
                blocked |= unit.between(*unit.on_day(member, stand.day))
            now = self.verdicts.found_now(member, other)
            blocked |= self._disturbing(unit, member, stand, now)
            if self.verdicts.is_untold(member, other):
                blocked |= self._telling(unit, member, other, stand)
        return blocked

    def _telling(self, unit: Unit, member: Member, other: Member, stand: Stand) -> int:
        """The positions at which of two is told what a later hard run hides now.

        On the days where they stand it may be: there the same is told of the later run.
        """
        telling = self._disturbing(unit, member, stand, _NO_DAY_AFTER)
        at_home = unit.between(*unit.on_day(member, member.stay.day))
        return telling & ~at_home if stand.day == other.stay.day else telling

    def _violating(
        self, unit: Unit, stands: Iterable[tuple[Member, Stand]], most: Verdict = _NO_VIOLATION
    ) -> int:
        """The positions of a unit at which more than this counts of what is found now."""
        if self.verdicts.shadowed:
            return 0
        violating = 0
        for other, stand in stands:
            for member in unit.members:
                if worse(self.verdicts.found_now(member, other), most):
                    violating |= self._disturbing(unit, member, stand, most)
        return violating

    def _disturbing(self, unit: Unit, member: Member, stand: Stand, now: Verdict) -> int:
        """The positions at which a rule would say worse of the two than this."""
        return self._disturbing_behind(unit, member, stand, now) | self._disturbing_before(
            unit, member, stand, now
        )

    def _disturbing_behind(self, unit: Unit, member: Member, stand: Stand, now: Verdict) -> int:
        offset = member.stay.start - unit.start
        blocked = 0
        for days, cells in enumerate(self.verdicts.tables.cells(stand.kind, member.moved_kind)):
            begin, end = unit.on_day(member, stand.day + days)
            for low, high, verdict in cells:
                if worse(verdict, now):
                    first, last = stand.end + low - offset, stand.end + high - offset
                    blocked |= unit.between(max(begin, first), min(end, last))
        return blocked

    def _disturbing_before(self, unit: Unit, member: Member, stand: Stand, now: Verdict) -> int:
        latest = stand.start - (member.stay.end - unit.start) + 1
        blocked = 0
        for days, cells in enumerate(self.verdicts.tables.cells(member.moved_kind, stand.kind)):
            begin, end = unit.on_day(member, stand.day - days)
            for low, high, verdict in cells:
                if worse(verdict, now):
                    blocked |= unit.between(max(begin, latest - high), min(end, latest - low))
        return blocked


def worse(verdict: Verdict, now: Verdict) -> bool:
    """Whether a rule says worse than it did."""
    return any(weight > before for weight, before in zip(verdict, now, strict=True))


def _clashing(unit: Unit, member: Member, stand: Stand) -> int:
    """The positions at which the member overlaps."""
    offset = member.stay.start - unit.start
    length = member.stay.end - member.stay.start
    return unit.between(stand.start - length + 1 - offset, stand.end - offset)


def may_share(member: Member, other: Member, day: int) -> bool:
    """Whether a move may bring both to this day: no second run, lift or one of a series."""
    alike = member.sport is not None and member.sport is other.sport
    if not alike and member.workout.event_uid != other.workout.event_uid:
        return True
    return member.stay.day == other.stay.day == day
