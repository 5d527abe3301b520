"""Whom the daemon looks after, by settings that can be read anew while it runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sync_service.app import job_of
from sync_service.athlete_settings import AthleteSettings
from sync_service.daemon.network import Network
from sync_service.daemon.options import DaemonOptions, options_of
from sync_service.everyone import athletes_of, takes_stored
from sync_service.google_at_hand import google_calendars
from sync_service.google_messages import keep_messages
from sync_service.job import Job
from sync_service.settings import Settings
from sync_service.store.database import Store

if TYPE_CHECKING:
    from sync_service.google_calendars import GoogleCalendars


@dataclass(frozen=True)
class Roster:
    """The athletes of one reading of the settings, and what is set of the daemon.

    With `takes_stored` the athletes of the database belong to it; those of the settings are
    `configured`.
    """

    settings: Settings
    athletes: Mapping[str, AthleteSettings]
    options: DaemonOptions = field(default_factory=DaemonOptions)
    network: Network = field(default_factory=Network)
    takes_stored: bool = True

    @property
    def configured(self) -> frozenset[str]:
        """The names of those who stand in the settings."""
        return frozenset(each.name for each in self.settings.athletes)

    def with_athletes(self, athletes: Mapping[str, AthleteSettings]) -> Roster:
        """The same settings for other athletes."""
        return replace(self, athletes=athletes)

    def job(self, athlete: str, store: Store, now: datetime) -> Job:
        """The athlete's calendars for one cycle.

        Raises:
            CounterpointError: the settings name nothing to read.
        """
        settings = self.athletes[athlete]
        with store.reading(athlete) as ledger:
            holding = Counter(item.calendar for item in ledger.items())
            appointment = ledger.appointment()
        asked = appointment is not None and appointment.asked_at is not None
        google = self._google_at(settings, store, now)
        return job_of(settings, holding, self.settings, google, self.network.feeds(asked=asked))

    def keep_messages(self, athlete: str, store: Store, now: datetime) -> None:
        """Have Google tell of changes, where it can reach this service; mostly nothing to do.

        Raises:
            StoreError: the database cannot be used.
        """
        settings = self.athletes[athlete]
        google = self._google_at(settings, store, now)
        keep_messages(settings, self.settings, google, store, now)

    def _google_at(
        self, settings: AthleteSettings, store: Store, now: datetime
    ) -> GoogleCalendars | None:
        made = google_calendars(self.settings, [settings], store, now)
        return None if made is None else self.network.joined(made)


ReadRoster = Callable[[Store], Roster]


def roster_of(
    file: Path | None, network: Network | None = None, store: Store | None = None
) -> Roster:
    """The roster as the settings say now; `network` and the open `store` outlive it.

    Raises:
        SettingsError: they cannot be used.
    """
    settings, athletes = athletes_of(file, store)
    people = {each.name: each for each in athletes}
    around = options_of(settings), network or Network()
    return Roster(settings, people, *around, takes_stored=takes_stored(file))
