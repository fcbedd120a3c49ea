"""What stands outermost: counts and logs each request, and answers for what nobody else caught; called by the app.

A line of the log names the route, never the path, the address, the body or what a header says.
"""

from __future__ import annotations

import logging
import time
from typing import Protocol

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.api.problems import ProblemError, place

_log = logging.getLogger(__name__)
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class Counting(Protocol):
    """What counts requests: `assistant.web.metrics.Metrics`."""

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request."""
        ...


class Requests:
    """Passes requests on and notes how they ended."""

    def __init__(self, app: ASGIApp, counting: Counting | None = None, logged: bool = False) -> None:
        """`logged`: whether each request gets a line."""
        self._app, self._counting, self._logged = app, counting, logged

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI call."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 0

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception as error:
            # What was sent may stand in the message of an exception, so neither it nor the trace is logged.
            _log.error("request: %s at %s; this is a defect, please report it", type(error).__name__, place(error))
            if not status:
                await ProblemError(500, "defect").response()(scope, receive, noting)
        finally:
            self._note(scope, status, time.perf_counter() - begun)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in _METHODS else "other"
        route = str(getattr(scope.get("route"), "path", "") or "none")
        if self._counting is not None:
            self._counting.request(method, route, status, seconds)
        if self._logged:
            told = {"event": "request", "method": method, "route": route, "status": status}
            _log.info("request", extra={"facts": {**told, "seconds": round(seconds, 4)}})
