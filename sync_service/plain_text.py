"""Text of strangers made fit for a terminal."""

from __future__ import annotations

import re
import unicodedata

# A space that must not end a line. Rich breaks lines at every space that Unicode knows, so this
# stands in for one until the lines are laid out; no title holds it, since `one_line` drops it.
TIE = "\ue000"

_UNITS = (
    r"(?:h|min|s|km|m|mi|kg|g|kcal|ml|l|W|bpm|hours?|days?|weeks?|minutes?"
    r"|Stunden?|Tagen?|Wochen?|Minuten?|[A-Z][a-z]{2})\b|%"
)
_TIED = re.compile(
    rf"(?<=\d) (?={_UNITS})|(?<=\d h) (?=\d)|(?<=\d\.) (?=[A-ZÄÖÜ])"
    r"|(?<=\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)) (?=\d)"
)
_SPACES = re.compile(r"\s+")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_JOINERS = frozenset("‌‍")  # within emoji and some scripts they carry meaning


def tied(text: str) -> str:
    """The text with its figures tied to their units, and days to their months."""
    return _TIED.sub(TIE, text)


def untied(text: str) -> str:
    """The text, its lines laid out, with spaces where it was tied."""
    return text.replace(TIE, " ")


def one_line(text: str) -> str:
    """The text on one line, without control characters: no title may steer the terminal."""
    folded = _SPACES.sub(" ", text)
    kept = (c for c in folded if c in _JOINERS or unicodedata.category(c) not in _HIDDEN)
    return "".join(kept).strip()


def is_plain(text: str) -> bool:
    """Whether the text is one line that steers nothing: no control and no formatting characters."""
    return all(c in _JOINERS or unicodedata.category(c) not in _STEERING for c in text)
