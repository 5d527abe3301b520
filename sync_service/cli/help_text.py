"""The texts of --help: as wide as the terminal is, not as the lines of the source were."""

from __future__ import annotations

import re
from inspect import cleandoc

_BROKEN = re.compile(r"(?<=\S)\n(?=\S)")


def flowing(docstring: str) -> str:
    """The text of a command with each of its paragraphs on one line."""
    return _BROKEN.sub(" ", cleandoc(docstring))
