"""The ways out that all athletes of a process share, however often the settings are read anew."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from connectors.asked import Heard, unheard
from connectors.guarded_http import Fetcher, GuardedHttp, Retrying, SharedFetches

if TYPE_CHECKING:
    from sync_service.google_calendars import GoogleCalendars

_MOST_BYTES = 16 * 1024 * 1024  # of feeds that several athletes may name


class Network:
    """How feeds are fetched and Google is asked; every thread may use it at once."""

    def __init__(
        self, heard: Heard = unheard, clock_s: Callable[[], float] = time.monotonic
    ) -> None:
        """`heard` is told how each request was answered; `clock_s` tells seconds that only grow."""
        self._feeds = Retrying(GuardedHttp(heard=heard))
        self._shared = SharedFetches(self._feeds, keep_bytes=_MOST_BYTES, clock_s=clock_s)
        self._heard = heard
        self._first: GoogleCalendars | None = None
        self._lock = Lock()

    def feeds(self, *, asked: bool) -> Fetcher:
        """Who fetches feeds; for one who was asked for, nothing of a minute ago will do."""
        return self._feeds if asked else self._shared

    def joined(self, made: GoogleCalendars) -> GoogleCalendars:
        """The same, under the limits of this process: Google counts what all of it asks."""
        with self._lock:
            self._first = self._first or made
        made.limits, made.heard = self._first.limits, self._heard
        return made
