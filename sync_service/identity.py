"""What a workout is called from one cycle to the next, wherever it moves.

A workout's id serves one read alone, and changes with its start. What the athlete decided about a
workout has to outlive a move, so it is kept under the event's identity.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from types import MappingProxyType

from connectors.calendar_event import CalendarEvent
from sync_service.place_workouts import PlacedEvent

_LENGTH = 16
_SUGGESTION = "suggestion "


def identity_of(event: CalendarEvent) -> str:
    """A short name of the occurrence, made without its time and without its text."""
    return sha256(name_of_event(event).encode(errors="replace")).hexdigest()[:_LENGTH]


def name_of_event(event: CalendarEvent) -> str:
    """What the connector calls the occurrence, else its UID and RECURRENCE-ID."""
    return event.identity or f"{event.uid}\n{event.recurrence_id or ''}"


def identities(placed: Iterable[PlacedEvent]) -> Mapping[str, str]:
    """The identity of each workout by its id; the second of one event has its place behind it.

    Two events of one identity (the same UID in two feeds) are told apart by their order in time.
    """
    taken: dict[str, int] = {}
    named: dict[str, str] = {}
    for each in sorted(placed, key=lambda one: (one.workouts[0].start_utc, one.workouts[0].id)):
        name = identity_of(each.event)
        seen = taken.get(name, 0)
        taken[name] = seen + 1
        whole = name if not seen else f"{name}.{seen}"
        for index, workout in enumerate(each.workouts):
            named[workout.id] = f"{whole}-{index}" if index else whole
    return MappingProxyType(named)


def event_name(workout: str) -> str:
    """The identity of the event that holds a workout, by the workout's own."""
    return workout[:_LENGTH]


def annotation_key(workout: str) -> str:
    """The key of the note in a workout."""
    return f"annotation {workout}"


def suggestion_key(workout: str) -> str:
    """The key of the suggestion to move a workout."""
    return f"{_SUGGESTION}{workout}"


def suggested_workout(key: str) -> str:
    """The workout that the suggestion of this key is about."""
    return key.removeprefix(_SUGGESTION)


def suggestion_cause(key: str, day: date) -> str:
    """What a suggestion is declined for: the day that it leads to."""
    return f"{key} {day}"
