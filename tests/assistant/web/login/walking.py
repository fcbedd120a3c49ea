"""Every route of an app, those that are mounted or included in it too, and a caller that waits for no stream's end."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Mapping
from typing import Any

from starlette.routing import Mount
from starlette.types import ASGIApp, Message

Route = tuple[str, str]  # method, path with its parameters' names


def walked(routes: Any, prefix: str = "") -> Iterator[Route]:
    """Every route; fails for a kind of route that it does not know, rather than pass one by."""
    for route in routes:
        if isinstance(route, Mount):
            inner = getattr(route.app, "routes", None)
            assert inner is not None, f"{prefix}{route.path}: something is mounted whose routes cannot be seen"
            yield from walked(inner, prefix + route.path)
        elif hasattr(route, "effective_candidates"):
            yield from walked(route.effective_candidates(), prefix)
        else:
            assert route.methods, f"{prefix}{route.path}: a route without methods"
            for method in sorted(route.methods):
                yield method, prefix + route.path


async def called(
    app: ASGIApp, method: str, path: str, headers: Mapping[str, str], client: str = "192.0.2.7"
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and the first part of the body; then the client leaves."""
    answer: dict[str, Any] = {"body": b""}
    begun, told, sent = asyncio.Event(), asyncio.Event(), False

    async def receive() -> Message:
        nonlocal sent
        if not sent:
            sent = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await begun.wait()
        await told.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.update(status=message["status"], headers=message["headers"])
            begun.set()
        else:
            answer["body"] += message.get("body", b"")
            told.set()

    raw, _, query = path.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "https",
        "path": raw, "raw_path": raw.encode(), "query_string": query.encode(), "root_path": "", "state": {},
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": (client, 50000), "server": ("assistant.example", 443),
    }  # fmt: skip
    call = asyncio.ensure_future(app(scope, receive, send))
    waiting = asyncio.ensure_future(begun.wait())
    await asyncio.wait({call, waiting}, return_when=asyncio.FIRST_COMPLETED, timeout=60)
    if call.done():
        call.result()
    else:
        # A stream may say nothing for a while: what the guard says comes at once and whole.
        await asyncio.wait({call}, timeout=0 if answer["status"] == 200 else 60)
    for task in (call, waiting):
        task.cancel()
    await asyncio.gather(call, waiting, return_exceptions=True)
    return answer["status"], {k.decode().lower(): v.decode() for k, v in answer["headers"]}, answer["body"]


def outcome(status: int, headers: Mapping[str, str], body: bytes) -> str:
    """What became of a request: the guard's word, `closed`, or `reached`."""
    if headers.get("content-type") == "application/problem+json":
        kind = str(json.loads(body)["type"]).rpartition(":")[2]
        if kind in ("log_in", "forbidden", "other_site", "only_here"):
            return kind
        return "closed" if kind == "method" else "reached"  # a route may know nothing of "x": that is its own 404
    return "closed" if status == 404 else "reached"  # the gate's
