"""Which of two neighboring weeks gives way, where something is found across Sunday and Monday.

Weeks are planned one after the other, and the first has to settle what lies across a border: where
a move of the later week settles its own trouble and that of the border too, the earlier one would
move for nothing. So weeks that share a finding are planned in both orders, and the better is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from rules.checks import check_all
from rules.checks.reported import PAIR_RULE_IDS
from rules.days import week_of
from rules.finding import Finding, Severity
from rules.moves.planned_weeks import PlannedWeek, planned_weeks
from rules.moves.score import Score
from rules.moves.week_units import Circumstances
from rules.rule_id import RuleId
from rules.timeline import Timeline

_WEEK = timedelta(days=7)
_PLANNED_RULES = frozenset({*PAIR_RULE_IDS, RuleId.HARD_DAYS_IN_A_ROW})

Planned = tuple[tuple[PlannedWeek, ...], Timeline]


def planned_across_borders(findings: Iterable[Finding], given: Circumstances) -> Planned:
    """The weeks in which something is found that a move could settle, and the timeline after."""
    days = {workout.id: workout.day for workout in given.timeline.workouts}
    wrong = [each for each in findings if each.above_advice and each.rule in _PLANNED_RULES]
    concerned = sorted({monday for each in wrong for monday in _mondays(each, days)})
    borders = frozenset(monday for each in wrong for monday in _borders(each, days))
    weeks: list[PlannedWeek] = []
    for chain in _chains(concerned, borders):
        planned, timeline = _planned(chain, given)
        given = replace(given, timeline=timeline)
        weeks += planned
    return tuple(weeks), given.timeline


def _mondays(finding: Finding, days: Mapping[str, date]) -> list[date]:
    return sorted({week_of(days[id_]).start for id_ in finding.workouts})


def _borders(finding: Finding, days: Mapping[str, date]) -> Iterator[date]:
    """The Mondays before which, and after which, lie workouts of the finding."""
    both = pairwise(_mondays(finding, days))
    return (later for earlier, later in both if later - earlier == _WEEK)


def _chains(mondays: Iterable[date], borders: frozenset[date]) -> Iterator[tuple[date, ...]]:
    """The weeks in order, those together of which each shares a finding with the one before."""
    chain: tuple[date, ...] = ()
    for monday in mondays:
        if chain and monday not in borders:
            yield chain
            chain = ()
        chain = (*chain, monday)
    if chain:
        yield chain


def _planned(chain: tuple[date, ...], given: Circumstances) -> Planned:
    """The better of both orders; the first, if they are as good or it was hard already."""
    forward = planned_weeks(chain, given)
    if len(chain) == 1 or not all(week.solution.proved for week in forward[0]):
        return forward
    weeks, timeline = planned_weeks(reversed(chain), given)
    backward = tuple(reversed(weeks)), timeline
    return min(forward, backward, key=lambda planned: _score(planned[0], planned[1], given))


def _score(weeks: Sequence[PlannedWeek], timeline: Timeline, given: Circumstances) -> Score:
    """The objective over all these weeks, judged by the checks: a border's finding counts once."""
    found = [e for e in check_all(timeline, given.athlete) if e.rule in _PLANNED_RULES]
    severities = [each.severity for each in found]
    moves = sum(week.solution.score.moves for week in weeks)
    trouble = 2 * severities.count(Severity.CAUTION) + moves
    displacement = sum(week.solution.score.displacement for week in weeks)
    return Score(severities.count(Severity.VIOLATION), trouble, moves, displacement)
