"""Advice that would come too early: "add a lift" for a week that is not filled yet.

Most people plan a week or two ahead. That a later week holds too little says nothing yet, and a
note on it would be noise; that it holds too much is told at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from rules.finding import Finding
from rules.rule_id import RuleId

_FILLED_DAYS = 7  # this week and the next are taken as planned
_TOO_LITTLE: Mapping[str, tuple[str, str]] = {
    RuleId.LIFTING_FREQUENCY: ("lifts", "lifts_per_week_min"),
    RuleId.QUALITY_RUNS: ("quality_runs", "quality_runs_per_week_min"),
    RuleId.INTENSITY_BALANCE: ("hard_share_percent", "hard_share_min_percent"),
}


def timely(findings: Iterable[Finding], today: date) -> tuple[Finding, ...]:
    """The findings without what asks for more in weeks that begin more than seven days ahead."""
    last = today + timedelta(days=_FILLED_DAYS)
    return tuple(
        each
        for each in findings
        if not (each.about_week and each.dates[0] > last and _asks_for_more(each))
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
