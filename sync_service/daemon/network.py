"""The ways out that all athletes of a process share, however often the settings are read anew."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from connectors.asked import Heard, unheard
from connectors.guarded_http import Fetcher, GuardedHttp, Retrying

if TYPE_CHECKING:
    from sync_service.google_calendars import GoogleCalendars


class Network:
    """How feeds are fetched and Google is asked; every thread may use it at once."""

    def __init__(self, heard: Heard = unheard) -> None:
        """`heard` is told how each request was answered."""
        self.feeds: Fetcher = Retrying(GuardedHttp(heard=heard))
        self._heard = heard
        self._first: GoogleCalendars | None = None
        self._lock = Lock()

    def joined(self, made: GoogleCalendars) -> GoogleCalendars:
        """The same, under the limits of this process: Google counts what all of it asks."""
        with self._lock:
            self._first = self._first or made
        made.limits, made.heard = self._first.limits, self._heard
        return made
