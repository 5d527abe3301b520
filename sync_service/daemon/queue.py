"""Who is next: the athletes that are due, handed to workers so that no trouble spreads."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Condition

from sync_service.store.schedule import Due

REST = timedelta(seconds=30)  # half a lease: then one looks again
SLOW = timedelta(seconds=2)  # a cycle that lasts longer mostly waits for somebody's server
SLOW_PLACES = 64  # of four workers in two seconds each, for the half minute that a feed may stall


@dataclass(frozen=True, slots=True)
class _Running:
    """A cycle that runs: since when, and whether the one before it failed."""

    since: datetime
    is_troubled: bool


class Queue:
    """The athletes who wait; several threads take from it.

    A cycle that lasts gives its worker's place free and goes on in one of the slow places, so that
    feeds that stall delay nobody. Who failed last time may fail slowly again: such athletes never
    take more than half of the workers' places, nor of the slow ones.
    """

    def __init__(self, workers: int) -> None:
        """For so many workers."""
        self._workers = workers
        self._most_troubled = max(1, workers // 2)
        self._hands = 0
        self._now: datetime | None = None
        self._waiting: deque[Due] = deque()
        self._running: dict[str, _Running] = {}
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
            self._now = now
            self._resting = {who: until for who, until in self._resting.items() if until > now}
            absent = self._running.keys() | self._resting.keys()
            self._waiting = deque(each for each in due if each.athlete not in absent)
            self._changed.notify_all()

    def hands(self) -> int:
        """How many threads are to begin, that every place has its own; they are counted as begun.

        Each of them takes until it gets None.
        """
        with self._changed:
            lacking = max(0, self._workers + self._slow() - self._hands)
            self._hands += lacking
            return lacking

    def take(self) -> str | None:
        """Wait for the next athlete, after which `done` has to follow.

        None once the queue is closed, or there are more threads than places.
        """
        with self._changed:
            while not self._closed and self._hands <= self._workers + self._slow():
                found = self._next()
                if found is not None:
                    since = self._now or found.since
                    self._running[found.athlete] = _Running(since, found.failures > 0)
                    return found.athlete
                self._changed.wait()
            self._hands -= 1
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
        if len(self._running) - self._slow() >= self._workers:
            return None
        troubled = sum(each.is_troubled for each in self._running.values())
        crowded = troubled - self._slow(troubled=True) >= self._most_troubled
        for place, each in enumerate(self._waiting):
            if not (crowded and each.failures):
                del self._waiting[place]
                return each
        return None

    def _slow(self, *, troubled: bool = False) -> int:
        """How many cycles are in slow places, all of them or those of the troubled alone."""
        if self._now is None:
            return 0
        running = (each for each in self._running.values() if each.is_troubled or not troubled)
        # lasting either way: the clock may have been set back
        slow = sum(abs(self._now - each.since) >= SLOW for each in running)
        return min(slow, SLOW_PLACES // 2 if troubled else SLOW_PLACES)
