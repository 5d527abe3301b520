"""A run's prescription while it is read, and the lines of it that speak of the whole run."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from rules.recognition.items import Item, Kind, Reading
from rules.recognition.run_blocks import Block, written_out
from rules.recognition.run_steps import intensity, measures
from rules.recognition.senses import Sense
from rules.workout import RunSegment

_DOT = "·"  # what every bullet is folded to


@dataclass(slots=True)
class Draft:
    """What has been read so far.

    `block` is the one that is open, `alike` of how many of the last segments a recovery speaks,
    `rests_open` whether rests are taken that nobody tells, `alternates` whether the next two parts
    are run in turn.
    """

    segments: list[RunSegment] = field(default_factory=list)
    stated_m: float | None = None
    stated_s: float | None = None
    name: str | None = None
    block: Block | None = None
    alike: int = 1
    rests_open: bool = False
    alternates: bool = False


def close(draft: Draft) -> None:
    """Write out the block that is open, if one is."""
    if draft.block is not None:
        draft.segments = written_out(draft.block, draft.segments)
        draft.block = None


def without_planned_time(draft: Draft, items: list[Item]) -> list[Item]:
    """The items behind "Planned Time: 0:50", which is the whole in hours and minutes."""
    label = next((i for i, item in enumerate(items) if item.has(Sense.PLANNED_TIME)), None)
    if label is None:
        return items
    for at in range(label + 1, min(label + 3, len(items))):
        if items[at].kind in {Kind.CLOCK, Kind.TIME}:
            factor = 60.0 if items[at].kind is Kind.CLOCK else 1.0
            draft.stated_s = draft.stated_s or items[at].low * factor or None
            return items[at + 1 :]
    return items[label + 1 :]


def without_headlines(draft: Draft, reading: Reading) -> list[Item]:
    """The items without lines like "Tempo • 12.9 km • 1 h 10 min", which tell the whole run."""
    kept: list[Item] = []
    for line in _lines(reading.items):
        dotted = any(
            item.sign == _DOT and before.kind is not Kind.LINE for before, item in pairwise(line)
        )
        if not dotted or any(item.kind is Kind.X for item in line):
            kept.extend(line)
            continue
        for measure in measures(line):
            draft.stated_m = draft.stated_m or measure.distance_m
            draft.stated_s = draft.stated_s or measure.duration_s
        draft.name = draft.name or intensity(reading, line)
    return kept


def _lines(items: list[Item]) -> list[list[Item]]:
    lines: list[list[Item]] = [[]]
    for item in items:
        if item.kind is Kind.LINE:
            lines.append([])
        lines[-1].append(item)
    return lines
