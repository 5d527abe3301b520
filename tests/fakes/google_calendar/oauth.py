"""Google's authorization: consent, the token endpoint, and the tokens that calls carry."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import parse_qsl, unquote, urlencode

from tests.fakes.google_calendar import problems
from tests.fakes.google_calendar.call import Grant
from tests.fakes.google_calendar.clock import Clock
from tests.fakes.google_calendar.problems import Json
from tests.fakes.google_calendar.service_accounts import ServiceAccount, subject_of_assertion
from tests.fakes.google_calendar.wire import Reply, Request, json_reply
from tests.planted import Planted, plant

SCOPE_ROOT = "https://www.googleapis.com/auth/"
JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer"
CODE_LIFE = timedelta(minutes=10)


class OAuthError(Exception):
    """An answer of the token endpoint that is an error (RFC 6749, 5.2)."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(description)
        self.error, self.description, self.status = error, description, status


@dataclass(frozen=True)
class Client:
    """A registered client; one without a secret is a public one."""

    id: str
    secret: str
    redirect_uris: tuple[str, ...]
    is_web: bool = False


@dataclass
class Consent:
    """What the user does at Google's page: who it is, and what of the scopes they leave."""

    email: str | None = None  # None: the login hint, or the first user
    denied: bool = False
    scopes: frozenset[str] | None = None  # None: all that were asked for


@dataclass
class _Code:
    grant: Grant
    redirect_uri: str
    challenge: str | None
    offline: bool


@dataclass
class OAuth:
    """All clients, codes and tokens."""

    clock: Clock
    access_token_life: timedelta = timedelta(hours=1)
    consent: Consent = field(default_factory=Consent)
    clients: dict[str, Client] = field(default_factory=dict)
    service_accounts: dict[str, ServiceAccount] = field(default_factory=dict)
    users: list[str] = field(default_factory=list)
    token_uri: str = ""
    root: str = ""
    access: dict[str, Grant] = field(default_factory=dict)
    refresh: dict[str, Grant] = field(default_factory=dict)
    revoked: set[str] = field(default_factory=set)
    _codes: dict[str, _Code] = field(default_factory=dict)
    _known_consents: set[tuple[str, str]] = field(default_factory=set)
    _made: int = 0

    # --- tokens

    def grant_of(self, authorization: str) -> Grant:
        """Who carries this Authorization header; 401 for nobody, or no longer."""
        scheme, _, token = authorization.partition(" ")
        grant = self.access.get(token)
        if scheme != "Bearer" or grant is None or grant.expires <= self.clock.now():
            raise problems.bad_credentials()
        if grant.refresh_token in self.revoked or token in self.revoked:
            raise problems.bad_credentials()
        return grant

    def issue(self, grant: Grant) -> str:
        """A new access token."""
        token = plant(self._new("ya29.a0stand-in"), Planted.TOKEN)
        expires = self.clock.now() + self.access_token_life
        self.access[token] = Grant(
            grant.email, grant.client_id, grant.scopes, expires, grant.refresh_token
        )
        return token

    def new_refresh_token(self, email: str, client_id: str, scopes: Iterable[str]) -> str:
        token = plant(self._new("1//stand-in"), Planted.TOKEN)
        self.refresh[token] = Grant(email, client_id, short_scopes(scopes), self.clock.now(), token)
        return token

    def revoke(self, email: str) -> None:
        """What "remove access" in the user's Google account does."""
        self.revoked |= {t for t, grant in self.refresh.items() if grant.email == email}
        self.revoked |= {t for t, grant in self.access.items() if grant.email == email}
        self._known_consents = {known for known in self._known_consents if known[0] != email}

    def expire_access_tokens(self) -> None:
        self.access.clear()

    # --- endpoints

    def authorize(self, request: Request) -> Reply:
        """The consent page, answered at once: back to the redirect address with a code."""
        asked = dict(parse_qsl(request.query))
        client = self.clients.get(asked.get("client_id", ""))
        wrong = self._wrong_with(asked, client)
        if wrong is not None or client is None:
            return Reply(400, f"Error 400: {wrong}".encode(), {"Content-Type": "text/html"})
        back = {"state": asked["state"]} if "state" in asked else {}
        if self.consent.denied:
            back["error"] = "access_denied"
        else:
            back |= self._code_for(asked, client)
        split = "&" if "?" in asked["redirect_uri"] else "?"
        return Reply(302, b"", {"Location": asked["redirect_uri"] + split + urlencode(back)})

    def token(self, request: Request) -> Reply:
        """The token endpoint."""
        asked = _basic(request) | dict(parse_qsl(request.body.decode()))
        grants = {
            "refresh_token": self._refreshed,
            "authorization_code": self._exchanged,
            JWT_BEARER: self._asserted,
        }
        try:
            answer = grants.get(asked.get("grant_type", ""), _unsupported)(asked)
        except OAuthError as error:
            told = {"error": error.error, "error_description": error.description}
            return json_reply(error.status, told)
        return json_reply(200, answer)

    def revoke_endpoint(self, request: Request) -> Reply:
        asked = dict(parse_qsl(request.body.decode())) | dict(parse_qsl(request.query))
        token = asked.get("token", "")
        grant = self.refresh.get(token) or self.access.get(token)
        if grant is None or token in self.revoked:
            return json_reply(400, {"error": "invalid_token"})
        self.revoked |= {token, grant.refresh_token or token}
        return json_reply(200, {})

    # --- the three grants

    def _refreshed(self, asked: Mapping[str, str]) -> Json:
        client = self._client(asked)
        token = asked.get("refresh_token", "")
        grant = self.refresh.get(token)
        if grant is None or token in self.revoked or grant.client_id != client.id:
            raise OAuthError("invalid_grant", "Token has been expired or revoked.")
        if "scope" in asked and not short_scopes(asked["scope"].split()) <= grant.scopes:
            raise OAuthError("invalid_scope", "Some requested scopes were never granted.")
        return self._answer(grant)

    def _exchanged(self, asked: Mapping[str, str]) -> Json:
        client = self._client(asked)
        code = self._codes.pop(asked.get("code", ""), None)  # a code serves once
        if code is None or code.grant.client_id != client.id:
            raise OAuthError("invalid_grant", "Malformed auth code.")
        if code.grant.expires <= self.clock.now():
            raise OAuthError("invalid_grant", "Bad Request")
        if asked.get("redirect_uri") != code.redirect_uri:
            raise OAuthError("redirect_uri_mismatch", "Bad Request")
        if code.challenge is not None and code.challenge != _challenge(asked.get("code_verifier")):
            raise OAuthError("invalid_grant", "Invalid code verifier.")
        grant = code.grant
        if not code.offline:
            return self._answer(grant)
        token = self.new_refresh_token(grant.email, grant.client_id, grant.scopes)
        return self._answer(self.refresh[token]) | {"refresh_token": token}

    def _asserted(self, asked: Mapping[str, str]) -> Json:
        try:
            told = subject_of_assertion(
                asked.get("assertion", ""), self.service_accounts, self.token_uri, self.clock.wall()
            )
        except ValueError as error:
            raise OAuthError("invalid_grant", str(error)) from None
        scopes = short_scopes(told.scopes)
        if told.subject not in told.account.may_act_for:
            message = "Client is unauthorized to retrieve access tokens using this method."
            raise OAuthError("unauthorized_client", message, 401)
        if not scopes:
            raise OAuthError("invalid_scope", "Empty or missing scope not allowed.")
        return self._answer(Grant(told.subject, told.account.email, scopes, self.clock.now()))

    # --- parts

    def _answer(self, grant: Grant) -> Json:
        return {
            "access_token": self.issue(grant),
            "expires_in": int(self.access_token_life.total_seconds()),
            "scope": " ".join(sorted(SCOPE_ROOT + scope for scope in grant.scopes)),
            "token_type": "Bearer",
        }

    def _client(self, asked: Mapping[str, str]) -> Client:
        client = self.clients.get(asked.get("client_id", ""))
        if client is None:
            raise OAuthError("invalid_client", "The OAuth client was not found.", 401)
        if asked.get("client_secret") != client.secret:
            raise OAuthError("invalid_client", "Unauthorized", 401)
        return client

    def _wrong_with(self, asked: Mapping[str, str], client: Client | None) -> str | None:
        if client is None:
            return "invalid_client"
        if asked.get("response_type") != "code" or not asked.get("scope"):
            return "invalid_request"
        if not _may_return_to(client, asked.get("redirect_uri", "")):
            return "redirect_uri_mismatch"
        if asked.get("code_challenge_method", "plain") not in {"S256", "plain"}:
            return "invalid_request"
        return None

    def _code_for(self, asked: Mapping[str, str], client: Client) -> dict[str, str]:
        email = self.consent.email or asked.get("login_hint") or self.users[0]
        wanted = short_scopes(asked["scope"].split())
        scopes = wanted if self.consent.scopes is None else wanted & self.consent.scopes
        known = (email, client.id) in self._known_consents
        offline = asked.get("access_type") == "offline"
        offline = offline and (not known or "consent" in asked.get("prompt", ""))
        self._known_consents.add((email, client.id))
        challenge = asked.get("code_challenge")
        if challenge is not None and asked.get("code_challenge_method", "plain") == "plain":
            challenge = _challenge(challenge)
        grant = Grant(email, client.id, scopes, self.clock.now() + CODE_LIFE)
        code = self._new("4/stand-in")
        self._codes[code] = _Code(grant, asked["redirect_uri"], challenge, offline)
        return {"code": code, "scope": " ".join(SCOPE_ROOT + scope for scope in sorted(scopes))}

    def _new(self, prefix: str) -> str:
        self._made += 1
        return f"{prefix}-{self._made:06d}"


def short_scopes(scopes: Iterable[str]) -> frozenset[str]:
    """Scopes without Google's address in front, so that both ways to write them work."""
    return frozenset(scope.removeprefix(SCOPE_ROOT) for scope in scopes)


def _basic(request: Request) -> dict[str, str]:
    """A client may name itself in the Authorization header instead of the form (RFC 6749, 2.3)."""
    scheme, _, text = request.headers.get("authorization", "").partition(" ")
    if scheme != "Basic":
        return {}
    name, _, secret = base64.b64decode(text).decode().partition(":")
    return {"client_id": unquote(name), "client_secret": unquote(secret)}


def _unsupported(asked: Mapping[str, str]) -> Json:
    raise OAuthError("unsupported_grant_type", f"Invalid grant_type: {asked.get('grant_type')}")


def _challenge(verifier: str | None) -> str:
    digest = hashlib.sha256((verifier or "").encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _may_return_to(client: Client, address: str) -> bool:
    """Installed apps may use any port of loopback; web clients only what they registered."""
    if client.is_web:
        return address in client.redirect_uris
    return address.startswith(("http://localhost", "http://127.0.0.1", "http://[::1]"))


def client_file(client: Client, auth_uri: str, token_uri: str) -> Json:
    """The file that Google's console gives for a client."""
    told = {
        "client_id": client.id,
        "client_secret": client.secret,
        "project_id": "stand-in",
        "auth_uri": auth_uri,
        "token_uri": token_uri,
        "redirect_uris": list(client.redirect_uris),
    }
    return {"web" if client.is_web else "installed": told}
