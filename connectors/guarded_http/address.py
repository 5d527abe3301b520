"""An http address taken apart, its credentials kept out of the way."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, replace
from urllib.parse import unquote, urljoin

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

_PORTS = {"http": 80, "https": 443}


class BadUrl(ValueError):
    """The address cannot be understood."""


@dataclass(frozen=True, slots=True)
class HttpAddress:
    """Scheme, host and port to dial; `target` is path and query, `userinfo` "name:password"."""

    scheme: str
    host: str
    port: int
    target: str
    userinfo: str | None = None

    @property
    def origin(self) -> tuple[str, str, int]:
        """What credentials belong to."""
        return self.scheme, self.host, self.port

    @property
    def host_header(self) -> str:
        """The value of the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def authorization(self) -> dict[str, str]:
        """The header that carries the address's own credentials, if it has any."""
        if self.userinfo is None:
            return {}
        credentials = unquote(self.userinfo).encode()  # RFC 7617, 2.1: a password may be any text
        return {"Authorization": f"Basic {b64encode(credentials).decode()}"}

    def redirected(self, location: str) -> HttpAddress:
        """Return where `location` leads from here; credentials stay with their origin."""
        base = f"{self.scheme}://{self.host_header}{self.target}"
        following = parse_http(urljoin(base, location))
        if following.origin == self.origin and following.userinfo is None:
            return replace(following, userinfo=self.userinfo)
        if following.origin != self.origin:
            return replace(following, userinfo=None)
        return following


def parse_http(address: str) -> HttpAddress:
    """Return the parts of an http or https address; raise BadUrl."""
    try:
        url = parse_url(address.strip())
    except (LocationParseError, ValueError):
        raise BadUrl from None
    scheme = (url.scheme or "").lower()
    host = (url.host or "").strip("[]").rstrip(".")
    if scheme not in _PORTS or not host:
        raise BadUrl
    return HttpAddress(scheme, host, url.port or _PORTS[scheme], url.request_uri, url.auth)
