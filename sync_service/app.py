"""The composition root: the only place that names concrete connectors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from connectors.errors import ConnectorError
from connectors.ics_feed import IcsFeedReader, Trust
from connectors.ics_publish import publish_to_file
from connectors.ports import Reader
from rules.say import Holds
from sync_service.athlete_settings import (
    AthleteSettings,
    GoogleCalendarSource,
    IcsFeedSource,
    LocalCalendarSource,
    Role,
    Source,
)
from sync_service.check_calendars import Calendar, CheckReport, RefusedSource
from sync_service.errors import SettingsError
from sync_service.extra_rules import load_extra_rules
from sync_service.publish_feeds import publish_feeds
from sync_service.settings import load_athlete, load_settings, only_athlete


def settings_of_athlete(file: Path | None) -> AthleteSettings:
    """The athlete of `file`, else the only one of `counterpoint.toml`, else the defaults.

    The rules of other packages are loaded first: settings may name them.
    """
    load_extra_rules()
    return load_athlete(file) if file else only_athlete(load_settings(), "counterpoint.toml")


def calendars_of(addresses: Sequence[str], settings: AthleteSettings) -> tuple[Calendar, ...]:
    """The calendars of the given addresses, else the athlete's configured training sources.

    Both come from the operator of this machine, who may name files and private hosts. An address
    that the settings name as well holds what they say.

    Raises:
        SettingsError: there is nothing to read, or a configured source cannot be read here.
    """
    zone = ZoneInfo(settings.time_zone)
    named = tuple(dict.fromkeys(addresses or _addresses(settings.sources)))
    if not named:
        raise SettingsError(
            "There is no source to read: name a feed or a file on the command line, "
            "or put one under sources in counterpoint.toml."
        )
    declared = dict(_declared(settings.sources))
    return tuple(
        Calendar(_reader(address, zone), declared.get(address, Holds.TRAINING)) for address in named
    )


def _declared(sources: Iterable[Source]) -> Iterator[tuple[str, Holds]]:
    for source in sources:
        if isinstance(source, IcsFeedSource):
            yield source.address.get_secret_value(), source.holds


def _reader(address: str, zone: ZoneInfo) -> Reader:
    try:
        return IcsFeedReader(address, trust=Trust.OPERATOR, default_zone=zone)
    except ConnectorError as error:
        return RefusedSource(error)


def publish_report(
    report: CheckReport, folder: Path, settings: AthleteSettings, now: datetime
) -> None:
    """Write the two feeds of a report into a folder as iCalendar files.

    Raises:
        CounterpointError: the folder or a file in it cannot be written.
    """
    publish_feeds(report, folder, settings, now, publish_to_file)


def _addresses(sources: Iterable[Source]) -> Iterable[str]:
    for source in sources:
        if source.role is Role.TRAINING:
            yield _address(source)


def _address(source: Source) -> str:
    match source:
        case IcsFeedSource():
            return source.address.get_secret_value()
        case GoogleCalendarSource() | LocalCalendarSource():
            raise SettingsError(
                f"Sources of the kind {source.kind} cannot be read by this version; "
                "use the calendar's secret address in iCal format as an ics_feed."
            )
