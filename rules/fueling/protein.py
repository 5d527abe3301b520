"""How much protein a day asks for, and in how many servings."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from rules.athlete import Thresholds


def day_grams(weight_kg: float, thresholds: Thresholds, fewest: int, most: int) -> int:
    """The day's protein in whole grams, as far as at most so many servings can hold it.

    1.6 to 2.2 g/kg, Morton 2018 (Br J Sports Med 52:376); aimed at 1.8 by default. Who is light
    gets more, up to the end of the range, where the day's fewest servings would be too small.
    """
    wanted = round(thresholds.protein_aim_g_per_kg * weight_kg)
    least, largest = ceil(thresholds.serving_min_g), floor(thresholds.serving_max_g)
    fill = least * min(fewest, most)
    wanted = max(wanted, min(fill, floor(thresholds.protein_max_g_per_kg * weight_kg)))
    return max(least, min(wanted, largest * most))


def servings_for(grams: int, thresholds: Thresholds, fewest: int, most: int) -> int:
    """How many servings: as few as the day's hours allow, each neither too small nor too large."""
    at_least = ceil(grams / thresholds.serving_max_g)
    at_most = max(1, floor(grams / thresholds.serving_min_g))
    return max(at_least, min(fewest, at_most, most))


def level(eaten: Sequence[int], more: int) -> tuple[int, ...]:
    """What each gets of `more`, so that all together come as near to each other as can be."""
    order = sorted(range(len(eaten)), key=eaten.__getitem__)
    while order and sum(eaten[i] for i in order) + more < len(order) * eaten[order[-1]]:
        order.pop()
    shares = split(sum(eaten[i] for i in order) + more, len(order))
    held = dict(zip(order, shares, strict=True))
    return tuple(held.get(i, grams) - grams for i, grams in enumerate(eaten))


def split(grams: int, servings: int) -> tuple[int, ...]:
    """Whole grams, as even as can be, that add up to the day's."""
    each, more = divmod(grams, servings)
    return tuple(each + (index < more) for index in range(servings))
