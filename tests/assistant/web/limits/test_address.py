"""Whence a request comes, and whom one believes."""

from __future__ import annotations

import pytest

from assistant.web.limits.address import client_of, networks

PROXIES = networks(["10.0.0.0/8", "2001:db8:ffff::1"])


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        ("192.0.2.7", [], "192.0.2.7"),
        ("192.0.2.7", ["198.51.100.1"], "192.0.2.7"),  # not from a proxy: not believed
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["203.0.113.9, 198.51.100.1, 10.2.3.4"], "198.51.100.1"),
        ("10.0.0.1", ["203.0.113.9", "198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["198.51.100.1, nonsense"], "10.0.0.1"),
        ("10.0.0.1", [""], "10.0.0.1"),
        ("10.0.0.1", ["10.0.0.9"], "10.0.0.9"),
        ("::ffff:10.0.0.1", ["::ffff:198.51.100.1"], "198.51.100.1"),
        ("2001:db8:ffff::1", ["2001:db8:1:2:3:4:5:6"], "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", [], "2001:db8:1:2::/64"),
        ("testclient", ["198.51.100.1"], "unknown"),
        ("", [], "unknown"),
    ],
)
def test_the_header_is_believed_as_far_as_proxies_wrote_it(peer: str, forwarded: list[str], found: str) -> None:
    assert client_of(peer, forwarded, PROXIES) == found


def test_a_long_header_costs_little() -> None:
    assert client_of("10.0.0.1", ["10.0.0.1," * 100_000 + "198.51.100.1"], PROXIES) == "198.51.100.1"
