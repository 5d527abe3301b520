"""How long a text may be that is read on a phone."""

from __future__ import annotations

LONGEST_TITLE = 60
LONGEST_LINE = 120


def shortened(text: str, most: int) -> str:
    """The text, cut where it is too long."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip(' .,;:')}…"
