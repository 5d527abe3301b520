"""A day's drafts, told: what is eaten when, in grams or by the kilogram, with examples in food."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rules.athlete import Athlete
from rules.fueling import foods
from rules.fueling.carbohydrate import day_g_per_kg
from rules.fueling.draft import Amount, Draft, ItemKind
from rules.fueling.energy import DayEnergy
from rules.workout import Workout

_SLIGHTLY_MORE = 1.025  # the guide: match or slightly exceed, 100 to 105 %
_PROTEIN_BY_KG = "0.3 to 0.4 g/kg protein"


@dataclass(frozen=True, slots=True)
class FuelItem:
    """Something to eat, from `start` to `end` on the athlete's clock.

    Whole grams; None where they depend on a weight that is not known: `guidance` then says them by
    the kilogram, as `by_kg` always does. `workouts` are the ids of the sessions that it is for.
    Whoever words it anew finds in `asked` what runs ask for, in `portions` the example, and in
    `is_serving` whether it is one of the day's servings of protein.
    """

    kind: ItemKind
    start: datetime
    end: datetime
    protein_g: int | None
    carbs_g: int | None
    guidance: str
    by_kg: str
    example: str | None
    workouts: tuple[str, ...]
    asked: Amount
    portions: tuple[foods.Portion, ...]
    is_serving: bool


@dataclass(frozen=True, slots=True)
class FuelDay:
    """What a day asks for; None where the body is not known well enough.

    `burned_kcal` is what the day burns, `energy_kcal` that and a little more. What the rules ask
    for by the kilogram is known without any body.
    """

    date: date
    energy_kcal: int | None
    burned_kcal: float | None
    net_exercise_kcal: int | None
    protein_g: int | None
    carbs_g: int | None
    protein_g_per_kg: float
    carbs_g_per_kg: float
    items: tuple[FuelItem, ...]


def told(
    day: date,
    energy: DayEnergy,
    drafts: Sequence[Draft],
    own: Sequence[Workout],
    athlete: Athlete,
) -> FuelDay:
    """The day as the athlete sees it, in the order of time, on their clock."""
    ordered = sorted(drafts, key=lambda draft: (draft.time, draft.kind))
    items = tuple(_item(draft, index, athlete) for index, draft in enumerate(ordered))
    known = athlete.body.weight_kg is not None
    return FuelDay(
        date=day,
        energy_kcal=_rounded(energy.burned_kcal, _SLIGHTLY_MORE),
        burned_kcal=energy.burned_kcal,
        net_exercise_kcal=_rounded(energy.net_exercise_kcal),
        protein_g=sum(item.protein_g or 0 for item in items) if known else None,
        carbs_g=sum(item.carbs_g or 0 for item in items) if known else None,
        protein_g_per_kg=athlete.thresholds.protein_aim_g_per_kg,
        carbs_g_per_kg=day_g_per_kg(own),
        items=items,
    )


def _rounded(value: float | None, factor: float = 1) -> int | None:
    return None if value is None else round(value * factor)


def _item(draft: Draft, index: int, athlete: Athlete) -> FuelItem:
    carbs_g = draft.carbs_g(athlete.body.weight_kg)
    zone = athlete.time_zone
    portions = _portions(draft, carbs_g, index, athlete)
    return FuelItem(
        kind=draft.kind,
        start=draft.time.astimezone(zone),
        end=draft.end.astimezone(zone),
        protein_g=draft.protein_g if draft.is_serving else 0,
        carbs_g=carbs_g,
        guidance=_guidance(draft, carbs_g),
        by_kg=_by_kg(draft),
        example=foods.told(portions),
        workouts=draft.workouts,
        asked=draft.asked,
        portions=portions,
        is_serving=draft.is_serving,
    )


def _guidance(draft: Draft, carbs_g: int | None) -> str:
    """Both amounts in words: in grams where they are known, else by the kilogram."""
    parts = []
    if draft.is_serving:
        grams = draft.protein_g
        parts.append(f"{grams} g protein" if grams is not None else _PROTEIN_BY_KG)
    carbs = f"{carbs_g} g" if carbs_g is not None else str(draft.asked)
    if carbs and carbs_g != 0:
        parts.append(f"{carbs} carbohydrate")
    return " and ".join(parts)


def _by_kg(draft: Draft) -> str:
    """Both amounts by the kilogram, from which no weight can be told."""
    parts = [_PROTEIN_BY_KG] if draft.is_serving else []
    if draft.kind is ItemKind.DURING_RUN:
        parts.append("carbohydrate through the run")
    elif draft.asked.g_per_kg:
        parts.append(f"{draft.asked.g_per_kg:g} g/kg carbohydrate")
    elif draft.asked.plain_g:
        parts.append("a small snack of carbohydrate")
    return " and ".join(parts)


def _portions(
    draft: Draft, carbs_g: int | None, index: int, athlete: Athlete
) -> tuple[foods.Portion, ...]:
    if carbs_g is None or (draft.is_serving and draft.protein_g is None):
        return ()
    if draft.kind is ItemKind.DURING_RUN:
        return foods.drink(carbs_g)
    variant = draft.time.timetuple().tm_yday + index
    if not draft.is_serving and not draft.asked.g_per_kg:
        return foods.snack(carbs_g, athlete.diet, variant)
    return foods.meal(draft.protein_g or 0, carbs_g, athlete.diet, variant)
