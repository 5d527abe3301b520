"""The prescription of a run: its segments in order, its distance and its duration."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from rules.recognition.clauses import clauses, skip_line
from rules.recognition.items import Item, Kind, Reading
from rules.recognition.run_alternation import alternate
from rules.recognition.run_blocks import MAX_REPEATS, Block, ends_block, opened
from rules.recognition.run_brackets import read_bracket, repeats_bracket, without_bracket
from rules.recognition.run_daniels import with_daniels_miles
from rules.recognition.run_draft import Draft, close, without_headlines, without_planned_time
from rules.recognition.run_figures import with_bare_meters
from rules.recognition.run_ladders import add_ladder, ladder_at
from rules.recognition.run_parts import MOST_IN_A_CLAUSE, add_measures
from rules.recognition.run_recoveries import add_recovery, add_rest_of_block, is_recovery
from rules.recognition.run_steps import Measure, measures
from rules.recognition.run_totals import total_m, total_s
from rules.recognition.run_units import with_units
from rules.recognition.senses import Sense
from rules.workout import Recovery, RunSegment

_MAX_SETS, _BRACKETED = 6, 3


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
    miles = with_daniels_miles(reading.items)
    if miles is None:
        return RunPrescription()
    items, all_parts = with_units(with_bare_meters(miles))
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
    known = [] if draft.rests_open else draft.segments
    distance_m = draft.stated_m if draft.stated_m is not None else total_m(known)
    duration_s = draft.stated_s if draft.stated_s is not None else total_s(known)
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
    if _repeats_all(draft, items) or repeats_bracket(draft, items, reading):
        return
    items, bracket = without_bracket(_after_leading_bracket(draft, items, reading))
    found = measures(items)[:MOST_IN_A_CLAUSE]
    if not add_rest_of_block(draft, items, found):
        _read_parts(draft, items, found, reading)
    if bracket:
        read_bracket(draft, bracket, reading)


def _read_parts(draft: Draft, items: list[Item], found: list[Measure], reading: Reading) -> None:
    ladder = ladder_at(items, reading)
    before = len(draft.segments)
    if ladder is not None:
        add_ladder(draft, items, ladder, reading)
    elif draft.segments and is_recovery(draft, items, found, reading):
        add_recovery(draft, items, reading)
    else:
        draft.alike = 1
        add_measures(draft, items, found, reading)
        alternate(draft, items)
        _open_sets(draft, items, before)


def _after_leading_bracket(draft: Draft, items: list[Item], reading: Reading) -> list[Item]:
    """Read the repeats that a clause begins with in brackets: "(6 x 400, 60 s) 3 min between"."""
    rest, bracket = without_bracket(items)
    if not items or items[0].sign != "(" or all(one.repeat == 1 for one in measures(bracket)):
        return items
    for clause in clauses(bracket):
        _read_clause(draft, clause, reading)
    if draft.segments and any(item.has(Sense.BETWEEN_SETS) for item in rest):
        draft.block = Block(1, len(draft.segments) - 1, in_brackets=True)
    return rest


def _sets(items: list[Item]) -> int:
    """The 2 of "2 sets of 3 x 300 m"."""
    for before, item in pairwise(items):
        if item.has(Sense.SETS) and before.kind is Kind.NUMBER and before.high <= _MAX_SETS:
            return round(before.low)
    return 1


def _open_sets(draft: Draft, items: list[Item], before: int) -> None:
    """Open a block for "2 sets of 3 x 300 m": its rests may stand in clauses behind it."""
    sets = _sets(items)
    if sets > 1 and len(draft.segments) > before and draft.segments[-1].repeat > 1:
        close(draft)
        draft.block = Block(sets, len(draft.segments) - 1, in_brackets=True)


def _is_total(items: list[Item]) -> bool:
    """Like "(9 mi)" alone, or "total 9 mi"."""
    found = [one for one in measures(items) if one.item.kind is Kind.DISTANCE]
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
