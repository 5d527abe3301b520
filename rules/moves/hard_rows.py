"""Rows of hard days, as the rule `hard-days-in-a-row` counts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rules.athlete import Athlete
from rules.moves.unit import Member
from rules.rule_id import RuleId

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class HardRows:
    """The hard days of workouts that stand fast, and the rows that are too long now.

    Days are ordinal numbers; `fixed_days` has bit n for the day `first_day` + n. `limit` is 0
    where the athlete does not want the rule.
    """

    limit: int
    first_day: int
    fixed_days: int
    fixed_ids: Mapping[int, frozenset[str]]
    of_now: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, moving: Iterable[Member], fixed: Iterable[Member], athlete: Athlete) -> HardRows:
        """The rows among workouts as they stand."""
        limit = athlete.thresholds.hard_days_in_a_row
        if RuleId.HARD_DAYS_IN_A_ROW in athlete.rules_off:
            limit = 0
        fixed_ids, all_ids = _by_day(fixed), _by_day([*fixed, *moving])
        first_day = min(all_ids, default=_SPARE_DAYS) - _SPARE_DAYS
        alone = cls(limit, first_day, _bits(fixed_ids, first_day), fixed_ids, ())
        now = alone.too_long(_bits(all_ids, first_day))
        of_now = tuple(_NONE.union(*(all_ids[day] for day in row)) for row in now)
        return cls(limit, first_day, alone.fixed_days, fixed_ids, of_now)

    def fixed_on(self, day: int) -> frozenset[str]:
        """The ids of the hard workouts that stand fast on a day."""
        return self.fixed_ids.get(day, _NONE)

    def too_long(self, hard_days: int) -> Iterator[range]:
        """The rows that are too long among hard days given as bits."""
        long = hard_days if self.limit else 0
        for step in range(1, self.limit):
            long &= hard_days >> step
        while long:
            first = (long & -long).bit_length() - 1
            beyond = hard_days >> first
            length = (~beyond & (beyond + 1)).bit_length() - 1
            yield range(self.first_day + first, self.first_day + first + length)
            long &= ~((1 << (first + length)) - 1)


_SPARE_DAYS = 14  # a week's workouts may move before the first hard day


def _by_day(members: Iterable[Member]) -> dict[int, frozenset[str]]:
    days: dict[int, frozenset[str]] = {}
    for member in members:
        if member.is_hard:
            day = member.stay.day
            days[day] = days.get(day, _NONE) | {member.workout.id}
    return days


def _bits(days: Iterable[int], first_day: int) -> int:
    bits = 0
    for day in days:
        bits |= 1 << (day - first_day)
    return bits
