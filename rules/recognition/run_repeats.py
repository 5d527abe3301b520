"""What repeats and the manner of running tell of a run that no word and no pace names."""

from __future__ import annotations

from rules.recognition.items import Item, Kind
from rules.recognition.ladders import is_ladder
from rules.recognition.quantity_units import PLURAL
from rules.recognition.senses import Sense
from rules.recognition.structure import is_repeat
from rules.workout import RunType

LONGEST_INTERVAL_S, LONGEST_INTERVAL_M = 390.0, 2100.0
_SHORTEST_INTERVAL_M = 150.0


def type_of_repeats(items: list[Item]) -> RunType | None:
    """Repeats without a name or a pace: short ones are intervals, long ones cannot be told."""
    for i, item in enumerate(items):
        if (item.sign == PLURAL or is_ladder(item)) and item.high <= LONGEST_INTERVAL_M:
            return RunType.INTERVALS  # "Rolling 400s", "1200-800-400"
        if not is_repeat(items, i) or i + 1 >= len(items):
            continue
        rep = items[i + 2] if items[i + 1].sign == "(" and i + 2 < len(items) else items[i + 1]
        if any(near.has(Sense.STRIDES) for near in items[max(0, i - 2) : i + 4]):
            continue
        if rep.kind is Kind.PHRASE:
            return RunType.HILLS if rep.has(Sense.UPHILL) else None
        if rep.kind is Kind.TIME and rep.high <= LONGEST_INTERVAL_S:
            return RunType.INTERVALS
        if (
            rep.kind in {Kind.DISTANCE, Kind.NUMBER}
            and _SHORTEST_INTERVAL_M <= rep.high <= LONGEST_INTERVAL_M
        ):
            return RunType.INTERVALS
    return None


def is_easy_by_manner(items: list[Item]) -> bool:
    """Jogging, or running with walks between, is easy unless something else is said."""
    jogs = any(item.has(Sense.JOG) and not item.has(Sense.RECOVERY) for item in items)
    breaks = any(item.has(Sense.WALK_BREAK) for item in items)
    walks = any(item.has(Sense.WALKING) or item.has(Sense.WALK) for item in items)
    runs = any(item.has(Sense.RUN) or item.has(Sense.JOG) for item in items)
    return jogs or breaks or (walks and runs)
