"""What the checks report of two workouts: the judges' severities, softened where times are assumed.

The checks about pairs put these in words; the planner counts them.
"""

from __future__ import annotations

from collections.abc import Iterator

from rules.athlete import Athlete
from rules.checks.assumed_time import gap_note, lead_note, softened
from rules.checks.pairs import PAIR_RULES
from rules.finding import Severity
from rules.rule_id import RuleId
from rules.workout import Workout

PAIR_RULE_IDS = tuple(rule_id for rule_id, _ in PAIR_RULES)


def reported(
    first: Workout, second: Workout, athlete: Athlete
) -> Iterator[tuple[RuleId, Severity]]:
    """The rules that find fault with two workouts, the earlier given first, and how much."""
    for rule_id, judge in PAIR_RULES:
        severity = None if rule_id in athlete.rules_off else judge(first, second, athlete)
        if severity:
            yield rule_id, softened(severity, _note(rule_id, first, second, athlete))


def _note(rule_id: RuleId, first: Workout, second: Workout, athlete: Athlete) -> str:
    """What the rule's sentence says of assumed times."""
    if rule_id in {RuleId.SAME_DAY_GAP, RuleId.RUN_AFTER_HEAVY_LOWER}:
        return gap_note(first, second)
    if rule_id is RuleId.LIFT_BEFORE_HARD_RUN:
        run, lift = (first, second) if first.is_run else (second, first)
        return lead_note(run, lift, athlete)
    return ""
