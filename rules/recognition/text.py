"""Text as typed → text that can be read: no markup, no control characters, a bounded length.

Two strings of equal length come out, so that a place found in one is a place in the other: `shown`,
which is quoted to the athlete, and `folded` (lower case, no accents, plain punctuation), which is
what the lexicons are compared with.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass

MAX_TITLE_CHARS = 400
MAX_DESCRIPTION_CHARS = 4000
# Markup shrinks when it is stripped; what lies beyond this is not looked at at all.
_RAW_FACTOR = 3

_LINE_TAG = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6])\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_SPACES = re.compile(r"[^\S\n]+")
_HALVES = {"½": ".5", "¼": ".25", "¾": ".75"}
_FRACTION = re.compile(r"(\d?)\s?([½¼¾])")

_PUNCTUATION = {
    "×": "x", "✕": "x", "✖": "x", "⨯": "x",
    "’": "'", "‘": "'", "′": "'", "´": "'", "`": "'", "”": '"', "“": '"', "″": '"', "„": '"',
    "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "‒": "-", "―": "-",
    "•": "·", "∙": "·", "→": "·", "⇒": "·", "…": "·",
}  # fmt: skip


class _Folding(dict[int, str]):
    """One folded character for one shown character, worked out when first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _PUNCTUATION.get(char) or _base_letter(char)
        self[code] = folded
        return folded


def _base_letter(char: str) -> str:
    decomposed = unicodedata.normalize("NFKD", char).lower()
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    if len(bare) == 1:
        return bare
    lowered = char.lower()
    return lowered if len(lowered) == 1 else char


_FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class Text:
    """A text in both forms, character for character."""

    shown: str
    folded: str


def read_text(raw: str, max_chars: int) -> Text:
    """Given what was typed, return at most `max_chars` readable characters of it in both forms."""
    shown = clean(raw[: max_chars * _RAW_FACTOR])[:max_chars]
    return Text(shown, fold(shown))


def fold(text: str) -> str:
    """Lower case without accents, of the same length."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def clean(raw: str) -> str:
    """Without HTML, control, combining and invisible characters; blanks joined, lines kept."""
    text = raw
    if "<" in text:
        text = _TAG.sub(" ", _LINE_TAG.sub("\n", text))
    if "&" in text:
        text = html.unescape(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = _plain_unicode(text)
    elif not text.isprintable():
        text = "".join(c if c == "\n" or c.isprintable() else " " for c in text)
    return _SPACES.sub(" ", text).strip()


def _plain_unicode(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    halved = _FRACTION.sub(lambda m: (m[1] or "0") + _HALVES[m[2]], composed)
    return "".join(_visible(char) for char in halved)


def _visible(char: str) -> str:
    """The character, a blank for a control character, nothing for a mark without width."""
    if char == "\n" or char.isascii():
        return char if char == "\n" or char.isprintable() else " "
    category = unicodedata.category(char)
    if category in {"Mn", "Me", "Cf"} or "\U0001f3fb" <= char <= "\U0001f3ff":
        return ""
    return " " if category[0] in "ZC" else char
