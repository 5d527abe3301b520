"""The signals of a service, taken between two steps of the loop and nowhere else.

A handler that did more than nothing would run in the middle of whatever the thread holds; the
number of the signal comes through a pair of sockets instead.
"""

from __future__ import annotations

import select
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_WANTED = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_MANY = 4096


class Signals:
    """What has been signaled since one last looked."""

    def __init__(self, line: socket.socket) -> None:
        """Read from `line`, to which the interpreter writes."""
        self._line = line

    def wait(self, seconds: float) -> frozenset[signal.Signals]:
        """Wait for signals, at most so long."""
        ready, _, _ = select.select([self._line], [], [], max(0.0, seconds))
        numbers = self._line.recv(_MANY) if ready else b""
        return frozenset(signal.Signals(each) for each in numbers)


@contextmanager
def signals() -> Iterator[Signals]:
    """Take the signals of a service as long as the context lasts; in the main thread alone.

    From then on they are ignored: who asks an ending process to end once more gets no other answer.
    """
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.settimeout(0)
        for each in _WANTED:
            signal.signal(each, _nothing)
        former = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        try:
            yield Signals(ours)
        finally:
            for each in _WANTED:
                signal.signal(each, signal.SIG_IGN)
            signal.set_wakeup_fd(former)


def _nothing(_number: int, _frame: FrameType | None) -> None:
    """The number is on its way already."""
