"""The address of whoever asks, past the proxies of the operator.

In: the peer of the connection, the headers `X-Forwarded-For`, the proxies that are trusted. Out: one address, an IPv6
one as its /64. The list is read from its end: each proxy adds whom it spoke with, so only entries that a trusted proxy
wrote count, and what a client writes there itself stands further left and is not looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from app.edge.gate import block_of

Proxies = Sequence[IPv4Network | IPv6Network]
# A chain of proxies is short; a list of a thousand entries is an attack.
_MOST_HOPS = 20
_UNKNOWN = "unknown"


def visitor_of(peer: str | None, forwarded: Sequence[str], proxies: Proxies) -> str:
    """Who is counted for a request."""
    if peer is None:
        return _UNKNOWN
    address = peer
    hops = [hop.strip() for line in forwarded for hop in line.split(",")]
    for hop in reversed(hops[-_MOST_HOPS:]):
        if not is_trusted(address, proxies):
            break
        named = _address_in(hop)
        if named is None:
            # A proxy that is trusted passed on what is no address: it stands for its visitor itself.
            break
        address = named
    return block_of(address)


def is_trusted(address: str, proxies: Proxies) -> bool:
    """Whether an address is one of the proxies'."""
    parsed = _parsed(address)
    return parsed is not None and any(parsed in network for network in proxies)


def _address_in(hop: str) -> str | None:
    """The address in an entry, some of which carry a port."""
    if hop.startswith("["):
        hop = hop[1:].partition("]")[0]
    elif hop.count(":") == 1:
        hop = hop.partition(":")[0]
    parsed = _parsed(hop)
    return None if parsed is None else str(parsed)


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    """An address without its zone; an IPv4 one that is written as IPv6 is the IPv4 one."""
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return address if mapped is None else mapped
