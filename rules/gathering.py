"""Findings gathered for people: one cause is told once, the worst first, a handful a week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise

from rules.days import DayRange, week_of
from rules.finding import Finding
from rules.rule_id import RuleId

HANDFUL = 5
_A_PAIR = 2
_FEW = 12
# Too little, or too much, of the same.
_HARD_RUNNING = frozenset({RuleId.QUALITY_RUNS, RuleId.INTENSITY_BALANCE})


@dataclass(frozen=True, slots=True)
class Cause:
    """What is wrong, told by its worst finding; `related` say the same in another way."""

    lead: Finding
    related: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of its findings, the lead first."""
        return (self.lead, *self.related)


@dataclass(frozen=True, slots=True)
class ToldWeek:
    """What a person is told of an ISO week; `left_out` counts the causes that are not shown."""

    days: DayRange
    causes: tuple[Cause, ...]
    left_out: int


def week_told(finding: Finding) -> DayRange:
    """The week in which a finding is told: of two, the one where it comes to a head."""
    return week_of(finding.dates[-1])


def gather(findings: Iterable[Finding]) -> tuple[Cause, ...]:
    """The causes behind findings, the worst first.

    A finding joins a worse one of the same week that is about the same workouts or about some of
    them. What is said of one workout's content is a cause of its own, and so is each rule about a
    whole week, but that the share of hard running and the number of hard runs are one.
    """
    gathering = _Gathering()
    for finding in sorted(findings, key=_worst_first):
        gathering.add(finding)
    return tuple(Cause(lead, tuple(related)) for lead, *related in gathering.causes)


class _Gathering:
    """Causes in the making; what a finding may join is looked up, as there may be thousands."""

    def __init__(self) -> None:
        self.causes: list[list[Finding]] = []
        self._by_key: dict[Hashable, int] = {}
        self._of_many: dict[DayRange, list[int]] = defaultdict(list)

    def add(self, finding: Finding) -> None:
        """Put the finding to the first cause that it belongs to, else make it one."""
        known = (self._by_key.get(key) for key in _keys(finding))
        found = [n for n in known if n is not None and _alike(self.causes[n][0], finding)]
        found += [n for n in self._of_many[week_told(finding)] if self._is_part(finding, n)]
        if found:
            self.causes[min(found)].append(finding)
            return
        number = len(self.causes)
        self.causes.append([finding])
        self._by_key.setdefault(_key(finding), number)
        if len(finding.workouts) > _A_PAIR and not finding.about_week:
            self._of_many[week_told(finding)].append(number)

    def _is_part(self, finding: Finding, number: int) -> bool:
        lead = self.causes[number][0]
        several = len(finding.workouts) > 1 and not finding.about_week
        return several and set(finding.workouts) <= set(lead.workouts)


def _key(finding: Finding) -> Hashable:
    """What a finding is about, by its week: the rule for a week or its days, else the workouts."""
    week = week_told(finding)
    if finding.about_week:
        return week, finding.rule, finding.dates
    if not finding.workouts:
        return week, finding.rule
    return week, frozenset(finding.workouts)


def _alike(lead: Finding, finding: Finding) -> bool:
    """Whether two rules about a week say the same: too little of both, or too much of the same."""
    if lead.rule == finding.rule or not finding.about_week:
        return True
    one, two = set(lead.workouts), set(finding.workouts)
    return bool(one) == bool(two) and (one <= two or two <= one)


def _keys(finding: Finding) -> Iterator[Hashable]:
    """The keys of causes that a finding belongs to: its own, and those of pairs within it."""
    yield _key(finding)
    if finding.about_week and finding.rule in _HARD_RUNNING:
        [kin] = _HARD_RUNNING - {finding.rule}
        yield week_told(finding), kin, finding.dates
    elif len(finding.workouts) > _A_PAIR and not finding.about_week:
        week = week_told(finding)
        few = len(finding.workouts) <= _FEW
        pairs = combinations(finding.workouts, _A_PAIR) if few else pairwise(finding.workouts)
        yield from ((week, frozenset(pair)) for pair in pairs)


def _worst_first(finding: Finding) -> tuple[object, ...]:
    return finding.severity.rank, finding.dates, finding.rule, finding.workouts, finding.message


def told(findings: Iterable[Finding], *, most: int = HANDFUL) -> Iterator[ToldWeek]:
    """What a person is told week by week: at most so many causes, gathered, worst first."""
    in_order = sorted(findings, key=lambda finding: week_told(finding).start)
    for days, group in groupby(in_order, key=week_told):
        causes = gather(group)
        yield ToldWeek(days, causes[:most], max(0, len(causes) - most))


def told_in_full(findings: Iterable[Finding]) -> Iterator[ToldWeek]:
    """Every finding by itself, worst first within its week."""
    in_order = sorted(findings, key=lambda f: (week_told(f).start, _worst_first(f)))
    for days, group in groupby(in_order, key=week_told):
        yield ToldWeek(days, tuple(Cause(finding) for finding in group), 0)
