"""A guard against what never ends; it measures no speed (docs/performance.md does)."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

_CPU_S = 20.0  # what is tried here takes less than a second even on a slow machine
_WALL_S = 60.0


class Hangs(BaseException):
    """Raised where the work was; nothing that is tested catches it."""


@contextmanager
def ends() -> Iterator[None]:
    """Break off work that takes far more of the processor than it could ever need."""
    yield from _guarded(signal.ITIMER_VIRTUAL, signal.SIGVTALRM, _CPU_S)


@contextmanager
def stops_waiting() -> Iterator[None]:
    """Break off what waits for somebody who never answers."""
    yield from _guarded(signal.ITIMER_REAL, signal.SIGALRM, _WALL_S)


def _guarded(timer: int, sent: signal.Signals, seconds: float) -> Iterator[None]:
    before = signal.signal(sent, _break_off)
    signal.setitimer(timer, seconds)
    try:
        yield
    finally:
        signal.setitimer(timer, 0)
        signal.signal(sent, before)


def _break_off(*_: object) -> NoReturn:
    raise Hangs
