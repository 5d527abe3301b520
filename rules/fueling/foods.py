"""Examples in food: what so much protein and carbohydrate look like on a plate."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from math import floor

from rules.body import Diet
from rules.wording import listed

_TOO_LITTLE_G = 4.0  # protein for which no food of its own is put on the plate
_ROUNDING_G, _CARBS_OFF, _PROTEIN_OFF = 4.0, 0.08, 0.2
_ROUNDS = 3
_HALF = 0.5
_G_PER_BOTTLE = 75.0  # what an hour of a very long run takes, gels among it


@dataclass(frozen=True, slots=True)
class Food:
    """A food; `carbs_g` and `protein_g` are those of one amount (`amount` grams or ml, or one)."""

    one: str
    many: str
    amount: float
    carbs_g: float
    protein_g: float
    step: float
    most: float
    uses: frozenset[str]
    diets: frozenset[Diet]


@dataclass(frozen=True, slots=True)
class Portion:
    """So many amounts of a food."""

    food: Food
    count: float

    @property
    def carbs_g(self) -> float:
        """Its carbohydrate."""
        return self.food.carbs_g * self.count

    @property
    def protein_g(self) -> float:
        """Its protein."""
        return self.food.protein_g * self.count

    @property
    def number(self) -> float:
        """So many of it: pieces, grams or milliliters."""
        return self.count * self.food.amount

    @property
    def is_half(self) -> bool:
        """Whether it is half a piece."""
        return bool(self.food.one) and self.number == _HALF

    @property
    def text(self) -> str:
        """Its words, with `{n}` for the number."""
        return self.food.one if self.food.one and self.number <= 1 else self.food.many

    def __str__(self) -> str:
        """As a person says it: "2 bananas", "250 ml orange juice"."""
        return self.text.format(n="half a" if self.is_half else f"{self.number:g}")


@cache
def all_foods() -> tuple[Food, ...]:
    """Every food of the table."""
    text = (files("rules.fueling") / "foods.toml").read_text(encoding="utf-8")
    return tuple(
        Food(
            one=each.get("one", ""),
            many=each["many"],
            amount=each.get("amount", 1),
            carbs_g=each["carbs"],
            protein_g=each["protein"],
            step=each["step"],
            most=each["most"],
            uses=frozenset(each["of"]),
            diets=frozenset(map(Diet, each["diets"])),
        )
        for each in tomllib.loads(text)["foods"]
    )


@cache
def foods_for(use: str, diet: Diet) -> tuple[Food, ...]:
    """The foods of a diet for a use: protein, staple, carbs, snack, drink or gel."""
    return tuple(food for food in all_foods() if use in food.uses and diet in food.diets)


@cache
def meal(protein_g: int, carbs_g: int, diet: Diet, variant: int) -> tuple[Portion, ...]:
    """A plate with about so much of both; `variant` brings variety from meal to meal.

    Of the plates with the fewest foods the first that holds both, carbohydrate within a tenth;
    where none does, the one that comes nearest.
    """
    wanted = _Wanted(protein_g, carbs_g)
    best: tuple[Portion, ...] = ()
    least = wanted.misfit(best)
    for plate in _plates(wanted, diet, variant):
        misfit = wanted.misfit(plate)
        if misfit < least:
            best, least = plate, misfit
        if not any(least):
            break
    return best


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a plate is to hold."""

    protein_g: float
    carbs_g: float

    def misfit(self, plate: Sequence[Portion]) -> tuple[float, float]:
        """How far beyond rounding its carbohydrate and its protein lie; (0, 0) fits."""
        carbs_g = sum(portion.carbs_g for portion in plate)
        protein_g = sum(portion.protein_g for portion in plate)
        off = abs(carbs_g - self.carbs_g) - max(_ROUNDING_G, _CARBS_OFF * self.carbs_g)
        least, most = (1 - _PROTEIN_OFF) * self.protein_g, (1 + _PROTEIN_OFF) * self.protein_g
        beyond = max(least - protein_g, protein_g - most if self.protein_g else 0)
        return max(0, off), max(0, beyond)


def _plates(wanted: _Wanted, diet: Diet, variant: int) -> Iterator[tuple[Portion, ...]]:
    """One staple with ever more beside it, and a food for what protein these leave to bring."""
    staples, beside = (_turned(foods_for(use, diet), variant) for use in ("staple", "carbs"))
    proteins = _turned(foods_for("protein", diet), variant)
    proteins = proteins if wanted.protein_g else proteins[:1]
    for count in range(len(beside) + 1):
        for turn, staple in product(range(len(beside) if count else 1), staples):
            foods = (staple, *_turned(beside, turn)[:count])
            room_g = sum(food.most * food.carbs_g for food in foods)
            for protein in proteins:
                if room_g + protein.most * protein.carbs_g >= (1 - _CARBS_OFF) * wanted.carbs_g:
                    yield _plate(wanted, foods, protein)


def _plate(wanted: _Wanted, foods: Sequence[Food], protein: Food) -> tuple[Portion, ...]:
    """What the protein food brings of carbohydrate is less to eat of the others, and back."""
    brought: tuple[Portion, ...] = ()
    for _ in range(_ROUNDS):
        eaten = _filled(foods, wanted.carbs_g - sum(each.carbs_g for each in brought))
        missing_g = wanted.protein_g - sum(each.protein_g for each in eaten)
        brought = (_portion(protein, protein_g=missing_g),) if missing_g >= _TOO_LITTLE_G else ()
    return brought + eaten


def _filled(foods: Sequence[Food], carbs_g: float) -> tuple[Portion, ...]:
    """As much of each as is still missing; the last one is rounded, those before cut off."""
    portions: list[Portion] = []
    for food in foods:
        steps = (carbs_g - sum(each.carbs_g for each in portions)) / food.carbs_g / food.step
        whole = round(steps) if food is foods[-1] else floor(steps)
        if whole > 0:
            portions.append(Portion(food, round(min(food.most, whole * food.step), 3)))
    return tuple(portions)


def _turned(foods: tuple[Food, ...], by: int) -> tuple[Food, ...]:
    """The same foods, another one first."""
    first = by % len(foods)
    return foods[first:] + foods[:first]


def snack(carbs_g: float, diet: Diet, variant: int) -> tuple[Portion, ...]:
    """Something small before an early run."""
    wanted = _Wanted(0, carbs_g)
    foods = _turned(foods_for("snack", diet), variant)
    return min(((_portion(food, carbs_g=carbs_g),) for food in foods), key=wanted.misfit)


def drink(carbs_g: float) -> tuple[Portion, ...]:
    """What is taken while running: about half a liter an hour to drink, the rest in gels."""
    [bottle], [gel] = foods_for("drink", Diet.VEGAN), foods_for("gel", Diet.VEGAN)
    bottles = max(1, round(carbs_g / _G_PER_BOTTLE))
    gels = max(0, round((carbs_g - bottles * bottle.carbs_g) / gel.carbs_g))
    steps = round((carbs_g - gels * gel.carbs_g) / bottle.carbs_g / bottle.step)
    drunk = Portion(bottle, round(steps * bottle.step, 3))
    return (drunk, Portion(gel, gels)) if gels > 0 else (drunk,)


def _portion(food: Food, *, protein_g: float = 0, carbs_g: float = 0) -> Portion:
    wanted = protein_g / food.protein_g if protein_g else carbs_g / food.carbs_g
    count = min(food.most, max(food.step, round(wanted / food.step) * food.step))
    return Portion(food, round(count, 3))


def told(portions: Sequence[Portion]) -> str | None:
    """The portions as a list in a sentence; None where there are none."""
    return listed([str(portion) for portion in portions]) if portions else None
