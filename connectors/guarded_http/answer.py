"""What is asked for, how much of it is taken, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from connectors.guarded_http.trust import Trust


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may take, redirects included.

    `ratio` is how many times larger than what was sent a body may become; below 1 MB it is not
    looked at, since small calendars of equal events compress that well.
    """

    total_s: float = 30.0
    connect_s: float = 8.0
    body_bytes: int = 20 * 1024 * 1024
    ratio: int = 200
    redirects: int = 5


USUAL_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask it again whether anything changed: ETag and Last-Modified."""

    etag: str | None = None
    last_modified: str | None = None


NO_VALIDATORS = Validators()
"""For a first fetch: nothing is known, everything is wanted."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A body, or None where it is the one that the validators stand for.

    `charset` is what the Content-Type says. `cut_off`: the connection ended before the length
    that was announced.
    """

    body: bytes | None
    validators: Validators
    charset: str | None = None
    cut_off: bool = False


class Fetcher(Protocol):
    """What gets an address; GuardedHttp, or SharedFetches round it."""

    def get(
        self,
        address: str,
        *,
        trust: Trust,
        label: str,
        validators: Validators = NO_VALIDATORS,
    ) -> Answer:
        """Return what stands at `address`; raise ConnectorError, naming only `label`."""
        ...
