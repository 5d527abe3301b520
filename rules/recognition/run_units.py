"""Units left out: the parts of "8 miles: 2 easy, 4 @ HMP, 2 easy" are miles as well."""

from __future__ import annotations

from rules.recognition.items import Item, Kind
from rules.recognition.quantity_units import METERS_PER_MILE
from rules.recognition.run_steps import Measure
from rules.recognition.senses import NEUTRAL, Sense

_OPENS_PARTS = frozenset({":", "-", "("})
_TOLERANCE = 0.03
_MIN_PARTS = 2
_PART_SENSES = NEUTRAL | {Sense.AT, Sense.WARM_UP, Sense.COOL_DOWN}


def with_units(items: list[Item]) -> tuple[list[Item], Item | None]:
    """The items with bare numbers made distances, where together they are the stated distance.

    That distance is taken out and given beside them; None where nothing was left out.
    """
    whole_at = next((i for i, item in enumerate(items) if item.kind is Kind.DISTANCE), None)
    if whole_at is None or whole_at + 1 >= len(items):
        return items, None
    if items[whole_at + 1].sign not in _OPENS_PARTS:
        return items, None
    whole = items[whole_at]
    factor = METERS_PER_MILE if whole.miles else 1000.0
    parts = [i for i in range(whole_at + 2, len(items)) if _is_part(items, i)]
    total = sum(items[i].middle * _factor(items[i], factor) for i in parts)
    if len(parts) < _MIN_PARTS or abs(total - whole.middle) > _TOLERANCE * whole.middle:
        return items, None
    chosen = frozenset(parts)
    told = [
        _as_distance(item, _factor(item, factor)) if i in chosen else item
        for i, item in enumerate(items)
    ]
    return told[:whole_at] + told[whole_at + 2 :], whole


def _is_part(items: list[Item], at: int) -> bool:
    """Whether a part stands here: a distance, or a number before what tells how it is run."""
    if items[at].kind is Kind.DISTANCE:
        return items[at - 1].kind is not Kind.X
    if items[at].kind is not Kind.NUMBER or at + 1 >= len(items):
        return False
    after = items[at + 1]
    told = after.entry is not None and not after.entry.senses.isdisjoint(_PART_SENSES)
    return told or after.kind is Kind.INTENSITY


def _factor(item: Item, factor: float) -> float:
    """The meters of one of the item's units: a distance is in meters already."""
    return 1.0 if item.kind is Kind.DISTANCE else factor


def _as_distance(item: Item, factor: float) -> Item:
    if item.kind is Kind.DISTANCE:
        return item
    low, high = item.low * factor, item.high * factor
    return item._replace(kind=Kind.DISTANCE, low=low, high=high, miles=factor == METERS_PER_MILE)


def unit_left_out(items: list[Item], whole: Measure) -> list[Measure]:
    """Like "6 mi w/ 4 @ MP" and "12 km w/ last 3 @ HMP": the 4 are miles as well."""
    at = 1 if items and items[0].has(Sense.LAST) else 0
    if len(items) <= at + 1 or items[at].kind is not Kind.NUMBER or not items[at + 1].has(Sense.AT):
        return []
    factor = METERS_PER_MILE if whole.item.miles else 1000.0
    item = _as_distance(items[at], factor)
    return [] if item.high > whole.item.high else [Measure(1, item, at, at + 1)]
