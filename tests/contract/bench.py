"""What a writer's own test bench has to offer, so that the contract can be put to it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from connectors.calendar_event import CalendarEvent, EventDraft, Handle, OwnedMark
from connectors.ports import Reader, TimeWindow
from connectors.writing import (
    CalendarWriter,
    Create,
    Delete,
    EditWorkout,
    Outcome,
    Replace,
    Write,
    WriteResult,
)

BERLIN = ZoneInfo("Europe/Berlin")
YEAR = TimeWindow(datetime(2026, 1, 1, tzinfo=BERLIN), datetime(2027, 1, 1, tzinfo=BERLIN))
MARK = OwnedMark("spacing/2026-01-07", "fuel", "0f1e2d")


@dataclass(frozen=True)
class Seed:
    """An event of the athlete's, with guests, a reminder and a color that are to stay.

    `weeks` makes it a weekly series of so many instances. `decorated` False leaves out guests,
    reminder and color.
    """

    uid: str = "tempo"
    start: datetime | date = datetime(2026, 1, 7, 6, 30, tzinfo=BERLIN)
    end: datetime | date = datetime(2026, 1, 7, 7, 30, tzinfo=BERLIN)
    summary: str = "Tempo run 🏃"
    description: str = "warm up, then 3 x 10 min; relax\n\nhttps://example.org/a?b=c"
    weeks: int | None = None
    decorated: bool = True


class Bench(Protocol):
    """A fresh calendar, and hands that reach past the writer under test."""

    @property
    def writer(self) -> CalendarWriter:
        """The writer under test."""
        ...

    @property
    def reader(self) -> Reader:
        """What reads the same calendar."""
        ...

    def seed(self, seed: Seed) -> None:
        """Another program puts an event of the athlete's into the calendar."""
        ...

    def describe(self, event: CalendarEvent, text: str) -> None:
        """Another program changes the description of an event, or of a plain one of ours."""
        ...

    def move(self, event: CalendarEvent, start: datetime, end: datetime) -> None:
        """Another program drags an event that is no series."""
        ...

    def delete(self, event: CalendarEvent) -> None:
        """Another program deletes an event."""
        ...

    def dump(self) -> Hashable:
        """All that stands in the calendar but what every change counts up, to be compared."""
        ...

    def rest_of(self, event: CalendarEvent) -> Hashable:
        """All of an event but its description and times (and notes of ours): guests and the like.

        For an instance without words of its own that of its series.
        """
        ...

    def rings_or_invites(self, event: CalendarEvent) -> bool:
        """Whether an event has alarms or guests."""
        ...


def draft(
    start: datetime | date = datetime(2026, 1, 7, 8, 0, tzinfo=BERLIN),
    end: datetime | date | None = None,
    summary: str = "30 g protein",
    description: str = "Quark with berries",
) -> EventDraft:
    length = timedelta(minutes=30) if isinstance(start, datetime) else timedelta(days=1)
    return EventDraft("fuel@counterpoint", start, end or start + length, summary, description)


def create(
    content: EventDraft | None = None, event_id: str = "fuel0001", mark: OwnedMark = MARK
) -> Create:
    return Create(event_id, content or draft(), mark)


def do(bench: Bench, *writes: Write) -> list[WriteResult]:
    return list(bench.writer.apply(writes))


def done(bench: Bench, write: Write) -> CalendarEvent:
    """Do a write that has to succeed, and return the event as it stands afterwards."""
    (result,) = do(bench, write)
    assert result.outcome is Outcome.DONE, result.why
    assert result.event is not None
    return result.event


def handle_of(event: CalendarEvent) -> Handle:
    assert event.handle is not None
    return event.handle


def replace(event: CalendarEvent, content: EventDraft, mark: OwnedMark = MARK) -> Replace:
    return Replace(handle_of(event), content, mark)


def delete(event: CalendarEvent) -> Delete:
    return Delete(handle_of(event))


def describe(event: CalendarEvent, text: str) -> EditWorkout:
    return EditWorkout(handle_of(event), description=text)


def move(event: CalendarEvent, start: datetime | date, end: datetime | date) -> EditWorkout:
    return EditWorkout(handle_of(event), start=start, end=end)


def shift(event: CalendarEvent, by: timedelta) -> EditWorkout:
    return move(event, event.start + by, event.end + by)


def seeded(bench: Bench, seed: Seed | None = None) -> list[CalendarEvent]:
    """Put an event of the athlete's there, and return it, or its instances, as read."""
    chosen = seed or Seed()
    bench.seed(chosen)
    return sorted(_of(bench, chosen.uid), key=lambda event: event.recurrence_id or "")


def _of(bench: Bench, uid: str) -> Iterator[CalendarEvent]:
    return (event for event in bench.reader.read(YEAR).events if event.uid.startswith(uid))


def standing(bench: Bench, event: CalendarEvent) -> CalendarEvent | None:
    return bench.writer.get(handle_of(event))


def instant(moment: datetime | date) -> datetime | date:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def times(event: CalendarEvent | EventDraft) -> tuple[datetime | date, datetime | date]:
    return instant(event.start), instant(event.end)
