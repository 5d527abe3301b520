"""The athlete's body, as far as they told it: health data that never leaves in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Sex(StrEnum):
    """As the energy equations of the literature distinguish it."""

    FEMALE = "female"
    MALE = "male"


class Diet(StrEnum):
    """Which foods the examples may name."""

    OMNIVORE = "omnivore"
    VEGETARIAN = "vegetarian"
    VEGAN = "vegan"


@dataclass(frozen=True, slots=True)
class Body:
    """What is known of the body; None where the athlete did not say.

    `planned_intake_kcal` and `planned_protein_g` are what they mean to eat on a day.
    """

    sex: Sex | None = None
    birth_year: int | None = None
    height_cm: float | None = None
    weight_kg: float | None = None
    body_fat_percent: float | None = None
    planned_intake_kcal: float | None = None
    planned_protein_g: float | None = None

    @property
    def fat_free_kg(self) -> float | None:
        """The weight without its fat."""
        if self.weight_kg is None or self.body_fat_percent is None:
            return None
        return self.weight_kg * (1 - self.body_fat_percent / 100)

    def age_on(self, day: date) -> int | None:
        """Years, to the year: the day of birth is not asked for."""
        return None if self.birth_year is None else max(0, day.year - self.birth_year)
