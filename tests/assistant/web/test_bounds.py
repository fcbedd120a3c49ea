"""Bodies that are too large or come too slowly; the rest passes as it came."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from assistant.web.bounds import API_BODY, Bounds


async def read(scope: Any, receive: Any, send: Any) -> None:
    """An app that says how many bytes it got."""
    message = await receive()
    assert message["more_body"] is False
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(len(message["body"])).encode()})


def sent(parts: list[bytes], path: str = "/api/public/ask", *, ends: bool = True) -> tuple[int, bytes]:
    told: list[Any] = []
    waiting = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    if ends:
        waiting.append({"type": "http.request", "body": b"", "more_body": False})

    async def receive() -> Any:
        if waiting:
            return waiting.pop(0)
        await asyncio.Event().wait()

    async def send(message: Any) -> None:
        told.append(message)

    asyncio.run(Bounds(read, seconds=0.05 if not ends else 60)({"type": "http", "path": path}, receive, send))
    return told[0]["status"], told[1]["body"]


def test_bodies_pass_whole_up_to_their_limit() -> None:
    assert sent([b"a" * 1000, b"b" * 500]) == (200, b"1500")
    assert sent([b"a" * API_BODY]) == (200, str(API_BODY).encode())
    status, body = sent([b"a" * API_BODY, b"b"])
    assert status == 413 and json.loads(body)["type"].endswith(":too_large")
    assert sent([b"a" * API_BODY, b"b"], "/elsewhere")[0] == 200


def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    status, body = sent([b"a"], ends=False)
    assert status == 408 and json.loads(body)["type"].endswith(":slow_body")
