"""What the athlete says of their events beyond tags: rules for titles, kinds of calendar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rules.workout import Focus, RunType, Sport


class Holds(StrEnum):
    """What a calendar holds, as its owner declares it."""

    RUNS = "runs"
    LIFTS = "lifts"
    TRAINING = "training"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Say:
    """What an event is, as the athlete has it; None where they leave it to the text.

    `ignore`: True for no workout, False for a workout whatever its words. `reason` names where it
    was said, in words that may be shown.
    """

    sport: Sport | None = None
    run_type: RunType | None = None
    focus: Focus | None = None
    heavy: bool | None = None
    hard: bool | None = None
    ignore: bool | None = None
    fixed: bool | None = None
    reason: str = ""

    @property
    def told_sport(self) -> Sport | None:
        """The sport, named or implied: only runs have a type, only lifts a focus and a load."""
        if self.sport is None and self.run_type is not None:
            return Sport.RUN
        if self.sport is None and (self.focus is not None or self.heavy is not None):
            return Sport.LIFT
        return self.sport

    @property
    def is_workout(self) -> bool:
        """Whether it says that the event is a workout; `fixed` alone does not."""
        told = self.told_sport is not None or self.hard is not None
        return self.ignore is False or (told and not self.ignore)


@dataclass(frozen=True, slots=True)
class TitleRule:
    """A say on all events whose title the pattern matches: `*` any text, `?` any one character."""

    title: str
    say: Say
