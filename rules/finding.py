"""What a rule says when it does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rules.words import Word


class Severity(Word):
    """How much a finding weighs, worst first."""

    VIOLATION = "violation"
    CAUTION = "caution"
    ADVICE = "advice"

    @property
    def rank(self) -> int:
        """0 for the worst: sorts and compares severities."""
        return _ORDER.index(self)

    def milder(self) -> Severity | None:
        """One level less; None below advice."""
        return _ORDER[self.rank + 1] if self.rank + 1 < len(_ORDER) else None

    def at_most(self, ceiling: Severity) -> Severity:
        """This severity, or `ceiling` where that is the milder one."""
        return max(self, ceiling, key=lambda severity: severity.rank)


_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Measure:
    """A number behind a finding; the unit is in the name ("gap_h")."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that does not hold: which, how bad, for which workouts, and what mends it.

    `workouts` are ids in the order of time, `dates` the athlete's days concerned. `message` is
    one sentence with its numbers, `remedy` one that says what to do. `about_week` says that it
    speaks of a whole week rather than of single workouts.
    """

    rule: str
    severity: Severity
    workouts: tuple[str, ...]
    dates: tuple[date, ...]
    message: str
    remedy: str
    numbers: tuple[Measure, ...] = ()
    about_week: bool = False

    @property
    def above_advice(self) -> bool:
        """Whether something should change."""
        return self.severity is not Severity.ADVICE
