"""What Google's own editor makes of a description that was written as text."""

from __future__ import annotations

import html
import re


def as_google_html(text: str) -> str:
    """Escaped, with line breaks, hard blanks and links, as in `<br>`, `&nbsp;` and `<a>`."""
    escaped = html.escape(text, quote=True).replace("&#x27;", "&#39;")
    linked = re.sub(r"https?://\w+(?:\.\w+)+", r'<a href="\g<0>">\g<0></a>', escaped)
    return linked.replace("  ", " &nbsp;").replace("\n", "<br>")


def in_span(text: str) -> str:
    return f"<span>{as_google_html(text)}</span>"


def in_paragraphs(text: str) -> str:
    """Each line a paragraph, an empty one with a break in it."""
    lines = (as_google_html(line) or "<br>" for line in text.split("\n"))
    return "".join(f"<p>{line}</p>" for line in lines)
