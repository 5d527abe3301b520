"""Advice that would come too early: on a week that is not filled yet, or not all in view.

Most people plan a week or two ahead. That a later week holds too little ("add a lift") says nothing
yet, and a note on it would be noise; that it holds too much is told once all of it is in view, as
its numbers would be others each day until then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from rules.days import DayRange
from rules.finding import Finding
from rules.rule_id import RuleId

_FILLED_DAYS = 7  # this week and the next are taken as planned
_TOO_LITTLE: Mapping[str, tuple[str, str]] = {
    RuleId.LIFTING_FREQUENCY: ("lifts", "lifts_per_week_min"),
    RuleId.QUALITY_RUNS: ("quality_runs", "quality_runs_per_week_min"),
    RuleId.INTENSITY_BALANCE: ("hard_share_percent", "hard_share_min_percent"),
}


def timely(findings: Iterable[Finding], days: DayRange, today: date) -> tuple[Finding, ...]:
    """The findings without those about a week that reaches beyond the days.

    Nor is more asked for in weeks that begin more than seven days ahead.
    """
    last = today + timedelta(days=_FILLED_DAYS)
    return tuple(
        each
        for each in findings
        if not each.about_week
        or (each.dates[-1] in days and not (each.dates[0] > last and _asks_for_more(each)))
    )


def _asks_for_more(finding: Finding) -> bool:
    if finding.rule == RuleId.COMPOUND_LIFTS:
        return True
    names = _TOO_LITTLE.get(finding.rule)
    values = {each.name: each.value for each in finding.numbers}
    if names is None or not set(names) <= values.keys():
        return False
    found, fewest = names
    return values[found] < values[fewest]
