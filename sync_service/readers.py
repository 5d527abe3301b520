"""What reads each kind of calendar that the settings name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from connectors.errors import ConnectorError
from connectors.guarded_http import Fetcher
from connectors.ics_feed import IcsFeedReader, Trust
from connectors.local_calendar import LocalCalendar
from connectors.ports import Reader
from sync_service.athlete_settings import AthleteSettings
from sync_service.calendar_settings import (
    GoogleCalendarSource,
    IcsFeedSource,
    LocalCalendarSource,
    Source,
)
from sync_service.check_calendars import RefusedSource
from sync_service.errors import SettingsError

if TYPE_CHECKING:
    from sync_service.google_calendars import GoogleCalendars


def reader_of(
    source: Source,
    settings: AthleteSettings,
    google: GoogleCalendars | None,
    feeds: Fetcher | None = None,
) -> Reader:
    """What reads a calendar of the settings.

    Raises:
        SettingsError: it is one of Google's, and none of those is at hand.
    """
    zone = ZoneInfo(settings.time_zone)
    match source:
        case IcsFeedSource():
            return feed_at(source.address.get_secret_value(), zone, feeds)
        case LocalCalendarSource():
            folder = Path(source.folder)
            return LocalCalendar(folder, label=folder.name or "the folder", default_zone=zone)
        case GoogleCalendarSource():
            if google is None:
                raise SettingsError("Google calendars are read by commands for athletes alone.")
            return google.source(settings, source, settings.sources.index(source) + 1)


def feed_at(address: str, zone: ZoneInfo, feeds: Fetcher | None = None) -> Reader:
    """What reads a feed; one at an address that leads nowhere says so when it is read."""
    try:
        return IcsFeedReader(address, trust=Trust.OPERATOR, default_zone=zone, http=feeds)
    except ConnectorError as error:
        return RefusedSource(error)
