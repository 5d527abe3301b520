"""Who is told of the requests that connectors make: that one was made, and how it was answered.

Whom exactly was asked for what is nobody's business: feed addresses are secrets.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Asked(StrEnum):
    """The kind of server that was asked."""

    ICS_FEED = "ics_feed"
    GOOGLE_CALENDAR = "google_calendar"
    GOOGLE_BATCH_PART = "google_batch_part"  # a call within a batch, answered by itself
    GOOGLE_TOKENS = "google_tokens"


Heard = Callable[[Asked, int | None], None]
"""Told of each request: the HTTP status of its answer, None where none came. Thread-safe."""


def unheard(_asked: Asked, _status: int | None) -> None:
    """Nobody counts."""
