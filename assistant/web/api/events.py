"""Server-sent events: a run goes in, the response that streams it comes out; called by `assistant.web.api.routes`.

Form: https://html.spec.whatwg.org/multipage/server-sent-events.html. An event's id is `RUN-NUMBER`; sent back as
`Last-Event-ID` with the same body, it gets what came behind it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncGenerator, Mapping

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from assistant.web.api.runs import Run, Runs, Sent

_ID = re.compile(r"([0-9a-f]{32})-(\d{1,6})")
KEEP_ALIVE = 15.0  # seconds without an event after which a comment is sent


def place_of(last_event_id: str | None) -> tuple[str, int] | None:
    """Run and number of a `Last-Event-ID`; None for one that is none of ours."""
    found = _ID.fullmatch(last_event_id or "")
    return (found[1], int(found[2])) if found else None


def encoded(run_id: str, number: int, event: Sent) -> bytes:
    """One event as it is sent."""
    data = json.dumps(event.data, ensure_ascii=False, separators=(",", ":"))
    return f"id: {run_id}-{number}\nevent: {event.name}\ndata: {data}\n\n".encode("utf-8", "replace")


class EventStream(Response):
    """The events of a run; notices at once when the client leaves."""

    media_type = "text/event-stream"

    def __init__(
        self,
        runs: Runs,
        run: Run,
        after: int = -1,
        keep_alive: float = KEEP_ALIVE,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """`after`: the number of the last event that the client has."""
        super().__init__(headers=headers)
        del self.headers["content-length"]
        self.headers["cache-control"] = "no-store"
        self.headers["x-accel-buffering"] = "no"  # nginx would hold events back
        self._runs, self._run, self._after, self._keep_alive = runs, run, after, keep_alive

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI call."""
        leaving = asyncio.create_task(left(receive))
        sending = asyncio.create_task(self._send(send))
        try:
            await asyncio.wait({leaving, sending}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (leaving, sending):
                task.cancel()
            await asyncio.gather(leaving, return_exceptions=True)
            with contextlib.suppress(asyncio.CancelledError):
                await sending

    async def _send(self, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        async with contextlib.aclosing(self._parts()) as parts:
            async for part in parts:
                await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _parts(self) -> AsyncGenerator[bytes, None]:
        async with contextlib.aclosing(self._runs.follow(self._run, self._after, self._keep_alive)) as events:
            async for event in events:
                yield b": keep-alive\n\n" if event is None else encoded(self._run.id, *event)


async def left(receive: Receive) -> None:
    """Returns when the client has gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
