"""The service round the daemon: the `schedule` loop, signals, systemd, a calm end."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from threading import Thread

from prometheus_client import write_to_textfile
from schedule import Scheduler

from sync_service.daemon.daemon import Daemon
from sync_service.daemon.signals import Signals
from sync_service.daemon.systemd import READY, STOPPING, WATCHDOG, Systemd
from sync_service.logs import log

LONGEST_END_S = 8.0  # of the ten seconds that a service has
_LAST_END_S = 9.0
_TURN_S = 1
_COUNT_S = 15
_FOLLOW_S = 5


class Loop:
    """The work that comes round, by the library `schedule`.

    It goes by the local clock. Where that is set back, or an hour comes twice in autumn, what
    comes round would wait for it to catch up: then everything is planned anew.
    """

    def __init__(self, turn: Callable[[], None], count: Callable[[], None]) -> None:
        """`turn` comes round every second, `count` four times a minute."""
        self._work = [(turn, _TURN_S), (count, _COUNT_S)]
        self._scheduler = Scheduler()
        self._weekly: Callable[[], None] | None = None
        self._plan()

    def weekly(self, work: Callable[[], None]) -> None:
        """Let something come round on Monday mornings."""
        self._weekly = work
        self._plan()

    def often(self, work: Callable[[], None], every_s: int) -> None:
        """Let something else come round every few seconds."""
        self._work.append((work, every_s))
        self._plan()

    def run_pending(self) -> None:
        """Do what is due."""
        if (self._scheduler.idle_seconds or 0) > 2 * _TURN_S:
            self._plan()
        self._scheduler.run_pending()

    def idle_s(self) -> float:
        """How long nothing is due."""
        return min(max(self._scheduler.idle_seconds or 0.0, 0.0), _TURN_S)

    def _plan(self) -> None:
        self._scheduler.clear()
        for work, seconds in self._work:
            self._scheduler.every(seconds).seconds.do(work)
        if self._weekly is not None:
            self._scheduler.every().monday.at("08:00").do(self._weekly)


def serve(
    daemon: Daemon,
    systemd: Systemd,
    line: Signals,
    metrics_file: Path | None = None,
    beside: ExitStack | None = None,
) -> bool:
    """Run until SIGTERM or SIGINT comes over `line`, or the database is gone.

    What runs `beside` it is closed while the cycles come to their end, and not after them. Return
    whether all of it did.
    """
    daemon.start()
    systemd.notify(READY)
    log().info("started")
    loop = Loop(daemon.turn, lambda: _count(daemon, metrics_file))
    loop.often(daemon.follow, _FOLLOW_S)
    loop.weekly(daemon.tell_the_week)
    daemon.turn()
    _count(daemon, metrics_file)
    _until_stopped(loop, line, daemon, systemd)
    systemd.notify(STOPPING)
    log().info("stopping")
    until_s = time.monotonic() + _LAST_END_S
    closing = _closing(beside or ExitStack())
    ended = daemon.stop(LONGEST_END_S)
    closing.join(until_s - time.monotonic())
    _count(daemon, metrics_file)
    log().info("stopped", every_cycle_ended=ended)
    return ended and not closing.is_alive()


def _closing(beside: ExitStack) -> Thread:
    closing = Thread(target=beside.close, name="closing", daemon=True)
    closing.start()
    return closing


def _until_stopped(loop: Loop, line: Signals, daemon: Daemon, systemd: Systemd) -> None:
    barked_at = float("-inf")
    while True:
        loop.run_pending()
        if daemon.is_lost():
            return
        if systemd.watchdog_s is not None and time.monotonic() - barked_at >= systemd.watchdog_s:
            systemd.notify(WATCHDOG)
            barked_at = time.monotonic()
        came = line.wait(min(loop.idle_s(), systemd.watchdog_s or _TURN_S))
        if came & {signal.SIGTERM, signal.SIGINT}:
            return
        if signal.SIGHUP in came:
            systemd.reloading()
            daemon.reload()
            systemd.notify(READY)


def _count(daemon: Daemon, metrics_file: Path | None) -> None:
    daemon.count()
    if metrics_file is not None:
        try:
            write_to_textfile(str(metrics_file), daemon.metrics.registry)
        except OSError as error:
            log().error("the metrics file cannot be written", why=error.strerror)
