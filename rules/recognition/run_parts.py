"""The parts of a clause: repeats with their recovery, a whole with its faster part."""

from __future__ import annotations

from dataclasses import replace

from rules.recognition.items import Item, Kind, Reading
from rules.recognition.run_draft import Draft
from rules.recognition.run_rests import recovery
from rules.recognition.run_steps import Measure, intensity, measures, segment
from rules.recognition.run_units import unit_left_out
from rules.recognition.senses import Sense
from rules.workout import RunSegment

MOST_IN_A_CLAUSE = 12
_A_WHOLE_AND_A_PART = 2
_ENDS_HEADLINE = frozenset({":", "-"})


def add_measures(draft: Draft, items: list[Item], found: list[Measure], reading: Reading) -> None:
    """Add what a clause measures: its parts, or a whole with one of its parts."""
    if found and found[0].repeat == 1 and _is_headline(items, found):
        draft.stated_m = found[0].distance_m
        _add_part_of_headline(draft, items, found, reading)
    elif found and found[0].repeat == 1 and _is_timed_whole(items, found, reading):
        _add_part_of_time(draft, items, found, reading)
    else:
        add_parts(draft, items, found, reading)


def add_parts(draft: Draft, items: list[Item], found: list[Measure], reading: Reading) -> None:
    """Add a segment for each measure; a recovery belongs to the repeats before it."""
    at = 0
    while at < len(found):
        measure = found[at]
        tail = found[at + 1] if at + 1 < len(found) else None
        if tail is not None and _is_tail(items, measure, tail, reading):
            _add_repeated(draft, items, measure, tail, reading)
            at += 2
            continue
        end = tail.first if tail is not None else len(items)
        _add_one(draft, items, measure, end, reading)
        at += 1


def _is_headline(items: list[Item], found: list[Measure]) -> bool:
    """Whether the first distance is that of the whole run: "9 mi with 5 mi at LT pace"."""
    first = found[0]
    if first.item.kind is not Kind.DISTANCE or first.after >= len(items):
        return False
    follower = items[first.after]
    return follower.has(Sense.WITH) or follower.sign in _ENDS_HEADLINE


def _is_timed_whole(items: list[Item], found: list[Measure], reading: Reading) -> bool:
    """Whether the first time is that of the whole run: "60 min easy with 20 min at MP"."""
    if len(found) != _A_WHOLE_AND_A_PART or any(one.item.kind is not Kind.TIME for one in found):
        return False
    whole, part = found
    between = items[whole.after : part.first]
    included = any(item.has(Sense.WITH) for item in between)
    shorter = part.repeat == 1 and part.item.high < whole.item.low
    return included and shorter and recovery(reading, items[part.first :]) is None


def _add_part_of_time(
    draft: Draft, items: list[Item], found: list[Measure], reading: Reading
) -> None:
    """The part at its place, and before it what is left of the whole."""
    whole, part = found
    before = segment(reading, items, whole, part.first)
    inside = segment(reading, items[part.first :], measures(items[part.first :])[0], len(items))
    draft.segments += [_without_last(before, inside), inside]


def _add_part_of_headline(
    draft: Draft, items: list[Item], found: list[Measure], reading: Reading
) -> None:
    whole = found[0]
    rest = items[whole.after + 1 :]
    parts = measures(rest)[:MOST_IN_A_CLAUSE] or unit_left_out(rest, whole)
    before = len(draft.segments)
    add_parts(draft, rest, parts, reading)
    added = draft.segments[before:]
    if len(added) == 1 and added[0].repeat == 1 and added[0].distance_m and whole.distance_m:
        left = whole.distance_m - added[0].distance_m
        if left > 0:
            name = intensity(reading, items[: whole.first])
            draft.segments.insert(before, RunSegment(distance_m=left, intensity=name))


def _is_tail(items: list[Item], measure: Measure, tail: Measure, reading: Reading) -> bool:
    """Whether the second measure of a clause is the recovery of the first."""
    return (
        measure.repeat > 1
        and tail.repeat == 1
        and recovery(reading, items[_tail_start(items, measure, tail) :]) is not None
    )


def _tail_start(items: list[Item], measure: Measure, tail: Measure) -> int:
    """Where the words on the recovery begin: at "with" or "r", else at its measure."""
    at = tail.first
    while at - 1 >= measure.after and (
        items[at - 1].has(Sense.RECOVERY)
        or items[at - 1].has(Sense.WITH)
        or items[at - 1].has(Sense.JOG)
    ):
        at -= 1
    return at


def _add_repeated(
    draft: Draft, items: list[Item], measure: Measure, tail: Measure, reading: Reading
) -> None:
    start = _tail_start(items, measure, tail)
    end = _tail_end(items, tail)
    kept = items[:start] + items[end:]
    found = segment(reading, kept, measure, len(kept))
    draft.segments.append(replace(found, recovery=recovery(reading, items[start:end])))


def _tail_end(items: list[Item], tail: Measure) -> int:
    """Where the words on the recovery end: at "@", which speaks of the repeats again."""
    behind = range(tail.after, len(items))
    return next((i for i in behind if items[i].has(Sense.AT)), len(items))


def _add_one(draft: Draft, items: list[Item], measure: Measure, end: int, reading: Reading) -> None:
    found = segment(reading, items, measure, end)
    last = any(item.has(Sense.LAST) for item in items[: measure.first])
    before = draft.segments[-1] if draft.segments else None
    if last and before is not None and before.repeat == 1:
        draft.segments[-1] = _without_last(before, found)
    draft.segments.append(found)


def _without_last(whole: RunSegment, last: RunSegment) -> RunSegment:
    """What is left of a distance or a time before its last part: "2 h, last 30 min at MP"."""
    if whole.distance_m and last.distance_m and whole.distance_m > last.distance_m:
        return replace(whole, distance_m=whole.distance_m - last.distance_m)
    if whole.duration_s and last.duration_s and whole.duration_s > last.duration_s:
        return replace(whole, duration_s=whole.duration_s - last.duration_s)
    return whole
