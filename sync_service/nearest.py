"""The nearest known name to one that was mistyped."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A clause that names the nearest known name, or nothing where none is near."""
    near = get_close_matches(name.casefold(), sorted(known), n=1, cutoff=0.6)
    near = near or [each for each in sorted(known) if each.casefold() == name.casefold()]
    return f"; did you mean {near[0]}?" if near else ""
