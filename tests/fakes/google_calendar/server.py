"""The stand-in as tests hold it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from google.oauth2.credentials import Credentials

from tests.fakes.google_calendar.api import Api
from tests.fakes.google_calendar.channels import Channels
from tests.fakes.google_calendar.clock import Clock
from tests.fakes.google_calendar.discovery import document_at
from tests.fakes.google_calendar.faults import Faults
from tests.fakes.google_calendar.http_server import HttpServer
from tests.fakes.google_calendar.limits import Limits
from tests.fakes.google_calendar.oauth import Client, OAuth, client_file
from tests.fakes.google_calendar.problems import Json
from tests.fakes.google_calendar.record import Asked, Record
from tests.fakes.google_calendar.service_accounts import ServiceAccount
from tests.fakes.google_calendar.state import ROLES, CalendarState, Mail, User, World
from tests.fakes.google_calendar.times import stamp
from tests.fakes.google_calendar.user_interface import GoogleUi

INSTALLED = Client(
    "installed.apps.googleusercontent.com", "installed-secret", ("http://localhost",)
)
WEB_ID = "web.apps.googleusercontent.com"
ALL_SCOPES = ("calendar",)
POPUP = {"method": "popup", "minutes": 30}


class GoogleCalendar:
    """A running stand-in. Make one with `google_calendar()`."""

    def __init__(self, limits: Limits | None = None, *, check_responses: bool = True) -> None:
        self.clock = Clock()
        self.world = World(self.clock)
        self.oauth = OAuth(self.clock)
        self.limits = limits if limits is not None else Limits()
        self.faults = Faults()
        self.record = Record()
        self.channels = Channels(self.world)
        self._api = Api(
            self.world,
            self.oauth,
            self.limits,
            self.faults,
            self.channels,
            self.record,
            check_responses=check_responses,
        )
        self._http = HttpServer(self._api.answer, self.record.violate, self.clock.wall)
        self.oauth.clients[INSTALLED.id] = INSTALLED

    # --- addresses

    @property
    def port(self) -> int:
        return self._http.port

    @property
    def root(self) -> str:
        """ "http://127.0.0.1:PORT", without a slash at its end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_root(self) -> str:
        """What stands in for https://www.googleapis.com/ (the document's rootUrl)."""
        return self.root + "/"

    @property
    def token_uri(self) -> str:
        return self.root + "/token"

    @property
    def auth_uri(self) -> str:
        return self.root + "/o/oauth2/auth"

    @property
    def revoke_uri(self) -> str:
        return self.root + "/revoke"

    def discovery_document(self) -> str:
        """The static document with rootUrl rewritten, for `build_from_document`."""
        return document_at(self.api_root)

    # --- users, calendars and credentials

    def add_user(
        self,
        email: str,
        time_zone: str = "Europe/Berlin",
        *,
        summary: str | None = None,
        default_reminders: Iterable[Json] = (POPUP,),
    ) -> GoogleUi:
        """An account with its primary calendar; returned is what its user does by hand."""
        with self.world.lock:
            self.world.users[email] = User(email, time_zone, [email])
            self.world.calendars[email] = CalendarState(
                email,
                summary or email,
                time_zone,
                email,
                primary=True,
                acl={email: "owner"},
                default_reminders=[*default_reminders],
                revision=self.world.next_revision(),
                updated=stamp(self.clock.now()),
            )
            self.oauth.users.append(email)
        return self.ui(email)

    def ui(self, email: str) -> GoogleUi:
        return GoogleUi(self.world, self.channels, email)

    def share(self, calendar_id: str, email: str, role: str) -> None:
        """Give a role on a calendar ("none" takes it back); sync tokens of it are then over."""
        if role not in ROLES:
            raise ValueError(role)
        with self.world.lock:
            calendar = self.world.calendars[calendar_id]
            calendar.acl[email] = role
            calendar.revision = self.world.next_revision()
            calendar.oldest_sync_revision = self.world.revision
            own = self.world.users[email].calendars if email in self.world.users else []
            if role != "none" and calendar_id not in own:
                own.append(calendar_id)

    def access_token(self, email: str, scopes: Iterable[str] = ALL_SCOPES) -> str:
        """An access token alone, without a way to refresh it."""
        return self.oauth.issue(
            self.oauth.refresh[self.oauth.new_refresh_token(email, INSTALLED.id, scopes)]
        )

    def authorized_user(self, email: str, scopes: Iterable[str] = ALL_SCOPES) -> Json:
        """The JSON of an authorized user as google-auth writes it, with this token_uri."""
        scopes = [*scopes]
        token = self.oauth.new_refresh_token(email, INSTALLED.id, scopes)
        full = [s if "/" in s else f"https://www.googleapis.com/auth/{s}" for s in scopes]
        return {
            "type": "authorized_user",
            "client_id": INSTALLED.id,
            "client_secret": INSTALLED.secret,
            "refresh_token": token,
            "token_uri": self.token_uri,
            "scopes": full,
        }

    def credentials(self, email: str, scopes: Iterable[str] = ALL_SCOPES) -> Credentials:
        """google-auth's own credentials that refresh here.

        `Credentials.from_authorized_user_info` goes to Google's endpoint whatever `token_uri` its
        JSON names, so it is of no use with a stand-in.
        """
        told = self.authorized_user(email, scopes)
        del told["type"]
        return Credentials(token=None, **told)  # type: ignore[no-untyped-call]

    def client_config(self) -> Json:
        """The client file of an installed app, with these addresses."""
        return client_file(INSTALLED, self.auth_uri, self.token_uri)

    def web_client_config(self, *redirect_uris: str) -> Json:
        """The client file of a web app that may return to these addresses."""
        client = Client(WEB_ID, "web-secret", redirect_uris, is_web=True)
        self.oauth.clients[client.id] = client
        return client_file(client, self.auth_uri, self.token_uri)

    def add_service_account(self, email: str, acts_for: Iterable[str] = ()) -> Json:
        """A service account's key file; it may act for itself and for these subjects.

        It is a user as well, with a calendar of its own: share calendars with its address.
        """
        if email not in self.world.users:
            self.add_user(email, "UTC")
            self.oauth.users.remove(email)
        account = ServiceAccount(email, frozenset({email, *acts_for}))
        self.oauth.service_accounts[email] = account
        return account.file(self.token_uri)

    def revoke(self, email: str) -> None:
        """The user takes the app's access away: refreshing gives invalid_grant."""
        self.oauth.revoke(email)

    # --- trouble

    def expire_access_tokens(self) -> None:
        """Every access token is answered with 401 from now on; refresh tokens stay good."""
        self.oauth.expire_access_tokens()

    def expire_sync_tokens(self, calendar_id: str | None = None) -> None:
        """All sync tokens given until now are answered with 410 fullSyncRequired."""
        with self.world.lock:
            self.world.next_revision()
            for calendar in self.world.calendars.values():
                if calendar_id in {None, calendar.id}:
                    calendar.oldest_sync_revision = self.world.revision

    @contextmanager
    def refusing_connections(self) -> Iterator[None]:
        """Nobody listens and open connections end; then the same port listens again."""
        self._http.stop()
        try:
            yield
        finally:
            self._http.start()

    # --- looking

    @property
    def violations(self) -> list[str]:
        """What was sent or answered that the discovery document does not know."""
        return self.record.violations

    def take_violations(self) -> list[str]:
        """The violations, which are then forgiven."""
        found = [*self.record.violations]
        self.record.violations.clear()
        return found

    @property
    def calls(self) -> list[Asked]:
        """Every call, those inside of batches too, in order."""
        return self.record.calls

    def counts(self) -> Counter[tuple[str, int]]:
        """How many calls by method and status; 0 where the connection was dropped."""
        return self.record.counts()

    def until_idle(self, timeout_s: float = 30.0) -> bool:
        """Wait until no connection is open here; False where a client keeps one."""
        return self._http.until_all_ended(timeout_s)

    def forget_calls(self) -> None:
        self.record.calls.clear()

    @property
    def mails(self) -> list[Mail]:
        """What would have been mailed to guests."""
        return self.world.mails

    def dump(self, *, with_versions: bool = False) -> Mapping[str, Mapping[str, Json]]:
        """All calendars that there are and their events that are not deleted, by id.

        Without versions (etag, updated, sequence), so that two dumps compare what users see.
        """
        hidden = () if with_versions else ("etag", "updated", "sequence")
        with self.world.lock:
            return {
                calendar.id: {
                    name: {k: v for k, v in event.body.items() if k not in hidden}
                    for name, event in sorted(calendar.events.items())
                    if not event.orphan and (not event.cancelled or event.series is not None)
                }
                for calendar in self.world.calendars.values()
                if not calendar.deleted
            }

    def start(self) -> None:
        self._http.start()
        self.oauth.token_uri, self.oauth.root = self.token_uri, self.root
        self.channels.root = self.api_root
        self.channels.start()

    def stop(self) -> None:
        self.channels.end()
        self._http.stop()


@contextmanager
def google_calendar(
    limits: Limits | None = None, *, check_responses: bool = True
) -> Iterator[GoogleCalendar]:
    """A stand-in for the time of a test; ends in an AssertionError if there were violations."""
    server = GoogleCalendar(limits, check_responses=check_responses)
    server.start()
    try:
        yield server
    finally:
        server.stop()
    if server.violations:
        raise AssertionError(
            "not as the discovery document has it:\n" + "\n".join(server.violations)
        )
