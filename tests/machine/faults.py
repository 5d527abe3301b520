"""What goes wrong: a process that is killed at a boundary, a network that fails at a write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from connectors.calendar_event import CalendarEvent, Handle
from connectors.errors import SourceUnavailable
from connectors.local_calendar import LocalCalendar
from connectors.ports import ReadResult, TimeWindow
from connectors.writing import Capabilities, Moved, Write, WriteResult


class Killed(BaseException):
    """The process ends here; nothing of ours may catch this."""


@dataclass
class Boundaries:
    """Counts the boundaries of a cycle; at one of them something happens."""

    at: int | None = None
    happens: Callable[[], None] = lambda: None
    passed: int = 0

    def __call__(self, _name: str) -> None:
        self.passed += 1
        if self.at is not None and self.passed == self.at:
            self.happens()


def kill() -> None:
    raise Killed


@dataclass
class Network:
    """A calendar behind a network that fails at one write: before it, or after it was done."""

    calendar: LocalCalendar
    fails_at: int | None = None
    after_commit: bool = False
    reads_fail: bool = False
    reads: int = 0
    writes: int = field(default=0)

    @property
    def label(self) -> str:
        return self.calendar.label

    @property
    def capabilities(self) -> Capabilities:
        return self.calendar.capabilities

    def read(self, window: TimeWindow, cursor: str | None = None) -> ReadResult:
        self.reads += 1
        if self.reads_fail:
            raise SourceUnavailable(self.label, "the network is down")
        return self.calendar.read(window, cursor)

    def apply(self, writes: Sequence[Write]) -> Iterator[WriteResult]:
        for write in writes:
            self.writes += 1
            fails = self.writes == self.fails_at
            if fails and not self.after_commit:
                raise SourceUnavailable(self.label, "the network is down")
            results = list(self.calendar.apply([write]))
            if fails:
                raise SourceUnavailable(self.label, "the network is down")
            yield from results

    def get(self, handle: Handle) -> CalendarEvent | None:
        return self.calendar.get(handle)

    def refuse_unwritable(self) -> None:
        self.calendar.refuse_unwritable()

    def leave(self) -> None:
        self.calendar.leave()

    def owned(self) -> Iterator[CalendarEvent]:
        return self.calendar.owned()

    def moved(self) -> Iterator[Moved]:
        return self.calendar.moved()

    def traces(self) -> Iterator[CalendarEvent]:
        return self.calendar.traces()
