"""An event's text → its sessions: the steps in order."""

from __future__ import annotations

from rules.recognition.evidence import Evidence, description_evidence, title_evidence
from rules.recognition.items import Reading
from rules.recognition.parts import sessions_of
from rules.recognition.platforms import platform_sport
from rules.recognition.reading import read
from rules.recognition.say import sport_of_tags, with_say
from rules.recognition.session import Context, build
from rules.recognition.tags import Tag, tags, without_tags
from rules.recognition.text import MAX_DESCRIPTION_CHARS, MAX_TITLE_CHARS, read_text
from rules.workout import Session

_NO_SPORT = frozenset({Tag.FIXED, Tag.IGNORE})


def recognize(
    title: str,
    description: str = "",
    *,
    duration_min: float | None = None,
    sport_hint: str | None = None,
) -> tuple[Session, ...]:
    """What an event's text is taken for, in its order; () where it is no workout.

    `duration_min` is the event's own length, a hint that a run is the long one; it is never copied
    into the session, whose figures are those of the text. `sport_hint` is a training platform's own
    sport word ("Run", "LEGS_AND_CORE"): where it is known it wins over the text. Tags in the text
    ("#easy") win over everything.
    """
    say = tags(title, description)
    if Tag.IGNORE in say:
        return ()
    head = read(read_text(without_tags(title), MAX_TITLE_CHARS))
    body = read(read_text(without_tags(description), MAX_DESCRIPTION_CHARS))
    hint = platform_sport(sport_hint)
    sure = bool(hint or say - _NO_SPORT)
    evidence = Evidence.STRONG if sure else _evidence(head, body)
    if evidence <= Evidence.NONE:
        return ()
    context = Context(evidence, hint, duration_min)
    return tuple(with_say(session, say) for session in _sessions(head, body, context, say))


def _evidence(head: Reading, body: Reading) -> Evidence:
    """The title decides; only where it says nothing does the description speak."""
    evidence = title_evidence(head)
    return description_evidence(body) if evidence is Evidence.NONE else evidence


def _sessions(head: Reading, body: Reading, context: Context, say: frozenset[Tag]) -> list[Session]:
    hinted = context.hint.sport if context.hint is not None else None
    built: list[Session] = []
    for part in sessions_of(head, body, hinted, sport_of_tags(say)):
        built.append(build(part, head, body, context, built[-1] if built else None))
    return built
