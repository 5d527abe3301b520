"""The week seen by days: a unit stays, or goes to a day, at whatever time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from rules.moves.pair_tables import DAY_AFTER, Cell, Kind, Verdict
from rules.moves.room import may_share, worse
from rules.moves.search.weight import (
    IMPOSSIBLE,
    weight_of_found,
    weight_of_place,
)
from rules.moves.unit import STAY, Member, Unit, positions
from rules.moves.verdicts import CAUTION, VIOLATION
from rules.moves.week_problem import WeekProblem


class Choice(NamedTuple):
    """Positions of a unit that put it on one day, or its present place alone.

    `earliest` and `latest` are their first and last start, `weights` what each of them costs
    alone, and `least` the least of these. `hard` are the ids of hard workouts with their days.
    """

    places: int
    earliest: int
    latest: int
    weights: dict[int, int]
    least: int
    least_found: int
    hard: tuple[tuple[str, int], ...]


class Span(NamedTuple):
    """A workout somewhere on a day: it starts in earliest ≤ start ≤ latest."""

    id: str
    kind: Kind
    day: int
    earliest: int
    latest: int
    length: int


@dataclass(frozen=True, slots=True)
class DayChoices:
    """What the rules say at least of units on days: a bound for every time of day there."""

    problem: WeekProblem

    def of(self, number: int) -> tuple[Choice, ...]:
        """To stay, then the days to which a unit may go beside all that is fixed."""
        unit = self.problem.units[number]
        by_day: dict[int, int] = {}
        for position in positions(self.problem.room.domain(number)):
            day = unit.candidates[position - 1].day
            by_day[day] = by_day.get(day, 0) | 1 << position
        return tuple(self._choice(number, places) for places in (STAY, *by_day.values()))

    def _choice(self, number: int, places: int) -> Choice:
        unit, costs = self.problem.units[number], self.problem.costs
        starts, weights, every_found = [], {}, []
        for position in positions(places):
            starts.append(unit.candidates[position - 1].start if position else unit.start)
            found = weight_of_found(costs.of_one(number, position))
            every_found.append(found)
            weights[position] = found + weight_of_place(*unit.cost(position))
        least, least_found = min(weights.values()), min(every_found)
        choice = Choice(places, min(starts), max(starts), weights, least, least_found, ())
        return choice._replace(hard=_hard_days(unit, choice))

    def least_of_two(self, unit: int, here: Choice, other: int, there: Choice) -> int:
        """What two units come to at least, IMPOSSIBLE where no times do."""
        if here.places == there.places == STAY:
            return weight_of_found(self.problem.costs.of_two(unit, 0, other, 0))
        one, two = self.problem.units[unit], self.problem.units[other]
        return sum(
            self._least(member, span_of(one, member, here), beside, span_of(two, beside, there))
            for member in one.members
            for beside in two.members
        )

    def _least(self, one: Member, here: Span | None, other: Member, there: Span | None) -> int:
        if here is None or there is None:
            return 0
        days = there.day - here.day
        if not days and not may_share(one, other, here.day):
            return IMPOSSIBLE
        now = self.problem.verdicts.found_now(one, other)
        forward = self._in_order(here, there, days, now) if days >= 0 else IMPOSSIBLE
        if days > 0 or not forward:
            return forward
        return min(forward, self._in_order(there, here, -days, now))

    def _in_order(self, first: Span, second: Span, days: int, now: Verdict) -> int:
        """The least for all gaps that they can have, the first given first."""
        longest = second.latest - first.earliest - first.length
        if longest < 0:
            return IMPOSSIBLE
        shortest = max(second.earliest - first.latest - first.length, 0)
        table = self.problem.verdicts.tables.cells(first.kind, second.kind)
        cells = table[days] if days < len(table) else ()
        told = first.id in self.problem.verdicts.shadowed
        return _least_in(cells, shortest, longest, now, untold_day_after=told)


def span_of(unit: Unit, member: Member, choice: Choice) -> Span | None:
    """Where a member is; None where it may be on one day or another."""
    here, length = member.stay, member.stay.end - member.stay.start
    if choice.places == STAY:
        return Span(member.workout.id, here.kind, here.day, here.start, here.start, length)
    offset = here.start - unit.start
    earliest, latest = choice.earliest + offset, choice.latest + offset
    day = unit.calendar.day_of(earliest)
    if day != unit.calendar.day_of(latest):
        return None
    return Span(member.workout.id, member.moved_kind, day, earliest, latest, length)


def _hard_days(unit: Unit, choice: Choice) -> tuple[tuple[str, int], ...]:
    """Those of which the day is certain."""
    hard = ((each.workout.id, span_of(unit, each, choice)) for each in unit.members if each.is_hard)
    return tuple((id_, span.day) for id_, span in hard if span is not None)


def _least_in(
    cells: tuple[Cell, ...], shortest: int, longest: int, now: Verdict, *, untold_day_after: bool
) -> int:
    least, seen_until = IMPOSSIBLE, shortest
    for from_s, until_s, verdict in cells:
        if until_s <= shortest:
            continue
        if from_s > seen_until or from_s > longest:
            break
        seen_until = until_s
        if not worse(verdict, now):
            least = min(least, _weight(verdict, untold_day_after=untold_day_after))
    return 0 if seen_until <= longest else least


def _weight(verdict: Verdict, *, untold_day_after: bool) -> int:
    counted = [
        weight
        for rule, weight in enumerate(verdict)
        if not (untold_day_after and rule == DAY_AFTER)
    ]
    return weight_of_found((counted.count(VIOLATION), counted.count(CAUTION)))
