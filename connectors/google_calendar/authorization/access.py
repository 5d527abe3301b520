"""An athlete's access to Google: renewed when it has to be, and kept each time it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from threading import Lock

from google.auth.credentials import Credentials

from connectors.asked import Heard, unheard
from connectors.errors import ConnectorError, NeedsReauthorization
from connectors.google_calendar.authorization import refusals
from connectors.google_calendar.authorization.scopes import Need, is_open, least_scopes, unmet
from connectors.google_calendar.authorization.service_account import assertion
from connectors.google_calendar.authorization.stored_token import (
    NotRenewed,
    RenewedByKey,
    RenewedByUser,
    StoredToken,
)
from connectors.google_calendar.authorization.token_endpoint import (
    Denied,
    Granted,
    TokenEndpoint,
    utc_clock,
)

Save = Callable[[StoredToken], None]
_JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"


class GoogleCredentials(Credentials):
    """What Google's client libraries are given; renewal goes to the access it is made for."""

    def __init__(self, access: GoogleAccess) -> None:
        """Begin with the token that the access has."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._access = access
        self.take(access.token)

    def take(self, token: StoredToken) -> None:
        """Use a token from now on."""
        secret = token.access_token
        self.token = None if secret is None else secret.get_secret_value()
        # google-auth keeps instants without a zone, in UTC
        expiry = token.expiry
        self.expiry = None if expiry is None else expiry.astimezone(UTC).replace(tzinfo=None)

    def refresh(self, request: object) -> None:
        """Renew the token over the access's own transport; `request` is not used.

        Raises:
            ConnectorError: as GoogleAccess.refresh.
        """
        del request
        self._access.refresh()


class GoogleAccess:
    """Holds how an athlete's account is reached, and keeps the token fresh. Thread-safe.

    Once it was told that the access is gone, it does not ask again: make a new one then.
    """

    def __init__(
        self,
        token: StoredToken,
        *,
        owner: str,
        needs: Iterable[Need],
        save: Save,
        heard: Heard = unheard,
    ) -> None:
        """Take the token of the athlete named `owner`; `save` is given each renewed one.

        `heard` is told how each request made with it was answered.
        """
        self.owner = owner
        self.needs = tuple(needs)
        self.token = token
        self.skew_s: float | None = None
        """By how many seconds the server's clock was ahead of ours, at the last renewal."""
        self.heard = heard
        self._save = save
        self._endpoint = TokenEndpoint(token.token_uri, heard=heard)
        self._lock = Lock()
        self._renewals = 0
        self._refusal: ConnectorError | None = None
        self.credentials = GoogleCredentials(self)

    @property
    def is_of_a_program(self) -> bool:
        """Whether the account is a service account's own, in which no person looks."""
        renewal = self.token.renewal
        return isinstance(renewal, RenewedByKey) and renewal.subject is None

    def may(self, need: Need) -> bool:
        """Whether the calls that a need is named for are open; True where that is not known."""
        return self.token.scopes is None or is_open(need, self.token.scopes)

    def ready(self) -> None:
        """Renew the token if it has ended, and make sure that it reaches far enough.

        Raises:
            ConnectorError: as refresh.
        """
        if not self.credentials.valid or self._key_may_ask_for_more():
            self.refresh()
        self._reaches(self.token)

    def refresh(self) -> None:
        """Renew the token, once for all threads that ask at the same time.

        Raises:
            NeedsReauthorization: it was revoked, cannot be renewed or does not reach far enough.
            SourceUnavailable: the place that gives tokens cannot be reached or used now.
            RetryLater: it wants to be left alone.
        """
        seen = self._renewals
        with self._lock:
            if self._refusal is not None:
                raise self._refusal.with_traceback(None)
            if seen != self._renewals:
                return  # another thread has just done it
            self._renew()

    def unauthorized(self) -> NeedsReauthorization:
        """The error for a call that is answered with 401 though the token is fresh."""
        return refusals.gone(self.owner)

    def too_narrow(self) -> NeedsReauthorization:
        """The error for a call that the granted scopes do not open (403 of that reason)."""
        return refusals.too_narrow(self.owner, self._unmet(self.token))

    def __repr__(self) -> str:
        """Nothing that is secret."""
        return f"GoogleAccess(owner={self.owner!r}, kind={self.token.renewal.kind!r})"

    def _renew(self) -> None:
        try:
            token = self._renewed(self._granted())
            self._reaches(token)
        except NeedsReauthorization as error:
            self._refusal = error
            raise
        self.token = token
        self.credentials.take(token)
        self._renewals += 1
        self._save(token)

    def _granted(self) -> Granted:
        try:
            return self._endpoint.grant(self._form(utc_clock()))
        except Denied as error:
            self.skew_s = error.skew_s
            failure = refusals.denied(error, self.token.renewal, self.owner)
        except ValueError:
            failure = refusals.denied(Denied("invalid_grant", None), self.token.renewal, self.owner)
        raise failure

    def _form(self, now: datetime) -> Mapping[str, str]:
        match self.token.renewal:
            case RenewedByUser() as user:
                secret = user.client_secret
                return {
                    "grant_type": "refresh_token",
                    "refresh_token": user.refresh_token.get_secret_value(),
                    "client_id": user.client_id,
                    **({"client_secret": secret.get_secret_value()} if secret else {}),
                }
            case RenewedByKey() as key:
                signed = assertion(key, least_scopes(self.needs), now)
                return {"grant_type": _JWT_BEARER, "assertion": signed}
            case NotRenewed():
                raise refusals.not_renewable(self.owner)

    def _key_may_ask_for_more(self) -> bool:
        """A key's token is for the needs of its day; a new one can be had for those of today."""
        scopes = self.token.scopes or ()
        return isinstance(self.token.renewal, RenewedByKey) and bool(unmet(self.needs, scopes))

    def _renewed(self, granted: Granted) -> StoredToken:
        self.skew_s = granted.skew_s
        asked = least_scopes(self.needs) if isinstance(self.token.renewal, RenewedByKey) else None
        return self.token.renewed(
            granted.access_token,
            granted.expiry,
            refresh_token=granted.refresh_token,
            scopes=asked if granted.scopes is None else granted.scopes,
        )

    def _reaches(self, token: StoredToken) -> None:
        missing = self._unmet(token)
        if missing:
            raise refusals.too_narrow(self.owner, missing)

    def _unmet(self, token: StoredToken) -> tuple[Need, ...]:
        return () if token.scopes is None else unmet(self.needs, token.scopes)
