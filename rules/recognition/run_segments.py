"""The prescription of a run: its segments in order, its distance and its duration."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from rules.recognition.clauses import clauses, skip_line
from rules.recognition.items import Item, Kind, Reading
from rules.recognition.run_blocks import (
    BETWEEN_SETS,
    MAX_REPEATS,
    Block,
    ends_block,
    opened,
)
from rules.recognition.run_draft import Draft, close, without_headlines, without_planned_time
from rules.recognition.run_steps import Measure, intensity, measures, recovery, segment
from rules.recognition.run_totals import total_m, total_s
from rules.recognition.run_units import unit_left_out, with_units
from rules.recognition.senses import Sense
from rules.workout import Recovery, RunSegment

_MAX_SETS, _BRACKETED = 6, 3
_MOST_IN_A_CLAUSE, _REP_AND_REST = 12, 2
_LONGEST_RECOVERY_S, _LONGEST_RECOVERY_M = 330.0, 1700.0
_TOTAL_FROM_M = 1600.0
_ENDS_HEADLINE = frozenset({":", "-"})


@dataclass(slots=True)
class RunPrescription:
    """Segments in order; the totals are the stated ones, else the sums where all is known.

    `whole` says that the one segment is the whole run, of which no parts are told; `stated` that
    the duration is one that the text gives for the whole.
    """

    segments: list[RunSegment] = field(default_factory=list)
    distance_m: float | None = None
    duration_s: float | None = None
    whole: bool = False
    stated: bool = False


def read_segments(reading: Reading) -> RunPrescription:
    """The segments that the items prescribe, and the totals."""
    if not reading.items:
        return RunPrescription()
    draft = Draft()
    items, all_parts = with_units(reading.items)
    draft.stated_m = None if all_parts is None else float(round(all_parts.middle))
    for clause in clauses(without_headlines(draft, reading._replace(items=items))):
        if draft.block and ends_block(draft.block, clause, reading, len(draft.segments)):
            close(draft)
        items = without_planned_time(draft, skip_line(clause))
        if not any(item.has(Sense.LABEL) for item in items):
            _read_clause(draft, items, reading)
    close(draft)
    whole = not draft.segments and bool(draft.stated_m or draft.stated_s)
    if whole:
        draft.segments.append(RunSegment(distance_m=draft.stated_m, intensity=draft.name))
        if draft.stated_m is None:
            draft.segments[0] = replace(draft.segments[0], duration_s=draft.stated_s)
    distance_m = draft.stated_m if draft.stated_m is not None else total_m(draft.segments)
    duration_s = draft.stated_s if draft.stated_s is not None else total_s(draft.segments)
    stated = draft.stated_s is not None
    return RunPrescription(draft.segments, distance_m, duration_s, whole, stated)


def _read_clause(draft: Draft, items: list[Item], reading: Reading) -> None:
    if _is_total(items):
        draft.stated_m = measures(items)[-1].distance_m
        return
    times = opened(items)
    if times is not None:
        close(draft)
        draft.block = Block(times, len(draft.segments))
        return
    if _repeats_all(draft, items):
        return
    if _repeats_bracket(draft, items, reading):
        return
    items, bracket = _without_bracket(items)
    found = measures(items)[:_MOST_IN_A_CLAUSE]
    draft.sets = _sets(items)
    if draft.block and any(item.has(Sense.BETWEEN_SETS) for item in items) and found:
        _add_between(draft, found[0])
    elif draft.segments and _is_recovery(draft, items, found, reading):
        _add_recovery(draft, items, reading)
    else:
        _add_measures(draft, items, found, reading)
    if bracket:
        _read_bracket(draft, bracket, reading)
    _repeat_sets(draft)


def _sets(items: list[Item]) -> int:
    """The 2 of "2 sets of 3 x 300 m"."""
    for before, item in pairwise(items):
        if item.has(Sense.SETS) and before.kind is Kind.NUMBER and before.high <= _MAX_SETS:
            return round(before.low)
    return 1


def _repeat_sets(draft: Draft) -> None:
    """Write out repeated sets, with the rest between them where it is told."""
    if draft.sets == 1 or not draft.segments:
        return
    between = draft.segments[-1]
    has_rest = between.intensity == BETWEEN_SETS
    repeats = draft.segments[-2] if has_rest and len(draft.segments) > 1 else between
    if repeats.repeat > 1:
        again = [between, repeats] if has_rest else [repeats]
        draft.segments.extend((again * draft.sets)[has_rest : (draft.sets - 1) * len(again)])
    draft.sets = 1


def _is_total(items: list[Item]) -> bool:
    """Like "(9 mi)" alone, or "total 9 mi"."""
    found = [item for item in items if item.kind is Kind.DISTANCE]
    alone = len(items) == _BRACKETED and items[0].sign == "(" and items[1].kind is Kind.DISTANCE
    return len(found) == 1 and (alone or any(item.has(Sense.TOTAL) for item in items))


def _repeats_all(draft: Draft, items: list[Item]) -> bool:
    """Like "Repeat 15 times": the run and the walk before it are one segment with its recovery."""
    says = any(item.has(Sense.REPEAT) for item in items)
    count = next((item for item in items if item.kind is Kind.NUMBER), None)
    if not says or count is None or not draft.segments:
        return False
    if not 1 <= count.low <= MAX_REPEATS:
        return False
    if len(draft.segments) > 1:
        rest = draft.segments.pop()
        after = Recovery(rest.distance_m, rest.duration_s, rest.intensity)
        name = draft.segments[-1].intensity or ("run" if rest.intensity == "walk" else None)
        draft.segments[-1] = replace(draft.segments[-1], recovery=after, intensity=name)
    draft.segments[-1] = replace(draft.segments[-1], repeat=round(count.low))
    return True


def _repeats_bracket(draft: Draft, items: list[Item], reading: Reading) -> bool:
    """Read "10 x (1' fast / 1' slow)": the second measure is the recovery of the first."""
    at = next((i for i, item in enumerate(items) if item.sign == "("), 0)
    if at <= 1 or items[at - 1].kind is not Kind.X or items[at - 2].kind is not Kind.NUMBER:
        return False
    inner = _without_bracket(items)[1]
    found = measures(inner)
    if not found:
        return True  # repeats of something that cannot be read: "2x(8x30/30)"
    if not 1 <= items[at - 2].low <= MAX_REPEATS:
        return False
    times = round(items[at - 2].low)
    if len(found) > _REP_AND_REST or found[0].repeat > 1:
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


def _open_bracket(
    draft: Draft, times: int, inner: list[Item], behind: list[Item], reading: Reading
) -> None:
    """Read "3x(4x200) R 3min": a block, with the rest between its rounds where that is told."""
    close(draft)
    draft.block = Block(times, len(draft.segments), in_brackets=True)
    for clause in clauses(inner):
        found = measures(clause)[:_MOST_IN_A_CLAUSE]
        if len(draft.segments) > draft.block.start and _is_recovery(draft, clause, found, reading):
            _add_recovery(draft, clause, reading)
        else:
            _add_parts(draft, clause, found, reading)
    name = intensity(reading, behind)
    draft.segments[draft.block.start :] = [
        one if one.intensity else replace(one, intensity=name)
        for one in draft.segments[draft.block.start :]
    ]
    rests = [item for item in behind if item.kind in {Kind.TIME, Kind.DISTANCE}]
    if rests and any(item.has(Sense.RECOVERY) for item in behind):
        _add_between(draft, measures(rests)[0])


def _add_between(draft: Draft, rest: Measure) -> None:
    between = RunSegment(duration_s=rest.duration_s, distance_m=rest.distance_m)
    draft.segments.append(replace(between, intensity=BETWEEN_SETS))


def _without_bracket(items: list[Item]) -> tuple[list[Item], list[Item]]:
    opened = next((i for i, item in enumerate(items) if item.sign == "("), None)
    if opened is None:
        return items, []
    closed = next((i for i in range(opened, len(items)) if items[i].sign == ")"), len(items))
    return items[:opened] + items[closed + 1 :], items[opened + 1 : closed]


def _read_bracket(draft: Draft, items: list[Item], reading: Reading) -> None:
    """A bracket behind repeats is their recovery, behind a distance its last part."""
    for clause in clauses(items):
        found = measures(clause)[:_MOST_IN_A_CLAUSE]
        if len(draft.segments) > 1 and len(clause) == 1 and _is_whole(clause[0]):
            draft.stated_m = found[0].distance_m
        elif draft.segments and _is_recovery(draft, clause, found, reading):
            _add_recovery(draft, clause, reading)
        elif draft.segments and (pace := _pace(clause)) is not None:
            if draft.segments[-1].pace_s_per_km is None:
                draft.segments[-1] = replace(draft.segments[-1], pace_s_per_km=pace)
        elif any(item.has(Sense.LAST) for item in clause):
            _add_measures(draft, clause, found, reading)
        elif any(item.has(Sense.BETWEEN_SETS) for item in clause) and found:
            _add_between(draft, found[0])


def _is_recovery(draft: Draft, items: list[Item], found: list[Measure], reading: Reading) -> bool:
    """Whether a clause only tells the recovery of the repeats before it."""
    last = draft.segments[-1]
    if last.repeat == 1 or last.recovery is not None:
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
    return recovery(reading, items) is not None


def _pace(items: list[Item]) -> float | None:
    return next((float(round(item.low)) for item in items if item.kind is Kind.PACE), None)


def _is_whole(item: Item) -> bool:
    return item.kind is Kind.DISTANCE and item.low >= _TOTAL_FROM_M


def _add_recovery(draft: Draft, items: list[Item], reading: Reading) -> None:
    draft.segments[-1] = replace(draft.segments[-1], recovery=recovery(reading, items))


def _add_measures(draft: Draft, items: list[Item], found: list[Measure], reading: Reading) -> None:
    if found and found[0].repeat == 1 and _is_headline(items, found):
        draft.stated_m = found[0].distance_m
        _add_part_of_headline(draft, items, found, reading)
    else:
        _add_parts(draft, items, found, reading)


def _add_parts(draft: Draft, items: list[Item], found: list[Measure], reading: Reading) -> None:
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


def _add_part_of_headline(
    draft: Draft, items: list[Item], found: list[Measure], reading: Reading
) -> None:
    whole = found[0]
    rest = items[whole.after + 1 :]
    parts = measures(rest)[:_MOST_IN_A_CLAUSE] or unit_left_out(rest, whole)
    before = len(draft.segments)
    _add_parts(draft, rest, parts, reading)
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
    if last and before and before.distance_m and found.distance_m and before.repeat == 1:
        left = before.distance_m - found.distance_m
        if left > 0:
            draft.segments[-1] = replace(before, distance_m=left)
    draft.segments.append(found)
