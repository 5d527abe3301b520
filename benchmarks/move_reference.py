"""The reference of planning: the same week as a model for OR-tools CP-SAT, with one worker.

A literal for each start of each workout, days and starts as sums of them; gaps are asked for
between two workouts in one order, on days so far apart. The objective is the planner's, weighted
so that each part outweighs all that follow. Events of several workouts and workouts without a time
of day are left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations, product

from ortools.sat.python import cp_model

from rules.moves.pair_tables import DAY_AFTER, Cell, Verdict
from rules.moves.score import Score
from rules.moves.unit import Member, Unit
from rules.moves.week_problem import WeekProblem

_DISPLACEMENT, _MOVES = 1, 1 << 18
_TROUBLE = 1 << 24
_VIOLATION = 1 << 34
_WEIGHTS = (0, 2 * _TROUBLE, _VIOLATION)


@dataclass
class _Workout:
    """A workout in the model: its start, the literal of each day, and whether it stays."""

    member: Member
    start: cp_model.IntVar
    days: dict[int, cp_model.IntVar]
    stays: cp_model.IntVar
    movable: bool

    @property
    def length(self) -> int:
        return self.member.stay.end - self.member.stay.start


@dataclass
class Model:
    """The model of one week; `best` solves it."""

    problem: WeekProblem
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    cost: list[cp_model.LinearExpr] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Write down workouts, pairs and rows of hard days."""
        moving = [self._unit(unit) for unit in self.problem.units]
        fixed = [self._standing(member) for member in self.problem.fixed]
        for one, other in combinations(moving + fixed, 2):
            if one.movable:
                self._pair(one, other)
        self._rows(moving)
        self._shadows(moving + fixed)
        self.model.minimize(sum(self.cost))

    def best(self, limit_s: float) -> tuple[Score, bool]:
        """The best score, and whether it is proved."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_time_in_seconds = limit_s
        status = solver.solve(self.model)
        value = round(solver.objective_value)
        violations, rest = divmod(value, _VIOLATION)
        trouble, rest = divmod(rest, _TROUBLE)
        moves, displacement = divmod(rest, _MOVES)
        score = Score(violations, trouble, moves, displacement)
        return score, status == cp_model.OPTIMAL

    def _standing(self, member: Member) -> _Workout:
        here, always = self.model.new_constant(member.stay.start), self.model.new_constant(1)
        return _Workout(member, here, {member.stay.day: always}, always, movable=False)

    def _unit(self, unit: Unit) -> _Workout:
        member = unit.members[0]
        here = self.model.new_bool_var("")
        places = [(here, member.stay.start, member.stay.day)]
        for each in unit.candidates:
            there = self.model.new_bool_var("")
            places.append((there, each.start, each.day))
            weight = each.displacement + each.moves * (_MOVES + _TROUBLE)
            self.cost.append(weight * there)
        self.model.add_exactly_one(literal for literal, _, _ in places)
        start = self.model.new_int_var(0, 1 << 33, "")
        self.model.add(start == sum(literal * at for literal, at, _ in places))
        days = {}
        for day in sorted({day for _, _, day in places}):
            days[day] = self.model.new_bool_var("")
            self.model.add(
                days[day] == sum(literal for literal, _, there in places if there == day)
            )
        return _Workout(member, start, days, here, movable=True)

    def _pair(self, one: _Workout, other: _Workout) -> None:
        """Neither at once, nor closer than the rules allow or at the price of what they find."""
        now = self.problem.verdicts.found_now(one.member, other.member)
        here, there = one.member.stay, other.member.stay
        overlapping = here.start < there.end and there.start < here.end
        both_stay = self.model.new_bool_var("")
        self.model.add_bool_and([one.stays, other.stays]).only_enforce_if(both_stay)
        if not overlapping:
            self.model.add(both_stay == 0)
        else:
            first = one if here.start <= there.start else other
            self.cost.append(self._price(first, now) * both_stay)
        one_first = self.model.new_bool_var("")
        self._in_order(one, other, now, [one_first, both_stay.negated()])
        self._in_order(other, one, now, [one_first.negated(), both_stay.negated()])
        self._alike(one, other)
        if self.problem.verdicts.is_untold(one.member, other.member):
            self._untold(one, other)
            self._untold(other, one)

    def _price(self, first: _Workout, verdict: Verdict) -> int:
        """What a verdict costs; of several hard runs of a day the last says the day after."""
        shadowed = first.member.workout.id in self.problem.verdicts.shadowed
        counted = (w for rule, w in enumerate(verdict) if not (shadowed and rule == DAY_AFTER))
        return sum(_WEIGHTS[weight] for weight in counted)

    def _day_after(self, first: _Workout, second: _Workout) -> int:
        """What the day after the first says of the second, 0 where nothing above advice."""
        kinds = first.member.stay.kind, second.member.stay.kind
        table = self.problem.verdicts.tables.cells(*kinds)
        return max((cell.verdict[DAY_AFTER] for cell in table[1]), default=0) if table[1:] else 0

    def _untold(self, first: _Workout, second: _Workout) -> None:
        """Of two is told what a later hard run hides now only on the days where they stand."""
        homes = first.member.stay.day, second.member.stay.day
        for day, literal in first.days.items() if self._day_after(first, second) else ():
            if day + 1 in second.days and (day, day + 1) != homes:
                self.model.add_bool_or([literal.negated(), second.days[day + 1].negated()])

    def _shadows(self, everyone: list[_Workout]) -> None:
        """Where the last hard run of a day has gone, the ones before it say the day after."""
        shadowed = self.problem.verdicts.shadowed
        by_id = {each.member.workout.id: each for each in everyone}
        for last in sorted(set(shadowed.values())):
            runs = [by_id[id_] for id_, shadow in shadowed.items() if shadow == last]
            runs.sort(key=lambda each: each.member.stay.start, reverse=True)
            if any(each.movable for each in (by_id[last], *runs)):
                for number, run in enumerate(runs):
                    self._says(run, [by_id[last], *runs[:number]], everyone)

    def _says(self, run: _Workout, before: list[_Workout], everyone: list[_Workout]) -> None:
        found_now = self.problem.verdicts.found_now
        followers = [
            each
            for each in everyone
            if each is not run and found_now(run.member, each.member)[DAY_AFTER]
        ]
        for follower, day in product(followers, run.days):
            if day + 1 not in follower.days:
                continue
            hidden = [each.days[day] for each in before if day in each.days]
            said = self.model.new_bool_var("")
            together = run.days[day] + follower.days[day + 1]
            self.model.add(said >= together - 1 - sum(hidden))
            self.cost.append(_WEIGHTS[self._day_after(run, follower)] * said)

    def _in_order(
        self, first: _Workout, second: _Workout, now: Verdict, when: list[cp_model.LiteralT]
    ) -> None:
        gap = second.start - first.start - first.length
        self.model.add(gap >= 0).only_enforce_if(when)
        kinds = first.member.stay.kind, second.member.stay.kind
        for days, cells in enumerate(self.problem.verdicts.tables.cells(*kinds)):
            on_days = [
                [*when, literal, second.days[day + days]]
                for day, literal in first.days.items()
                if day + days in second.days
            ]
            for literals in on_days if cells else ():
                self._gaps(
                    gap, [(cell, self._price(first, cell.verdict)) for cell in cells], now, literals
                )

    def _gaps(
        self,
        gap: cp_model.LinearExpr,
        priced: list[tuple[Cell, int]],
        now: Verdict,
        literals: list[cp_model.LiteralT],
    ) -> None:
        """A longer gap never costs more, so each cell asks for its end or for its price."""
        prices = [*(price for _, price in priced), 0]
        for (cell, price), dearer in zip(priced, prices[1:], strict=True):
            if any(weight > before for weight, before in zip(cell.verdict, now, strict=True)):
                self.model.add(gap >= cell.until_s).only_enforce_if(literals)
            else:
                paid = self.model.new_bool_var("")
                self.model.add(gap >= cell.until_s).only_enforce_if([*literals, paid.negated()])
                self.cost.append((price - dearer) * paid)

    def _alike(self, one: _Workout, other: _Workout) -> None:
        """No second run or lift, nor one of the same series, is brought to a day."""
        alike = one.member.sport is not None and one.member.sport is other.member.sport
        if alike or one.member.workout.event_uid == other.member.workout.event_uid:
            for day in set(one.days) & set(other.days):
                if not one.member.stay.day == other.member.stay.day == day:
                    self.model.add(one.days[day] + other.days[day] <= 1)

    def _rows(self, moving: list[_Workout]) -> None:
        """Rows of hard days: what is new is forbidden, what stays costs a caution."""
        rows = self.problem.rows
        hard = [each for each in moving if each.member.is_hard]
        days = sorted({day for each in hard for day in each.days})
        if not (days and rows.limit):
            return
        reach = range(days[0] - 14, days[-1] + 15)
        is_hard = {day: self._hard_day(day, hard) for day in reach}
        for first in reach[1 : -rows.limit]:
            row = range(first, first + rows.limit)
            if not (any(day in each.days for day in row for each in hard) or self._is_left(row)):
                continue
            long = self.model.new_bool_var("")
            self.model.add(sum(is_hard[day] for day in row) <= rows.limit - 1 + long)
            self._old_only(row, long, hard)
            begins = self.model.new_bool_var("")
            self.model.add(begins >= long - is_hard[first - 1])
            self.cost.append(2 * _TROUBLE * begins)

    def _is_left(self, row: range) -> bool:
        """Whether it stands fast, and is of a row of now that some of ours was part of."""
        rows = self.problem.rows
        ours = {each.workout.id for unit in self.problem.units for each in unit.members}
        ids = set().union(*(rows.fixed_on(day) for day in row))
        whole = all(rows.fixed_on(day) for day in row)
        return whole and any(ids <= of_now and of_now & ours for of_now in rows.of_now)

    def _hard_day(self, day: int, hard: list[_Workout]) -> cp_model.IntVar:
        if self.problem.rows.fixed_on(day):
            return self.model.new_constant(1)
        literals = [each.days[day] for each in hard if day in each.days]
        is_hard = self.model.new_bool_var("")
        self.model.add_max_equality(is_hard, [*literals, 0])
        return is_hard

    def _old_only(self, row: range, long: cp_model.IntVar, hard: list[_Workout]) -> None:
        rows = self.problem.rows
        stood: list[cp_model.IntVar] = []
        for ids in rows.of_now:
            if any(rows.fixed_on(day) - ids for day in row):
                continue
            of_these = self.model.new_bool_var("")
            stood.append(of_these)
            for each in hard:
                for day in row if each.member.workout.id not in ids else ():
                    if day in each.days:
                        self.model.add(each.days[day] == 0).only_enforce_if(of_these)
        self.model.add_bool_or([long.negated(), *stood])
