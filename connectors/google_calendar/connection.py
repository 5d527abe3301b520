"""Connections to Google: one a thread, each request sent exactly once.

httplib2 sends a request again by itself where the other side hung up. Google may have done it by
then, and not every request can be repeated; so here it is the caller who decides.
"""

from __future__ import annotations

import select
from collections.abc import Iterable
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import local
from weakref import finalize

import httplib2
from google.auth.credentials import Credentials
from google_auth_httplib2 import AuthorizedHttp  # type: ignore[import-untyped]

from connectors.asked import Asked, Heard, unheard


class _Plain(httplib2.HTTPConnectionWithTimeout):
    def getresponse(self) -> HTTPResponse:
        try:
            return super().getresponse()
        except HTTPException as error:
            raise _hung_up() from error


class _Secure(httplib2.HTTPSConnectionWithTimeout):
    def getresponse(self) -> HTTPResponse:
        try:
            return super().getresponse()
        except HTTPException as error:
            raise _hung_up() from error


def _hung_up() -> TimeoutError:
    """What httplib2 hands on without sending anything again."""
    return TimeoutError("the connection was closed before an answer came")


class SendOnce(httplib2.Http):
    """An httplib2.Http that never repeats a request and follows no redirect."""

    def __init__(self, timeout_s: float, heard: Heard = unheard) -> None:
        """Make one without any connection yet."""
        super().__init__(timeout=timeout_s)
        self._heard = heard
        self.follow_redirects = False
        finalize(self, _close, self.connections.values())

    def request(  # type: ignore[no-untyped-def]  # noqa: PLR0913, PLR0917
        self, uri, method="GET", body=None, headers=None, redirections=0, connection_type=None
    ):
        """Ask once, over a connection that is kept as long as the other side keeps it."""
        kind = connection_type or (_Secure if uri.startswith("https:") else _Plain)
        _close(each for each in self.connections.values() if _was_closed(each))
        try:
            answer = super().request(uri, method, body, headers, redirections, kind)
        except Exception:
            self._heard(Asked.GOOGLE_CALENDAR, None)
            raise
        self._heard(Asked.GOOGLE_CALENDAR, answer[0].status)
        return answer


def _close(connections: Iterable[HTTPConnection]) -> None:
    for connection in connections:
        connection.close()


def _was_closed(connection: HTTPConnection) -> bool:
    """Whether the other side hung up meanwhile: then there is something to read, its farewell.

    A write that is sent into such a connection would be lost, and nobody knew.
    """
    if not connection.sock:
        return False
    poll = select.poll()
    poll.register(connection.sock, select.POLLIN)
    return bool(poll.poll(0))


class Connections:
    """The authorized connections of one athlete, one a thread."""

    def __init__(self, credentials: Credentials, timeout_s: float, heard: Heard = unheard) -> None:
        """Send `credentials` with each request; they renew themselves where they can."""
        self._credentials = credentials
        self._timeout_s = timeout_s
        self._heard = heard
        self._mine = local()

    def mine(self) -> AuthorizedHttp:
        """The connection of this thread."""
        found: AuthorizedHttp | None = getattr(self._mine, "http", None)
        if found is None:
            http = SendOnce(self._timeout_s, self._heard)
            found = AuthorizedHttp(self._credentials, http=http, max_refresh_attempts=1)
            self._mine.http = found
        return found
