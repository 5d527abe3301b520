"""Things to keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from connectors.calendar_event import CalendarEvent, EventDraft, Handle, PlatformWorkout
from connectors.ports import TimeWindow
from sync_service.store.records import (
    Action,
    Decision,
    Item,
    ItemKind,
    JournalEntry,
    KnownEvent,
    SourceState,
    Verdict,
)

NOW = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def workout(number: int, summary: str = "Easy run") -> KnownEvent:
    start = NOW + number * HOUR
    event = CalendarEvent(
        f"run-{number}@example.org",
        start,
        start + HOUR,
        summary=summary,
        platform=PlatformWorkout("garmin", "Run", 45.0),
        categories=("Run",),
    )
    return KnownEvent("plan", event, is_workout=True)


def busy(number: int) -> KnownEvent:
    start = NOW + number * HOUR
    return KnownEvent(
        "plan", CalendarEvent(f"busy-{number}", start, start + HOUR), is_workout=False
    )


def state(source: str = "plan") -> SourceState:
    return SourceState(source, "cursor", TimeWindow(NOW, NOW + 24 * HOUR), NOW)


def item(key: str = "fuel:2026-03-02", etag: str = "1") -> Item:
    day = date(2026, 3, 2)
    draft = EventDraft("uid", day, day + timedelta(days=1), "Fuel", "80 g of protein")
    handle = Handle("calendar/uid.ics", etag)
    return Item(key, ItemKind.FUEL, "cause", "calendar", handle, draft, "hash", was_start=NOW)


def decision(key: str = "key", day: date | None = None) -> Decision:
    return Decision(key, "cause", Verdict.DISMISSED, NOW, day=day)


def entry(cycle: int, position: int = 0) -> JournalEntry:
    return JournalEntry(cycle, position, Action.CHANGE, item(etag="2"), item())


def renamed(known: KnownEvent, summary: str) -> KnownEvent:
    return replace(known, event=replace(known.event, summary=summary))
