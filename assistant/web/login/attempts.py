"""Lock-out: who tries an account from where goes in, whether they may go on comes out; called by the login page.

Failures are counted for an account AND whence somebody tries, so that nobody can lock another out: whoever guesses
from elsewhere has a counter of their own, and a browser that has logged in before (its device cookie says so) has one
that nobody else can reach, even behind the same address (OWASP, "Slow down online guessing attacks with device
cookies"). Counters are kept under an HMAC, unknown names count like known ones, and an attempt counts before the
password is looked at, so that many at once gain nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import time
from collections.abc import Callable

from sqlalchemy import delete, insert, select, update

from assistant.web.login.store import ATTEMPTS, Store

LIMIT = 5  # attempts
LOCKED_SECONDS = 15 * 60.0


class Attempts:
    """The failed attempts of one file."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        self._store, self._clock = store, clock

    def take(self, bucket: bytes) -> float:
        """Counts one attempt; 0 if it may be made, else the seconds until the next one may."""
        now = self._clock()
        with self._store.writing() as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.last <= now - LOCKED_SECONDS))
            row = connection.execute(select(ATTEMPTS).where(ATTEMPTS.c.bucket == bucket)).first()
            if row is None:
                connection.execute(insert(ATTEMPTS).values(bucket=bucket, failures=1, last=now))
                return 0
            if row.failures >= LIMIT:
                return float(row.last) + LOCKED_SECONDS - now
            more = update(ATTEMPTS).where(ATTEMPTS.c.bucket == bucket)
            connection.execute(more.values(failures=row.failures + 1, last=now))
            return 0

    def forgive(self, bucket: bytes) -> None:
        """Forgets the failures: the right password was given."""
        with self._store.writing() as connection:
            connection.execute(delete(ATTEMPTS).where(ATTEMPTS.c.bucket == bucket))

    def place(self, account: str, address: str, device: str) -> str:
        """Whence somebody tries. `device`: the cookie, which counts if this account's browser was given it."""
        nonce = self._nonce(account, device)
        return f"device\0{nonce}" if nonce else f"address\0{_network(address)}"

    def bucket(self, account: str, place: str) -> bytes:
        """The key of the counter for an account and a place."""
        return self._mac(f"attempt\0{account}\0{place}")

    def device(self, account: str) -> str:
        """A device cookie for a browser from which this account has just logged in."""
        nonce = secrets.token_urlsafe(16)
        return f"{nonce}.{self._mac(f'device{chr(0)}{account}{chr(0)}{nonce}').hex()}"

    def knows(self, account: str, device: str) -> bool:
        """Whether the cookie was given to a browser of this account."""
        return bool(self._nonce(account, device))

    def _nonce(self, account: str, device: str) -> str:
        nonce, _, seal = device.partition(".")
        expected = self._mac(f"device\0{account}\0{nonce}").hex()
        return nonce if hmac.compare_digest(expected.encode(), seal.encode("utf-8", "replace")) else ""

    def _mac(self, text: str) -> bytes:
        return hmac.new(self._store.secret, text.encode("utf-8", "replace"), hashlib.sha256).digest()


def _network(address: str) -> str:
    """The address, or of IPv6 the /64 that one customer has."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.IPv6Network((found, 64), strict=False))
    return str(found)
