"""The athletes' Google calendars, as a cycle reads and writes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from connectors.asked import Heard, unheard
from connectors.errors import NeedsReauthorization
from connectors.google_calendar import (
    GoogleCalendar,
    GoogleClient,
    KeptId,
    Limits,
    OwnGoogleCalendar,
    Patience,
    service_at,
)
from connectors.google_calendar.authorization import connect_command
from sync_service.athlete_settings import AthleteSettings
from sync_service.brake import is_released
from sync_service.calendar_settings import PRIMARY, GoogleCalendarSource, Role
from sync_service.check_calendars import RefusedSource
from sync_service.deleted_calendar import question_about
from sync_service.errors import CounterpointError
from sync_service.google_accounts import GoogleAccounts
from sync_service.google_settings import GoogleSettings
from sync_service.store.database import Store
from sync_service.store.records import SourceState

LABEL = "Google Calendar"
OWN_LABEL = "Google Calendar “Counterpoint”"
_LONGEST_REST_S = 86_400.0
_REST = "google rest"  # no calendar is kept under it


@dataclass
class GoogleCalendars:
    """Makes calendars for athletes; a process has one, or several that share the limits.

    `heard` is told how each request to Google was answered.
    """

    store: Store
    settings: GoogleSettings
    now: datetime
    limits: Limits = field(default_factory=Limits)
    patience: Patience = field(default_factory=Patience)
    heard: Heard = unheard
    _clients: dict[str, GoogleClient | RefusedSource] = field(default_factory=dict)

    def source(
        self, athlete: AthleteSettings, source: GoogleCalendarSource, number: int
    ) -> GoogleCalendar | RefusedSource:
        """A calendar that is read; `number` tells it from the athlete's others."""
        client = self._client(athlete)
        if isinstance(client, RefusedSource):
            return client
        name = LABEL if source.calendar == PRIMARY else f"{LABEL} {number}"
        return GoogleCalendar(
            client.labeled(name),
            source.calendar,
            default_zone=ZoneInfo(athlete.time_zone),
            text=source.role is Role.TRAINING,
        )

    def own(self, athlete: AthleteSettings, key: str) -> OwnGoogleCalendar | RefusedSource:
        """The calendar that holds what we write; `key` is its name among the athlete's."""
        client = self._client(athlete)
        if isinstance(client, RefusedSource):
            return client
        return OwnGoogleCalendar(
            client.labeled(OWN_LABEL),
            self._kept_id(athlete.name, key),
            default_zone=ZoneInfo(athlete.time_zone),
            may_be_made_anew=self._is_wanted_again(athlete.name, key),
        )

    def client(self, athlete: AthleteSettings) -> GoogleClient | None:
        """By whom Google is asked for the athlete, None where the account is of no use."""
        found = self._client(athlete)
        return None if isinstance(found, RefusedSource) else found

    def own_id(self, athlete: AthleteSettings, key: str) -> str | None:
        """Google's id of the calendar that holds what we write, None before it is made."""
        return self._kept_id(athlete.name, key).load()

    def _client(self, athlete: AthleteSettings) -> GoogleClient | RefusedSource:
        if athlete.name not in self._clients:
            self._clients[athlete.name] = self._made(athlete)
        return self._clients[athlete.name]

    def _made(self, athlete: AthleteSettings) -> GoogleClient | RefusedSource:
        try:
            access = GoogleAccounts(self.store, self.heard).access_of(athlete)
        except CounterpointError as error:
            return RefusedSource(NeedsReauthorization(LABEL, str(error)))
        if access is None:
            what = f"no account is connected; run {connect_command(athlete.name)}"
            return RefusedSource(NeedsReauthorization(LABEL, what))
        self._rest(athlete.name)
        return GoogleClient(
            service_at(self.settings.api_root),
            access,
            limits=self.limits,
            label=LABEL,
            patience=self.patience,
            keep_rest=lambda seconds: self._keep_rest(athlete.name, seconds),
        )

    def _rest(self, athlete: str) -> None:
        """Go on leaving Google alone where another process was told to."""
        kept = self._kept(athlete, _REST)
        left_s = (datetime.fromisoformat(kept) - self.now).total_seconds() if kept else 0.0
        if 0.0 < left_s <= _LONGEST_REST_S:  # a clock that was set back does not bar it for long
            self.limits.user(athlete).pause(left_s)

    def _keep_rest(self, athlete: str, seconds: float) -> None:
        self._keep(athlete, _REST, (self.now + timedelta(seconds=seconds)).isoformat())

    def _kept_id(self, athlete: str, key: str) -> KeptId:
        """The id stands among the sources, under a name that no calendar has."""
        name = f"{key} id"
        return KeptId(
            load=lambda: self._kept(athlete, name),
            save=lambda calendar_id: self._keep(athlete, name, calendar_id),
        )

    def _kept(self, athlete: str, name: str) -> str | None:
        with self.store.reading(athlete) as ledger:
            return next((each.cursor for each in ledger.sources() if each.source == name), None)

    def _keep(self, athlete: str, name: str, text: str | None) -> None:
        with self.store.writing(athlete) as ledger:
            ledger.put_source(SourceState(name, text, None, None))

    def _is_wanted_again(self, athlete: str, key: str) -> bool:
        with self.store.reading(athlete) as ledger:
            return is_released(question_about(key), ledger.held_plans(), self.now)
