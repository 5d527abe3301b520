"""A day's plan in the making: amounts by the kilogram until the weight is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

# Household size: nobody gets more by the kilogram on one plate, whatever the weight.
PLATE_G = 225.0


class ItemKind(StrEnum):
    """What something is eaten for."""

    MEAL = "meal"
    BEFORE_RUN = "before_run"
    DURING_RUN = "during_run"
    AFTER_RUN = "after_run"
    AFTER_LIFT = "after_lift"
    BEFORE_SLEEP = "before_sleep"


@dataclass(frozen=True, slots=True)
class Amount:
    """Carbohydrate: grams a kilogram of the athlete, and plain grams."""

    g_per_kg: float = 0.0
    plain_g: float = 0.0

    def __add__(self, other: Amount) -> Amount:
        """Both together."""
        return Amount(self.g_per_kg + other.g_per_kg, self.plain_g + other.plain_g)

    def grams(self, weight_kg: float | None) -> int | None:
        """Whole grams; None where they depend on a weight that is not known."""
        if weight_kg is None:
            return None if self.g_per_kg else round(self.plain_g)
        return round(min(PLATE_G, self.g_per_kg * weight_kg) + self.plain_g)

    def __str__(self) -> str:
        """As guidance: "2 g/kg", "25 g", "1 g/kg and 25 g"."""
        parts = [f"{self.g_per_kg:g} g/kg"] if self.g_per_kg else []
        parts += [f"{self.plain_g:.0f} g"] if self.plain_g else []
        return " and ".join(parts)


@dataclass(frozen=True, slots=True)
class Draft:
    """Something to eat at `time`.

    `asked` is the carbohydrate that runs ask for, `rest_g` its share of what the day wants beside.
    `protein_g` is None where the weight is not known, or it is no serving.
    """

    time: datetime
    end: datetime
    kind: ItemKind
    asked: Amount
    protein_g: int | None = None
    is_serving: bool = False
    workouts: tuple[str, ...] = ()
    rest_g: int = 0

    def carbs_g(self, weight_kg: float | None) -> int | None:
        """All of its carbohydrate in whole grams; None where it depends on an unknown weight."""
        if weight_kg is None and self.is_serving:
            return None  # its share of the day's is not known
        asked = self.asked.grams(weight_kg)
        return None if asked is None else asked + self.rest_g

    def and_for(self, kind: ItemKind, carbs: Amount, workout_id: str) -> Draft:
        """The same meal, eaten for a session too."""
        ids = tuple(dict.fromkeys((*self.workouts, workout_id)))
        return replace(self, kind=kind, asked=self.asked + carbs, workouts=ids)
