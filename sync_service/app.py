"""The composition root: the only place that names concrete connectors."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard
from zoneinfo import ZoneInfo

from connectors.errors import ConnectorError
from connectors.guarded_http import Fetcher
from connectors.ics_feed import IcsFeedReader, Trust
from connectors.ics_publish import publish, publish_to_file
from connectors.local_calendar import LocalCalendar, Missing
from connectors.ports import Reader
from connectors.writing import CalendarWriter
from rules.say import Holds
from sync_service.athlete_settings import (
    AthleteSettings,
    GoogleCalendarSource,
    GoogleCalendarTarget,
    IcsFeedSource,
    LocalCalendarSource,
    LocalCalendarTarget,
    Role,
    Source,
    Target,
    file_in,
)
from sync_service.brake_limits import Limits
from sync_service.calendar_keys import former_key, key_of, own_key, place_of
from sync_service.check_calendars import Calendar, CheckReport, RefusedSource
from sync_service.cycle_settings import BrakeSettings, HorizonSettings
from sync_service.database_settings import sqlite_file
from sync_service.errors import SettingsError
from sync_service.extra_rules import load_extra_rules
from sync_service.job import Job
from sync_service.publish_feeds import publish_feeds
from sync_service.settings import Settings, load_service
from sync_service.stored_athletes import refuse_doubles, stored_athletes
from sync_service.sync_calendar import SyncCalendar

if TYPE_CHECKING:
    from sync_service.google_calendars import GoogleCalendars
    from sync_service.google_push import Watched
    from sync_service.store.database import Store


def athletes_of(file: Path | None) -> tuple[Settings, tuple[AthleteSettings, ...]]:
    """The service's settings and its athletes: of counterpoint.toml and the database, or `file`.

    Raises:
        SettingsError: the settings cannot be used, name nobody, or two of one name.
    """
    settings, athletes = configured_athletes(file)
    stored = kept_athletes(settings) if athletes == settings.athletes else ()
    refuse_doubles(athletes, (each.name for each in stored))
    everyone = (*athletes, *stored)
    if not everyone:
        raise SettingsError(
            "There is no athlete here: write one into counterpoint.toml under [[athletes]], add "
            "one with counterpoint athlete add, or name a file with --athlete."
        )
    return settings, everyone


def configured_athletes(file: Path | None = None) -> tuple[Settings, tuple[AthleteSettings, ...]]:
    """The service's settings and the athletes of them, or that of `file`; none is no mistake.

    Raises:
        SettingsError: the settings cannot be used.
    """
    load_extra_rules()
    return load_service(file)


def takes_stored(file: Path | None) -> bool:
    """Whether the athletes of the database belong to those of `file`: not to one athlete's own."""
    settings, athletes = configured_athletes(file)
    return athletes == settings.athletes


def kept_athletes(settings: Settings) -> tuple[AthleteSettings, ...]:
    """Everyone in the database; where there is none yet, none is made for this.

    Raises:
        CounterpointError: the database or what stands in it cannot be used.
    """
    database = sqlite_file(settings.database_url.get_secret_value())
    if database is not None and not database.exists():
        return ()
    with closing(store_of(settings)) as store:
        return stored_athletes(store)


def store_of(settings: Settings) -> Store:
    """The database that the settings name, made or brought up to date.

    Raises:
        StoreError: it cannot be used.
    """
    from sync_service.store.database import open_store  # noqa: PLC0415 (check needs no database)

    key = settings.key_path or Path("counterpoint.key")
    return open_store(settings.database_url.get_secret_value(), now=datetime.now(UTC), key_file=key)


def google_calendars(
    settings: Settings, athletes: Iterable[AthleteSettings], store: Store, now: datetime
) -> GoogleCalendars | None:
    """What makes the Google calendars of all these athletes, None where nobody has one."""
    if not any(_uses_google(each) for each in athletes):
        return None
    from sync_service.google_calendars import GoogleCalendars  # noqa: PLC0415 (few need it)

    return GoogleCalendars(store, settings.google, now)


def _uses_google(athlete: AthleteSettings) -> bool:
    named = (*athlete.sources, athlete.write_to)
    return any(isinstance(each, GoogleCalendarSource | GoogleCalendarTarget) for each in named)


@contextmanager
def google_for(
    athlete: AthleteSettings, file: Path | None, now: datetime
) -> Iterator[GoogleCalendars | None]:
    """The same for a command that else needs no database.

    Raises:
        StoreError: the database that keeps the access cannot be used.
    """
    if not _uses_google(athlete):
        yield None
        return
    settings, _ = load_service(file)
    with closing(store_of(settings)) as store:
        yield google_calendars(settings, [athlete], store, now)


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
    readers = (_reader(each, settings, google) for each in by_place.values())
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
        yield Calendar(_feed(address, zone), declared.get(place, Holds.TRAINING))


def _configured(settings: AthleteSettings, google: GoogleCalendars | None) -> Iterator[Calendar]:
    """The training sources of the settings; one that is named twice holds what is said last."""
    by_place = {place_of(each): each for each in settings.sources if each.role is Role.TRAINING}
    for source in by_place.values():
        yield Calendar(_reader(source, settings, google), source.holds)


def _reader(
    source: Source,
    settings: AthleteSettings,
    google: GoogleCalendars | None,
    feeds: Fetcher | None = None,
) -> Reader:
    zone = ZoneInfo(settings.time_zone)
    match source:
        case IcsFeedSource():
            return _feed(source.address.get_secret_value(), zone, feeds)
        case LocalCalendarSource():
            folder = Path(source.folder)
            return LocalCalendar(folder, label=folder.name or "the folder", default_zone=zone)
        case GoogleCalendarSource():
            if google is None:
                raise SettingsError("Google calendars are read by commands for athletes alone.")
            return google.source(settings, source, settings.sources.index(source) + 1)


def _feed(address: str, zone: ZoneInfo, feeds: Fetcher | None = None) -> Reader:
    try:
        return IcsFeedReader(address, trust=Trust.OPERATOR, default_zone=zone, http=feeds)
    except ConnectorError as error:
        return RefusedSource(error)


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

    Raises:
        SettingsError: there is nothing to read, or nowhere to write.
    """
    if settings.write_to is None:
        raise SettingsError(
            f"{settings.name}: there is no calendar to write to; name one with write_to, as in "
            'write_to = { kind = "local_calendar", folder = "calendar" }.'
        )
    if not any(each.role is Role.TRAINING for each in settings.sources):
        raise SettingsError(f"{settings.name}: there is no source to read; put one under sources.")
    by_place = {place_of(each): each for each in settings.sources}
    target = place_of(settings.write_to)
    in_source = target in by_place and isinstance(settings.write_to, LocalCalendarTarget)
    calendars = [
        _source(each, settings, (google, feeds), own=in_source and place_of(each) == target)
        for each in by_place.values()
    ]
    if not in_source:
        calendars.append(_target(settings, settings.write_to, google, holding))
    horizon = service.horizon if service else HorizonSettings()
    brake = service.brake if service else BrakeSettings()
    limits = Limits(brake.share, brake.at_least)
    days = horizon.days_back, horizon.days_ahead
    return Job(settings, tuple(calendars), *days, limits, publish)


def _source(
    source: Source,
    settings: AthleteSettings,
    ways: tuple[GoogleCalendars | None, Fetcher | None],
    *,
    own: bool,
) -> SyncCalendar:
    reader = _reader(source, settings, *ways)
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


def keep_messages(
    athlete: AthleteSettings,
    service: Settings,
    google: GoogleCalendars | None,
    store: Store,
    now: datetime,
) -> None:
    """Have Google tell of changes in the athlete's calendars, where it can reach this service.

    To be called after a cycle: most times there is nothing to do, and nothing is asked.

    Raises:
        StoreError: the database cannot be used.
    """
    if google is None or not _uses_google(athlete):
        return
    from sync_service.google_push import PushAccount, address_of, keep_channels  # noqa: PLC0415

    account = PushAccount(store, athlete.name, google.client(athlete))
    address = address_of(service.web.public_url)
    keep_channels(account, tuple(_watched(athlete, google)), address, now)


def end_messages(athlete: AthleteSettings, google: GoogleCalendars | None, store: Store) -> None:
    """Have Google tell nothing more of an athlete who is taken away.

    Raises:
        StoreError: the database cannot be used.
    """
    from sync_service.google_push import PushAccount, close_channels  # noqa: PLC0415

    client = google.client(athlete) if google else None
    close_channels(PushAccount(store, athlete.name, client))


def _watched(athlete: AthleteSettings, google: GoogleCalendars) -> Iterator[Watched]:
    """The athlete's Google calendars, and the one that holds what we write once it is there."""
    from sync_service.google_push import Watched  # noqa: PLC0415

    for source in athlete.sources:
        if isinstance(source, GoogleCalendarSource):
            yield Watched(key_of(source), source.calendar)
    if isinstance(athlete.write_to, GoogleCalendarTarget):
        key = own_key(athlete.write_to)
        own = google.own_id(athlete, key)
        if own is not None:
            yield Watched(key, own)


def publish_report(
    report: CheckReport, folder: Path, settings: AthleteSettings, now: datetime
) -> None:
    """Write the two feeds of a report into a folder as iCalendar files.

    Raises:
        CounterpointError: the folder or a file in it cannot be written.
    """
    publish_feeds(report, folder, settings, now, publish_to_file)
