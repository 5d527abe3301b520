"""An event's text → its sessions: the steps in order."""

from __future__ import annotations

from dataclasses import replace

from rules.recognition.climbs import without_climbs
from rules.recognition.evidence import (
    Evidence,
    description_evidence,
    is_described_rest,
    title_evidence,
)
from rules.recognition.exertion import with_exertion
from rules.recognition.expectation import ANYWHERE, Expectation
from rules.recognition.items import Reading
from rules.recognition.parts import sessions_of
from rules.recognition.platforms import PlatformSport, platform_sport
from rules.recognition.race_lengths import with_race_length
from rules.recognition.races import with_named_race
from rules.recognition.reading import read
from rules.recognition.say import sport_of_tags, with_say
from rules.recognition.session import Context, build
from rules.recognition.tags import Tag, tags, without_tags
from rules.recognition.text import MAX_DESCRIPTION_CHARS, MAX_TITLE_CHARS, read_text
from rules.recognition.title_rules import with_rule
from rules.say import Say
from rules.workout import Session, Sport

_NO_SPORT = frozenset({Tag.FIXED, Tag.IGNORE})
_STEEPEST_M_PER_KM = 500.0


def recognize(
    title: str,
    description: str = "",
    *,
    duration_min: float | None = None,
    sport_hint: str | None = None,
    expectation: Expectation = ANYWHERE,
) -> tuple[Session, ...]:
    """What an event's text is taken for, in its order; () where it is no workout.

    `duration_min` is the event's own length, a hint that a run is the long one; it is never copied
    into the session, whose figures are those of the text. `sport_hint` is a training platform's own
    sport word ("Run", "LEGS_AND_CORE"): where it is known it wins over the text. `expectation` is
    what the athlete says beside the text: of the calendar, and of such titles. Tags in the text
    ("#easy") win over everything, then their rule for the title, then the platform.
    """
    tagged = tags(title, description)
    rule = _beside_tags(expectation.say, tagged)
    if Tag.IGNORE in tagged or (rule is not None and rule.ignore):
        return ()
    head, body = _read(title, description)
    hint = _beside_rule(platform_sport(sport_hint), rule)
    sure = hint is not None or tagged - _NO_SPORT or (rule is not None and rule.is_workout)
    evidence = expectation.weighed(head, Evidence.STRONG if sure else _evidence(head, body))
    if evidence <= Evidence.NONE:
        return ()
    named = rule.told_sport if rule is not None else None
    named = named or (hint.sport if hint is not None else None)
    declared = None if named else expectation.sport_of(head, evidence)
    unnamed = sport_of_tags(tagged)
    if unnamed is Sport.OTHER:
        unnamed = expectation.sport or unnamed
    sessions = _sessions(
        head, body, Context(evidence, hint, duration_min), named or declared, unnamed
    )
    told = (_declared(session, expectation) if declared else session for session in sessions)
    said = [with_say(with_rule(session, rule), tagged) for session in told]
    said = [with_race_length(session, head) for session in said]
    said = _with_climb(said, head.climb_m or body.climb_m)
    return with_exertion(said, head.text.folded, body.text.folded)


def is_ruled_out(title: str, description: str = "") -> bool:
    """Whether a plain word says that the event is no workout ("meeting", "dentist")."""
    return _evidence(*_read(title, description)) is Evidence.RULED_OUT


def _read(title: str, description: str) -> tuple[Reading, Reading]:
    return (
        with_named_race(_read_text(title, MAX_TITLE_CHARS)),
        _read_text(description, MAX_DESCRIPTION_CHARS),
    )


def _read_text(raw: str, max_chars: int) -> Reading:
    text, climb_m = without_climbs(read_text(without_tags(raw), max_chars))
    return read(text)._replace(climb_m=climb_m)


def _beside_tags(say: Say | None, tagged: frozenset[Tag]) -> Say | None:
    """The athlete's rule, unless a tag says that the event is something else."""
    if say is None or (say.ignore and tagged - _NO_SPORT):
        return None
    by_tags = sport_of_tags(tagged)
    return say if by_tags is Sport.OTHER or say.told_sport in {None, by_tags} else None


def _beside_rule(hint: PlatformSport | None, rule: Say | None) -> PlatformSport | None:
    """The platform's word, unless the athlete's rule names another sport."""
    named = rule.told_sport if rule is not None else None
    return hint if hint is None or named in {None, hint.sport} else None


def _declared(session: Session, expectation: Expectation) -> Session:
    return replace(session, because=(f"calendar of {expectation.holds}", *session.because))


def _with_climb(sessions: list[Session], climb_m: float | None) -> list[Session]:
    """The first run climbs what the text says, unless that is steeper than anybody runs."""
    first = next((each for each in sessions if each.sport is Sport.RUN), None)
    if climb_m is None or first is None:
        return sessions
    if first.distance_km is not None and climb_m > _STEEPEST_M_PER_KM * first.distance_km:
        return sessions
    return [replace(each, climb_m=climb_m) if each is first else each for each in sessions]


def _evidence(head: Reading, body: Reading) -> Evidence:
    """The title decides; only where it says nothing does the description speak."""
    evidence = title_evidence(head)
    if evidence is Evidence.NONE or is_described_rest(head, body):
        return description_evidence(body)
    return evidence


def _sessions(
    head: Reading, body: Reading, context: Context, named: Sport | None, unnamed: Sport
) -> list[Session]:
    built: list[Session] = []
    for part in sessions_of(head, body, named, unnamed):
        built.append(build(part, head, body, context, built[-1] if built else None))
    return built
