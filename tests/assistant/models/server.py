"""A real HTTP server on loopback that speaks OpenAI's chat interface and misbehaves as it is told.

`with serving(script) as server`: `script` gets the request's body and gives a `Reply`; `server.url` is its address.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[[dict[str, Any]], "Reply"]


@dataclass(frozen=True)
class Reply:
    """What the server does: sends `pieces` as a stream, then ends it properly or, `cut`, breaks off."""

    pieces: tuple[str, ...] = ()
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    hang_before: int | None = None  # from this piece on nothing more comes
    pause: float = 0.0  # before each piece
    cut: bool = False
    raw: bytes | None = None  # sent in place of a stream


def says(*sentences: tuple[str, list[int]], **how: Any) -> Reply:
    """A well-formed reply in pieces of seven characters."""
    body = json.dumps({"sentences": [{"text": t, "evidence": n} for t, n in sentences]}, ensure_ascii=False)
    return Reply(tuple(body[i : i + 7] for i in range(0, len(body), 7)), **how)


@dataclass
class Server:
    """A running server with what it was asked."""

    url: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)  # the client hung up
    ended: threading.Event = field(default_factory=threading.Event)  # ends whoever hangs


@contextmanager
def serving(script: Script) -> Iterator[Server]:
    """Runs until the block ends."""
    told = Server()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Silent."""

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            told.requests.append(body)
            try:
                self._send(script(body))
            except OSError:
                told.gone.set()

        def _send(self, reply: Reply) -> None:
            self.send_response(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            if reply.raw is not None or reply.status != 200:
                body = reply.raw if reply.raw is not None else b'{"error": {"message": "no"}}'
                self.send_header("content-length", str(len(body)))
                self.send_header("content-type", "application/json")
                self.end_headers()
                self.wfile.write(body)
                return
            self.send_header("content-type", "text/event-stream")
            self.end_headers()
            for n, piece in enumerate(reply.pieces):
                if reply.hang_before == n:
                    self._wait()
                if reply.pause:
                    told.ended.wait(reply.pause)
                self._event({"choices": [{"index": 0, "delta": {"role": "assistant", "content": piece}}]})
            if reply.hang_before is not None and reply.hang_before >= len(reply.pieces):
                self._wait()
            if not reply.cut:
                self._event({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
                self.wfile.write(b"data: [DONE]\n\n")

        def _wait(self) -> None:
            while not told.ended.wait(0.05):
                self._event(None)  # notices that the client is gone

        def _event(self, data: dict[str, Any] | None) -> None:
            if data is None:
                self.wfile.write(b": \n\n")
            else:
                told_ = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "m", **data}
                self.wfile.write(b"data: " + json.dumps(told_).encode() + b"\n\n")
            self.wfile.flush()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield told
    finally:
        told.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
