"""Sessions in a word or two, for tables of titles."""

from __future__ import annotations

from rules.recognition import recognize
from rules.workout import Session, Sport


def brief(session: Session) -> str:
    """A session in one word or two: "run:easy", "lift:lower:heavy", "lift:upper:light", "swim"."""
    words = [session.sport.value]
    if session.sport is Sport.RUN:
        words += [session.run_type.value] if session.run_type else []
    if session.sport is Sport.LIFT:
        words += [session.focus.value] if session.focus else []
        words += [] if session.heavy is None else ["heavy" if session.heavy else "light"]
    return ":".join(words)


def told(title: str, description: str = "") -> list[str]:
    """What a title is taken for."""
    return [brief(session) for session in recognize(title, description)]
