"""The composition root: the only place that names concrete connectors."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard
from zoneinfo import ZoneInfo

from connectors.guarded_http import Fetcher
from connectors.ics_feed import IcsFeedReader
from connectors.ics_publish import publish, publish_to_file
from connectors.local_calendar import LocalCalendar, Missing
from connectors.ports import Reader
from connectors.writing import CalendarWriter
from rules.say import Holds
from sync_service.athlete_settings import AthleteSettings
from sync_service.brake_limits import Limits
from sync_service.calendar_keys import former_key, key_of, own_key, place_of
from sync_service.calendar_settings import (
    GoogleCalendarSource,
    GoogleCalendarTarget,
    IcsFeedSource,
    LocalCalendarTarget,
    Role,
    Source,
    Target,
)
from sync_service.check_calendars import Calendar, CheckReport, RefusedSource
from sync_service.cycle_settings import BrakeSettings, HorizonSettings
from sync_service.errors import SettingsError
from sync_service.job import Job
from sync_service.nowhere import NOWHERE
from sync_service.places import file_in
from sync_service.publish_feeds import publish_feeds
from sync_service.readers import feed_at, reader_of
from sync_service.settings import Settings
from sync_service.sync_calendar import SyncCalendar

if TYPE_CHECKING:
    from sync_service.google_calendars import GoogleCalendars


def calendars_of(
    addresses: Sequence[str], settings: AthleteSettings, google: GoogleCalendars | None = None
) -> tuple[Calendar, ...]:
    """The calendars of the given addresses, else the athlete's configured training sources.

    Both come from the operator of this machine, who may name files and private hosts. An address
    that the settings name as well holds what they say.

    Raises:
        SettingsError: there is nothing to read, or a configured source cannot be read here.
    """
    named = _named(addresses, settings) if addresses else _configured(settings, google)
    calendars = tuple(named)
    if not calendars:
        raise SettingsError(
            "There is no source to read: name a feed or a file on the command line, "
            "or put one under sources in counterpoint.toml."
        )
    return calendars


def busy_calendars_of(
    settings: AthleteSettings, google: GoogleCalendars | None = None
) -> tuple[Calendar, ...]:
    """The athlete's calendars that tell busy time alone."""
    by_place = {place_of(each): each for each in settings.sources if each.role is Role.BUSY}
    readers = (reader_of(each, settings, google) for each in by_place.values())
    return tuple(Calendar(each, role=Role.BUSY) for each in readers)


def _named(addresses: Sequence[str], settings: AthleteSettings) -> Iterator[Calendar]:
    zone = ZoneInfo(settings.time_zone)
    declared = {
        file_in(Path.cwd(), source.address.get_secret_value()): source.holds
        for source in settings.sources
        if isinstance(source, IcsFeedSource)
    }
    for address in dict.fromkeys(addresses):
        place = file_in(Path.cwd(), address)
        yield Calendar(feed_at(address, zone), declared.get(place, Holds.TRAINING))


def _configured(settings: AthleteSettings, google: GoogleCalendars | None) -> Iterator[Calendar]:
    """The training sources of the settings; one that is named twice holds what is said last."""
    by_place = {place_of(each): each for each in settings.sources if each.role is Role.TRAINING}
    for source in by_place.values():
        yield Calendar(reader_of(source, settings, google), source.holds)


def google_sources_of(
    settings: AthleteSettings, google: GoogleCalendars
) -> tuple[SyncCalendar, ...]:
    """The athlete's calendars at Google that are read."""
    found = {place_of(e): e for e in settings.sources if isinstance(e, GoogleCalendarSource)}
    return tuple(_source(each, settings, (google, None), own=False) for each in found.values())


def job_of(
    settings: AthleteSettings,
    holding: Collection[str] = (),
    service: Settings | None = None,
    google: GoogleCalendars | None = None,
    feeds: Fetcher | None = None,
) -> Job:
    """The athlete's calendars as a cycle reads and writes them.

    `holding` are the keys of calendars in which something of ours stands: if one of those is not
    there any more, it was deleted; any other is made when the first thing is written. `service`
    says how far is looked and when is held; without it, its defaults do. `feeds` fetches feeds.

    Where there is nowhere to write, nothing is; the feeds to subscribe to are made all the same.

    Raises:
        SettingsError: there is nothing to read.
    """
    if not any(each.role is Role.TRAINING for each in settings.sources):
        raise SettingsError(f"{settings.name}: there is no source to read; put one under sources.")
    calendars = tuple(_calendars(settings, holding, google, feeds))
    horizon = service.horizon if service else HorizonSettings()
    brake = service.brake if service else BrakeSettings()
    limits = Limits(brake.share, brake.at_least)
    days = horizon.days_back, horizon.days_ahead
    return Job(settings, calendars, *days, limits, publish)


def with_every_writer(job: Job, holding: Collection[str]) -> Job:
    """The job for what is taken back: also where nothing is written now, what stands may go.

    `holding` are the keys of calendars in which something of ours stands.
    """
    calendars = tuple(
        replace(each, writer=each.reader)
        if each.key in holding and each.writer is None and _is_writer(each.reader)
        else each
        for each in job.calendars
    )
    return replace(job, calendars=calendars)


def _calendars(
    settings: AthleteSettings,
    holding: Collection[str],
    google: GoogleCalendars | None,
    feeds: Fetcher | None,
) -> Iterator[SyncCalendar]:
    """The sources, and the calendar for what we write where that is none of them."""
    by_place = {place_of(each): each for each in settings.sources}
    target = settings.write_to
    own = place_of(target) if isinstance(target, LocalCalendarTarget) else None
    for place, source in by_place.items():
        calendar = _source(source, settings, (google, feeds), own=place == own)
        yield calendar if target else replace(calendar, writer=None)
    if target is None:
        yield NOWHERE
    elif own not in by_place:
        yield _target(settings, target, google, holding)


def _source(
    source: Source,
    settings: AthleteSettings,
    ways: tuple[GoogleCalendars | None, Fetcher | None],
    *,
    own: bool,
) -> SyncCalendar:
    reader = reader_of(source, settings, *ways)
    may_write = own or source.role is Role.TRAINING
    writer = reader if may_write and _is_writer(reader) else None
    former = former_key(source)
    return SyncCalendar(key_of(source), reader, source.holds, source.role, writer, own, former)


def _is_writer(reader: Reader) -> TypeGuard[CalendarWriter]:
    return not isinstance(reader, IcsFeedReader | RefusedSource)


def _target(
    settings: AthleteSettings,
    target: Target,
    google: GoogleCalendars | None,
    holding: Collection[str],
) -> SyncCalendar:
    match target:
        case LocalCalendarTarget():
            key = key_of(target)
            folder = Path(target.folder)
            calendar = LocalCalendar(
                folder,
                label=folder.name or "the folder",
                default_zone=ZoneInfo(settings.time_zone),
                missing=Missing.GONE if key in holding else Missing.NEW,
            )
            former = former_key(target)
            return SyncCalendar(key, calendar, role=None, writer=calendar, own=True, former=former)
        case GoogleCalendarTarget():
            return _own_google(settings, target, google)


def _own_google(
    settings: AthleteSettings, target: GoogleCalendarTarget, google: GoogleCalendars | None
) -> SyncCalendar:
    """The calendar “Counterpoint” that is made in the account, beside the athlete's own."""
    if google is None:
        raise SettingsError("Google calendars are written by commands for athletes alone.")
    key = own_key(target)
    calendar = google.own(settings, key)
    writer = None if isinstance(calendar, RefusedSource) else calendar
    return SyncCalendar(key, calendar, role=None, writer=writer, own=True)


def publish_report(
    report: CheckReport, folder: Path, settings: AthleteSettings, now: datetime
) -> None:
    """Write the two feeds of a report into a folder as iCalendar files.

    Raises:
        CounterpointError: the folder or a file in it cannot be written.
    """
    publish_feeds(report, folder, settings, now, publish_to_file)
