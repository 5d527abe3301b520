"""For which calendars Google is to send messages of changes, and when it is asked for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from sync_service.athlete_settings import AthleteSettings
from sync_service.calendar_keys import key_of, own_key
from sync_service.calendar_settings import GoogleCalendarSource, GoogleCalendarTarget
from sync_service.google_at_hand import uses_google
from sync_service.settings import Settings

if TYPE_CHECKING:
    from sync_service.google_calendars import GoogleCalendars
    from sync_service.google_push import Watched
    from sync_service.store.database import Store


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
    if google is None or not uses_google(athlete):
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
