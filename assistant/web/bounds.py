"""How large a request may be and how long it may take to come; a middleware, called by `assistant.web.app`.

A body is read before the app sees the request, so that nobody holds on to more than its bytes by sending slowly.
"""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.api.problems import ProblemError

API_BODY = 128 * 1024  # bytes; six questions of 2,000 characters, each character escaped, are 72,000
BODY = 1024 * 1024  # bytes, elsewhere
BODY_SECONDS = 15.0


class Bounds:
    """Refuses bodies that are too large (413) or come too slowly (408)."""

    def __init__(self, app: ASGIApp, seconds: float = BODY_SECONDS) -> None:
        self._app, self._seconds = app, seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI call."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = API_BODY if scope["path"].startswith("/api/") else BODY
        try:
            async with asyncio.timeout(self._seconds):
                body = await _body(receive, limit)
        except TimeoutError:
            await ProblemError(408, "slow_body").response({"Connection": "close"})(scope, receive, send)
            return
        if body is None:
            await ProblemError(413, "too_large").response({"Connection": "close"})(scope, receive, send)
            return
        first: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def replayed() -> Message:
            return first.pop() if first else await receive()

        await self._app(scope, replayed, send)


async def _body(receive: Receive, limit: int) -> bytes | None:
    """The whole body, what has come of it where the client left; None for one over `limit` bytes."""
    parts: list[bytes] = []
    size = 0
    more = True
    while more:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if size > limit:
            return None
        parts.append(part)
        more = message.get("more_body", False)
    return b"".join(parts)
