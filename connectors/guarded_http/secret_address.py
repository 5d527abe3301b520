"""Which addresses secrets may be sent to: https anywhere, plain http on this machine alone."""

from __future__ import annotations

from ipaddress import ip_address

from connectors.guarded_http.address import BadUrl, HttpAddress, parse_http
from connectors.guarded_http.trust import Trust, may_dial


def checked_address(address: str) -> str:
    """The address as it is; raise ValueError, without repeating it, for one that is not safe."""
    try:
        parsed = parse_http(address)
    except BadUrl:
        raise ValueError('must be an address such as "https://example.org/token"') from None
    if parsed.userinfo is not None:
        raise ValueError("must not hold a name or a password")
    if parsed.scheme == "http" and not _is_this_machine(parsed):
        raise ValueError("must begin with https://; plain http is for 127.0.0.1 and localhost")
    if _is_literal(parsed.host) and not may_dial(parsed.host, Trust.OPERATOR):
        raise ValueError("leads where no service of this kind can be; name another address")
    return address


def _is_this_machine(address: HttpAddress) -> bool:
    if _is_literal(address.host):
        return ip_address(address.host).is_loopback
    return address.host == "localhost"


def _is_literal(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
