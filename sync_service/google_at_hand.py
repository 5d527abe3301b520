"""What makes the Google calendars of athletes, where anybody has one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sync_service.athlete_settings import AthleteSettings
from sync_service.calendar_settings import GoogleCalendarSource, GoogleCalendarTarget
from sync_service.everyone import store_of
from sync_service.settings import Settings, load_service

if TYPE_CHECKING:
    from sync_service.google_calendars import GoogleCalendars
    from sync_service.store.database import Store


def google_calendars(
    settings: Settings, athletes: Iterable[AthleteSettings], store: Store, now: datetime
) -> GoogleCalendars | None:
    """What makes the Google calendars of all these athletes, None where nobody has one."""
    if not any(uses_google(each) for each in athletes):
        return None
    from sync_service.google_calendars import GoogleCalendars  # noqa: PLC0415 (few need it)

    return GoogleCalendars(store, settings.google, now)


def uses_google(athlete: AthleteSettings) -> bool:
    """Whether a calendar of theirs is one of Google's."""
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
    if not uses_google(athlete):
        yield None
        return
    settings, _ = load_service(file)
    with closing(store_of(settings)) as store:
        yield google_calendars(settings, [athlete], store, now)
