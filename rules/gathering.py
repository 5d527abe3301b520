"""Findings gathered for people: one cause is told once, the worst first, a handful a week."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from rules.days import DayRange, week_of
from rules.finding import Finding
from rules.rule_id import RuleId

HANDFUL = 5
_DAYS_OF_A_WEEK = 7
# Too little, or too much, of the same.
_HARD_RUNNING = {RuleId.QUALITY_RUNS, RuleId.INTENSITY_BALANCE}


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


def is_about_a_week(finding: Finding) -> bool:
    """Whether the finding speaks of a whole week rather than of single workouts."""
    return len(finding.dates) == _DAYS_OF_A_WEEK and finding.dates[0].weekday() == 0


def week_told(finding: Finding) -> DayRange:
    """The week in which a finding is told: of two, the one where it comes to a head."""
    return week_of(finding.dates[-1])


def gather(findings: Iterable[Finding]) -> tuple[Cause, ...]:
    """The causes behind findings, the worst first.

    A finding joins a worse one of the same week that is about the same workouts or about some of
    them. What is said of one workout's content is a cause of its own, and so is each rule about a
    whole week, but that the share of hard running and the number of hard runs are one.
    """
    causes: list[list[Finding]] = []
    for finding in sorted(findings, key=_worst_first):
        cause = next((each for each in causes if _related(each[0], finding)), None)
        if cause is None:
            causes.append([finding])
        else:
            cause.append(finding)
    return tuple(Cause(lead, tuple(related)) for lead, *related in causes)


def _worst_first(finding: Finding) -> tuple[object, ...]:
    return finding.severity.rank, finding.dates, finding.rule, finding.workouts, finding.message


def _related(lead: Finding, other: Finding) -> bool:
    if week_told(lead) != week_told(other):
        return False
    one, two = set(lead.workouts), set(other.workouts)
    comparable = one <= two or two <= one
    if is_about_a_week(lead) or is_about_a_week(other):
        same_week = lead.dates == other.dates
        hard_running = {lead.rule, other.rule} == _HARD_RUNNING and bool(one) == bool(two)
        return same_week and (lead.rule == other.rule or (hard_running and comparable))
    same_kind = (len(one) == 1) == (len(two) == 1)
    return same_kind and comparable


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
