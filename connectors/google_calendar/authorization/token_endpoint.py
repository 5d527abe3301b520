"""The endpoint that gives tokens: one POST, bounded in time and size, never redirected."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import urlencode

import urllib3
from pydantic import BaseModel, Field, SecretStr, ValidationError

from connectors.asked import Asked, Heard, unheard
from connectors.errors import RetryLater, SourceUnavailable
from connectors.guarded_http.address import HttpAddress, parse_http
from connectors.guarded_http.dialing import Deadline, HttpPool, HttpsPool
from connectors.guarded_http.secret_address import checked_address

LABEL = "Google"
_MOST_BYTES = 256 * 1024
_TOTAL_S, _CONNECT_S = 20.0, 8.0
_DEFAULT_WAIT_S, _LONGEST_WAIT_S = 60.0, 3600.0
_MOST_DAYS_S = 366 * 24 * 3600

Clock = Callable[[], datetime]


def utc_clock() -> datetime:
    """The time of this machine."""
    return datetime.now(UTC)


class Denied(Exception):
    """The endpoint does not give a token; `code` is one of RFC 6749, 5.2."""

    def __init__(self, code: str, skew_s: float | None) -> None:
        """Keep why, and by how much the server's clock is ahead of ours."""
        super().__init__(code)
        self.code = code
        self.skew_s = skew_s


class _Answer(BaseModel):
    access_token: Annotated[SecretStr, Field(min_length=1)]
    expires_in: Annotated[int, Field(ge=0, le=_MOST_DAYS_S)] | None = None
    refresh_token: SecretStr | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Granted:
    """A token that was given; `scopes` and `refresh_token` only where the answer tells them."""

    access_token: SecretStr
    expiry: datetime | None
    refresh_token: SecretStr | None
    scopes: tuple[str, ...] | None
    skew_s: float | None


class TokenEndpoint:
    """Asks for tokens; neither proxies, cookies nor anything else of the environment is used."""

    def __init__(
        self,
        token_uri: str,
        *,
        clock: Clock = utc_clock,
        total_s: float = _TOTAL_S,
        heard: Heard = unheard,
    ) -> None:
        """Take the address; raise ValueError where it is not safe for secrets."""
        self._address = parse_http(checked_address(token_uri))
        self._clock = clock
        self._total_s = total_s
        self._heard = heard

    def grant(self, form: Mapping[str, str]) -> Granted:
        """The token for a grant.

        Raises:
            Denied: the endpoint says no.
            SourceUnavailable: it cannot be reached, or answers nothing that can be used.
            RetryLater: it wants to be asked later.
        """
        status, headers, body = self._post(form)
        now = self._clock()
        skew_s = _skew_s(headers.get("Date"), now)
        if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise _come_back(status, headers)
        if status != HTTPStatus.OK:
            raise _denied(status, body, skew_s)
        return _granted(body, now, skew_s)

    def _post(self, form: Mapping[str, str]) -> tuple[int, Mapping[str, str], bytes]:
        try:
            answer = self._exchange(form)
        except (urllib3.exceptions.HTTPError, OSError, ValueError):
            self._heard(Asked.GOOGLE_TOKENS, None)
            failure = SourceUnavailable(
                LABEL,
                "the place that gives tokens cannot be reached; check the connection, it is tried "
                "again later",
            )
        else:
            self._heard(Asked.GOOGLE_TOKENS, answer[0])
            return answer
        raise failure  # outside of the handler: what failed may hold what was sent

    def _exchange(self, form: Mapping[str, str]) -> tuple[int, Mapping[str, str], bytes]:
        deadline = Deadline(self._total_s)
        with _pool(self._address, deadline) as pool:
            answer = pool.urlopen(
                "POST",
                self._address.target,
                body=urlencode(form),
                headers={
                    "Host": self._address.host_header,
                    "Accept": "application/json",
                    "Content-Type": "application/x-www-form-urlencoded",
                },
                timeout=urllib3.Timeout(connect=min(_CONNECT_S, self._total_s)),
                retries=False,
                redirect=False,
                preload_content=False,
            )
            with closing(answer):
                body = answer.read(_MOST_BYTES, decode_content=True)
                return answer.status, answer.headers, body


def _pool(address: HttpAddress, deadline: Deadline) -> urllib3.HTTPConnectionPool:
    """One connection, which keeps the deadline however slowly the bytes drip."""
    if address.scheme == "http":
        return HttpPool(address.host, address.port, maxsize=1, deadline=deadline)
    trusted = ssl.create_default_context()
    return HttpsPool(address.host, address.port, maxsize=1, deadline=deadline, ssl_context=trusted)


def _granted(body: bytes, now: datetime, skew_s: float | None) -> Granted:
    try:
        answer = _Answer.model_validate_json(body)
    except ValidationError:
        answer = None
    if answer is None:
        raise _no_token()
    expiry = None if answer.expires_in is None else now + timedelta(seconds=answer.expires_in)
    scopes = tuple(sorted((answer.scope or "").split())) or None  # blank: it is not told
    return Granted(answer.access_token, expiry, answer.refresh_token, scopes, skew_s)


def _denied(status: int, body: bytes, skew_s: float | None) -> Exception:
    code = _error_code(body)
    if code in {"temporarily_unavailable", "server_error", "internal_failure"}:
        return _come_back(status, {})
    return _no_token() if code is None else Denied(code, skew_s)


def _error_code(body: bytes) -> str | None:
    try:
        document: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    code = document.get("error") if isinstance(document, dict) else None
    return code if isinstance(code, str) else None


def _no_token() -> SourceUnavailable:
    return SourceUnavailable(
        LABEL,
        "what came from the place that gives tokens is no answer of its kind; check "
        "google.token_uri and whether a proxy stands in between",
    )


def _come_back(status: int, headers: Mapping[str, str]) -> SourceUnavailable:
    after = headers.get("Retry-After", "")
    if status == HTTPStatus.TOO_MANY_REQUESTS or after.isdecimal():
        wait_s = float(after) if after.isdecimal() else _DEFAULT_WAIT_S
        wait_s = min(max(wait_s, 1.0), _LONGEST_WAIT_S)
        what = f"it asks to be left alone for {wait_s:.0f} seconds; it is tried again then"
        return RetryLater(LABEL, what, wait_s)
    return SourceUnavailable(
        LABEL,
        f"the place that gives tokens has trouble of its own (status {status}); it is tried again "
        "later",
    )


def _skew_s(date: str | None, now: datetime) -> float | None:
    """By how many seconds the server's clock is ahead of ours, None where it tells no time."""
    try:
        return (parsedate_to_datetime(date or "") - now).total_seconds()
    except (TypeError, ValueError):
        return None
