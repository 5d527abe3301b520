"""The annotation in a workout's description: below the athlete's own text, between two fences.

It is recognized by its seal, also where a calendar's editor has made HTML of the whole
description. Only what bears our seal unbroken is ever taken away: what the athlete wrote between
such lines, or changed in ours, is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
_FENCE = re.compile(r"──[ \u00a0](?:Counterpoint|/Counterpoint[ \u00a0]\w{6})[ \u00a0]──")


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
        text = projection.without(
            [(each.start, each.end) for each in _all_of_ours(projection.text)]
        )
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
    """The sealed blocks, each with the empty line that sets it off from the athlete's text."""
    for block in _BLOCK.finditer(text):
        if block["seal"] == _seal(block["lines"]):
            gap = 2 * block["newline"]
            start = block.start() - (len(gap) if text.endswith(gap, 0, block.start()) else 0)
            yield _Ours(start, block.end(), _lines(block["lines"]))


def _lines(said: str) -> tuple[str, ...]:
    """The lines with single blanks, as editors change those, and add empty lines."""
    lines = (" ".join(line.split()) for line in re.split(r"\r\n|\n", said))
    return tuple(filter(None, lines))


def _seal(said: str) -> str:
    return sha256("\n".join(_lines(said)).encode(errors="replace")).hexdigest()[:6]
