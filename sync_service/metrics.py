"""What the daemon counts, in the shape of Prometheus.

No label holds a name, an address or a text: labels are of closed sets alone, so that a club's
thousand make no more series than one athlete.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

from connectors.asked import Asked
from sync_service.store.schedule import Standing, Trouble

_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
PAUSED = "paused"
_LOWEST_STATUS, _HIGHEST_STATUS = 100, 599


class Wanted(StrEnum):
    """What somebody wanted of our own server."""

    FEED = "feed"
    MESSAGE = "message"  # of Google, that a calendar changed
    WATCH = "watch"  # health, readiness, metrics
    OTHER = "other"


@dataclass(frozen=True)
class Metrics:
    """The counters of one daemon, in a registry of their own."""

    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    cycles: Counter = field(init=False)
    cycle_seconds: Histogram = field(init=False)
    changes: Counter = field(init=False)
    holds: Counter = field(init=False)
    reauthorizations: Counter = field(init=False)
    reads: Counter = field(init=False)
    requests: Counter = field(init=False)
    answers: Counter = field(init=False)
    skipped: Counter = field(init=False)
    store_failures: Counter = field(init=False)
    athletes: Gauge = field(init=False)
    due: Gauge = field(init=False)
    busy: Gauge = field(init=False)
    lag: Gauge = field(init=False)
    reloads: Counter = field(init=False)
    complaints: Counter = field(init=False)

    def __post_init__(self) -> None:
        """Make them all, so that a counter that never counted stands at 0."""
        made: dict[str, Counter | Gauge | Histogram] = {
            "cycles": self._counter("cycles", "Cycles that ended, by outcome.", "outcome"),
            "cycle_seconds": Histogram(
                "counterpoint_cycle_seconds",
                "How long a cycle took.",
                buckets=_SECONDS,
                registry=self.registry,
            ),
            "changes": self._counter("changes", "What was written, by action.", "action"),
            "holds": self._counter("holds", "Plans that the brake held back."),
            "reauthorizations": self._counter(
                "reauthorizations", "Athletes whose access was found to be gone."
            ),
            "reads": self._counter("reads", "Reads of calendars, by result.", "result"),
            "requests": self._counter(
                "requests", "Requests that were made, by whom they went to.", "connector", "status"
            ),
            "answers": self._counter(
                "web_requests", "Requests that were answered, by what for.", "kind", "status"
            ),
            "skipped": self._counter("skipped", "Cycles left to another process."),
            "store_failures": self._counter(
                "store_failures", "Times that the database failed while it was needed."
            ),
            "athletes": self._gauge("athletes", "Athletes by state.", "state"),
            "due": self._gauge("due_athletes", "Athletes who wait for a cycle."),
            "busy": self._gauge("busy_workers", "Cycles that run now."),
            "lag": self._gauge("lag_seconds", "How long the longest waiting athlete waits."),
            "reloads": self._counter("reloads", "Settings read anew, by result.", "result"),
            "complaints": self._counter("notices_failed", "Notices that could not be sent."),
        }
        for name, each in made.items():
            object.__setattr__(self, name, each)
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)

    def tell_standings(self, standings: Iterable[Standing]) -> None:
        """Show how many athletes are in which state; a state that nobody is in shows 0."""
        counts = {trouble.value: 0 for trouble in Trouble} | {PAUSED: 0}
        for each in standings:
            counts[PAUSED if each.paused else each.trouble.value] += each.athletes
        for state, count in counts.items():
            self.athletes.labels(state).set(count)

    def heard(self, asked: Asked, status: int | None) -> None:
        """A request was answered with a status, or not at all."""
        self.requests.labels(asked.value, _told(status)).inc()

    def answered(self, wanted: Wanted, status: int) -> None:
        """A request to our own server was answered."""
        self.answers.labels(wanted.value, _told(status)).inc()

    def text(self) -> bytes:
        """Everything as Prometheus reads it."""
        return generate_latest(self.registry)

    def _counter(self, name: str, says: str, *labels: str) -> Counter:
        return Counter(f"counterpoint_{name}", says, labels, registry=self.registry)

    def _gauge(self, name: str, says: str, *labels: str) -> Gauge:
        return Gauge(f"counterpoint_{name}", says, labels, registry=self.registry)


def _told(status: int | None) -> str:
    """The status as a label; a server may answer with any number, but there are only so many."""
    if status is None:
        return "none"
    return str(status) if _LOWEST_STATUS <= status <= _HIGHEST_STATUS else "other"
