"""What can be set of the daemon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sync_service.settings import Settings


@dataclass(frozen=True, slots=True)
class DaemonOptions:
    """How often, by how many at once, and who is told.

    `notify_urls` are addresses as Apprise understands them; without one nobody is told.
    """

    interval_min: int = 15
    jitter_share: float = 0.1
    workers: int = 4
    notify_urls: tuple[str, ...] = ()
    notify_on: frozenset[str] = frozenset({"reauthorization", "held"})


def options_of(settings: Settings) -> DaemonOptions:
    """What the settings say of the daemon."""
    return DaemonOptions(
        settings.interval_min,
        settings.jitter_percent / 100,
        settings.workers,
        tuple(each.get_secret_value() for each in settings.notify.urls),
        frozenset(settings.notify.on),
    )
