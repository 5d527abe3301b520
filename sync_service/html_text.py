"""The text of a description that an editor made HTML of, each character led back to its source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

_TOKEN = re.compile(
    r"(?P<newline><br\s*/?>|</(?:p|div|li)\s*>)"
    r"|(?P<tag></?[a-zA-Z][^<>]*>)"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});)"
    r"|(?P<plain>.)",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z]\w*)[^<>]*>")
_VOID = frozenset({"br", "wbr", "hr", "img"})


@dataclass(frozen=True, slots=True)
class Projection:
    """A text, its source, and for each character where in the source it stands.

    Without `spans` the text is its own source.
    """

    text: str
    source: str
    spans: tuple[tuple[int, int], ...] | None

    def without(self, cuts: Iterable[tuple[int, int]]) -> str:
        """The source without these stretches of the text; open elements stay open."""
        pieces: list[str] = []
        done = 0
        for start, end in cuts:
            first, last = self._in_source(start, end)
            pieces.append(self.source[done:first])
            if self.spans is not None:
                pieces.append(_unbalanced(self.source[first:last]))
            done = last
        return "".join((*pieces, self.source[done:]))

    def _in_source(self, start: int, end: int) -> tuple[int, int]:
        if self.spans is None:
            return start, end
        return self.spans[start][0], self.spans[end - 1][1]


def projected(source: str) -> Projection:
    """What a reader sees of HTML, as far as lines and characters go."""
    text: list[str] = []
    spans: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(source):
        for character in _seen(token):
            text.append(character)
            spans.append(token.span())
    return Projection("".join(text), source, tuple(spans))


def _seen(token: re.Match[str]) -> str:
    match token.lastgroup:
        case "newline":
            return "\n"
        case "tag":
            return ""
        case "entity":
            return unescape(token[0])
        case _:
            return token[0]


def _unbalanced(cut: str) -> str:
    """The tags whose partners stand outside of the cut; a closed and a reopened one cancel out."""
    closed: list[tuple[str, str]] = []
    opened: list[tuple[str, str]] = []
    for tag in _TAG.finditer(cut):
        name = tag["name"].lower()
        if name in _VOID:
            continue
        if not tag["close"]:
            opened.append((name, tag[0]))
        elif opened and opened[-1][0] == name:
            opened.pop()
        else:
            closed.append((name, tag[0]))
    while closed and opened and closed[-1][0] == opened[0][0]:
        closed.pop()
        opened.pop(0)
    return "".join(text for _, text in (*closed, *opened))
