"""A ladder of a run as segments: "1200-800-400 @ 5k pace, 2 min jog"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rules.recognition.items import Item, Kind, Reading
from rules.recognition.ladders import rungs
from rules.recognition.run_draft import Draft
from rules.recognition.run_rests import recovery
from rules.recognition.run_steps import Measure, measures, segment
from rules.recognition.senses import Sense


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs of a ladder, and where it stands in its clause."""

    rungs: list[Item]
    at: int


def ladder_at(items: list[Item], reading: Reading) -> Ladder | None:
    """The ladder of a clause, if it holds one."""
    at = next((i for i, item in enumerate(items) if item.kind is Kind.SERIES), None)
    found = [] if at is None else rungs(reading, items[at])
    return Ladder(found, at) if at is not None and found else None


def _tells_rest(item: Item) -> bool:
    return any(item.has(sense) for sense in (Sense.WITH, Sense.RECOVERY, Sense.JOG))


def add_ladder(draft: Draft, items: list[Item], ladder: Ladder, reading: Reading) -> None:
    """Add a segment for each rung; the recovery that is told follows every one of them."""
    behind = items[ladder.at + 1 :]
    rests = measures(behind)
    rest = recovery(reading, behind) if len(rests) == 1 else None
    end = (
        ladder.at + 1 + next((i for i, item in enumerate(behind) if _tells_rest(item)), len(behind))
    )
    for rung in ladder.rungs:
        part = segment(reading, items, Measure(1, rung, ladder.at, ladder.at + 1), end)
        draft.segments.append(replace(part, recovery=rest))
    draft.alike, draft.rests_open = len(ladder.rungs), rest is None
