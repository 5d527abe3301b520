"""What all moves together do to what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rules.finding import Finding
from rules.moves.judged_plan import arisen, gone


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is gone, or a violation that is a caution now: both are what the moves are for.

    What is only advice now counts as gone.
    """

    gone: tuple[Finding, ...]
    eased: tuple[Finding, ...]

    @property
    def settled(self) -> tuple[Finding, ...]:
        """The findings that the moves are for."""
        return self.gone + self.eased

    @classmethod
    def of(cls, before: Sequence[Finding], after: Sequence[Finding]) -> Outcome:
        """Compare what was found with what is found after the moves."""
        advice = [each for each in before if not each.above_advice]
        wrong = [each for each in before if each.above_advice and not each.about_week]
        left = [each for each in after if each.above_advice]
        away = gone(advice, after) + gone(wrong, left)
        milder = (each for each in wrong if each.workouts and arisen((each,), left))
        return cls(away, tuple(each for each in milder if each not in away))
