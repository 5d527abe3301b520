"""Whether the database can be used: told when it begins to fail, and when it works again."""

from __future__ import annotations

from threading import Lock

from sync_service.errors import StoreError, StoreReplaced
from sync_service.logs import log
from sync_service.metrics import Metrics


class StoreWatch:
    """What the loop and the workers found of the database; every thread may tell it at once.

    The loop only reads: that it goes well says nothing of a database that cannot be written.
    """

    def __init__(self, metrics: Metrics) -> None:
        """All is well until somebody tells otherwise."""
        self._metrics = metrics
        self._look_failed = False
        self._cycle_failed = False
        self._is_lost = False
        self._lock = Lock()

    def works(self) -> bool:
        """Whether it could be read and written the last time."""
        return not (self._look_failed or self._cycle_failed)

    def cycles_fail(self) -> bool:
        """Whether the last cycle that ended could not be kept."""
        return self._cycle_failed

    def is_lost(self) -> bool:
        """Whether the database is another one by now, so that nothing can be done any more."""
        return self._is_lost

    def look_failed(self, error: StoreError) -> None:
        """The loop could not read it."""
        with self._lock:
            self._failed(error)
            self._look_failed = True

    def looked(self) -> None:
        """The loop could read it."""
        with self._lock:
            failed, self._look_failed = self._look_failed, False
            if failed:
                self._recovered()

    def cycle_failed(self, error: StoreError) -> None:
        """A worker could not read or write it."""
        with self._lock:
            self._failed(error)
            self._cycle_failed = True

    def cycle_kept(self) -> None:
        """What a worker did is kept."""
        with self._lock:
            failed, self._cycle_failed = self._cycle_failed, False
            if failed:
                self._recovered()

    def _failed(self, error: StoreError) -> None:
        self._metrics.store_failures.inc()
        if self.works():
            log().error("the store failed", why=str(error))
        if isinstance(error, StoreReplaced):
            self._is_lost = True

    def _recovered(self) -> None:
        if self.works():
            log().info("the store answers again")
