"""What is done for one athlete in a cycle: whose calendars, which days, under which limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from importlib.metadata import version
from zoneinfo import ZoneInfo

from connectors.ports import FeedMaker, TimeWindow
from rules.days import DayRange, week_of
from sync_service.athlete_settings import AthleteSettings
from sync_service.brake_limits import Limits
from sync_service.sync_calendar import SyncCalendar

_CONTEXT_DAYS = 4 * 7  # a check reads four weeks before the week of its first day, a Monday
_RACES_AHEAD_DAYS = 29


@dataclass(frozen=True, slots=True)
class Job:
    """What is done for one athlete: their settings, calendars and horizon.

    `publish` makes the feeds that others subscribe to; without it there are none.
    """

    settings: AthleteSettings
    calendars: tuple[SyncCalendar, ...]
    days_back: int = 7
    days_ahead: int = 28
    limits: Limits = field(default_factory=Limits)
    publish: FeedMaker | None = None

    @property
    def athlete(self) -> str:
        """The name under which everything is kept."""
        return self.settings.name

    @property
    def own(self) -> SyncCalendar:
        """The calendar for our own items."""
        return next(calendar for calendar in self.calendars if calendar.own)

    @property
    def reading(self) -> str:
        """A short name of everything that decides how events are read and what is wanted."""
        horizon = f"{self.days_back} {self.days_ahead}"
        said = f"{version('counterpoint')} {horizon} {self.settings.model_dump_json()}"
        return sha256(said.encode(errors="replace")).hexdigest()[:16]

    def days(self, now: datetime) -> DayRange:
        """The days that are checked and planned, on the athlete's clock.

        They begin on a Monday: of half a week nothing could be said that holds on the next day.
        """
        today = now.astimezone(ZoneInfo(self.settings.time_zone)).date()
        first = week_of(today - timedelta(days=self.days_back)).start
        return DayRange(first, today + timedelta(days=self.days_ahead))

    def window(self, now: datetime) -> TimeWindow:
        """What is read: the days, what tells on them before, and the races after."""
        days = self.days(now)
        return TimeWindow(
            self._midnight(days.start - timedelta(days=_CONTEXT_DAYS)),
            self._midnight(days.end + timedelta(days=_RACES_AHEAD_DAYS)),
        )

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), ZoneInfo(self.settings.time_zone))
