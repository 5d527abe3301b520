"""Units left out: the parts of "8 miles: 2 easy, 4 @ HMP, 2 easy" are miles as well."""

from __future__ import annotations

from rules.recognition.items import Item, Kind
from rules.recognition.quantities import METERS_PER_MILE
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
    total = sum(items[i].middle for i in parts) * factor
    if len(parts) < _MIN_PARTS or abs(total - whole.middle) > _TOLERANCE * whole.middle:
        return items, None
    told = [_as_distance(item, factor) if i in parts else item for i, item in enumerate(items)]
    return told[:whole_at] + told[whole_at + 2 :], whole


def _is_part(items: list[Item], at: int) -> bool:
    """Whether a number stands before what tells how it is run, and counts no repeats."""
    if items[at].kind is not Kind.NUMBER or at + 1 >= len(items):
        return False
    after = items[at + 1]
    told = after.entry is not None and not after.entry.senses.isdisjoint(_PART_SENSES)
    return told or after.kind is Kind.INTENSITY


def _as_distance(item: Item, factor: float) -> Item:
    low, high = item.low * factor, item.high * factor
    return item._replace(kind=Kind.DISTANCE, low=low, high=high, miles=factor == METERS_PER_MILE)
