"""GET for addresses that a person typed: what is dialed is what was checked."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterator, Mapping
from concurrent.futures import TimeoutError as WaitTimeout
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus
from http.client import HTTPException

from urllib3 import BaseHTTPResponse, HTTPConnectionPool, Timeout
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from connectors.asked import Asked, Heard, unheard
from connectors.errors import (
    BadAddress,
    BadFeed,
    ConnectorError,
    ForbiddenAddress,
    SourceUnavailable,
)
from connectors.guarded_http import refusal
from connectors.guarded_http.address import BadUrl, HttpAddress, parse_http
from connectors.guarded_http.answer import NO_VALIDATORS, USUAL_LIMITS, Answer, Limits, Validators
from connectors.guarded_http.body import BadEncoding, TooLarge, charset, read_body
from connectors.guarded_http.dialing import (
    Deadline,
    HttpPool,
    HttpsPool,
    Resolver,
    resolve,
    system_resolver,
)
from connectors.guarded_http.trust import Trust, may_dial, trust_after_redirect

USER_AGENT = "Counterpoint/0.1 (calendar reader; text/calendar)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MAX_CANDIDATES = 4
_ACCEPT = "text/calendar, text/plain;q=0.5, */*;q=0.1"


# At DEBUG urllib3 logs the path of every request, and a feed's path is its secret.
logging.getLogger("urllib3.connectionpool").addFilter(lambda record: record.levelno > logging.DEBUG)


@dataclass(frozen=True, slots=True)
class _Fetch:
    """What stays the same over all hops of one fetch."""

    trust: Trust
    label: str
    validators: Validators
    deadline: Deadline


class GuardedHttp:
    """Fetches with every hop resolved, checked and dialed by the checked literal address.

    Neither proxies, cookies, nor anything else of the environment is used. Thread-safe.
    """

    def __init__(
        self,
        *,
        limits: Limits = USUAL_LIMITS,
        resolver: Resolver = system_resolver,
        tls: ssl.SSLContext | None = None,
        user_agent: str = USER_AGENT,
        heard: Heard = unheard,
    ) -> None:
        """Take the limits; `resolver` and `tls` stand in for the system's own.

        `heard` is told of every hop that was to be dialed, and how it was answered.
        """
        self._limits = limits
        self._resolver = resolver
        self._tls = tls
        self._user_agent = user_agent
        self._heard = heard

    def get(
        self,
        address: str,
        *,
        trust: Trust,
        label: str,
        validators: Validators = NO_VALIDATORS,
    ) -> Answer:
        """Return what stands at the http or https `address`.

        Raise BadAddress, ForbiddenAddress, SourceUnavailable, RetryLater or BadFeed; their
        sentences name `label` and never the address.
        """
        fetch = _Fetch(trust, label, validators, Deadline(self._limits.total_s))
        try:
            return self._get(address, fetch)
        except ConnectorError as error:
            failure = error
        # "from None" hides what came before but keeps it, and the address stands in that
        failure.__context__ = None
        raise failure

    def _get(self, address: str, fetch: _Fetch) -> Answer:
        label = fetch.label
        try:
            return self._follow(parse_http(address), fetch)
        except BadUrl:
            raise BadAddress(label, refusal.BAD_URL) from None
        except (TimeoutError, WaitTimeout):
            raise SourceUnavailable(label, refusal.too_slow(self._limits.total_s)) from None

    def _follow(self, hop: HttpAddress, fetch: _Fetch) -> Answer:
        for _ in range(self._limits.redirects + 1):
            with self._reach(hop, fetch) as (response, dialed):
                location = response.headers.get("Location")
                if response.status not in _REDIRECTS or not location:
                    return _answer(response, fetch, self._limits)
            following = _redirected(hop, location, fetch.label)
            trust = trust_after_redirect(fetch.trust, dialed, same_host=hop.host == following.host)
            hop, fetch = following, replace(fetch, trust=trust)
        raise SourceUnavailable(fetch.label, refusal.too_many_redirects(self._limits.redirects))

    @contextmanager
    def _reach(self, hop: HttpAddress, fetch: _Fetch) -> Iterator[tuple[BaseHTTPResponse, str]]:
        """Send the request to the first checked address of the hop that takes a connection."""
        candidates = self._candidates(hop, fetch)
        for remaining, ip in zip(range(len(candidates) - 1, -1, -1), candidates, strict=True):
            with self._pool(hop, ip, fetch.deadline) as pool:
                try:
                    response = self._request(pool, hop, fetch)
                except (NewConnectionError, ConnectTimeoutError) as error:
                    if remaining:
                        continue
                    self._heard(Asked.ICS_FEED, None)
                    raise refusal.unreachable(fetch.label, error) from None
                except (ConnectorError, TimeoutError):
                    self._heard(Asked.ICS_FEED, None)
                    raise
                self._heard(Asked.ICS_FEED, response.status)
                with closing(response):
                    yield response, ip
                return

    def _candidates(self, hop: HttpAddress, fetch: _Fetch) -> list[str]:
        try:
            found = resolve(self._resolver, hop.host, hop.port, fetch.deadline)
        except TimeoutError:
            self._heard(Asked.ICS_FEED, None)
            raise
        except (OSError, UnicodeError):
            self._heard(Asked.ICS_FEED, None)
            raise SourceUnavailable(fetch.label, refusal.UNKNOWN_HOST) from None
        allowed = [ip for ip in found if may_dial(ip, fetch.trust)]
        # A public host has no business with a private address; at home both may be named.
        if not allowed or (fetch.trust is Trust.USER and len(allowed) < len(found)):
            raise ForbiddenAddress(fetch.label, refusal.forbidden(fetch.trust))
        return allowed[:_MAX_CANDIDATES]

    def _pool(self, hop: HttpAddress, ip: str, deadline: Deadline) -> HTTPConnectionPool:
        if hop.scheme == "http":
            return HttpPool(ip, hop.port, maxsize=1, deadline=deadline)
        return HttpsPool(
            ip,
            hop.port,
            maxsize=1,
            deadline=deadline,
            ssl_context=self._tls_context(),
            server_hostname=hop.host,
        )

    def _tls_context(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = ssl.create_default_context()
        return self._tls

    def _request(
        self, pool: HTTPConnectionPool, hop: HttpAddress, fetch: _Fetch
    ) -> BaseHTTPResponse:
        left_s = fetch.deadline.left_s()
        timeout = Timeout(connect=min(self._limits.connect_s, left_s), read=left_s)
        try:
            return pool.urlopen(
                "GET",
                hop.target,
                headers=self._headers(hop, fetch.validators),
                timeout=timeout,
                retries=False,
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
        except (TimeoutError, ReadTimeoutError):
            raise TimeoutError from None
        except SSLError as error:
            raise refusal.bad_tls(fetch.label, error) from None
        except (NewConnectionError, ConnectTimeoutError):
            raise
        except (HTTPError, HTTPException, OSError, ValueError) as error:
            raise refusal.broken_off(fetch.label, error) from None

    def _headers(self, hop: HttpAddress, validators: Validators) -> Mapping[str, str]:
        headers = {
            "Host": hop.host_header,
            "User-Agent": self._user_agent,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **hop.authorization,
        }
        if validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        return headers


def _redirected(hop: HttpAddress, location: str, label: str) -> HttpAddress:
    try:
        following = hop.redirected(location)
    except (BadUrl, ValueError):
        raise ForbiddenAddress(label, refusal.BAD_REDIRECT) from None
    if (hop.scheme, following.scheme) == ("https", "http"):
        raise ForbiddenAddress(label, refusal.DOWNGRADE)
    return following


def _answer(response: BaseHTTPResponse, fetch: _Fetch, limits: Limits) -> Answer:
    """Return what a final answer brings; raise the error that its status stands for."""
    given = Validators(response.headers.get("ETag"), response.headers.get("Last-Modified"))
    if response.status == HTTPStatus.NOT_MODIFIED and fetch.validators != NO_VALIDATORS:
        return Answer(None, fetch.validators)
    if response.status != HTTPStatus.OK:
        raise refusal.of_status(fetch.label, response.status, response.headers)
    try:
        body = read_body(response, limits)
    except TooLarge:
        raise BadFeed(fetch.label, refusal.too_large(limits.body_bytes)) from None
    except BadEncoding:
        raise BadFeed(fetch.label, refusal.BAD_ENCODING) from None
    except (TimeoutError, ReadTimeoutError):
        raise TimeoutError from None
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        raise refusal.broken_off(fetch.label, error) from None
    if body.cut_off and not body.content:
        raise refusal.broken_off(fetch.label, EOFError())
    kind = response.headers.get("Content-Type", "")
    return Answer(body.content, given, charset(kind), body.cut_off)
