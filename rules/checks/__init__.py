"""The checks: each a small pure function from a timeline and an athlete to findings.

`check_all` runs them; importing this package registers the rules of the house.
"""

from rules.checks import ordering, separate_days, spacing
from rules.checks.registry import registered, rule
from rules.checks.registry import run_checks as check_all

__all__ = ["check_all", "ordering", "registered", "rule", "separate_days", "spacing"]
