"""Which pages may call: a middleware, called by `assistant.web.app`.

Pages of other origins reach the public API only if they are listed; none are by default. Another site's page can send
nothing to the staff's side. What calls without a browser sends no `Origin`, and is bounded by the limits.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.api.caller import TOKEN
from assistant.web.api.problems import ProblemError

_SHARED = "/api/public/"
_READING = ("GET", "HEAD", "OPTIONS")


class Origins:
    """Refuses what a browser sends from pages that are not listed."""

    def __init__(self, app: ASGIApp, allowed: Sequence[str] = (), own: Sequence[str] = ()) -> None:
        """`allowed`: origins such as https://www.pref.example.jp; `own`: names of the site itself."""
        self._app, self._allowed, self._own = app, frozenset(allowed), frozenset(own)
        self._cors = CORSMiddleware(
            app,
            allow_origins=list(allowed),
            allow_methods=["GET", "POST"],
            allow_headers=["Content-Type", "Last-Event-ID", TOKEN],
            expose_headers=[TOKEN, "Retry-After"],
            max_age=600,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI call."""
        headers = Headers(scope=scope) if scope["type"] == "http" else None
        origin = headers.get("origin") if headers is not None else None
        if headers is None or origin is None or self._is_own(origin, headers.get("host", "")):
            await self._app(scope, receive, send)
        elif scope["path"].startswith(_SHARED) and origin in self._allowed:
            await self._cors(scope, receive, send)
        elif scope["method"] in _READING:
            await self._app(scope, receive, send)  # without a header that lets the page read it
        else:
            await ProblemError(403, "origin").response()(scope, receive, send)

    def _is_own(self, origin: str, host: str) -> bool:
        try:
            parts = urlsplit(origin)
        except ValueError:
            return False
        return bool(parts.netloc) and (parts.netloc == host or parts.hostname in self._own)
