"""The athletes' Google accounts: how they are connected, kept and taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from connectors.asked import Heard, unheard
from connectors.google_calendar.authorization import (
    AUTH_URI,
    EVERY_NEED,
    TOKEN_URI,
    Asking,
    BadFile,
    ClientKind,
    GoogleAccess,
    Need,
    NotAToken,
    OAuthClient,
    StoredToken,
    connect,
    connect_command,
    imported,
    read_client,
)
from sync_service.athlete_settings import AthleteSettings
from sync_service.calendar_settings import GoogleCalendarSource, GoogleCalendarTarget, Role
from sync_service.errors import SettingsError
from sync_service.settings_layers import TooLarge, read_settings_text

if TYPE_CHECKING:
    from sync_service.google_settings import GoogleSettings
    from sync_service.store.database import Store

PROVIDER = "google"
GoogleToken: TypeAlias = StoredToken
"""What is kept of an account."""
NO_CLIENT = (
    "There is no OAuth client for Google: set google.client_file, or name the file with "
    "--client-file; docs/google.md tells how to get one."
)


def uses_google(athlete: AthleteSettings) -> bool:
    """Whether any calendar of the athlete is Google's."""
    return bool(_named_needs(athlete))


def without_google(athlete: AthleteSettings) -> AthleteSettings:
    """The same athlete without their Google calendars; the very same where there are none."""
    others = tuple(each for each in athlete.sources if not isinstance(each, GoogleCalendarSource))
    if len(others) == len(athlete.sources):
        return athlete
    return athlete.model_copy(update={"sources": others})


def needs_of(athlete: AthleteSettings) -> tuple[Need, ...]:
    """What the athlete's settings need of their account; all of it where they say nothing yet."""
    named = _named_needs(athlete)
    return tuple(need for need in Need if need in named) or EVERY_NEED


def _named_needs(athlete: AthleteSettings) -> set[Need]:
    sources = [each for each in athlete.sources if isinstance(each, GoogleCalendarSource)]
    reading = Need.READ if athlete.write_to is None else Need.EVENTS
    needs = {Need.BUSY if each.role is Role.BUSY else reading for each in sources}
    if isinstance(athlete.write_to, GoogleCalendarTarget):
        needs |= {Need.EVENTS, Need.OWN_CALENDAR}
    return needs


def client_of(
    google: GoogleSettings, file: Path | None = None, kind: ClientKind | None = None
) -> OAuthClient | None:
    """The OAuth client of `file`, else of the settings, of `kind`; None where there is none.

    Raises:
        SettingsError: it cannot be read or used.
    """
    client = _client(google, file, kind)
    if client is None:
        return None
    told = {
        "client_secret": google.client_secret,
        "auth_uri": google.auth_uri,
        "token_uri": google.token_uri,
    }
    return client.model_copy(update={key: value for key, value in told.items() if value})


def _client(
    google: GoogleSettings, file: Path | None, kind: ClientKind | None
) -> OAuthClient | None:
    path = file or google.client_file
    try:
        if path is not None:
            return read_client(_text(path), kind, path.name or str(path))
        if google.client is not None:
            return read_client(google.client.get_secret_value(), kind, "google.client")
    except BadFile as error:
        raise SettingsError(str(error)) from None
    if google.client_id:
        return OAuthClient(
            client_id=google.client_id,
            auth_uri=google.auth_uri or AUTH_URI,
            token_uri=google.token_uri or TOKEN_URI,
        )
    return None


def _text(path: Path) -> str:
    label = path.name or str(path)
    try:
        return read_settings_text(path)
    except IsADirectoryError:
        raise SettingsError(f"{label}: this is a folder; name the file in it.") from None
    except OSError as error:
        reason = error.strerror or "it cannot be opened"
        raise SettingsError(
            f"{label}: the file cannot be read ({reason}); check its path and permissions."
        ) from None
    except (UnicodeDecodeError, TooLarge):
        raise SettingsError(
            f"{label}: this is no JSON file of Google's; download it again."
        ) from None


@dataclass(frozen=True, slots=True)
class GoogleAccounts:
    """What is kept of the athletes' accounts, sealed in the store.

    `heard` is told how the place that gives tokens answers.
    """

    store: Store
    heard: Heard = unheard

    def access_of(self, athlete: AthleteSettings) -> GoogleAccess | None:
        """The athlete's account, None where none is connected; what is renewed is kept.

        Raises:
            SettingsError: what is kept cannot be used any more.
            StoreError: the store or its key cannot be used.
        """
        content = self.store.credential(athlete.name, PROVIDER)
        if content is None:
            return None
        try:
            token = StoredToken.from_bytes(content)
        except NotAToken:
            raise SettingsError(
                f"{athlete.name}: what is kept of the Google account cannot be used; "
                f"run {connect_command(athlete.name)}"
            ) from None
        return self._access(athlete, token)

    def keep(self, athlete: AthleteSettings, token: StoredToken) -> GoogleAccess:
        """Keep a token in place of the former one."""
        self._save(athlete)(token)
        return self._access(athlete, token)

    def remove(self, athlete: AthleteSettings) -> bool:
        """Forget the athlete's account; whether there was one."""
        if self.store.credential(athlete.name, PROVIDER) is None:
            return False
        self.store.remove_credential(athlete.name, PROVIDER)
        return True

    def _access(self, athlete: AthleteSettings, token: StoredToken) -> GoogleAccess:
        needs, save = needs_of(athlete), self._save(athlete)
        return GoogleAccess(token, owner=athlete.name, needs=needs, save=save, heard=self.heard)

    def _save(self, athlete: AthleteSettings) -> Callable[[StoredToken], None]:
        return lambda token: self.store.put_credential(athlete.name, PROVIDER, token.as_bytes())


def installed_client(google: GoogleSettings, file: Path | None) -> OAuthClient:
    """The client that can ask in a browser of this machine; raise SettingsError."""
    client = client_of(google, file, ClientKind.INSTALLED)
    if client is None:
        raise SettingsError(NO_CLIENT)
    return client


def imported_token(file: Path, google: GoogleSettings, subject: str | None) -> StoredToken:
    """The credential in a file that google-auth wrote.

    Raises:
        SettingsError: it cannot be read or used.
    """
    token_uri = google.token_uri or TOKEN_URI
    label = file.name or str(file)
    try:
        return imported(_text(file), label, token_uri=token_uri, subject=subject)
    except BadFile as error:
        raise SettingsError(str(error)) from None


def tried(athlete: AthleteSettings, token: StoredToken) -> StoredToken:
    """The token, renewed where it had ended; nothing is kept.

    Raises:
        ConnectorError: it cannot be renewed, or does not reach far enough.
    """
    renewed: list[StoredToken] = [token]
    needs = needs_of(athlete)
    GoogleAccess(token, owner=athlete.name, needs=needs, save=renewed.append).ready()
    return renewed[-1]


def ask(
    athlete: AthleteSettings, client: OAuthClient, show: Callable[[str], None], wait_s: float
) -> StoredToken:
    """Ask the athlete in the browser of this machine; raise ConnectorError."""
    asking = Asking(client, athlete.name, needs_of(athlete))
    return connect(asking, show=show, wait_s=wait_s)
