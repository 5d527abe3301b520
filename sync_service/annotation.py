"""The annotation in a workout's description: below the athlete's own text, between two fences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256

from rules.finding import Finding, Severity

MARKS = {Severity.VIOLATION: "✗", Severity.CAUTION: "!", Severity.ADVICE: "·"}

_OPENING = "── Counterpoint ──"
_CLOSING = "── /Counterpoint {seal} ──"
_BLOCK = re.compile(
    rf"(?:\n\n)?{_OPENING}\n"
    rf"(?P<lines>(?:(?!{_OPENING}).)*?)"
    r"\n── /Counterpoint (?P<seal>\w{6}) ──",
    re.DOTALL,
)
_MOST_FINDINGS = 3  # with a remedy each and two fences: eight lines


def annotated(description: str, lines: Sequence[str]) -> str:
    """The description with these lines in the fence, and everything outside it as it was."""
    own = without_annotation(description)
    if not lines:
        return own
    said = "\n".join(lines)
    block = "\n".join((_OPENING, said, _CLOSING.format(seal=_seal(said))))
    return f"{own}\n\n{block}" if own else block


def without_annotation(description: str) -> str:
    """The athlete's own text alone.

    Only what bears our seal unbroken is taken away: what the athlete wrote between such lines, or
    changed in ours, is theirs.
    """
    return _BLOCK.sub(_own_part, description)


def _own_part(block: re.Match[str]) -> str:
    return "" if block["seal"] == _seal(block["lines"]) else block[0]


def _seal(said: str) -> str:
    return sha256(said.encode(errors="replace")).hexdigest()[:6]


def finding_lines(findings: Iterable[Finding]) -> tuple[str, ...]:
    """What an annotation says of the findings, the worst first: at most six lines."""
    ordered = sorted(findings, key=lambda finding: finding.severity.rank)
    if len(ordered) <= _MOST_FINDINGS:
        return tuple(line for finding in ordered for line in _two_lines(finding))
    shown = _MOST_FINDINGS - 1
    lines = tuple(line for finding in ordered[:shown] for line in _two_lines(finding))
    return (*lines, f"· and {len(ordered) - shown} more: see the report of counterpoint check")


def _two_lines(finding: Finding) -> tuple[str, str]:
    return f"{MARKS[finding.severity]} {finding.message}", f"→ {finding.remedy}"
