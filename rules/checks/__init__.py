"""The checks: each a small pure function from a timeline and an athlete to findings.

`check_all` runs them; importing this package registers the rules of the house.
"""

from rules.checks import (
    fueling,
    lifting,
    lifting_week,
    ordering,
    race_week,
    running_week,
    separate_days,
    spacing,
    week_load,
)
from rules.checks.registry import RuleFailed, explanation_of, explanations, registered, rule
from rules.checks.registry import run_checks as check_all

__all__ = [
    "RuleFailed",
    "check_all",
    "explanation_of",
    "explanations",
    "fueling",
    "lifting",
    "lifting_week",
    "ordering",
    "race_week",
    "registered",
    "rule",
    "running_week",
    "separate_days",
    "spacing",
    "week_load",
]
