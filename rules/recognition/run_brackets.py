"""Brackets of a run: "10 x (1' fast / 1' slow)", "3x(4x200) R 3min", "8 x 400 (200 jog)"."""

from __future__ import annotations

from dataclasses import replace

from rules.recognition.clauses import clauses
from rules.recognition.items import Item, Kind, Reading
from rules.recognition.run_blocks import MAX_REPEATS, Block
from rules.recognition.run_draft import Draft, close
from rules.recognition.run_parts import MOST_IN_A_CLAUSE, add_measures, add_parts
from rules.recognition.run_recoveries import add_between, add_recovery, is_recovery
from rules.recognition.run_rests import recovery
from rules.recognition.run_steps import Measure, intensity, measures, segment
from rules.recognition.senses import Sense
from rules.workout import Recovery

_REP_AND_REST = 2
_TOTAL_FROM_M = 1600.0


def repeats_bracket(draft: Draft, items: list[Item], reading: Reading) -> bool:
    """Read "10 x (1' fast / 1' slow)": the second measure is the recovery of the first."""
    at = next((i for i, item in enumerate(items) if item.sign == "("), 0)
    if at <= 1 or items[at - 1].kind is not Kind.X or items[at - 2].kind is not Kind.NUMBER:
        return False
    inner = without_bracket(items)[1]
    found = measures(inner)
    if not found:
        return True  # repeats of something that cannot be read: "2x(8x30/30)"
    if not 1 <= items[at - 2].low <= MAX_REPEATS:
        return False
    times = round(items[at - 2].low)
    nested = any(item.sign == "(" for item in inner)
    several = len(found) > _REP_AND_REST or found[0].repeat > 1 or nested
    if several or _are_two_efforts(inner, found, reading):
        _open_bracket(draft, times, inner, items[at + len(inner) + 1 :], reading)
        return True
    rep = segment(reading, inner, found[0], found[-1].first if found[1:] else len(inner))
    rest = found[1] if found[1:] else None
    after = (
        None
        if rest is None
        else Recovery(rest.distance_m, rest.duration_s, intensity(reading, inner[rest.first :]))
    )
    draft.segments.append(replace(rep, repeat=times, recovery=after))
    return True


def _are_two_efforts(inner: list[Item], found: list[Measure], reading: Reading) -> bool:
    """Whether two distances stand in a list, neither of them a rest: "3 x (1200, 400)"."""
    if len(found) != _REP_AND_REST or any(one.item.kind is not Kind.DISTANCE for one in found):
        return False
    listed = any(item.sign in {",", "+"} for item in inner[found[0].after : found[1].first])
    return listed and recovery(reading, inner[found[1].first :]) is None


def _open_bracket(
    draft: Draft, times: int, inner: list[Item], behind: list[Item], reading: Reading
) -> None:
    """Read "3x(4x200) R 3min": a block, with the rest between its rounds where that is told."""
    close(draft)
    draft.block = Block(times, len(draft.segments), in_brackets=True)
    for clause in clauses(inner):
        if repeats_bracket(draft, clause, reading):
            continue
        found = measures(clause)[:MOST_IN_A_CLAUSE]
        if len(draft.segments) > draft.block.start and is_recovery(draft, clause, found, reading):
            add_recovery(draft, clause, reading)
        else:
            add_parts(draft, clause, found, reading)
    name = intensity(reading, behind)
    draft.segments[draft.block.start :] = [
        one if one.intensity else replace(one, intensity=name)
        for one in draft.segments[draft.block.start :]
    ]
    rests = [item for item in behind if item.kind in {Kind.TIME, Kind.DISTANCE}]
    if rests and any(item.has(Sense.RECOVERY) or item.has(Sense.BETWEEN_SETS) for item in behind):
        told = measures(rests)
        if len(told) > 1 and draft.segments[-1].recovery is None:  # "2x(5x300) r1' R5'"
            short = Recovery(told[0].distance_m, told[0].duration_s)
            draft.segments[-1] = replace(draft.segments[-1], recovery=short)
        add_between(draft, told[-1])


def without_bracket(items: list[Item]) -> tuple[list[Item], list[Item]]:
    """The items without the first bracket, and those inside it; brackets in it stay there."""
    opened = next((i for i, item in enumerate(items) if item.sign == "("), None)
    if opened is None:
        return items, []
    depth, closed = 0, len(items)
    for i in range(opened, len(items)):
        depth += (items[i].sign == "(") - (items[i].sign == ")")
        if depth == 0:
            closed = i
            break
    return items[:opened] + items[closed + 1 :], items[opened + 1 : closed]


def read_bracket(draft: Draft, items: list[Item], reading: Reading) -> None:
    """A bracket behind repeats is their recovery, behind a distance its last part."""
    for clause in clauses(items):
        found = measures(clause)[:MOST_IN_A_CLAUSE]
        if len(draft.segments) > 1 and len(clause) == 1 and _is_whole(clause[0]):
            draft.stated_m = found[0].distance_m
        elif draft.segments and is_recovery(draft, clause, found, reading):
            add_recovery(draft, clause, reading)
        elif draft.segments and (pace := _pace(clause)) is not None:
            if draft.segments[-1].pace_s_per_km is None:
                draft.segments[-1] = replace(draft.segments[-1], pace_s_per_km=pace)
        elif any(item.has(Sense.LAST) for item in clause):
            add_measures(draft, clause, found, reading)
        elif any(item.has(Sense.BETWEEN_SETS) for item in clause) and found:
            add_between(draft, found[0])


def _pace(items: list[Item]) -> float | None:
    return next((float(round(item.low)) for item in items if item.kind is Kind.PACE), None)


def _is_whole(item: Item) -> bool:
    return item.kind is Kind.DISTANCE and item.low >= _TOTAL_FROM_M
