"""How far a race goes that is known by its name alone: "Berlin Marathon", "Halbmarathon"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rules.recognition.items import Item, Reading
from rules.recognition.lexicon import LEXICON
from rules.recognition.senses import Sense
from rules.workout import RunType, Session

# World Athletics, Book of Rules, C2.1: road races over the standard distances.
MARATHON_KM, HALF_MARATHON_KM = 42.195, 21.0975


def with_race_length(session: Session, title: Reading) -> Session:
    """The race with the distance of its name; unchanged where it is no race or tells its own."""
    if session.run_type is not RunType.RACE or session.distance_km is not None:
        return session
    if not LEXICON.races.part.isdisjoint(_words(title.text.folded)):
        return session  # "Marathon relay", "Mini marathon"
    return replace(session, distance_km=_named_km(title))


def _named_km(title: Reading) -> float | None:
    names = {name for item in title.items if _is_race(item) for name in _names_in(title, item)}
    if names & LEXICON.races.half_marathon:
        return HALF_MARATHON_KM
    return MARATHON_KM if names & LEXICON.races.marathon else None


def _is_race(item: Item) -> bool:
    return item.has(Sense.RACE) or item.has(Sense.NAMED_RACE)


def _names_in(title: Reading, item: Item) -> Iterator[str]:
    """Every run of words of the item: "half marathon race" holds "half marathon"."""
    words = _words(title.text.folded[item.start : item.end])
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield " ".join(words[start:end])


def _words(folded: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in folded).split()
