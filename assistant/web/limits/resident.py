"""Who may ask how often: a request goes in, a caller comes out, or a problem with the seconds to wait.

Made by `assistant.web.server` for the public side; called by its routes. Addresses are kept as keyed hashes, in memory,
for a minute; the key is made when the process starts.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Sequence

from starlette.requests import Request

from assistant.web.api.caller import TOKEN, Caller
from assistant.web.api.problems import ProblemError
from assistant.web.limits.address import Network, client_of
from assistant.web.limits.tokens import Tokens
from assistant.web.limits.window import Windows, take_all


class ResidentLimits:
    """Limits by address and by token; used from one event loop."""

    def __init__(
        self,
        by_address: int,
        by_token: int,
        trusted: Sequence[Network] = (),
        *,
        now: Callable[[], float] = time.monotonic,
        refused: Callable[[str], None] = lambda by: None,
    ) -> None:
        """`by_address` and `by_token`: questions a minute, 0 for no limit; `refused` counts refusals."""
        self._addresses, self._pages = Windows(by_address, now=now), Windows(by_token, now=now)
        self._trusted, self._refused = tuple(trusted), refused
        self._tokens = Tokens()
        self._key = secrets.token_bytes(32)

    def address(self, request: Request) -> str:
        """Whence a request comes, trusted proxies seen through."""
        peer = request.client.host if request.client else ""
        return client_of(peer, request.headers.getlist("x-forwarded-for"), self._trusted)

    async def known(self, request: Request) -> Caller:
        """The caller, who is not counted; a page without a token gets one with the response."""
        page, renew = self._tokens.read(request.headers.get(TOKEN, ""))
        page = page or secrets.token_urlsafe(16)
        return Caller(session=page, headers={TOKEN: self._tokens.make(page)} if renew else {})

    async def admit(self, request: Request) -> Caller:
        """The caller, counted; raises ProblemError with 429."""
        page, _ = self._tokens.read(request.headers.get(TOKEN, ""))
        wanted = [(self._addresses, self._hidden(f"address\0{self.address(request)}"))]
        if page:
            wanted.append((self._pages, self._hidden(f"page\0{page}")))
        if wait := take_all(wanted):
            self._refused("address" if self._addresses.wait(wanted[0][1]) else "token")
            raise ProblemError(429, "too_many", retry_after=wait)
        return await self.known(request)

    def _hidden(self, key: str) -> bytes:
        return hashlib.blake2b(key.encode(), key=self._key, digest_size=16).digest()
