"""Blocks that are repeated as a whole: "Repeat the following 3x:", "Main Set 3x", "3x(4x200)".

A block holds what is read while it is open; when it closes, its segments are written out as often
as it says, or become one segment with a recovery where it holds no more than that.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from rules.recognition.items import Item, Kind, Reading
from rules.recognition.lexicon import LEXICON
from rules.recognition.senses import Sense
from rules.recognition.text import fold
from rules.recognition.tokens import phrase_key
from rules.workout import Recovery, RunSegment

BETWEEN_SETS = "between sets"
MAX_REPEATS = 100
_MOST_WRITTEN_OUT = 60
_SLOW = frozenset({"easy", "recovery", "rest", "z1", "z2"})
_RESTING = frozenset({Sense.JOG, Sense.WALKING, Sense.FLOAT})
_REP_AND_REST = 2
_RULE_SIGNS = 3
_RESTS = (Sense.RECOVERY, Sense.BETWEEN_SETS, Sense.JOG, Sense.WALKING)


@dataclass(frozen=True, slots=True)
class Block:
    """`times` the segments from index `start` on; `in_brackets`: it ends where its rest is told."""

    times: int
    start: int
    in_brackets: bool = False


def opened(items: list[Item]) -> int | None:
    """How often what follows is repeated, where a line only says that: "Main Set 3x"."""
    line = items[:-1] if items and items[-1].sign == ":" else items
    number = next((item for item in line if item.kind is Kind.NUMBER), None)
    if number is None or not 1 < number.high <= MAX_REPEATS:
        return None
    below = any(item.has(Sense.REPEAT_BELOW) for item in line)
    repeats = any(item.has(Sense.REPEAT) for item in line) and line is not items
    counts = line[-1].kind is Kind.X and line[-2:-1] == [number]
    rounds = line is not items and _counts_rounds(line)
    measured = any(item.kind in {Kind.DISTANCE, Kind.TIME} for item in line)
    return round(number.low) if (below or repeats or counts or rounds) and not measured else None


def _counts_rounds(line: list[Item]) -> bool:
    """Like "4 rounds:", "9 reps of:"."""
    last = line[-2] if len(line) > 1 and line[-1].has(Sense.OF) else line[-1]
    return last.has(Sense.ROUNDS) or (last is not line[-1] and last.has(Sense.REPS))


def ends_block(block: Block, items: list[Item], reading: Reading, segments: int) -> bool:
    """Whether a clause stands behind the block: after an empty line or a rule, the cool-down."""
    if segments == block.start:
        return False
    if any(item.has(Sense.WARM_UP) or item.has(Sense.COOL_DOWN) for item in items):
        return True
    if block.in_brackets:
        bare = len(items) == 1 and items[0].kind in {Kind.TIME, Kind.DISTANCE}
        return not bare and not any(item.has(sense) for item in items for sense in _RESTS)
    first = items[0] if items else None
    if first is None or first.kind is not Kind.LINE:
        return False
    empty = reading.text.folded[first.start : first.end].count("\n") > 1
    return empty or _is_rule(items[1:])


def _is_rule(items: list[Item]) -> bool:
    return len(items) >= _RULE_SIGNS and all(item.sign == "-" for item in items)


def written_out(block: Block, segments: list[RunSegment]) -> list[RunSegment]:
    """All segments, those of the block as often as it says."""
    before, inside = segments[: block.start], _with_rests(segments[block.start :])
    if not inside:
        return before
    between = inside[-1] if inside[-1].intensity == BETWEEN_SETS else None
    body = inside[:-1] if between else inside
    if len(body) == 1 and body[0].repeat == 1:
        return [*before, replace(body[0], repeat=block.times, recovery=_as_rest(body[0], between))]
    times = max(1, min(block.times, _MOST_WRITTEN_OUT // len(inside)))
    repeated = (inside * times)[: -1 if between else None]
    return [*before, *repeated]


def _as_rest(segment: RunSegment, between: RunSegment | None) -> Recovery | None:
    if segment.recovery is not None or between is None:
        return segment.recovery
    return Recovery(between.distance_m, between.duration_s)


def _with_rests(segments: list[RunSegment]) -> list[RunSegment]:
    """The segments with each walk or jog between them made the recovery of the one before it."""
    found: list[RunSegment] = []
    for segment in segments:
        last = found[-1] if found else None
        if last is None or last.recovery is not None or not _is_rest(segment, len(segments)):
            found.append(segment)
            continue
        rest = Recovery(segment.distance_m, segment.duration_s, segment.intensity)
        found[-1] = replace(last, recovery=rest)
    return found


def _is_rest(segment: RunSegment, of: int) -> bool:
    """Walking and jogging are rest; easy running is so only behind a single repeat."""
    manner = (segment.intensity or "").lower()
    if segment.repeat > 1 or segment.pace_s_per_km is not None:
        return False
    entry = LEXICON.phrases.get(phrase_key(fold(manner)))
    resting = entry is not None and not entry.senses.isdisjoint(_RESTING)
    return resting or (of == _REP_AND_REST and manner in _SLOW)
