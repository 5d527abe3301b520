"""Two efforts in turn: "alternate 3 min hard and 2 min easy, 6 times"."""

from __future__ import annotations

from dataclasses import replace

from rules.recognition.items import Item, Kind
from rules.recognition.run_blocks import MAX_REPEATS
from rules.recognition.run_draft import Draft
from rules.recognition.senses import Sense
from rules.workout import Recovery

_COUNTED = (Sense.ROUNDS, Sense.REPS)


def alternate(draft: Draft, items: list[Item]) -> None:
    """Make the last two segments one with its recovery, where the words say how often."""
    draft.alternates = draft.alternates or any(item.has(Sense.ALTERNATE) for item in items)
    times = _times(items)
    if not draft.alternates or times is None or len(draft.segments) <= 1:
        return
    rest = draft.segments.pop()
    after = Recovery(rest.distance_m, rest.duration_s, rest.intensity)
    draft.segments[-1] = replace(draft.segments[-1], repeat=times, recovery=after)
    draft.alternates = False


def _times(items: list[Item]) -> int | None:
    for i, item in enumerate(items):
        if item.kind is not Kind.NUMBER or not 1 < item.low <= MAX_REPEATS:
            continue
        behind = items[i + 1] if i + 1 < len(items) else None
        counted = behind is not None and any(behind.has(sense) for sense in _COUNTED)
        if counted or (i and items[i - 1].kind is Kind.X):
            return round(item.low)
    return None
