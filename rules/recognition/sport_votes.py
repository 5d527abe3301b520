"""Which sport the words of a clause name: "row 4x8" is a lift, "row 5x500m" is rowing."""

from __future__ import annotations

from rules.recognition.items import Item, Kind
from rules.recognition.senses import NEUTRAL, SPORTS, Sense, Strength
from rules.workout import Sport

QUANTITIES = frozenset({Kind.NUMBER, Kind.DISTANCE, Kind.TIME, Kind.CLOCK})
RUN_AFTER_LIFT_FROM_M = 1000.0
_REP_FROM_M = 100.0
_FIGURES = frozenset({Kind.NUMBER, Kind.PERCENT, Kind.LOAD})
_SAID = NEUTRAL | frozenset(SPORTS)
_MEASURED = frozenset({Kind.DISTANCE, Kind.TIME, Kind.INTENSITY})


def is_content(item: Item) -> bool:
    """Whether the item tells anything of a workout."""
    is_said = item.entry is not None and not _SAID.isdisjoint(item.entry.senses)
    return is_said or item.kind in _MEASURED


def sport_of_clause(clause: list[Item], *, lifting: bool) -> Sport | None:
    """The sport of a clause; `lifting`: other words of the event tell a lift."""
    sports = sports_of(clause, lifting=lifting)
    if Sport.LIFT in sports and Sport.OTHER in sports:
        return Sport.LIFT
    if Sport.RUN in sports and Sport.WALK in sports:
        return Sport.RUN
    return next(iter(sports), None)


def sports_of(items: list[Item], *, lifting: bool = False) -> list[Sport]:
    """The sports that are named, the surest first."""
    votes: dict[Sport, Strength] = {}
    for i, item in enumerate(items):
        sport = _vote(items, i, lifting=lifting)
        if sport is not None and item.entry is not None:
            votes[sport] = max(votes.get(sport, Strength.NONE), item.entry.strength)
    return sorted(votes, key=lambda sport: -votes[sport])


def _vote(items: list[Item], at: int, *, lifting: bool) -> Sport | None:
    item = items[at]
    if item.entry is None:
        return None
    senses = item.entry.senses
    if Sense.ROW in senses and Sense.EXERCISE in senses:
        return Sport.LIFT if lifting or _has_reps(items, at) else Sport.ROW
    counted = Sense.ROUNDS in senses and at > 0 and items[at - 1].kind is Kind.NUMBER
    far = Sense.EXERCISE in senses and _goes_far(items, at)
    if counted or far or (Sense.LIFT in senses and _is_run_far(items, at)):
        return None  # "6 ciclos"; Hansons' "Strength 4 x 1.5 mi"
    certain = item.entry.strength is Strength.CERTAIN
    if item.has(Sense.REST) and not certain:
        return Sport.REST if _is_rest_day(items, at) else None
    if item.has(Sense.RECOVERY) and item.has(Sense.WALKING):
        return Sport.WALK if certain else None
    return next((SPORTS[sense] for sense in senses if sense in SPORTS), None)


def _is_rest_day(items: list[Item], at: int) -> bool:
    """Whether "rest" is the day's word, not the rest between sets."""
    first = not any(is_content(i) or i.kind in _FIGURES for i in items[:at])
    return first and (at + 1 >= len(items) or items[at + 1].kind not in QUANTITIES)


def _has_reps(items: list[Item], at: int) -> bool:
    """Whether sets and reps follow ("row 4x8"), not a distance or a time ("row 5x500m")."""
    kinds = [item.kind for item in items[at + 1 : at + 4]]
    return kinds == [Kind.NUMBER, Kind.X, Kind.NUMBER] and items[at + 3].high < _REP_FROM_M


def _goes_far(items: list[Item], at: int) -> bool:
    """Whether kilometers follow: "DL 10 km" is the German Dauerlauf, no deadlift."""
    after = items[at + 1] if at + 1 < len(items) else None
    return after is not None and after.kind is Kind.DISTANCE and after.low >= RUN_AFTER_LIFT_FROM_M


def _is_run_far(items: list[Item], at: int) -> bool:
    """Whether repeats of a mile or so follow at once."""
    kinds = [item.kind for item in items[at + 1 : at + 4]]
    repeated = kinds == [Kind.NUMBER, Kind.X, Kind.DISTANCE]
    return repeated and items[at + 3].low >= RUN_AFTER_LIFT_FROM_M


def is_lift_word(item: Item) -> bool:
    """Whether the item names a lift, or a part of one; "row" may be either."""
    if item.entry is None or item.has(Sense.ROW):
        return False
    return any(SPORTS.get(sense) is Sport.LIFT for sense in item.entry.senses)
