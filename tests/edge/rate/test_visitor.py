"""Whose address counts: past trusted proxies, and never what a client says of itself."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from app.edge.visitor import visitor_of

PROXIES = [ip_network("10.0.0.0/8"), ip_network("2001:db8:1::/48")]
PEERS: dict[str, tuple[str | None, list[str], str]] = {
    "nobody between": ("192.0.2.1", [], "192.0.2.1"),
    "a client that says it is another": ("192.0.2.1", ["198.51.100.7"], "192.0.2.1"),
    "a proxy": ("10.0.0.1", ["198.51.100.7"], "198.51.100.7"),
    "a proxy, and a client that says it is another": ("10.0.0.1", ["203.0.113.9, 198.51.100.7"], "198.51.100.7"),
    "a client that says it is a proxy": ("10.0.0.1", ["203.0.113.9, 10.9.9.9, 198.51.100.7"], "198.51.100.7"),
    "two proxies": ("10.0.0.1", ["203.0.113.9, 198.51.100.7, 10.0.0.2"], "198.51.100.7"),
    "two headers": ("10.0.0.1", ["203.0.113.9", "198.51.100.7"], "198.51.100.7"),
    "proxies and nobody else": ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
    "a proxy that says nothing": ("10.0.0.1", [], "10.0.0.1"),
    "a proxy that says what is no address": ("10.0.0.1", ["198.51.100.7, unknown"], "10.0.0.1"),
    "an empty entry": ("10.0.0.1", ["198.51.100.7,"], "10.0.0.1"),
    "a port": ("10.0.0.1", ["198.51.100.7:4711"], "198.51.100.7"),
    "IPv6": ("2001:db8:1::5", ["2001:db8:7:7:1:2:3:4"], "2001:db8:7:7::/64"),
    "IPv6 with a port": ("10.0.0.1", ["[2001:db8:7:7::9]:443"], "2001:db8:7:7::/64"),
    "IPv4 as IPv6": ("::ffff:10.0.0.1", ["::ffff:198.51.100.7"], "198.51.100.7"),
    "with a zone": ("fe80::1%eth0", [], "fe80::/64"),
    "a thousand entries": ("10.0.0.1", ["203.0.113.9, " * 1_000 + "10.0.0.2, " * 30 + "10.0.0.4"], "10.0.0.2"),
    "no address at all": (None, ["198.51.100.7"], "unknown"),
}


@pytest.mark.parametrize(("peer", "forwarded", "visitor"), PEERS.values(), ids=PEERS.keys())
def test_the_visitor_is_whom_the_last_trusted_proxy_saw(peer: str | None, forwarded: list[str], visitor: str) -> None:
    assert visitor_of(peer, forwarded, PROXIES) == visitor


def test_addresses_of_one_customer_are_one() -> None:
    assert len({visitor_of(f"2001:db8:7:7:{number:x}::1", [], PROXIES) for number in range(50)}) == 1
    assert len({visitor_of(f"2001:db8:7:{number:x}::1", [], PROXIES) for number in range(50)}) == 50
