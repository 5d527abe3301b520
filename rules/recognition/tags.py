"""The athlete's say: "#easy", "#heavy", "#fixed" and the like, which win over everything read."""

from __future__ import annotations

import re
from enum import StrEnum

from rules.recognition.text import MAX_DESCRIPTION_CHARS, MAX_TITLE_CHARS


class Tag(StrEnum):
    """The tags that are understood, in any language."""

    EASY = "easy"
    LONG = "long"
    HARD = "hard"
    LOWER = "lower"
    UPPER = "upper"
    HEAVY = "heavy"
    FIXED = "fixed"
    IGNORE = "ignore"
    RACE = "race"


_TAG = re.compile(rf"(?<!\w)#({'|'.join(Tag)})(?!\w)", re.IGNORECASE)


def tags(title: str, description: str = "") -> frozenset[Tag]:
    """The tags in an event's title and description; `Tag.FIXED` is for the planner, not for us."""
    text = f"{title[:MAX_TITLE_CHARS]}\n{description[:MAX_DESCRIPTION_CHARS]}"
    if "#" not in text:
        return frozenset()
    return frozenset(Tag(found.lower()) for found in _TAG.findall(text))


def without_tags(text: str) -> str:
    """The text with its tags taken out."""
    return _TAG.sub(" ", text) if "#" in text else text
