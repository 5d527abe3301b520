"""What a sentence about a finding is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rules.finding import Finding
from rules.workout import Workout
from sync_service.wording.speech import Noun, Speech


class NotTold(Exception):
    """A finding lacks what its sentence would tell: its own words are taken instead."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is amiss in one sentence, and what mends it in another."""

    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Facts:
    """A finding with its workouts, in the order of time, as far as they are known."""

    finding: Finding
    workouts: tuple[Workout, ...]
    speech: Speech

    @classmethod
    def of(cls, finding: Finding, known: Mapping[str, Workout], speech: Speech) -> Facts:
        """Look up the workouts of a finding."""
        named = tuple(known[id_] for id_ in finding.workouts if id_ in known)
        return cls(finding, named, speech)

    def has(self, name: str) -> bool:
        """Whether the finding tells a number."""
        return any(measure.name == name for measure in self.finding.numbers)

    def value(self, name: str) -> float:
        """One of the finding's numbers.

        Raises:
            NotTold: it has no such number.
        """
        for measure in self.finding.numbers:
            if measure.name == name:
                return measure.value
        raise NotTold(name)

    def number(self, name: str, digits: int = 1) -> str:
        """A number as the language writes it; NotTold as in `value`."""
        return self.speech.number(self.value(name), digits)

    def hours(self, name: str) -> str:
        """A number of hours in words; NotTold as in `value`."""
        return self.speech.hours(self.value(name))

    def pair(self) -> tuple[Workout, Workout]:
        """The two workouts that it is about.

        Raises:
            NotTold: they are not known.
        """
        if len(self.workouts) < len(self.finding.workouts) or len(self.workouts) < _PAIR:
            raise NotTold("workouts")
        return self.workouts[0], self.workouts[-1]

    def first_where(self, holds: Callable[[Workout], bool]) -> Workout:
        """The first workout of a kind; NotTold where none is known."""
        for workout in self.workouts:
            if holds(workout):
                return workout
        raise NotTold("workouts")

    def name(self, workout: Workout) -> Noun:
        """The forms of a workout's name."""
        return self.speech.workout(workout)


_PAIR = 2
