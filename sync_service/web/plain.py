"""Short answers, and what every answer says to browsers and searchers."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import PlainTextResponse, Response

GUARDED = {
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


def plain(text: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A line for a person or a probe, which nobody is to keep."""
    told = {"Cache-Control": "no-store", **GUARDED, **(headers or {})}
    return PlainTextResponse(f"{text}\n", status, told)


def not_here() -> Response:
    """The same few words for whatever is not there, was revoked, or never existed."""
    return plain("Not here.", 404)


def not_now(after_s: int) -> Response:
    """What is not there yet, or cannot be reached for now."""
    return plain("Not now.", 503, {"Retry-After": str(after_s)})
