"""HTTP for addresses that a person typed: guarded, bounded, asked again, shared.

`GuardedHttp` fetches; `Retrying` asks it again; `SharedFetches` fetches once for several readers.
`fetcher()` puts the three together as the service uses them.
"""

from __future__ import annotations

from connectors.asked import Heard, unheard
from connectors.guarded_http.answer import (
    NO_VALIDATORS,
    USUAL_LIMITS,
    Answer,
    Fetcher,
    Limits,
    Validators,
)
from connectors.guarded_http.client import GuardedHttp
from connectors.guarded_http.retry import Retrying, RetryPlan
from connectors.guarded_http.shared import SharedFetches
from connectors.guarded_http.trust import Trust, may_dial

__all__ = [
    "NO_VALIDATORS",
    "USUAL_LIMITS",
    "Answer",
    "Fetcher",
    "GuardedHttp",
    "Limits",
    "RetryPlan",
    "Retrying",
    "SharedFetches",
    "Trust",
    "Validators",
    "fetcher",
    "may_dial",
]


def fetcher(heard: Heard = unheard) -> Fetcher:
    """Return a fetcher to be shared by all readers of a process; `heard` is told how it goes."""
    return SharedFetches(Retrying(GuardedHttp(heard=heard)))
