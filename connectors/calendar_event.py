"""The one shape in which every connector speaks of what stands in a calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class EventStatus(StrEnum):
    """RFC 5545, 3.8.1.11, without CANCELLED: a cancelled event is never handed on."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"


@dataclass(frozen=True, slots=True)
class PlatformWorkout:
    """What a training platform itself says of a workout, beside its title.

    `sport` is the platform's own word ("Run", "Strength", "LEGS_AND_CORE"), not yet understood.
    Durations are in minutes, distances in kilometers; None where the platform is silent.
    """

    platform: str
    sport: str | None = None
    planned_duration_min: float | None = None
    planned_distance_km: float | None = None
    actual_duration_min: float | None = None
    actual_distance_km: float | None = None
    completed: bool = False

    @property
    def duration_min(self) -> float | None:
        """What was done where it is known, else what was planned."""
        return (
            self.planned_duration_min
            if self.actual_duration_min is None
            else self.actual_duration_min
        )

    @property
    def distance_km(self) -> float | None:
        """What was run where it is known, else what was planned."""
        return (
            self.planned_distance_km if self.actual_distance_km is None else self.actual_distance_km
        )


@dataclass(frozen=True, slots=True)
class OwnedMark:
    """What stands in an event of ours beside its content, where the athlete does not look.

    `key` names the cause for which it was written, `kind` what it is ("fuel"), `content_hash`
    what we wrote, so that what the athlete changed since can be told.
    """

    key: str
    kind: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Handle:
    """Where an event of a writable calendar stands, and in which version.

    `ref` is opaque: only the calendar that it came from understands it. `etag` changes with every
    change of the event. `recurrence_id` names the instance where the event is one of a series.
    """

    ref: str
    etag: str
    recurrence_id: str | None = None


class Answer(StrEnum):
    """What the athlete answered to an event (RFC 5545, PARTSTAT)."""

    ACCEPTED = "accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One occurrence of an event.

    `start` and `end` are both aware datetimes, or both dates for an all-day event; `end` is
    exclusive. A date never becomes an instant here. `recurrence_id` is the original start in
    iCalendar's form (`20260105` or, in UTC, `20260105T070000Z`) for an instance of a series,
    else None: uid and recurrence_id together name the occurrence. `identity` names the same
    workout even where a platform changes its UIDs from one fetch to the next; elsewhere it is
    made of uid and recurrence_id. `private` says that the athlete does not show it to others
    (CLASS other than PUBLIC). `owned` marks what Counterpoint itself wrote; `mark` says what of it
    where the calendar keeps that. `traced` says that properties of ours stand in an event that is
    the athlete's own. `handle` is there where the calendar can be written, `answer`
    where the athlete answered.
    """

    uid: str
    start: datetime | date
    end: datetime | date
    recurrence_id: str | None = None
    identity: str = ""
    summary: str = ""
    description: str = ""
    location: str = ""
    status: EventStatus = EventStatus.CONFIRMED
    busy: bool = True
    private: bool = False
    owned: bool = False
    traced: bool = False
    categories: tuple[str, ...] = ()
    platform: PlatformWorkout | None = None
    handle: Handle | None = None
    mark: OwnedMark | None = None
    answer: Answer | None = None

    @property
    def all_day(self) -> bool:
        """Whether the event stands on days rather than at a time."""
        return not isinstance(self.start, datetime)


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event that is to be written: the shape every writer and publisher accepts.

    `uid` is the same for the same cause, so that a rewritten event replaces its forerunner.
    `start` and `end` as in CalendarEvent; `owned` is False only for an athlete's own workout that
    is published again with an annotation.
    """

    uid: str
    start: datetime | date
    end: datetime | date
    summary: str
    description: str = ""
    location: str = ""
    status: EventStatus = EventStatus.CONFIRMED
    busy: bool = False
    private: bool = False
    owned: bool = True
    categories: tuple[str, ...] = ()

    @property
    def all_day(self) -> bool:
        """Whether the event stands on days rather than at a time."""
        return not isinstance(self.start, datetime)
