"""One event → its sessions: "6 km easy + upper body" is a run and a lift."""

from __future__ import annotations

from dataclasses import dataclass, field

from rules.recognition.items import Item, Kind, Reading
from rules.recognition.senses import NEUTRAL, Sense, Strength
from rules.recognition.sport_votes import (
    QUANTITIES,
    RUN_AFTER_LIFT_FROM_M,
    is_content,
    is_lift_word,
    sport_of_clause,
    sports_of,
)
from rules.workout import Sport

_SPLITTERS = frozenset({"+", ",", ";", "/", "|", "·", "-", ":", "(", ")", ".", "&"})
_HALF_DAY_STOPS = frozenset({",", ";", "/", "|", ")"})
_ENDS_OF_HALF = frozenset({",", ";", "/", "|", "+", "&"})
_TIMES_OF_DAY = frozenset({Kind.NUMBER, Kind.CLOCK})
_MOST_HALVES = 4
_NAMES = frozenset({":", "-"})
_PACES = frozenset({Kind.PACE, Kind.INTENSITY})
_NAMED_REPEATS = 5
_SECOND_RUN_FROM_M = 2000.0
_REP_FROM_M = 100.0
_HEADS = frozenset({Sense.RECOVERY_RUN, Sense.EASY_RUN, Sense.GENERAL_AEROBIC, Sense.LONG_RUN})
# A run in the second half of the day of these kinds is of the same kind unless it says otherwise.
_QUALITY = frozenset(
    {Sense.TEMPO_RUN, Sense.INTERVALS, Sense.SPRINTS, Sense.HILLS, Sense.STEADY_RUN}
)


@dataclass(slots=True)
class Part:
    """The items of one session; `sport` is None where only quantities or types of run are told.

    `half` numbers the half of the day (0 where none is named); `says` whether it tells anything of
    a workout yet.
    """

    sport: Sport | None
    items: list[Item] = field(default_factory=list)
    half: int = 0
    says: bool = False


def split(reading: Reading) -> list[Part]:
    """The sessions of a text, in its order; one part without a sport where no sport is named."""
    parts: list[Part] = []
    if not reading.items:
        return parts
    for half, items in enumerate(_halves(_first_option(reading.items))):
        for run in _second_runs(items):
            parts.extend(_by_sport(run, half))
    return parts


def _first_option(items: list[Item]) -> list[Item]:
    """Like "A or B" is A, where A is a session of its own."""
    for i, item in enumerate(items):
        if item.has(Sense.OR) or (i == 1 and item.has(Sense.OF) and items[0].has(Sense.REST)):
            left, right = items[:i], items[i + 1 :]
            told, other = sports_of(left), sports_of(right)
            if (told and other) or any(option.has(Sense.REST) for option in left):
                return left
            if other and Sport.RUN not in other and any(is_content(option) for option in left):
                return left
    return items


def _halves(items: list[Item]) -> list[list[Item]]:
    """The items of the morning and of the afternoon, where "AM" or "PM" says so."""
    halves: list[list[Item]] = []
    start = 0
    for at in [i for i in range(len(items)) if _is_half_day(items, i)][:_MOST_HALVES]:
        cut = at + 1 if _stands_behind(items, at) else _begin_of_half(items, start, at)
        if cut > start and any(is_content(before) for before in items[start:cut]):
            halves.append(items[start:cut])
            start = cut
    return [*halves, items[start:]] if start < len(items) else halves


def _begin_of_half(items: list[Item], start: int, at: int) -> int:
    """Where the words before "PM" begin that belong to it: "easy PM 4 mi"."""
    cut = at
    while cut > start and not _stops_half_day(items[cut - 1]):
        cut -= 1
    return cut


def _stands_behind(items: list[Item], at: int) -> bool:
    """Whether the word ends what is told of its half: "8k easy AM, 10x400 PM"."""
    before = items[at - 1] if at else None
    after = items[at + 1] if at + 1 < len(items) else None
    if before is None or before.kind in {Kind.SIGN, Kind.LINE}:
        return False
    return after is None or after.sign in _ENDS_OF_HALF or after.has(Sense.THEN)


def _is_half_day(items: list[Item], at: int) -> bool:
    """Whether this is the "PM" of a plan, not that of "7 pm"."""
    item = items[at]
    if not (item.has(Sense.AM) or item.has(Sense.PM)):
        return False
    return at == 0 or items[at - 1].kind not in _TIMES_OF_DAY


def _stops_half_day(item: Item) -> bool:
    if item.has(Sense.AM) or item.has(Sense.PM):
        return True
    return item.kind is Kind.LINE or item.kind in QUANTITIES or item.sign in _HALF_DAY_STOPS


def _second_runs(items: list[Item]) -> list[list[Item]]:
    """Cut before a second run of the day that is named only by type and distance.

    "Endurance 13 mi Recovery 5 mi": the second type stands directly behind a distance and directly
    before one, and no repeats come before it.
    """
    for i in range(2, len(items) - 1):
        if items[i].kind is Kind.X:
            break
        second = any(items[i].has(sense) for sense in _HEADS)
        if second and _is_distance(items[i - 1]) and _is_distance(items[i + 1]):
            return [items[:i], items[i:]]
    return [items]


def _is_distance(item: Item) -> bool:
    return item.kind is Kind.DISTANCE and item.low >= _SECOND_RUN_FROM_M


def _by_sport(items: list[Item], half: int) -> list[Part]:
    """Group the clauses: a clause without a sport of its own belongs to the one before."""
    lifting = any(is_lift_word(item) for item in items)
    items = _without_name_of_miles(_without_active_rest(items))
    parts: list[Part] = []
    for clause in _clauses(items):
        sport = sport_of_clause(clause, lifting=lifting)
        if parts and not _begins_session(parts[-1], clause, sport):
            parts[-1].items.extend(clause)
            parts[-1].sport = _joint_sport(parts[-1].sport, sport)
            parts[-1].says = parts[-1].says or any(is_content(item) for item in clause)
        else:
            if sport is None and parts and parts[-1].sport is Sport.LIFT:
                sport = Sport.RUN
            says = any(is_content(item) for item in clause)
            parts.append(Part(sport, clause, half, says))
    return parts


def _without_active_rest(items: list[Item]) -> list[Item]:
    """Let "active recovery" say nothing where the sport is told: "active recovery: 30 min walk"."""
    if not any(item.has(Sense.ACTIVE_REST) for item in items):
        return items
    if all(sport is Sport.REST for sport in sports_of(items)):
        return items
    return [item._replace(entry=None) if item.has(Sense.ACTIVE_REST) else item for item in items]


def _without_name_of_miles(items: list[Item]) -> list[Item]:
    """Let "strength" be no lift before repeats of miles at a pace: "Strength: 3 x 2 mi @ MP"."""
    told = items[0].has(Sense.LIFT) and not items[0].has(Sense.VENUE) if items else False
    if not told or len(items) <= _NAMED_REPEATS or items[1].sign not in _NAMES:
        return items
    repeats = [item.kind for item in items[2:5]] == [Kind.NUMBER, Kind.X, Kind.DISTANCE]
    rest = items[2:]
    paced = any(
        item.kind in _PACES or (item.entry and item.entry.senses & NEUTRAL) for item in rest
    )
    far = repeats and items[4].low >= RUN_AFTER_LIFT_FROM_M
    if not (far and paced) or any(sport is not Sport.RUN for sport in sports_of(rest)):
        return items
    return [items[0]._replace(entry=None), *items[1:]]


def _clauses(items: list[Item]) -> list[list[Item]]:
    clauses: list[list[Item]] = [[]]
    depth = 0
    for item in items:
        depth += (item.sign == "(") - (item.sign == ")")
        is_break = item.kind is Kind.LINE or item.sign in _SPLITTERS or item.has(Sense.THEN)
        if is_break and depth <= 0:
            clauses.append([item])
        else:
            clauses[-1].append(item)
    return [clause for clause in clauses if clause]


def _begins_session(last: Part, clause: list[Item], sport: Sport | None) -> bool:
    if last.sport is None and not last.says:
        return False
    if sport is None:
        return last.sport is Sport.LIFT and _is_plainly_run(clause)
    if last.sport is None:
        has_run_type = any(item.entry and item.entry.senses & NEUTRAL for item in last.items)
        measured = any(item.kind in {Kind.DISTANCE, Kind.INTENSITY} for item in last.items)
        if not measured and clause[0].sign == ":" and sport is Sport.MOBILITY:
            return False  # "Recovery: yoga"
        return sport in {Sport.LIFT, Sport.MOBILITY} and (has_run_type or measured)
    if sport is last.sport or _joint_sport(last.sport, sport) is not None:
        return False
    return not any(item.has(Sense.WARM_UP) or item.has(Sense.COOL_DOWN) for item in clause)


def _joint_sport(first: Sport | None, second: Sport | None) -> Sport | None:
    """The sport of two clauses that are one session; None where they are two."""
    if first is None or second is None or first is second:
        return first or second
    pair = {first, second}
    if pair == {Sport.RUN, Sport.WALK}:
        return Sport.RUN
    if pair == {Sport.OTHER, Sport.LIFT}:
        return Sport.LIFT
    if Sport.REST in pair:
        return first
    return None


def _is_plainly_run(clause: list[Item]) -> bool:
    """Whether a clause behind a lift is a run though it does not say so: "lift, then 5k easy"."""
    if any(item.kind is Kind.X for item in clause):
        return any(
            item.kind is Kind.DISTANCE and item.low >= _REP_FROM_M for item in clause
        ) and not any(is_lift_word(item) for item in clause)
    far = any(item.kind is Kind.DISTANCE and item.high >= RUN_AFTER_LIFT_FROM_M for item in clause)
    return far or any(
        item.entry is not None
        and item.entry.strength is Strength.CERTAIN
        and item.entry.senses & NEUTRAL
        for item in clause
    )
