"""What an address names: a feed on the network, a file, or standard input."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote, urlsplit

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from connectors.errors import BadAddress, ForbiddenAddress
from connectors.guarded_http import Trust

_SCHEMES = {"http": "http", "https": "https", "webcal": "https", "webcals": "https"}


class SourceKind(StrEnum):
    """Where the bytes come from."""

    HTTP = "http"
    FILE = "file"
    STDIN = "stdin"


@dataclass(frozen=True, slots=True)
class FeedSource:
    """An address understood. `location` is secret: an http(s) address or a path.

    `label` names the source without giving the address away; `host` is that of HTTP sources.
    """

    kind: SourceKind
    location: str
    label: str
    host: str = ""


def feed_source(address: str, trust: Trust) -> FeedSource:
    """Return what `address` names; raise BadAddress, or ForbiddenAddress for a user's file."""
    address = address.strip()
    scheme, separator, rest = address.partition("://")
    if not separator:
        return _local(address, trust)
    scheme = scheme.lower()
    if scheme == "file":
        return _file_url(address, trust)
    if scheme in _SCHEMES:
        return _network(scheme, rest)
    raise BadAddress(
        "the feed's address", "it begins with a scheme that is not read; use https:// or webcal://"
    )


def _network(scheme: str, rest: str) -> FeedSource:
    try:
        url = parse_url(f"{_SCHEMES[scheme]}://{rest}")
    except (LocationParseError, ValueError):
        url = None
    if url is None or not url.host:
        raise BadAddress(
            "the feed's address", "it cannot be understood; copy it again from the calendar"
        )
    host = url.host.strip("[]").lower()
    # Test servers and the demo's own speak no TLS, and nobody listens on the way to loopback.
    plain = scheme == "webcal" and _is_loopback(host)
    location = f"{'http' if plain else _SCHEMES[scheme]}://{rest}"
    return FeedSource(SourceKind.HTTP, location, f"feed at {host}", host)


def _local(address: str, trust: Trust) -> FeedSource:
    if not address:
        raise BadAddress("the feed's address", "it is empty; give an address, a file or -")
    _only_operator(trust)
    if address == "-":
        return FeedSource(SourceKind.STDIN, "", "standard input")
    return FeedSource(SourceKind.FILE, address, _file_label(Path(address)))


def _file_label(path: Path) -> str:
    """The file's name, unless it may be an address whose https:// was forgotten: a secret."""
    if ":" in path.name or not path.parent.is_dir():
        return "the source"
    return path.name.encode(errors="replace").decode() or "the folder"


def _file_url(address: str, trust: Trust) -> FeedSource:
    _only_operator(trust)
    url = urlsplit(address)
    path = unquote(url.path)
    if url.netloc not in ("", "localhost") or not path.strip("/"):
        raise BadAddress("the feed's address", "it names no file here; write file:///path/feed.ics")
    return FeedSource(SourceKind.FILE, path, Path(path).name)


def _only_operator(trust: Trust) -> None:
    if trust is not Trust.OPERATOR:
        raise ForbiddenAddress(
            "the feed's address",
            "files are read only for the operator; give an address that begins with https://",
        )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
