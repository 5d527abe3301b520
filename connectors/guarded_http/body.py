"""A body taken off the wire: size and decompression ratio are held while it comes."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import IncompleteRead, ProtocolError

from connectors.guarded_http.answer import Limits

_CHUNK = 64 * 1024
_RATIO_FROM = 1024 * 1024
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_GZIP_MAGIC = b"\x1f\x8b"
_CHARSET = re.compile(r'charset\s*=\s*"?([A-Za-z0-9_.:\-]{1,40})', re.IGNORECASE)


class TooLarge(Exception):
    """The body is larger than it may be, or grows beyond measure when decompressed."""


class BadEncoding(Exception):
    """The body is compressed in a way that was not asked for, or wrongly."""


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes as they are meant; `cut_off` where fewer came than were announced."""

    content: bytes
    cut_off: bool


def read_body(response: BaseHTTPResponse, limits: Limits) -> Body:
    """Read and decompress the body; raise TooLarge, BadEncoding, TimeoutError or OSError."""
    taken = _Taken(limits)
    try:
        for chunk in _decoded(response, taken):
            taken.add(chunk)
    except IncompleteRead:
        return Body(taken.content(), cut_off=True)
    except ProtocolError as error:
        if isinstance(error.__cause__, TimeoutError):
            raise TimeoutError from None
        taken.add(_left_of_chunk(response, error))
        return Body(taken.content(), cut_off=True)
    return Body(taken.content(), cut_off=taken.unfinished)


def charset(content_type: str) -> str | None:
    """Return the charset that a Content-Type names."""
    match = _CHARSET.search(content_type)
    return match[1].lower() if match else None


def _left_of_chunk(response: BaseHTTPResponse, error: ProtocolError) -> bytes:
    """What came of a chunk before it broke off, where it can be read without the rest."""
    plain = "Content-Encoding" not in response.headers
    # http.client keeps the bytes; the error of urllib3 that is derived from its keeps their number
    partial = getattr(error.__cause__, "partial", b"")
    return partial if plain and isinstance(partial, bytes) else b""


class _Taken:
    """What has been taken so far, in and out of the compression."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._chunks: list[bytes] = []
        self._size = 0
        self.received = 0
        self.unfinished = False

    @property
    def room(self) -> int:
        """How many bytes may still come, one more than is allowed."""
        return self._limits.body_bytes - self._size + 1

    def add(self, chunk: bytes) -> None:
        self._chunks.append(chunk)
        self._size += len(chunk)
        if self._size > self._limits.body_bytes:
            raise TooLarge
        if self._size > _RATIO_FROM and self._size > self.received * self._limits.ratio:
            raise TooLarge

    def content(self) -> bytes:
        return b"".join(self._chunks)


def _decoded(response: BaseHTTPResponse, taken: _Taken) -> Iterator[bytes]:
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    chunks = _received(response, taken)
    if encoding in ("identity", ""):
        return chunks
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _inflated(chunks, taken)
    raise BadEncoding


def _received(response: BaseHTTPResponse, taken: _Taken) -> Iterator[bytes]:
    for chunk in response.stream(_CHUNK, decode_content=False):
        taken.received += len(chunk)
        yield chunk


def _inflated(chunks: Iterator[bytes], taken: _Taken) -> Iterator[bytes]:
    inflater = zlib.decompressobj(_GZIP_OR_ZLIB)
    for chunk in chunks:
        left = chunk
        while left:
            if inflater.eof and not left.startswith(_GZIP_MAGIC):
                break  # rubbish behind the body
            if inflater.eof:
                inflater = zlib.decompressobj(_GZIP_OR_ZLIB)  # gzip may have several members
            try:
                yield inflater.decompress(left, min(taken.room, _CHUNK * 16))
            except zlib.error:
                raise BadEncoding from None
            left = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
    taken.unfinished = not inflater.eof
