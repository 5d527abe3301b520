"""A person's consent: the address that asks for it, and the token that comes of it.

The authorization-code grant with PKCE (RFC 6749, 4.1; RFC 7636). oauthlib is not used for it:
it refuses plain http even on loopback, unless a variable turns its check off for the process.
"""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import urlencode, urlsplit

from connectors.errors import NeedsReauthorization
from connectors.google_calendar.authorization import refusals
from connectors.google_calendar.authorization.oauth_client import OAuthClient
from connectors.google_calendar.authorization.scopes import Need, least_scopes, unmet
from connectors.google_calendar.authorization.stored_token import RenewedByUser, StoredToken
from connectors.google_calendar.authorization.token_endpoint import (
    LABEL,
    Clock,
    Denied,
    Granted,
    TokenEndpoint,
    utc_clock,
)

_VERIFIER_BYTES = 64


class NoRefreshToken(NeedsReauthorization):
    """Consent was given, but nothing to renew the access with: ask again with `anew`."""


@dataclass(frozen=True, slots=True)
class Consent:
    """A question to a person: `address` asks it, the rest is kept until the answer comes."""

    address: str = field(repr=False)
    redirect_uri: str
    state: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks which athlete, and for what."""

    client: OAuthClient
    owner: str
    needs: tuple[Need, ...]


def new_state() -> str:
    """Something that nobody can guess, by which an answer is known to be to our question."""
    return secrets.token_urlsafe(32)


def start(asking: Asking, redirect_uri: str, *, state: str, anew: bool = False) -> Consent:
    """The question for the least scopes; `anew` asks even a person who has consented before.

    Google gives a refresh token with the first consent alone, so that is asked for anew where
    none came.
    """
    client, verifier = asking.client, secrets.token_urlsafe(_VERIFIER_BYTES)
    query = {
        "response_type": "code",
        "client_id": client.client_id,
        "redirect_uri": redirect_uri,
        "scope": " ".join(least_scopes(asking.needs)),
        "state": state,
        "access_type": "offline",
        "code_challenge": _challenge(verifier),
        "code_challenge_method": "S256",
        **({"prompt": "consent"} if anew else {}),
    }
    mark = "&" if urlsplit(client.auth_uri).query else "?"
    address = f"{client.auth_uri}{mark}{urlencode(query)}"
    return Consent(address, redirect_uri, state, verifier)


def is_answer_to(consent: Consent, answer: Mapping[str, str]) -> bool:
    """Whether the query of a redirect carries our state."""
    return secrets.compare_digest(answer.get("state", "").encode(), consent.state.encode())


def finish(
    asking: Asking, consent: Consent, answer: Mapping[str, str], *, clock: Clock = utc_clock
) -> StoredToken:
    """The token for the query of the redirect that answered.

    Raises:
        NoRefreshToken: nothing came to renew the access with.
        NeedsReauthorization: the person said no, or allowed too little, or the answer is not to
            this question.
        SourceUnavailable: the place that gives tokens cannot be reached or used now.
        RetryLater: it wants to be left alone.
    """
    client, owner = asking.client, asking.owner
    granted = _exchanged(asking, consent, _code(consent, answer, owner), clock)
    scopes = least_scopes(asking.needs) if granted.scopes is None else granted.scopes
    missing = unmet(asking.needs, scopes)
    if missing:
        raise refusals.too_narrow(owner, missing)
    if granted.refresh_token is None:
        raise NoRefreshToken(
            LABEL,
            "no refresh token was granted, so the access would end within the hour; take "
            "Counterpoint's access away at https://myaccount.google.com/connections, then run "
            + refusals.connect_command(owner),
        )
    renewal = RenewedByUser(
        client_id=client.client_id,
        client_secret=client.client_secret,
        refresh_token=granted.refresh_token,
    )
    return StoredToken(
        renewal=renewal,
        token_uri=client.token_uri,
        access_token=granted.access_token,
        expiry=granted.expiry,
        scopes=scopes,
    )


def _code(consent: Consent, answer: Mapping[str, str], owner: str) -> str:
    if not is_answer_to(consent, answer):
        raise _not_connected("the answer was not to our question", owner)
    if answer.get("error") == "access_denied":
        raise _not_connected("the access was not allowed", owner)
    code = answer.get("code")
    if not code or "error" in answer:
        raise _not_connected("the question could not be asked; check google.client_file", owner)
    return code


def _exchanged(asking: Asking, consent: Consent, code: str, clock: Clock) -> Granted:
    client, owner = asking.client, asking.owner
    secret = client.client_secret
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": consent.redirect_uri,
        "client_id": client.client_id,
        "code_verifier": consent.verifier,
        **({"client_secret": secret.get_secret_value()} if secret else {}),
    }
    try:
        return TokenEndpoint(client.token_uri, clock=clock).grant(form)
    except Denied as error:
        code_of_error = error.code
    if code_of_error in {"invalid_client", "unauthorized_client"}:
        raise _not_connected("the OAuth client is not known; check google.client_file", owner)
    raise _not_connected("the answer was not taken; it may have been too old", owner)


def _not_connected(what: str, owner: str) -> NeedsReauthorization:
    again = f"connect with {refusals.connect_command(owner)}"
    return NeedsReauthorization(LABEL, f"{what}; {again}")


def _challenge(verifier: str) -> str:
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
