"""Tables of what the rules say of two workouts by the hours between them.

They are derived from the judges that the checks use: each is asked at every figure that a rule
compares hours with, and between any two of them. Times are whole seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from rules.athlete import Athlete, Priority, Thresholds
from rules.checks.pairs import reach_days
from rules.checks.reported import PAIR_RULE_IDS, reported
from rules.finding import Severity
from rules.rule_id import RuleId
from rules.workout import Focus, RunType, Session, Sport, Workout

DAY_S = 86_400
HOUR_S = 3_600
_NEVER_S = 40 * DAY_S
_EPOCH = datetime(2026, 1, 5, tzinfo=UTC)
_WEIGHTS = {Severity.VIOLATION: 2, Severity.CAUTION: 1, Severity.ADVICE: 0}
_SHORTEST_S = 60
_UTC = ZoneInfo("UTC")

DAY_AFTER = PAIR_RULE_IDS.index(RuleId.DAY_AFTER_HARD_RUN)

# For each rule about two workouts: 2 a violation, 1 a caution, 0 nothing above advice.
Verdict = tuple[int, ...]
CLEAN: Verdict = (0,) * len(PAIR_RULE_IDS)


class Kind(NamedTuple):
    """Everything of a workout that the judges look at, but for its place."""

    sport: Sport
    run_type: RunType | None
    focus: Focus | None
    heavy: bool | None
    hard: bool | None
    time_assumed: bool
    end_assumed: bool

    @classmethod
    def of(cls, workout: Workout) -> Kind:
        """The kind of a workout as it stands."""
        told = workout.session
        return cls(
            told.sport,
            told.run_type,
            told.focus,
            told.heavy,
            told.hard,
            workout.time_assumed,
            workout.end_assumed,
        )

    def workout(self, start_s: int, end_s: int, id_: str) -> Workout:
        """A workout of this kind, so many seconds after some midnight."""
        session = Session(self.sport, self.run_type, self.focus, self.heavy, self.hard)
        start, end = (_EPOCH + timedelta(seconds=each) for each in (start_s, end_s))
        return Workout(
            id_,
            id_,
            "",
            session,
            start,
            end,
            time_assumed=self.time_assumed,
            end_assumed=self.end_assumed,
        )


class Cell(NamedTuple):
    """What the rules say where the gap lies in `from_s` ≤ gap < `until_s`."""

    from_s: int
    until_s: int
    verdict: Verdict


def verdict_of(first: Workout, second: Workout, athlete: Athlete) -> Verdict:
    """What the rules say of two workouts as they stand, the earlier given first."""
    weights = {
        rule_id: _WEIGHTS[severity] for rule_id, severity in reported(first, second, athlete)
    }
    if not any(weights.values()):
        return CLEAN
    return tuple(weights.get(rule_id, 0) for rule_id in PAIR_RULE_IDS)


@dataclass(frozen=True)
class PairTables:
    """The tables of one athlete's rules, each made when it is first asked for."""

    athlete: Athlete
    _made: dict[tuple[Kind, Kind], tuple[tuple[Cell, ...], ...]] = field(default_factory=dict)

    def cells(self, first: Kind, second: Kind) -> tuple[tuple[Cell, ...], ...]:
        """By the days from the first to the second: the gaps that some rule finds fault with."""
        known = self._made.get((first, second))
        if known is None:
            known = self._made[first, second] = _table(first, second, self.athlete)
        return known

    def verdict(self, first: Kind, second: Kind, days: int, gap_s: int) -> Verdict:
        """What the rules say of two that do not overlap."""
        table = self.cells(first, second)
        for cell in table[days] if days < len(table) else ():
            if cell.from_s <= gap_s < cell.until_s:
                return cell.verdict
        return CLEAN


def tables_of(athlete: Athlete) -> PairTables:
    """The tables for this athlete; kept, as they depend on the athlete's figures alone."""
    return _tables(athlete.thresholds, athlete.priority, athlete.rules_off)


@lru_cache(maxsize=16)
def _tables(thresholds: Thresholds, priority: Priority, rules_off: frozenset[str]) -> PairTables:
    judged = Athlete(_UTC, priority, thresholds, rules_off=rules_off)
    return PairTables(judged)


def _table(first: Kind, second: Kind, athlete: Athlete) -> tuple[tuple[Cell, ...], ...]:
    if Sport.RUN not in {first.sport, second.sport}:
        return ()  # each of the rules is about a run
    reach = _reach(first, second, athlete.thresholds)
    steps = tuple(_steps(athlete.thresholds))
    return tuple(tuple(_cells(first, second, days, steps, athlete)) for days in range(reach + 1))


def _reach(first: Kind, second: Kind, thresholds: Thresholds) -> int:
    """How many days after the first the rules may still look at the second."""
    one, other = first.workout(0, _SHORTEST_S, ""), second.workout(0, _SHORTEST_S, "")
    if not (one.is_hard_run or one.is_heavy_lower):
        return 0  # only after these they look beyond the day
    return max(reach_days(each, thresholds) for each in (one, other)) if one.is_heavy_lower else 1


def _steps(thresholds: Thresholds) -> Iterator[tuple[int, int, int]]:
    """Spans of gaps in which no judge can change its mind, each with a gap to ask about."""
    figures = {
        0,
        thresholds.same_day_gap_min_h,
        thresholds.same_day_gap_ideal_h,
        thresholds.run_after_heavy_lower_min_h,
        thresholds.hard_run_after_heavy_lower_caution_h,
        thresholds.hard_run_after_heavy_lower_advice_h,
    }
    marks = sorted({int(figure * HOUR_S) for figure in figures})
    for mark, following in pairwise([*marks, _NEVER_S]):
        yield mark, mark + 1, mark
        if mark + 1 < following:
            yield mark + 1, following, min((mark + following) // 2, mark + HOUR_S)


def _cells(
    first: Kind, second: Kind, days: int, steps: tuple[tuple[int, int, int], ...], athlete: Athlete
) -> Iterator[Cell]:
    """The spans of gaps, joined where the rules say the same, that are not clean."""
    asked = [
        Cell(from_s, until_s, _ask(first, second, days, gap_s, athlete))
        for from_s, until_s, gap_s in steps
        if from_s < (days + 1) * DAY_S + HOUR_S
    ]
    for verdict, group in groupby(asked, key=itemgetter(2)):
        joined = list(group)
        if verdict != CLEAN:
            yield Cell(joined[0].from_s, joined[-1].until_s, verdict)


def _ask(first: Kind, second: Kind, days: int, gap_s: int, athlete: Athlete) -> Verdict:
    """The judges' answer for such a gap, wherever two such workouts can have it."""
    start_s = min(max(days * DAY_S, gap_s + _SHORTEST_S), (days + 1) * DAY_S - 1)
    one = first.workout(0, max(start_s - gap_s, 0), "1")
    other = second.workout(start_s, start_s + _SHORTEST_S, "2")
    return verdict_of(one, other, athlete)
