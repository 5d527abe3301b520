"""How much a cycle may take away or rewrite before it asks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """A plan that takes away or rewrites more than this is held."""

    share: float = 0.4
    at_least: int = 5
