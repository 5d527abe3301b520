"""What the web server is told of the daemon beside which it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sync_service.metrics import Wanted
from sync_service.store.database import Store

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry


Answered = Callable[[Wanted, int], None]


def nobody() -> int:
    """The count of those who wait, where nobody counts them."""
    return 0


def always() -> bool:
    """That there is work, or that the database works, where nobody knows."""
    return True


def everyone(_athlete: str) -> bool:
    """That an athlete is looked after, where nobody is left out."""
    return True


def uncounted(_wanted: Wanted, _status: int) -> None:
    """That a request was answered, where nobody counts."""


@dataclass(frozen=True, slots=True)
class WebState:
    """Everything that the server knows and may do.

    `last_cycle` tells when a cycle ended last, None before the first one; `stale_after` is how
    old it may be while the daemon `has_work`; where nobody is due, no cycle is late. `store_works`
    tells whether what the daemon did last could be kept. Without a `registry` there are no
    metrics. `due` is called with an athlete whose calendars are to be read soon, `answered` with
    what each request was for and how it was answered. The feeds are served of those alone of whom
    `is_served` says so. All of them are called
    from several threads.
    """

    store: Store
    registry: CollectorRegistry | None
    clock: Callable[[], datetime]
    started_at: datetime
    last_cycle: Callable[[], datetime | None]
    stale_after: timedelta
    due: Callable[[str], None]
    needs_reauthorization: Callable[[], int] = nobody
    has_work: Callable[[], bool] = always
    store_works: Callable[[], bool] = always
    is_served: Callable[[str], bool] = everyone
    answered: Answered = uncounted
