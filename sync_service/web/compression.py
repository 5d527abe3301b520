"""Whether a client takes gzip (RFC 9110, 12.5.3)."""

from __future__ import annotations

import gzip

_WORTH_BYTES = 512
_NAMES = ("gzip", "x-gzip")


def takes_gzip(accept_encoding: str) -> bool:
    """What the client prefers of gzip, told by name or by a star; nothing told: no."""
    weights: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        name, _, parameters = part.partition(";")
        weights[name.strip()] = _weight(parameters)
    named = [weights[name] for name in _NAMES if name in weights]
    return max(named, default=weights.get("*", 0)) > 0


def compressed(content: bytes) -> bytes | None:
    """The same bytes for the same content; None where it is not worth it."""
    return gzip.compress(content, mtime=0) if len(content) >= _WORTH_BYTES else None


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1
    try:
        return float(value)
    except ValueError:
        return 0
