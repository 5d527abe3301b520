"""The athlete's tags, laid over what was read."""

from __future__ import annotations

from dataclasses import replace

from rules.recognition.tags import Tag
from rules.workout import EASY_RUN_TYPES, HARD_RUN_TYPES, Focus, RunType, Session, Sport

_RUN_TYPES = {Tag.RACE: RunType.RACE, Tag.LONG: RunType.LONG, Tag.EASY: RunType.EASY}


def sport_of_tags(say: frozenset[Tag]) -> Sport:
    """The sport of a tagged text that names none itself."""
    if say & {Tag.LOWER, Tag.UPPER, Tag.HEAVY}:
        return Sport.LIFT
    return Sport.RUN if say & {Tag.LONG, Tag.RACE} else Sport.OTHER


def with_say(session: Session, say: frozenset[Tag]) -> Session:
    """The session as the athlete's tags have it; `Tag.FIXED` changes nothing here."""
    if not say:
        return session
    if session.sport is Sport.RUN:
        session = _run(session, say)
    elif session.sport is Sport.LIFT:
        session = _lift(session, say)
    if Tag.HARD in say:
        easy = session.run_type in EASY_RUN_TYPES
        session = replace(session, hard=True, run_type=None if easy else session.run_type)
    elif Tag.EASY in say:
        session = replace(session, hard=False)
    words = tuple(f"#{tag}" for tag in Tag if tag in say)
    return replace(session, confidence=1.0, because=(*words, *session.because))


def _run(session: Session, say: frozenset[Tag]) -> Session:
    found = next((run_type for tag, run_type in _RUN_TYPES.items() if tag in say), None)
    if found is None:
        return session
    return replace(session, run_type=found, hard=found in HARD_RUN_TYPES)


def _lift(session: Session, say: frozenset[Tag]) -> Session:
    if say & {Tag.LOWER, Tag.UPPER}:
        focus = Focus.LOWER if Tag.LOWER in say else Focus.UPPER
        session = replace(
            session, focus=Focus.FULL if Tag.UPPER in say and Tag.LOWER in say else focus
        )
    if say & {Tag.HEAVY, Tag.EASY}:
        session = replace(session, heavy=Tag.HEAVY in say, hard=Tag.HEAVY in say)
    return session
