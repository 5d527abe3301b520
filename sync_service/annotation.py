"""The annotation in a workout's description: below the athlete's own text, between two fences.

It is recognized by its seal, also where a calendar's editor has made HTML of the whole
description. What the athlete changed in it is theirs: only what bears our seal unbroken is ever
replaced or removed, until a purge takes every fence with what stands between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256

from rules.finding import Severity
from sync_service.html_text import Projection, projected

MARKS = {Severity.VIOLATION: "✗", Severity.CAUTION: "!", Severity.ADVICE: "·"}

_OPENING = "── Counterpoint ──"
_CLOSING = "── /Counterpoint {seal} ──"
_WORD = "Counterpoint"  # no other description can hold a fence
_NEWLINE = r"(?:\r\n|\n)"
_BLOCK = re.compile(
    r"──[ \u00a0]Counterpoint[ \u00a0]──[ \u00a0]{0,3}"
    rf"(?P<newline>{_NEWLINE})"
    r"(?P<lines>(?:(?!──[ \u00a0]Counterpoint[ \u00a0]──).)*?)"
    r"[ \u00a0]{0,3}(?P=newline)[ \u00a0]{0,3}"
    r"──[ \u00a0]/Counterpoint[ \u00a0](?P<seal>\w{6})[ \u00a0]──",
    re.DOTALL,
)
_OPENED = r"──[ \u00a0]Counterpoint[ \u00a0]──"
_CLOSED = r"──[ \u00a0]/Counterpoint[ \u00a0]\w{6}[ \u00a0]──"
_FENCE = re.compile(f"(?P<opened>{_OPENED})|{_CLOSED}")
_FENCED = re.compile(rf"{_OPENED}(?:(?!{_OPENED}|{_CLOSED}).)*{_CLOSED}", re.DOTALL)
_SIGNED = re.compile(r"[ \u00a0]*[✗!·→][ \u00a0][^\r\n]*")
_SIGNED_BELOW = re.compile(rf"(?:{_NEWLINE}{_SIGNED.pattern})*")
_BREAKS = re.compile(rf"{_NEWLINE}{{0,2}}")


class Fence(Enum):
    """Whether a description bears an annotation, and whose it is."""

    ABSENT = "absent"
    OURS = "ours"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class AnnotationState:
    """What stands in a description; `lines` are those of an annotation that is ours unchanged.

    CHANGED is one that the athlete edited, or of which only a part is left.
    """

    standing: Fence
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ours:
    """An annotation of ours: from where to where it stands, and what it says."""

    start: int
    end: int
    lines: tuple[str, ...]

    @property
    def span(self) -> tuple[int, int]:
        """From where to where."""
        return self.start, self.end


def annotated(description: str, lines: Sequence[str]) -> str:
    """The description with these lines in the fence, and everything outside it as it was."""
    own = without_annotation(description)
    if not lines:
        return own
    said = "\n".join(_plain(line) for line in lines)
    block = "\n".join((_OPENING, said, _CLOSING.format(seal=_seal(said))))
    return f"{own}\n\n{block}" if own else block


def _plain(line: str) -> str:
    """A line without anything that could be taken for a fence or for another line."""
    return " ".join(line.replace("──", "--").split())


def without_annotation(description: str) -> str:
    """The athlete's own text alone."""
    if _WORD not in description:
        return description
    text = description
    for project in (_as_it_stands, projected):
        projection = project(text)
        ours = (each.span for each in _all_of_ours(projection.text))
        text = projection.without(_set_off(projection.text, ours))
    return text


def without_any_fence(description: str) -> str:
    """The athlete's own text, without fences and what stands in them, even where it was changed.

    Of half an annotation the fence goes, and the lines next to it that begin with a sign of ours.
    """
    text = without_annotation(description)
    for find in (_fenced, _halves):
        if _WORD in text:
            projection = projected(text)
            text = projection.without(_set_off(projection.text, find(projection.text)))
    return text


def annotation_in(description: str) -> AnnotationState:
    """Whether the description bears an annotation, and what of it is still ours."""
    if _WORD not in description:
        return AnnotationState(Fence.ABSENT)
    texts = [project(description).text for project in (_as_it_stands, projected)]
    for text in texts:
        for ours in _all_of_ours(text):
            return AnnotationState(Fence.OURS, ours.lines)
    changed = any(_FENCE.search(text) for text in texts)
    return AnnotationState(Fence.CHANGED if changed else Fence.ABSENT)


def _as_it_stands(description: str) -> Projection:
    return Projection(description, description, None)


def _all_of_ours(text: str) -> Iterator[_Ours]:
    """The sealed blocks."""
    for block in _BLOCK.finditer(text):
        if block["seal"] == _seal(block["lines"]):
            yield _Ours(block.start(), block.end(), _lines(block["lines"]))


def _fenced(text: str) -> Iterator[tuple[int, int]]:
    """From where to where two fences stand with whatever is between them."""
    yield from (each.span() for each in _FENCED.finditer(text))


def _halves(text: str) -> Iterator[tuple[int, int]]:
    """Where a fence stands alone, with the lines beside it that look like ours."""
    for fence in _FENCE.finditer(text):
        start, end = fence.span()
        below = _SIGNED_BELOW.match(text, end) if fence["opened"] else None
        yield (start, below.end()) if below else (_signed_above(text, start), end)


def _signed_above(text: str, end: int) -> int:
    """Where the lines above a place begin that look like ours."""
    while text.endswith("\n", 0, end):
        start = text.rfind("\n", 0, end - 1) + 1
        if not _SIGNED.fullmatch(text[start : end - 1].rstrip("\r")):
            break
        end = start
    return end


def _set_off(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans with the line breaks that set them off, above, or at the very top below."""
    done, anything_above = 0, False
    for start, end in spans:
        newline = "\r\n" if "\r\n" in text[start:end] else "\n"
        first = max(done, _before_breaks(text, start, newline))
        anything_above = anything_above or first > done
        breaks = None if anything_above else _BREAKS.match(text, end)
        done = breaks.end() if breaks else end
        yield first, done


def _before_breaks(text: str, end: int, newline: str) -> int:
    """Where the empty line begins that stands above a place, or the mere end of a line."""
    for gap in (2 * newline, "\r\n", "\n"):
        if text.endswith(gap, 0, end):
            return end - len(gap)
    return end


def _lines(said: str) -> tuple[str, ...]:
    """The lines with single blanks, as editors change those, and add empty lines."""
    lines = (" ".join(line.split()) for line in re.split(r"\r\n|\n", said))
    return tuple(filter(None, lines))


def _seal(said: str) -> str:
    return sha256("\n".join(_lines(said)).encode(errors="replace")).hexdigest()[:6]
