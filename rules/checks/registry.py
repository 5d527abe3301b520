"""The rules by their ids: a rule is one function and one registration."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rules.athlete import Athlete
from rules.finding import Finding
from rules.timeline import Timeline

Check = Callable[[Timeline, Athlete], Iterable[Finding]]

_CHECKS: dict[str, Check] = {}


def rule(rule_id: str) -> Callable[[Check], Check]:
    """Register a check under its rule id; raise ValueError where the id is taken."""

    def register(check: Check) -> Check:
        if rule_id in _CHECKS:
            raise ValueError(f"the rule {rule_id} is registered twice")
        _CHECKS[rule_id] = check
        return check

    return register


def registered() -> tuple[str, ...]:
    """The ids of all checks, in the order of registration."""
    return tuple(_CHECKS)


def run_checks(timeline: Timeline, athlete: Athlete) -> tuple[Finding, ...]:
    """All findings of the rules that the athlete has not turned off, in a fixed order.

    Sorted by first day, then the worst first, then by rule and workouts, so that the same
    workouts give the same list in whatever order they came.
    """
    wanted = (check for rule_id, check in _CHECKS.items() if rule_id not in athlete.rules_off)
    return tuple(sorted((f for check in wanted for f in check(timeline, athlete)), key=_order))


def _order(finding: Finding) -> tuple[object, ...]:
    return (finding.dates, finding.severity.rank, finding.rule, finding.workouts)
