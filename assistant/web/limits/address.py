"""Where a request comes from: its connection and headers go in, the client's address comes out. Pure.

`X-Forwarded-For` is believed as far as configured proxies wrote it: from the right, up to the first address that is
none of theirs. Called by `assistant.web.limits.resident`.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_MOST = 50  # entries of a header that are looked at
_IPV6_PREFIX = 64  # the part of an IPv6 address that one household or office has (RFC 6177)


def networks(names: Iterable[str]) -> tuple[Network, ...]:
    """Addresses and networks (10.0.0.0/8); raises ValueError."""
    return tuple(ipaddress.ip_network(name, strict=False) for name in names)


def client_of(peer: str, forwarded: Sequence[str], trusted: Sequence[Network]) -> str:
    """The client's address as the limits count it; `forwarded`: the values of all `X-Forwarded-For` headers."""
    address = _read(peer)
    if address is None:
        return "unknown"
    if not _is_in(address, trusted):
        return _counted(address)
    entries = [entry for value in forwarded for entry in value.split(",")]
    for entry in reversed(entries[-_MOST:]):
        told = _read(entry.strip())
        if told is None:
            break
        address = told
        if not _is_in(told, trusted):
            break
    return _counted(address)


def _read(text: str) -> Address | None:
    try:
        found = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def _is_in(address: Address, known: Sequence[Network]) -> bool:
    return any(address in network for network in known)


def _counted(address: Address) -> str:
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(ipaddress.ip_network((address, _IPV6_PREFIX), strict=False))
