"""Text as RFC 5545 wants it: cleaned of what no content line can hold, then escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable

from icalendar.prop import vCategory, vText

# Tab and line feed are the only controls that TEXT can hold (RFC 5545, 3.3.11). The C1 controls
# are allowed there, but some readers take U+0085 for the end of a line.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n?")
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def clean(text: str) -> str:
    """Line ends made one line feed, controls removed, lone surrogates replaced by U+FFFD."""
    with_line_feeds = _LINE_ENDS.sub("\n", text)
    return _LONE_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", _CONTROLS.sub("", with_line_feeds))


class TextValue(vText):
    r"""A TEXT value that comes back as it was given.

    The library's own escaping reads a backslash before a capital N as a line break, so that
    `C:\Notes` would lose two letters.
    """

    __slots__ = ()

    def to_ical(self) -> bytes:
        """The escaped value, not yet folded."""
        return self.translate(_ESCAPES).encode()


def text_value(text: str) -> TextValue:
    """Any text, clean and ready to stand in a component."""
    return TextValue(clean(text))


def category_list(categories: Iterable[str]) -> vCategory | None:
    """One CATEGORIES value; None where no category has any text."""
    values = [text_value(category) for category in categories if clean(category)]
    if not values:
        return None
    listed = vCategory([])
    listed.cats = list(values)
    return listed
