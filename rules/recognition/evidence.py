"""Whether a text speaks of a workout at all, and on which words that rests."""

from __future__ import annotations

from enum import IntEnum

from rules.recognition.head_nouns import headed
from rules.recognition.items import Item, Kind, Reading
from rules.recognition.ladders import is_ladder
from rules.recognition.proof import proof_of
from rules.recognition.quantity_units import PLURAL
from rules.recognition.races import is_announced_race
from rules.recognition.ruled_out import is_ruled_out
from rules.recognition.senses import Sense, Strength
from rules.recognition.structure import (
    MEASURED,
    has_structure,
    is_lift_prescribed,
    is_repeat,
    is_run_prescribed,
    is_understood,
)

_DAY_OFF = frozenset({"day off", "dayoff"})
_MANNERS = (Sense.EASY_RUN, Sense.RECOVERY_RUN, Sense.STEADY_RUN, Sense.TEMPO_RUN)
_DISTANCE_FROM_M = 1500.0


class Evidence(IntEnum):
    """How sure it is that a text is a workout."""

    RULED_OUT = -1
    NONE = 0
    WEAK = 1
    GOOD = 2
    STRONG = 3


def title_evidence(title: Reading) -> Evidence:
    """What the title alone proves."""
    prescribed = has_structure(title)
    if is_ruled_out(title, prescribed=prescribed):
        return Evidence.RULED_OUT
    aside = headed(title)
    telling = (i for i in range(len(title.items)) if i not in aside)
    best = max((proof_of(title, i) for i in telling), default=Strength.NONE)
    if aside and best is Strength.NONE:
        return Evidence.RULED_OUT
    if best is Strength.CERTAIN:
        return Evidence.STRONG
    if best is Strength.LIKELY or is_announced_race(title):
        return Evidence.GOOD
    return Evidence.WEAK if _is_weak(title, best, prescribed=prescribed) else Evidence.NONE


def _is_weak(title: Reading, best: Strength, *, prescribed: bool) -> bool:
    """Whether ordinary words, or figures alone, are a workout where they stand."""
    understood = is_understood(title)
    timed = understood and any(item.kind is Kind.TIME for item in title.items)
    if best is Strength.MEASURED and (prescribed or timed):
        return True
    if best is Strength.FRAGILE and (understood or prescribed):
        return True
    if understood and _is_prescription(title):
        return True
    return is_run_prescribed(title.items) or is_lift_prescribed(title.items)


def description_evidence(description: Reading) -> Evidence:
    """What a description proves under a title that says nothing: a plain sentence is no proof."""
    if any(item.has(Sense.NO_WORKOUT) for item in description.items):
        return Evidence.RULED_OUT
    counted = [proof_of(description, i) for i in range(len(description.items))]
    best = max(counted, default=Strength.NONE)
    if best is Strength.CERTAIN:
        return Evidence.GOOD
    measured = any(item.kind in MEASURED or item.kind is Kind.TIME for item in description.items)
    if best is Strength.LIKELY and measured:
        return Evidence.GOOD
    repeated = any(is_repeat(description.items, i) for i in range(len(description.items)))
    if best is Strength.FRAGILE and (
        repeated or is_understood(description) or _is_told_run(description.items)
    ):
        return Evidence.WEAK
    return Evidence.NONE


def _is_told_run(items: list[Item]) -> bool:
    """Whether it begins with a distance and how it is run: "16 miles easy along the canal"."""
    if len(items) <= 1 or items[0].kind is not Kind.DISTANCE or items[0].low < _DISTANCE_FROM_M:
        return False
    return any(items[1].has(sense) for sense in _MANNERS)


def is_described_rest(title: Reading, description: Reading) -> bool:
    """Whether a mere "Day Off" is one from training, as its description says."""
    off = title.text.folded.strip() in _DAY_OFF
    return off and any(item.has(Sense.REST) for item in description.items)


def _is_prescription(reading: Reading) -> bool:
    """Whether a text without a single telling word prescribes: "5 mi", "8 x 400", "5x5"."""
    items = reading.items
    return any(
        (item.kind is Kind.DISTANCE and (item.low >= _DISTANCE_FROM_M or item.sign == PLURAL))
        or item.kind is Kind.PACE
        or is_ladder(item)
        or is_repeat(items, i)
        for i, item in enumerate(items)
    )
