"""From the bytes of a feed to lines that can be looked at: encoding, line ends, folds."""

from __future__ import annotations

import re

_BOM_UTF8 = b"\xef\xbb\xbf"
_BOM_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029]")
_MIXED_CASE_MARK = re.compile(
    rb"\n(?!BEGIN|END)([Bb][Ee][Gg][Ii][Nn]|[Ee][Nn][Dd])[ \t]*:[ \t]*([A-Za-z-]+)[ \t]*(?=\n)"
    rb"|\n(BEGIN|END)[ \t]*:[ \t]*(?![A-Z-]+\n)([A-Za-z-]+)[ \t]*(?=\n)"
)


def canonical(body: bytes) -> bytes:
    r"""Return `body` as UTF-8 without folds, its lines ended by ``\n``, one before the first.

    Folds are undone on the octets: writers split characters in the middle (RFC 5545, 3.1).
    """
    text = _without_bom(body)
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if b"\n " in text:
        text = text.replace(b"\n ", b"")
    if b"\n\t" in text:
        text = text.replace(b"\n\t", b"")
    return _MIXED_CASE_MARK.sub(_upper_mark, b"\n" + text + b"\n")


def decode(block: bytes) -> str:
    """Return a block's text, control characters taken out; what is not UTF-8 is Windows-1252."""
    try:
        text = block.decode()
    except UnicodeDecodeError:
        text = block.decode("cp1252", errors="replace")
    return _CONTROL.sub("", text)


def _without_bom(body: bytes) -> bytes:
    if body.startswith(_BOM_UTF16):
        return body.decode("utf-16", errors="replace").encode()
    return body.removeprefix(_BOM_UTF8)


def as_utf8(text: bytes, charset: str | None) -> bytes:
    """Return `text` in UTF-8; the server's `charset` is believed where it is not that already."""
    if charset is None or charset.replace("_", "-") in ("utf-8", "utf8", "us-ascii"):
        return text
    try:
        text.decode()
    except UnicodeDecodeError:
        try:
            return text.decode(charset, errors="replace").encode()
        except (LookupError, UnicodeError):
            return text
    return text


def _upper_mark(match: re.Match[bytes]) -> bytes:
    keyword = match[1] or match[3]
    name = match[2] or match[4]
    return b"\n" + keyword.upper() + b":" + name.upper()
