"""The titles that were not understood, what is missing of each, and what the athlete can do.

Titles are the athlete's own words: they are shown on their terminal and go nowhere else.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from rules.athlete import Athlete
from rules.recognition import Expectation, Tag, is_ruled_out, tags
from rules.workout import Session, Sport
from sync_service.place_workouts import ReadEvent, expectation_of, once, sessions_of
from sync_service.plain_text import one_line

_LONGEST_PATTERN = 60


class Missing(Enum):
    """What could not be told: in words, the tags that tell it, and the keys of a rule that do."""

    WORKOUT = (
        "nothing says that it is a workout; if it is none, all is well",
        "#easy, #long, #hard, #lower or #upper",
        'run_type = "easy"',
    )
    RUN_TYPE = (
        "it is a run, but of which type",
        "#easy, #long, #hard or #race",
        'run_type = "easy"',
    )
    FOCUS = (
        "it is a lift, but of which part of the body",
        "#lower, #upper or both",
        'focus = "full"',
    )

    @property
    def words(self) -> str:
        """What is missing, for a person."""
        return self.value[0]

    @property
    def tags(self) -> str:
        """The tags that would tell it."""
        return self.value[1]

    @property
    def rule_keys(self) -> str:
        """The keys of a rule in `recognition_rules` that would tell it."""
        return self.value[2]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A title that was not understood, and in how many events it stands."""

    title: str
    missing: Missing
    count: int


def not_understood(read: Iterable[ReadEvent], athlete: Athlete) -> tuple[Unknown, ...]:
    """Each title that was not understood once, the most frequent first."""
    found: Counter[tuple[str, Missing]] = Counter()
    for each in once(read):
        title = one_line(each.event.summary)
        if title:
            found.update((title, missing) for missing in _missing(each, athlete))
    unknown = (Unknown(title, missing, count) for (title, missing), count in found.items())
    return tuple(sorted(unknown, key=lambda each: (-each.count, each.title, each.missing.name)))


def _missing(read: ReadEvent, athlete: Athlete) -> set[Missing]:
    expectation = expectation_of(read, athlete)
    sessions = sessions_of(read.event, expectation)
    if sessions:
        return {missing for session in sessions for missing in _untold(session)}
    return set() if _is_plainly_none(read, expectation) else {Missing.WORKOUT}


def _untold(session: Session) -> Iterator[Missing]:
    if session.sport is Sport.RUN and session.run_type is None and session.hard is None:
        yield Missing.RUN_TYPE
    if session.sport is Sport.LIFT and session.focus is None:
        yield Missing.FOCUS


def _is_plainly_none(read: ReadEvent, expectation: Expectation) -> bool:
    """Whether the athlete or a plain word says that this is no workout."""
    title, description = read.event.summary, read.event.description
    ignored = expectation.say is not None and expectation.say.ignore is True
    return ignored or Tag.IGNORE in tags(title, description) or is_ruled_out(title, description)


def lines(unknown: tuple[Unknown, ...]) -> Iterator[str]:
    """What to print for a person."""
    if not unknown:
        yield "Everything was understood."
        return
    titles = len({each.title for each in unknown})
    yield f"{titles} {'title was' if titles == 1 else 'titles were'} not understood."
    for each in unknown:
        yield ""
        yield f"{each.count} × {each.title}"
        yield f"    missing  {each.missing.words}"
        yield f"    tag      {each.missing.tags}"
        rule = f"{{ title = {_pattern(each.title)}, {each.missing.rule_keys} }}"
        yield f"    rule     {rule}, or whatever it is"
    yield ""
    yield "A tag goes into the event, a rule into recognition_rules of the athlete's settings;"
    yield "#ignore or ignore = true takes a title off this list (docs/recognition.md)."


def _pattern(title: str) -> str:
    """The title as a pattern, quoted for TOML; of a long one the beginning."""
    whole = len(title) <= _LONGEST_PATTERN
    return json.dumps(title if whole else f"{title[:_LONGEST_PATTERN]}*", ensure_ascii=False)
