"""Examples in food: what so much protein and carbohydrate look like on a plate."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rules.body import Diet
from rules.wording import listed

_TOO_LITTLE_G = 8.0
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


def foods_for(use: str, diet: Diet) -> tuple[Food, ...]:
    """The foods of a diet for a use: protein, staple, carbs, snack, drink or gel."""
    return tuple(food for food in all_foods() if use in food.uses and diet in food.diets)


def meal(protein_g: float, carbs_g: float, diet: Diet, variant: int) -> tuple[Portion, ...]:
    """A plate with about so much of both; `variant` brings variety from meal to meal."""
    portions: list[Portion] = []
    if protein_g >= _TOO_LITTLE_G:
        portions.append(_protein_food(protein_g, carbs_g, diet, variant))
    missing_g = carbs_g - sum(portion.carbs_g for portion in portions)
    for use in ("staple", "carbs", "snack"):
        if missing_g >= _TOO_LITTLE_G:
            eaten = {portion.food for portion in portions}
            portions.append(_portion(_pick(use, diet, variant, eaten), carbs_g=missing_g))
            missing_g -= portions[-1].carbs_g
    return tuple(portions)


def _protein_food(protein_g: float, carbs_g: float, diet: Diet, variant: int) -> Portion:
    """The first food from `variant` on that does not bring more carbohydrate than is asked."""
    count = len(foods_for("protein", diet))
    foods = (_pick("protein", diet, variant + n) for n in range(count))
    portions = [_portion(food, protein_g=protein_g) for food in foods]
    fitting = (portion for portion in portions if portion.carbs_g <= carbs_g + _TOO_LITTLE_G)
    return next(fitting, portions[0])


def snack(carbs_g: float, diet: Diet, variant: int) -> tuple[Portion, ...]:
    """Something small before an early run."""
    return (_portion(_pick("snack", diet, variant), carbs_g=carbs_g),)


def drink(carbs_g: float) -> tuple[Portion, ...]:
    """What is taken while running: about half a liter an hour to drink, the rest in gels."""
    [bottle], [gel] = foods_for("drink", Diet.VEGAN), foods_for("gel", Diet.VEGAN)
    drunk = Portion(bottle, max(1, round(carbs_g / _G_PER_BOTTLE)))
    missing_g = carbs_g - drunk.carbs_g
    gels = round(missing_g / gel.carbs_g)
    return (drunk, Portion(gel, gels)) if gels > 0 else (drunk,)


def _pick(use: str, diet: Diet, variant: int, eaten: Collection[Food] = ()) -> Food:
    """The food whose turn it is, among those that are not on the plate yet."""
    foods = [food for food in foods_for(use, diet) if food not in eaten]
    return foods[variant % len(foods)]


def _portion(food: Food, *, protein_g: float = 0, carbs_g: float = 0) -> Portion:
    wanted = protein_g / food.protein_g if protein_g else carbs_g / food.carbs_g
    count = min(food.most, max(food.step, round(wanted / food.step) * food.step))
    return Portion(food, round(count, 3))


def told(portions: Sequence[Portion]) -> str | None:
    """The portions as a list in a sentence; None where there are none."""
    return listed([str(portion) for portion in portions]) if portions else None
