"""The rules by their ids: a rule is one function and one registration.

A package of others adds rules in a module that an entry point of the group `counterpoint.rules`
names; they bring their own explanation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rules.athlete import Athlete
from rules.evidence import EXPLANATIONS, Explanation
from rules.finding import Finding
from rules.timeline import Timeline

Check = Callable[[Timeline, Athlete], Iterable[Finding]]

_CHECKS: dict[str, Check] = {}
_HOUSE = "rules.checks."
_EXPLANATIONS: dict[str, Explanation] = {str(each.rule): each for each in EXPLANATIONS}


class RuleFailed(Exception):
    """A rule of another package raised an exception; `rule` is its id."""

    def __init__(self, rule: str) -> None:
        """Name the rule."""
        super().__init__(f"the rule {rule} failed")
        self.rule = rule


def rule(rule_id: str, explanation: Explanation | None = None) -> Callable[[Check], Check]:
    """Register a check under its rule id, with an explanation where the house has none.

    Raises:
        ValueError: the id is taken, or nothing explains the rule.
    """

    def register(check: Check) -> Check:
        if rule_id in _CHECKS:
            raise ValueError(f"the rule {rule_id} is registered twice")
        if explanation is not None:
            _EXPLANATIONS.setdefault(rule_id, explanation)
        if rule_id not in _EXPLANATIONS:
            raise ValueError(f"the rule {rule_id} comes without an explanation")
        _CHECKS[rule_id] = check
        return check

    return register


def registered() -> tuple[str, ...]:
    """The ids of all checks, in the order of registration."""
    return tuple(_CHECKS)


def explanations() -> tuple[Explanation, ...]:
    """What explains the rules: those of the house in the guide's order, then those of others."""
    return tuple(_EXPLANATIONS.values())


def explanation_of(rule_id: str) -> Explanation | None:
    """The explanation of a rule, None where the id is unknown."""
    return _EXPLANATIONS.get(rule_id)


def run_checks(timeline: Timeline, athlete: Athlete) -> tuple[Finding, ...]:
    """All findings of the rules that the athlete has not turned off, in a fixed order.

    Sorted by first day, then the worst first, then by rule and workouts, so that the same
    workouts give the same list in whatever order they came.

    Raises:
        RuleFailed: a rule of another package raised an exception.
    """
    wanted = (rule_id for rule_id in _CHECKS if rule_id not in athlete.rules_off)
    found = (finding for each in wanted for finding in _findings(each, timeline, athlete))
    return tuple(sorted(found, key=_order))


def _findings(rule_id: str, timeline: Timeline, athlete: Athlete) -> Iterable[Finding]:
    check = _CHECKS[rule_id]
    if check.__module__.startswith(_HOUSE):
        return check(timeline, athlete)
    try:
        found = tuple(check(timeline, athlete))
        sorted(found, key=_order)  # what is no finding ends here
    except Exception as error:
        raise RuleFailed(rule_id) from error
    return found


def _order(finding: Finding) -> tuple[object, ...]:
    return finding.dates, finding.severity.rank, finding.rule, finding.workouts, finding.message
