"""The athlete's rules for titles: which one speaks of an event, and what it changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from rules.recognition.tags import without_tags
from rules.recognition.text import MAX_TITLE_CHARS, read_text
from rules.say import Say, TitleRule
from rules.workout import EASY_RUN_TYPES, HARD_RUN_TYPES, Session, Sport


def say_on(title: str, rules: Iterable[TitleRule]) -> Say | None:
    """What the first rule says whose pattern matches the whole title; case, accents, tags aside."""
    folded: str | None = None
    for rule in rules:
        if folded is None:
            folded = _plain(title)
        if matches(_plain_pattern(rule.title), folded):
            return replace(rule.say, reason=f"your rule for {rule.title!r}")
    return None


@lru_cache(maxsize=1024)  # the rules of an athlete are asked for every event
def _plain_pattern(pattern: str) -> str:
    return _plain(pattern)


def _plain(text: str) -> str:
    return " ".join(read_text(without_tags(text), MAX_TITLE_CHARS).folded.split())


def matches(pattern: str, text: str) -> bool:
    """Whether the pattern matches the whole text: `*` stands for any text, `?` for one character.

    On a mismatch only the last `*` is widened, so that the time is at most the product of both
    lengths: no pattern can hang, as a regular expression could.
    """
    at = place = 0
    star, widened = -1, 0
    while place < len(text):
        if at < len(pattern) and pattern[at] == "*":
            star, widened = at, place
            at += 1
        elif at < len(pattern) and pattern[at] in {"?", text[place]}:
            at, place = at + 1, place + 1
        elif star >= 0:
            widened += 1
            at, place = star + 1, widened
        else:
            return False
    return not pattern[at:].strip("*")


def with_rule(session: Session, say: Say | None) -> Session:
    """The session as the athlete's rule has it."""
    if say is None or not say.is_workout:
        return session
    if session.sport is Sport.RUN and say.run_type is not None:
        hard = say.run_type in HARD_RUN_TYPES
        session = replace(session, run_type=say.run_type, hard=hard)
    if session.sport is Sport.LIFT:
        session = _lift(session, say)
    if say.hard is not None:
        session = _hard(session, hard=say.hard)
    return replace(session, confidence=1.0, because=(say.reason, *session.because))


def _lift(session: Session, say: Say) -> Session:
    if say.focus is not None:
        session = replace(session, focus=say.focus)
    return session if say.heavy is None else replace(session, heavy=say.heavy, hard=say.heavy)


def _hard(session: Session, *, hard: bool) -> Session:
    """A type of run that the athlete contradicts was told wrongly, so that it is not known."""
    contradicted = EASY_RUN_TYPES if hard else HARD_RUN_TYPES
    told = None if session.run_type in contradicted else session.run_type
    return replace(session, hard=hard, run_type=told)
