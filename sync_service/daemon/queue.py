"""Who is next: the athletes that are due, handed to workers so that no trouble spreads."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta
from threading import Condition

from sync_service.store.schedule import Due

REST = timedelta(seconds=30)  # half a lease: then one looks again


class Queue:
    """The athletes who wait; several threads take from it.

    Who failed last time may fail slowly again: such athletes never take more than half of the
    workers, so that the others are not delayed.
    """

    def __init__(self, workers: int) -> None:
        """For so many workers."""
        self._most_troubled = max(1, workers // 2)
        self._waiting: deque[Due] = deque()
        self._running: dict[str, bool] = {}
        self._resting: dict[str, datetime] = {}
        self._closed = False
        self._changed = Condition()

    @property
    def waiting(self) -> int:
        """How many wait."""
        with self._changed:
            return len(self._waiting)

    @property
    def running(self) -> int:
        """How many are being looked after."""
        with self._changed:
            return len(self._running)

    def refill(self, due: Iterable[Due], now: datetime) -> None:
        """Let exactly these wait, in their order, but for who runs or rests."""
        with self._changed:
            self._resting = {who: until for who, until in self._resting.items() if until > now}
            absent = self._running.keys() | self._resting.keys()
            self._waiting = deque(each for each in due if each.athlete not in absent)
            self._changed.notify_all()

    def take(self) -> str | None:
        """Wait for the next athlete; None once the queue is closed. `done` has to follow."""
        with self._changed:
            while not self._closed:
                found = self._next()
                if found is not None:
                    self._running[found.athlete] = found.failures > 0
                    return found.athlete
                self._changed.wait()
            return None

    def done(self, athlete: str, *, rest_until: datetime | None = None) -> None:
        """The athlete is looked after; with an instant, not to be looked at again before it."""
        with self._changed:
            del self._running[athlete]
            if rest_until is not None:
                self._resting[athlete] = rest_until
            self._changed.notify_all()

    def close(self) -> None:
        """Hand out nobody any more."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def drained(self, within_s: float, *, of_waiting: bool = False) -> bool:
        """Wait until nobody runs, nor waits where asked; False where that takes longer."""
        with self._changed:
            return self._changed.wait_for(
                lambda: not self._running and not (of_waiting and self._waiting), within_s
            )

    def _next(self) -> Due | None:
        """The first who may begin now."""
        crowded = sum(self._running.values()) >= self._most_troubled
        for place, each in enumerate(self._waiting):
            if not (crowded and each.failures):
                del self._waiting[place]
                return each
        return None
