"""Which addresses may be dialed, by family and form."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.guarded_http import Trust, may_dial
from connectors.guarded_http.trust import trust_after_redirect

PUBLIC = [
    "93.184.216.34",
    "1.1.1.1",
    "2606:4700:4700::1111",
    "2a00:1450:4001:80b::200e",
    "::ffff:93.184.216.34",
    "64:ff9b::5db8:d822",  # NAT64 of 93.184.216.34
]
PRIVATE = {
    "loopback": "127.0.0.1",
    "loopback, another": "127.8.8.8",
    "loopback, IPv6": "::1",
    "private, 10": "10.0.0.1",
    "private, 172": "172.16.0.1",
    "private, 172 end": "172.31.255.255",
    "private, 192": "192.168.1.1",
    "carrier-grade NAT": "100.64.0.1",
    "unique local": "fd12:3456::1",
    "site local": "fec0::1",
    "mapped loopback": "::ffff:127.0.0.1",
    "mapped private": "::ffff:10.0.0.1",
    "compatible loopback": "::7f00:1",
    "NAT64 loopback": "64:ff9b::7f00:1",
    "NAT64 private": "64:ff9b::a00:1",
    "NAT64 local prefix": "64:ff9b:1::a00:1",
    "6to4 of private": "2002:a00:1::1",
    "6to4 of public": "2002:5db8:d822::1",
    "Teredo": "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "ISATAP of private": "2a00:1450:4001:80b:0:5efe:a00:1",
    "documentation": "192.0.2.1",
    "documentation, IPv6": "2001:db8::1",
    "benchmarking": "198.18.0.1",
    "reserved": "240.0.0.1",
    "protocol assignments": "192.0.0.8",
    "segment routing": "5f00::1",
    "discard only": "100::1",
}
NEVER = {
    "metadata": "169.254.169.254",
    "link-local": "169.254.1.1",
    "link-local, IPv6": "fe80::1",
    "link-local with scope": "fe80::1%eth0",
    "mapped metadata": "::ffff:169.254.169.254",
    "NAT64 metadata": "64:ff9b::a9fe:a9fe",
    "6to4 metadata": "2002:a9fe:a9fe::1",
    "metadata of one cloud": "fd00:ec2::254",
    "metadata of another": "100.100.100.200",
    "metadata at a public address": "168.63.129.16",
    "unspecified": "0.0.0.0",  # noqa: S104 (refused, not bound)
    "unspecified, IPv6": "::",
    "mapped unspecified": "::ffff:0.0.0.0",
    "multicast": "224.0.0.1",
    "multicast, IPv6": "ff02::1",
    "broadcast": "255.255.255.255",
    "no address": "club.example",
    "nothing": "",
}


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_for_everyone(address: str) -> None:
    assert may_dial(address, Trust.USER)
    assert may_dial(address, Trust.OPERATOR)


@pytest.mark.parametrize("address", PRIVATE.values(), ids=PRIVATE.keys())
def test_a_private_address_is_for_the_operator_only(address: str) -> None:
    assert not may_dial(address, Trust.USER)
    assert may_dial(address, Trust.OPERATOR)


@pytest.mark.parametrize("address", NEVER.values(), ids=NEVER.keys())
def test_a_metadata_or_unusable_address_is_for_nobody(address: str) -> None:
    assert not may_dial(address, Trust.USER)
    assert not may_dial(address, Trust.OPERATOR)


@given(st.integers(0, 2**32 - 1))
def test_wrapping_an_ipv4_address_never_opens_it(number: int) -> None:
    plain = IPv4Address(number)
    wrapped = [
        IPv6Address(0xFFFF << 32 | number),
        IPv6Address((0x64FF9B << 96) | number),
        IPv6Address((0x2002 << 112) | number << 80 | 1),
    ]
    for trust in Trust:
        if not may_dial(str(plain), trust):
            assert not any(may_dial(str(each), trust) for each in wrapped)


@given(st.ip_addresses(v=4))
def test_what_a_user_may_dial_is_global(address: IPv4Address) -> None:
    if may_dial(str(address), Trust.USER):
        assert address.is_global
        assert not address.is_multicast


@pytest.mark.parametrize(
    ("trust", "dialed", "same_host", "after"),
    [
        (Trust.OPERATOR, "93.184.215.14", False, Trust.USER),
        (Trust.OPERATOR, "2606:4700::1111", False, Trust.USER),
        (Trust.OPERATOR, "93.184.215.14", True, Trust.OPERATOR),
        (Trust.OPERATOR, "127.0.0.1", False, Trust.OPERATOR),
        (Trust.OPERATOR, "192.168.1.2", False, Trust.OPERATOR),
        (Trust.OPERATOR, "fd12::1", False, Trust.OPERATOR),
        (Trust.USER, "93.184.215.14", False, Trust.USER),
        (Trust.USER, "93.184.215.14", True, Trust.USER),
    ],
)
def test_a_public_server_leads_on_for_nobody_but_itself(
    trust: Trust, dialed: str, same_host: bool, after: Trust
) -> None:
    assert trust_after_redirect(trust, dialed, same_host=same_host) is after
