"""Connections to Google: one a thread, each request sent exactly once.

httplib2 sends a request again by itself where the other side hung up. Google may have done it by
then, and not every request can be repeated; so here it is the caller who decides.
"""

from __future__ import annotations

from http.client import BadStatusLine, HTTPConnection, HTTPResponse
from threading import local
from weakref import finalize

import httplib2
from google.auth.credentials import Credentials
from google_auth_httplib2 import AuthorizedHttp  # type: ignore[import-untyped]

_TIMEOUT_S = 30
_AGENT = "counterpoint"


class _Plain(httplib2.HTTPConnectionWithTimeout):
    def getresponse(self) -> HTTPResponse:
        try:
            return super().getresponse()
        except BadStatusLine as error:
            raise _hung_up() from error


class _Secure(httplib2.HTTPSConnectionWithTimeout):
    def getresponse(self) -> HTTPResponse:
        try:
            return super().getresponse()
        except BadStatusLine as error:
            raise _hung_up() from error


def _hung_up() -> TimeoutError:
    """What httplib2 hands on without sending anything again."""
    return TimeoutError("the connection was closed before an answer came")


class SendOnce(httplib2.Http):
    """An httplib2.Http that never repeats a request and follows no redirect."""

    def __init__(self, timeout_s: float = _TIMEOUT_S) -> None:
        """Make one without any connection yet."""
        super().__init__(timeout=timeout_s)
        self.follow_redirects = False
        finalize(self, _close, self.connections)

    def request(  # type: ignore[no-untyped-def]  # noqa: PLR0913, PLR0917
        self, uri, method="GET", body=None, headers=None, redirections=0, connection_type=None
    ):
        """Ask once, over a connection that is kept."""
        kind = connection_type or (_Secure if uri.startswith("https:") else _Plain)
        return super().request(uri, method, body, headers, redirections, kind)


def _close(connections: dict[str, HTTPConnection]) -> None:
    for connection in connections.values():
        connection.close()


class Connections:
    """The authorized connections of one athlete, one a thread."""

    def __init__(self, credentials: Credentials, timeout_s: float = _TIMEOUT_S) -> None:
        """Send `credentials` with each request; they renew themselves where they can."""
        self._credentials = credentials
        self._timeout_s = timeout_s
        self._mine = local()

    def mine(self) -> AuthorizedHttp:
        """The connection of this thread."""
        found: AuthorizedHttp | None = getattr(self._mine, "http", None)
        if found is None:
            found = AuthorizedHttp(self._credentials, http=SendOnce(self._timeout_s))
            self._mine.http = found
        return found
