"""What is known of an exercise: its movement, what it works, which main lift it stands for."""

from __future__ import annotations

from dataclasses import dataclass

from rules.words import Word
from rules.workout import Focus


class Pattern(Word):
    """The movement patterns by which exercises are grouped."""

    SQUAT = "squat"
    HINGE = "hinge"
    LUNGE = "lunge"
    HORIZONTAL_PRESS = "horizontal_press"
    VERTICAL_PRESS = "vertical_press"
    HORIZONTAL_PULL = "horizontal_pull"
    VERTICAL_PULL = "vertical_pull"
    ISOLATION = "isolation"
    CORE = "core"
    CARRY = "carry"
    OLYMPIC = "olympic"
    PLYOMETRIC = "plyometric"
    WHOLE_BODY = "whole_body"
    MOBILITY = "mobility"


class Muscle(Word):
    """The muscles that are named as main movers."""

    ABDOMINALS = "abdominals"
    ABDUCTORS = "abductors"
    ADDUCTORS = "adductors"
    BICEPS = "biceps"
    CALVES = "calves"
    CHEST = "chest"
    FOREARMS = "forearms"
    GLUTES = "glutes"
    HAMSTRINGS = "hamstrings"
    LATS = "lats"
    LOWER_BACK = "lower back"
    MIDDLE_BACK = "middle back"
    NECK = "neck"
    QUADRICEPS = "quadriceps"
    SHOULDERS = "shoulders"
    TRAPS = "traps"
    TRICEPS = "triceps"


class MainLift(Word):
    """The four lifts that a week should hold, each in one of its variants."""

    SQUAT = "squat"
    DEADLIFT = "deadlift"
    BENCH_PRESS = "bench press"
    OVERHEAD_PRESS = "overhead press"


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise; `pattern` is its movement, `focus` the region of its main movers.

    `compound`: several joints under load, so that few reps mean a heavy set.
    `bodyweight`: usually unloaded, so that few reps mean nothing.
    `main_lift`: the lift that this is, or is a variant of; None for all others.
    """

    name: str
    pattern: Pattern
    focus: Focus
    compound: bool
    bodyweight: bool
    movers: tuple[Muscle, ...] = ()
    main_lift: MainLift | None = None

    @property
    def region(self) -> Focus:
        """The part of the body that the exercise works."""
        return self.focus
