"""The annotation in a workout's description: below the athlete's own text, between two fences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rules.finding import Finding, Severity

_OPENING = "── Counterpoint ──"
_CLOSING = "── /Counterpoint ──"
_BLOCK = re.compile(rf"(?:\n\n)?{_OPENING}\n.*?\n{_CLOSING}", re.DOTALL)
_MARKS = {Severity.VIOLATION: "✗", Severity.CAUTION: "!", Severity.ADVICE: "·"}
_MOST_FINDINGS = 3  # with a remedy each and two fences: eight lines


def annotated(description: str, lines: Sequence[str]) -> str:
    """The description with these lines in the fence, and everything outside it as it was."""
    own = without_annotation(description)
    if not lines:
        return own
    block = "\n".join((_OPENING, *lines, _CLOSING))
    return f"{own}\n\n{block}" if own else block


def without_annotation(description: str) -> str:
    """The athlete's own text alone."""
    return _BLOCK.sub("", description)


def finding_lines(findings: Iterable[Finding]) -> tuple[str, ...]:
    """What an annotation says of the findings, the worst first: at most six lines."""
    ordered = sorted(findings, key=lambda finding: finding.severity.rank)
    if len(ordered) <= _MOST_FINDINGS:
        return tuple(line for finding in ordered for line in _two_lines(finding))
    shown = _MOST_FINDINGS - 1
    lines = tuple(line for finding in ordered[:shown] for line in _two_lines(finding))
    return (*lines, f"· and {len(ordered) - shown} more: see the report of counterpoint check")


def _two_lines(finding: Finding) -> tuple[str, str]:
    return f"{_MARKS[finding.severity]} {finding.message}", f"→ {finding.remedy}"
