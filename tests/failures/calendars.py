"""Calendars behind a network that answer as calendars of the field have answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from connectors.errors import CursorExpired, NeedsReauthorization, RetryLater
from connectors.ports import ReadResult, TimeWindow
from connectors.writing import Create, Delete, Outcome, Write, WriteResult
from tests.machine.faults import Boundaries, Network


@dataclass
class At(Boundaries):
    """Something happens once, at the first boundary of a name."""

    name: str = ""
    happens: Callable[[], None] = lambda: None
    happened: int = 0

    def __call__(self, name: str) -> None:
        if name == self.name and not self.happened:
            self.happened += 1
            self.happens()


@dataclass
class KeepsIds(Network):
    """Keeps the id of a deleted event for ever, as Google does: it can never be used again."""

    used: set[str] = field(default_factory=set)

    def apply(self, writes: Sequence[Write]) -> Iterator[WriteResult]:
        for write in writes:
            (result,) = self.calendar.apply([write])
            if isinstance(write, Create):
                if write.event_id in self.used and result.outcome is Outcome.DONE:
                    assert result.event is not None
                    assert result.event.handle is not None
                    list(self.calendar.apply([Delete(result.event.handle)]))
                    result = WriteResult(Outcome.TAKEN)
                self.used.add(write.event_id)
            yield result


@dataclass
class ForgetsCursors(Network):
    """Answers 410 to whatever cursor it is asked with."""

    expired: int = 0

    def read(self, window: TimeWindow, cursor: str | None = None) -> ReadResult:
        if cursor is not None:
            self.expired += 1
            raise CursorExpired(self.label, "the state is no longer known")
        return replace(super().read(window), cursor="a state")


@dataclass
class Revoked(Network):
    """Its access was revoked."""

    def read(self, window: TimeWindow, cursor: str | None = None) -> ReadResult:  # noqa: ARG002
        raise NeedsReauthorization(self.label, "access was revoked; connect it again")


@dataclass
class Quota(Network):
    """Takes so many writes and then no more, by an answer for each or for all of them."""

    takes: int = 0
    raises: bool = False

    def apply(self, writes: Sequence[Write]) -> Iterator[WriteResult]:
        for write in writes:
            if self.writes >= self.takes:
                if self.raises:
                    raise RetryLater(self.label, "the quota is used up; come back later", 60.0)
                yield WriteResult(Outcome.LATER, why="the quota is used up; come back later")
                continue
            self.writes += 1
            yield from self.calendar.apply([write])
