"""Everything that the desired state is made of, put together by one look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from connectors.calendar_event import CalendarEvent
from rules.finding import Finding
from rules.workout import Workout
from sync_service.athlete_settings import AthleteSettings
from sync_service.causes import Refused
from sync_service.check_calendars import CheckReport
from sync_service.observe import Sighting
from sync_service.place_workouts import PlacedEvent
from sync_service.store.records import Decision, Item
from sync_service.wording import Wording


@dataclass(frozen=True)
class Circle:
    """Everything that the desired state is made of.

    `names` are the identities of the workouts by their ids. `own` is the key of the calendar for
    our own items.
    """

    report: CheckReport
    names: Mapping[str, str]
    sightings: tuple[Sighting, ...]
    items: tuple[Item, ...]
    decisions: tuple[Decision, ...]
    settings: AthleteSettings
    own: str
    now: datetime

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that the athlete has not dismissed."""
        return self.refused.of(self.report.findings, self.names)

    @cached_property
    def refused(self) -> Refused:
        """What the athlete does not want to see again."""
        return Refused.by(self.decisions)

    @cached_property
    def wording(self) -> Wording:
        """The athlete's language."""
        zone = ZoneInfo(self.settings.time_zone)
        return Wording.of(self.settings.language, zone).knowing(self.report.workouts)

    @cached_property
    def places(self) -> Mapping[int, Sighting]:
        """In which calendar each event stands, by the event's identity in memory."""
        return {id(event): each for each in self.sightings for event in each.events}

    @property
    def today(self) -> date:
        """The athlete's day."""
        return self.now.astimezone(ZoneInfo(self.settings.time_zone)).date()

    def writable(self, event: CalendarEvent) -> str | None:
        """The key of the calendar where the event may be changed, None where it may not."""
        place = self.places.get(id(event))
        if place is None or event.handle is None or place.calendar.writer is None:
            return None
        can = place.calendar.writer.capabilities
        editable = can.edits and (can.edits_instances or not event.handle.recurrence_id)
        return place.calendar.key if editable else None

    def stands_with_athlete(self, event: CalendarEvent) -> bool:
        """Whether the event stands where the athlete changes events, though we may not be able."""
        place = self.places.get(id(event))
        writer = None if place is None else place.calendar.writer
        return writer is not None and writer.capabilities.edits

    def placed_of(self, workout: Workout) -> PlacedEvent | None:
        """The event that holds a workout."""
        found = (each for each in self.report.placed if workout in each.workouts)
        return next(found, None)
