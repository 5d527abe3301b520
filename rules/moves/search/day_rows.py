"""Rows of hard days among units of which only the day is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rules.moves.search.day_choices import Choice
from rules.moves.week_problem import WeekProblem


@dataclass(frozen=True, slots=True)
class DayRows:
    """Whether a row that is new, and too long, is there already."""

    problem: WeekProblem

    def arises(self, chosen: Mapping[int, Choice]) -> bool:
        """Whether one does among the chosen; more of them make no row shorter."""
        rows = self.problem.rows
        hard = [each for choice in chosen.values() for each in choice.hard]
        days = rows.fixed_days
        for _, day in hard:
            days |= 1 << (day - rows.first_day)
        for row in rows.too_long(days):
            ids = {id_ for id_, day in hard if day in row}
            ids = ids.union(*(rows.fixed_on(day) for day in row))
            if not any(ids <= row_now for row_now in rows.of_now):
                return True
        return False
