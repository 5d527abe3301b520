"""Which IP addresses may be dialed for whom."""

from __future__ import annotations

from enum import StrEnum
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

IpAddress = IPv4Address | IPv6Address
_Network = IPv4Network | IPv6Network


class Trust(StrEnum):
    """Who named an address, and with it what it may reach.

    OPERATOR: it stands in the operator's own settings or on their command line; it may lead into
    their network and to this machine. USER: it came in any other way; public unicast only.
    """

    OPERATOR = "operator"
    USER = "user"


def _networks(*names: str) -> tuple[_Network, ...]:
    return tuple(ip_network(name) for name in names)


_NEVER = _networks(
    # Link-local, where clouds answer questions about the machine and its keys
    "169.254.0.0/16",
    "fe80::/10",
    # Metadata services that live elsewhere
    "100.100.100.200/32",
    "168.63.129.16/32",
    "192.0.0.192/32",
    "fd00:ec2::254/128",
    "fd20:ce::254/128",
    # Nobody's: unspecified (which reaches this machine), multicast, broadcast
    "0.0.0.0/8",
    "::/128",
    "224.0.0.0/4",
    "ff00::/8",
    "255.255.255.255/32",
)

_NOT_PUBLIC = _networks(
    # The special-purpose registry of RFC 6890 and its additions, IPv4
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.31.196.0/24",
    "192.52.193.0/24",
    "192.88.99.0/24",
    "192.168.0.0/16",
    "192.175.48.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/3",
    # Inside 2000::/3: protocol assignments with Teredo, documentation, 6to4
    "2001::/23",
    "2001:db8::/32",
    "2002::/16",
    "2620:4f:8000::/48",
    "3fff::/20",
)

_PUBLIC_IPV6 = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
_NAT64_LOCAL = IPv6Network("64:ff9b:1::/48")
_SIX_TO_FOUR = IPv6Network("2002::/16")
_TRANSLATED = IPv6Network("::ffff:0:0:0/96")
_TEREDO = IPv6Network("2001::/32")
_COMPATIBLE = IPv6Network("::/96")
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)


def may_dial(address: str, trust: Trust) -> bool:
    """Whether the IP `address` (a literal, with or without a scope) may be dialed for `trust`.

    IPv4 addresses inside of IPv6 ones (mapped, compatible, NAT64, 6to4, Teredo, ISATAP) count as
    what they lead to. What is no IP address may not be dialed.
    """
    try:
        outer = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    reached = (outer, *_inside(outer))
    if any(_is_in(each, _NEVER) for each in reached):
        return False
    return trust is Trust.OPERATOR or all(_is_public(each) for each in _meant(outer))


def trust_after_redirect(trust: Trust, dialed: str, *, same_host: bool) -> Trust:
    """Who is taken to have named the address that a server at the IP `dialed` leads on to.

    A server out in the public speaks for nobody here: the operator named its address, but not
    where it leads. One that the operator keeps inside may lead on inside.
    """
    if trust is Trust.OPERATOR and not same_host and may_dial(dialed, Trust.USER):
        return Trust.USER
    return trust


def _is_in(address: IpAddress, networks: tuple[_Network, ...]) -> bool:
    return any(address.version == net.version and address in net for net in networks)


def _is_public(address: IpAddress) -> bool:
    if isinstance(address, IPv6Address) and address not in _PUBLIC_IPV6:
        return False
    return not _is_in(address, _NOT_PUBLIC)


def _meant(address: IpAddress) -> tuple[IpAddress, ...]:
    """The addresses that have to be public: a translator's prefix is only the way there."""
    if isinstance(address, IPv6Address) and (address.ipv4_mapped or address in _NAT64):
        return _inside(address)
    return (address, *_inside(address))


def _inside(address: IpAddress) -> tuple[IpAddress, ...]:
    """The IPv4 addresses that an IPv6 address carries."""
    if isinstance(address, IPv4Address):
        return ()
    number = int(address)
    last = IPv4Address(number & 0xFFFF_FFFF)
    translators = (_NAT64, _NAT64_LOCAL, _TRANSLATED)
    if address.ipv4_mapped is not None or _is_in(address, translators):
        return (last,)
    if address in _SIX_TO_FOUR:
        return (IPv4Address(number >> 80 & 0xFFFF_FFFF),)
    if address in _TEREDO:
        server = IPv4Address(number >> 64 & 0xFFFF_FFFF)
        return (server, IPv4Address(~number & 0xFFFF_FFFF))
    if number >> 32 & 0xFFFF_FFFF in _ISATAP:
        return (last,)
    return (last,) if address in _COMPATIBLE and number > 1 else ()
