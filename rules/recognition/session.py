"""One part of an event → a Session: what the sport needs to be known."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rules.recognition.absurd import without_absurd_runs
from rules.recognition.evidence import Evidence
from rules.recognition.items import Item, Kind, Reading
from rules.recognition.lift import focus, heavy
from rules.recognition.lift_sets import Prescribed, Prescription, exercise_name, read_sets
from rules.recognition.parts import SessionPart
from rules.recognition.platforms import PlatformSport
from rules.recognition.reading import read
from rules.recognition.run_names import named_types
from rules.recognition.run_segments import RunPrescription, read_segments
from rules.recognition.run_type import Length, run_type
from rules.recognition.senses import NEUTRAL, SPORTS, Sense
from rules.recognition.text import read_text
from rules.workout import EASY_RUN_TYPES, HARD_RUN_TYPES, RunType, Session, Sport

_CONFIDENCE = {Evidence.STRONG: 0.95, Evidence.GOOD: 0.9, Evidence.WEAK: 0.75}
_TELLING = NEUTRAL | frozenset(SPORTS) | {Sense.HEAVY, Sense.LIGHT, Sense.HARD}
_NEVER_HARD = frozenset({Sport.REST, Sport.MOBILITY, Sport.WALK})
_MAX_BECAUSE = 12
_MAX_INTENSITY_CHARS = 60
_EASY = frozenset({RunType.RECOVERY, RunType.EASY, RunType.LONG})


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the event beside the words of the part."""

    evidence: Evidence
    hint: PlatformSport | None = None
    duration_min: float | None = None


def build(
    part: SessionPart, head: Reading, body: Reading, context: Context, before: Session | None
) -> Session:
    """The session of a part; `before` is the event's session before it."""
    title, description = head._replace(items=part.title), body._replace(items=part.description)
    if part.sport is Sport.RUN:
        title, description = _run_by_a_human(title), _run_by_a_human(description)
        part = replace(part, title=title.items, description=description.items)
    session = Session(
        sport=part.sport,
        confidence=_CONFIDENCE[context.evidence],
        because=_because(title, description, context),
    )
    if part.sport is Sport.LIFT:
        session = _lift(session, title, description, context)
    else:
        session = _measured(session, title, description)
    if part.sport is Sport.RUN:
        session = _run(session, part, context, before)
    return replace(session, hard=_hard(session, [*part.title, *part.description]))


def _run_by_a_human(reading: Reading) -> Reading:
    items, notes = without_absurd_runs(reading.items, reading.text)
    return reading._replace(items=items, notes=(*reading.notes, *notes))


def _because(title: Reading, description: Reading, context: Context) -> tuple[str, ...]:
    """The words that were relied on: the platform's, the title's, then the description's."""
    words = [f"platform: {context.hint.sport or 'a workout'}"] if context.hint is not None else []
    for reading in (title, description):
        words.extend(
            reading.shown(item)
            for item in reading.items
            if item.entry is not None and item.entry.senses & _TELLING
        )
    if not words:
        words = [title.shown(item) for item in title.items if item.kind is Kind.DISTANCE]
    unique = list(dict.fromkeys(" ".join(word.split()) for word in words))
    return (*unique[:_MAX_BECAUSE], *dict.fromkeys((*title.notes, *description.notes)))


def _lift(session: Session, title: Reading, description: Reading, context: Context) -> Session:
    in_title, in_description = read_sets(title), read_sets(description)
    _name_after_title(title, in_description)
    repeated = title.text.folded and title.text.folded in description.text.folded
    sets = in_description.sets if repeated else [*in_title.sets, *in_description.sets]
    items = [*title.items, *description.items]
    hinted = context.hint.focus if context.hint is not None else None
    return replace(
        session,
        focus=focus(items) or hinted,
        heavy=heavy(items, sets),
        sets=tuple(prescribed.lift_set for prescribed in sets),
        duration_min=_every_minute(in_title.minutes or in_description.minutes, items),
        because=(*session.because, *in_title.notes, *in_description.notes),
    )


def _name_after_title(title: Reading, described: Prescription) -> None:
    """Sets of a description without an exercise are of the one that the title names."""
    named = [item for item in title.items if item.has(Sense.EXERCISE)]
    if len(named) != 1 or named[0].entry is None:
        return
    for i, prescribed in enumerate(described.sets):
        if prescribed.lift_set.exercise is None:
            lift_set = replace(prescribed.lift_set, exercise=exercise_name(named[0], title))
            described.sets[i] = Prescribed(lift_set, named[0].entry.exercise)


def _every_minute(minutes: float | None, items: list[Item]) -> float | None:
    """The length of an EMOM, else the one time that the text gives for the whole session."""
    if minutes is not None:
        return minutes
    times = {(item.low, item.high) for item in items if item.kind is Kind.TIME}
    low, high = times.pop() if len(times) == 1 else (0.0, 0.0)
    return (low + high) / 120.0 if _SHORTEST_SESSION_S <= low <= _LONGEST_SESSION_S else None


_SHORTEST_SESSION_S, _LONGEST_SESSION_S = 600.0, 6 * 3600.0


def _measured(session: Session, title: Reading, description: Reading) -> Session:
    """With segments and totals: the description's where it tells more than the title."""
    in_title, in_description = read_segments(title), read_segments(description)
    best = in_title if _tells_more(in_title, in_description) else in_description
    distance_m = in_title.distance_m or in_description.distance_m
    duration_s = in_title.duration_s or _whole_s(in_title, in_description)
    return replace(
        session,
        segments=tuple(best.segments),
        distance_km=None if distance_m is None else distance_m / 1000.0,
        duration_min=None if duration_s is None else duration_s / 60.0,
    )


def _whole_s(in_title: RunPrescription, described: RunPrescription) -> float | None:
    """The described duration, unless it is that of one faster part of a run that goes farther."""
    parts = [one for one in described.segments if one.duration_s is not None]
    only_part = len(parts) == len(described.segments) == 1 and not described.stated
    if only_part and in_title.distance_m is not None and _is_faster(parts[0].intensity):
        return None
    return described.duration_s


def _is_faster(intensity: str | None) -> bool:
    """Whether the words on how to run name faster running ("tempo", "MP")."""
    if intensity is None:
        return False
    named = named_types(read(read_text(intensity, _MAX_INTENSITY_CHARS)).items)
    return any(one.run_type not in _EASY for one in named)


def _tells_more(one: RunPrescription, other: RunPrescription) -> bool:
    if one.whole != other.whole and other.segments:
        return other.whole
    return bool(one.segments) and len(one.segments) >= len(other.segments)


def _run(session: Session, part: SessionPart, context: Context, before: Session | None) -> Session:
    length = Length(
        _km(session, part.title),
        session.duration_min,
        context.duration_min,
        in_parts=len(session.segments) > 1,
    )
    found = run_type(part.title, part.description, length)
    if found is None and context.hint is not None:
        found = context.hint.run_type
    same_day = before is not None and part.half and before.run_type in EASY_RUN_TYPES
    if found is None and same_day and before is not None:
        found = before.run_type
    return replace(session, run_type=found)


def _km(session: Session, items: list[Item]) -> float | None:
    """The run's length: the total, else the longest distance that is not a repeat."""
    if session.distance_km is not None:
        return session.distance_km
    distances = [
        item.middle / 1000.0
        for i, item in enumerate(items)
        if item.kind is Kind.DISTANCE and not (i and items[i - 1].kind is Kind.X)
    ]
    return max(distances, default=None)


def _hard(session: Session, items: list[Item]) -> bool | None:
    """Hard by the kind of session, else by the athlete's own word."""
    if session.sport in _NEVER_HARD:
        return False
    if session.sport is Sport.LIFT:
        return session.heavy
    if session.run_type in HARD_RUN_TYPES:
        return True
    said = any(item.has(Sense.HARD) for item in items)
    if session.run_type in {None, RunType.STEADY, RunType.LONG} and said:
        return True
    return None if session.run_type is None else False
