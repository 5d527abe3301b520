"""Folded text → words, numbers and signs. The lexicons' phrases are cut by the same rule."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

# More than any plan writes into one event; it bounds the time that the grammars take.
MAX_TOKENS = 500

_TOKEN = re.compile(
    r"(?P<clock>\d{1,3}:\d\d(?::\d\d)?(?![\d:]))"
    r"|(?P<number>\d{1,3}(?:,\d{3})+(?![\d,.])|\d+(?:[.,]\d+)?)"
    r"|(?P<times>(?<=\d)x|(?<![^\W_])x(?=\s?\d)|(?<=\d )x(?![^\W_]))"
    r"|(?P<joined>(?<=[^\W_])-(?=[^\W\d_]))"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)?|(?<=\d)'')"
    r"|(?P<newline>\n\s*)"
    r"|(?P<sign>[^\s\w]|_)"
)


class Token(NamedTuple):
    """A piece of the folded text from `start` to `end`; `kind` is the name of its rule."""

    kind: str
    text: str
    start: int
    end: int


def tokenize(folded: str) -> list[Token]:
    """Cut the text; a hyphen inside a word is no token, so that "pull-up" reads as "pull up"."""
    return [
        Token(m.lastgroup or "", m.group(), m.start(), m.end())
        for m in islice(_TOKEN.finditer(folded), MAX_TOKENS)
        if m.lastgroup != "joined"
    ]


def phrase_key(phrase: str) -> tuple[str, ...]:
    """The tokens by which a phrase of a lexicon is looked up."""
    if phrase.replace(" ", "").isalpha():
        return tuple(phrase.split())  # the same, and much quicker for twenty thousand phrases
    return tuple(token.text for token in tokenize(phrase))
