"""Recoveries told behind repeats: in a clause or a bracket of their own, or between sets."""

from __future__ import annotations

from dataclasses import replace

from rules.recognition.items import Item, Reading
from rules.recognition.run_blocks import BETWEEN_SETS, Block
from rules.recognition.run_draft import Draft
from rules.recognition.run_rests import bare_recovery, recovery
from rules.recognition.run_steps import Measure
from rules.recognition.senses import Sense
from rules.workout import Recovery, RunSegment

_LONGEST_RECOVERY_S, _LONGEST_RECOVERY_M = 330.0, 1700.0


def is_recovery(draft: Draft, items: list[Item], found: list[Measure], reading: Reading) -> bool:
    """Whether a clause only tells the recovery of the repeats before it."""
    last = draft.segments[-1]
    rests = any(item.has(Sense.RECOVERY) for item in items) and bool(found)
    if (last.repeat == 1 and draft.alike == 1 and not rests) or last.recovery is not None:
        return False
    if any(measure.repeat > 1 for measure in found) or len(found) > 1:
        return False
    if found and (
        (found[0].duration_s or 0.0) > _LONGEST_RECOVERY_S
        or (found[0].distance_m or 0.0) > _LONGEST_RECOVERY_M
    ):
        return False
    if any(item.has(Sense.WARM_UP) or item.has(Sense.COOL_DOWN) for item in items):
        return False
    return _recovery(draft, items, reading) is not None


def _recovery(draft: Draft, items: list[Item], reading: Reading) -> Recovery | None:
    timed = draft.segments[-1].duration_s is not None and draft.segments[-1].distance_m is None
    longest_m = None if timed else draft.segments[-1].distance_m
    return recovery(reading, items) or bare_recovery(reading, items, longest_m)


def add_recovery(draft: Draft, items: list[Item], reading: Reading) -> None:
    """Give the repeats before it the recovery of a clause: all rungs of a ladder."""
    found = _recovery(draft, items, reading)
    for at in range(len(draft.segments) - draft.alike, len(draft.segments)):
        draft.segments[at] = replace(draft.segments[at], recovery=found)
    draft.rests_open = False


def add_between(draft: Draft, rest: Measure) -> None:
    """Add the rest between the sets of a block."""
    between = RunSegment(duration_s=rest.duration_s, distance_m=rest.distance_m)
    draft.segments.append(replace(between, intensity=BETWEEN_SETS))


def _move_between(draft: Draft, rest: Measure) -> None:
    """Make the rest between the sets that of their repeats, as another follows it."""
    between = draft.segments.pop()
    short = Recovery(between.distance_m, between.duration_s)
    draft.segments[-1] = replace(draft.segments[-1], recovery=short)
    add_between(draft, rest)


def add_rest_of_block(draft: Draft, items: list[Item], found: list[Measure]) -> bool:
    """Add the rest that a clause tells between the sets of the open block; whether it does."""
    if draft.block is None or not found or not draft.segments:
        return False
    said = any(item.has(Sense.BETWEEN_SETS) for item in items)
    if said or _is_rest_of_rounds(draft, draft.block, items, found):
        add_between(draft, found[0])
        return True
    second = len(items) == 1 and _is_second_rest(draft.segments)
    if second:
        _move_between(draft, found[0])
    return second


def _is_rest_of_rounds(draft: Draft, block: Block, items: list[Item], found: list[Measure]) -> bool:
    """Whether a rest behind brackets is that between their rounds: "2x(8x30/30), r 3'"."""
    told = draft.segments[-1].recovery is not None and [one.repeat for one in found] == [1]
    return block.in_brackets and told and any(item.has(Sense.RECOVERY) for item in items)


def _is_second_rest(segments: list[RunSegment]) -> bool:
    """Whether a rest is told already, then that of the repeats: "2x(5x300) rec 1' / 5'"."""
    if len(segments) <= 1:
        return False
    repeats, between = segments[-2:]
    return between.intensity == BETWEEN_SETS and repeats.repeat > 1 and repeats.recovery is None
