"""How far the search has come: the best change seen, and the steps taken for it."""

from __future__ import annotations

from dataclasses import dataclass

from rules.moves.score import Score


class OutOfBudget(Exception):
    """The search has taken as many steps as it may."""


@dataclass(slots=True)
class Progress:
    """The score and the places of the best so far; `allowance` bounds the steps."""

    best: Score
    places: tuple[int, ...]
    allowance: int
    steps: int = 0

    def spend(self, steps: int) -> None:
        """Take so many steps; OutOfBudget where they are more than allowed."""
        self.steps += steps
        if self.steps > self.allowance:
            raise OutOfBudget

    def offer(self, score: Score, places: tuple[int, ...]) -> None:
        """Keep the change if it is better."""
        if score < self.best:
            self.best, self.places = score, places
