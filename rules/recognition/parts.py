"""Title and description → the sessions of an event, each with its share of both."""

from __future__ import annotations

from dataclasses import dataclass, field

from rules.recognition.items import Item, Kind, Reading
from rules.recognition.ladders import is_ladder
from rules.recognition.senses import NEUTRAL, Sense
from rules.recognition.sessions import Part, split
from rules.recognition.structure import LIFT_REPS_BELOW, is_repeat
from rules.workout import Sport

_MOST_SESSIONS = 4
_TWO = 2
_MAIN_SPORTS = frozenset({Sport.RUN, Sport.LIFT})
_RUN_REP_FROM_M = 600.0
_EXERCISES_OF_A_LIFT = 2


@dataclass(slots=True)
class SessionPart:
    """One session: its sport, its items of the title and of the description."""

    sport: Sport
    title: list[Item]
    description: list[Item] = field(default_factory=list)
    half: int = 0


def sessions_of(
    head: Reading, body: Reading, hinted: Sport | None, unnamed: Sport
) -> list[SessionPart]:
    """The sessions of an event.

    A platform's sport (`hinted`) leaves one session; `unnamed` is the sport where nothing tells it.
    """
    if hinted is not None:
        return [SessionPart(hinted, head.items, body.items)]
    doubled = _doubled(head, body)
    if doubled:
        return doubled
    # a title of tags alone is a workout without a word
    parts, described = split(head) or [Part(None)], split(body)
    if len(parts) == 1 and len({part.half for part in described}) > 1:
        return [_of_description(part, head, unnamed) for part in described[:_MOST_SESSIONS]]
    if not _tells_sport(parts) and any(part.sport or part.says for part in described):
        return _from_description(head, described, unnamed)
    found: list[SessionPart] = []
    for part in parts:
        again = bool(found) and part.sport is None and not part.says and part.half > 0
        sport = found[-1].sport if again else _sport(part, unnamed)  # "Run AM + PM"
        found.append(SessionPart(sport, part.items, half=part.half))
    _share_description(found, body, described)
    return [_as_lift_if_lifting(part) for part in found[:_MOST_SESSIONS]]


def _tells_sport(parts: list[Part]) -> bool:
    """Whether the title names a sport, or what only runs have."""
    if any(part.sport for part in parts):
        return True
    items = [item for part in parts for item in part.items]
    return any(item.entry is not None and item.entry.senses & NEUTRAL for item in items) or (
        _is_measured(items)
    )


def _sport(part: Part, unnamed: Sport) -> Sport:
    """The sport of a part that names none: 8x4 is a lift, "5 mi" and "8 x 400" are runs."""
    if part.sport is not None:
        return part.sport
    items = part.items
    if any(item.entry is not None and item.entry.senses & NEUTRAL for item in items):
        return Sport.RUN
    for i, after in enumerate(items[1:]):
        if is_repeat(items, i) and after.kind is Kind.NUMBER and after.high < LIFT_REPS_BELOW:
            return Sport.LIFT
    paced = any(item.kind in {Kind.PACE, Kind.INTENSITY} for item in items)
    return Sport.RUN if paced or _is_measured(items) else unnamed


def _is_measured(items: list[Item]) -> bool:
    return any(
        item.kind is Kind.DISTANCE or is_ladder(item) or is_repeat(items, i)
        for i, item in enumerate(items)
    )


def _doubled(head: Reading, body: Reading) -> list[SessionPart]:
    """Like "2 recovery runs", with a line of the description for each where it has two."""
    items = head.items
    if len(items) <= 1 or items[0].kind is not Kind.NUMBER or items[0].low != _TWO:
        return []
    at = next((i for i, item in enumerate(items[:4]) if item.has(Sense.SEVERAL)), None)
    if at is None:
        return []
    distances = [item for item in body.items if item.kind is Kind.DISTANCE][-2:]
    shares = [[one] for one in distances] if len(distances) == _TWO else [[], []]
    return [SessionPart(Sport.RUN, items[1 : at + 1], share, half=1) for share in shares]


def _of_description(part: Part, head: Reading, unnamed: Sport) -> SessionPart:
    """A half of the day that only the description tells, under the name of the title."""
    return SessionPart(_sport(part, unnamed), head.items, part.items, part.half)


def _from_description(head: Reading, described: list[Part], unnamed: Sport) -> list[SessionPart]:
    """The sessions that only the description tells: the first, and runs and lifts behind it."""
    telling = [part for part in described if part.sport or part.says]
    first, *others = telling
    found = [SessionPart(_sport(first, unnamed), head.items, first.items)]
    for part in others[: _MOST_SESSIONS - 1]:
        sport = _sport(part, unnamed)
        if sport is not found[-1].sport and sport in _MAIN_SPORTS:
            found.append(SessionPart(sport, [], part.items))
        else:
            found[-1].description.extend(part.items)
    return [_as_lift_if_lifting(part) for part in found]


def _share_description(found: list[SessionPart], body: Reading, described: list[Part]) -> None:
    """One session takes the whole description, several take what speaks of their sport."""
    if len(found) == 1:
        found[0].description = body.items
        return
    for part in described:
        same = [session for session in found if session.sport is part.sport]
        if len(same) == 1:
            same[0].description.extend(part.items)


def _as_lift_if_lifting(part: SessionPart) -> SessionPart:
    """A WOD whose text shows lifting is a lift, "strength" that repeats miles is a run."""
    exercises = sum(item.has(Sense.EXERCISE) for item in (*part.title, *part.description))
    if part.sport is Sport.OTHER and exercises >= _EXERCISES_OF_A_LIFT:
        part.sport = Sport.LIFT
    if part.sport is Sport.LIFT and not exercises and _repeats_a_distance(part.title):
        part.sport = Sport.RUN
    return part


def _repeats_a_distance(items: list[Item]) -> bool:
    """Whether "strength" is what Hansons' plans call so: repeats of a kilometer or a mile."""
    return any(
        is_repeat(items, i)
        and after.kind in {Kind.DISTANCE, Kind.NUMBER}
        and after.low >= _RUN_REP_FROM_M
        for i, after in enumerate(items[1:])
    )
