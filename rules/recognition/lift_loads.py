"""What the words beside sets tell of them: load, effort, rest."""

from __future__ import annotations

from dataclasses import replace

from rules.recognition.items import Item, Kind
from rules.recognition.lift_schemes import BARE_LOAD_FROM_KG
from rules.recognition.senses import Sense
from rules.workout import LiftSet, Span

_MAX_PERCENT, _MAX_RPE = 120.0, 10.0
_LONGEST_REST_S, _SHORTEST_BARE_REST_S = 1800.0, 30.0


def with_load(lift_set: LiftSet, items: list[Item], notes: list[str]) -> LiftSet:
    """Add the load, the effort and the rest that the items tell."""
    for i in range(len(items)):
        lift_set = _one_load(lift_set, items, i, notes)
    return lift_set


def _one_load(lift_set: LiftSet, items: list[Item], at: int, notes: list[str]) -> LiftSet:
    item = items[at]
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    if item.kind in {Kind.TIME, Kind.CLOCK}:
        return _rest(lift_set, items, at, notes)
    if item.kind is Kind.PERCENT and lift_set.percent_1rm is None:
        return _percent(lift_set, item, before, notes)
    if item.kind is Kind.LOAD and lift_set.load_kg is None:
        pair = before is not None and before.kind is Kind.X and at > 1
        count = items[at - 2].low if pair else 1.0
        return replace(lift_set, load_kg=round(item.low * count, 1))
    if item.kind is not Kind.NUMBER:
        return lift_set
    return _effort(lift_set, item, before, after)


def _percent(lift_set: LiftSet, item: Item, before: Item | None, notes: list[str]) -> LiftSet:
    if before is not None and before.sign == "-":
        return lift_set  # a back-off: so much less than the set before
    if item.high > _MAX_PERCENT:
        notes.append(f"not taken, beyond any measure: {item.high:g} % 1RM")
        return lift_set
    return replace(lift_set, percent_1rm=item.middle)


def _effort(lift_set: LiftSet, item: Item, before: Item | None, after: Item | None) -> LiftSet:
    """RPE, RIR or a bare load, told by the word beside the number."""
    if (after is not None and after.has(Sense.RIR)) or (
        before is not None and before.has(Sense.RIR)
    ):
        return replace(lift_set, rir=item.middle)
    if before is not None and before.has(Sense.RPE) and item.high <= _MAX_RPE:
        return replace(lift_set, rpe=item.middle)
    if after is not None and after.kind is Kind.X:
        return lift_set
    at_sign = before is not None and before.has(Sense.AT)
    if at_sign and item.high <= _MAX_RPE:
        return replace(lift_set, rpe=item.middle)
    bare = before is None or at_sign
    if bare and item.low >= BARE_LOAD_FROM_KG and lift_set.load_kg is None:
        return replace(lift_set, load_kg=item.low)
    return lift_set


def _rest(lift_set: LiftSet, items: list[Item], at: int, notes: list[str]) -> LiftSet:
    """A time beside a word for rest; "45 s" alone may be a hold and is left."""
    item = items[at]
    near = items[max(0, at - 2) : at] + items[at + 1 : at + 2]
    told = any(n.has(Sense.RECOVERY) for n in near) or _is_bare_rest(lift_set, items, at)
    if lift_set.rest_s is None and told:
        if item.high > _LONGEST_REST_S:
            notes.append(f"not taken, beyond any measure: {item.high / 60.0:g} min of rest")
            return lift_set
        return replace(lift_set, rest_s=Span(item.low, item.high))
    return lift_set


def _is_bare_rest(lift_set: LiftSet, items: list[Item], at: int) -> bool:
    """Whether a time stands alone in its clause or its bracket behind counted reps: "(2 min)"."""
    if lift_set.reps is None or items[at].high < _SHORTEST_BARE_REST_S:
        return False
    signs = [item.sign for item in (*items[max(0, at - 1) : at], *items[at + 1 : at + 2])]
    return len(items) == 1 or signs == ["(", ")"]
