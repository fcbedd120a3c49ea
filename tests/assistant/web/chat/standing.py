"""A running server whose answers are made by hand, so that the browser sees each state as long as a test wants."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from assistant.given import NOTHING, Given
from assistant.turn import Event
from assistant.web import app as web
from assistant.web import mounts
from assistant.web.chat.desk import Desk

Answered = Callable[[str, Given], Iterator[Event]]


class Scripted:
    """Answers as a function says."""

    def __init__(self, answered: Answered) -> None:
        self.answered = answered

    def stream(self, question: str, given: Given = NOTHING) -> Iterator[Event]:
        yield from self.answered(question, given)


@dataclass
class Standing:
    """A server: its address, and how it is taken away and brought back to the same place."""

    address: str
    leave: Callable[[], None]
    come_back: Callable[[], None]


@contextmanager
def standing(desk: Desk, folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Standing]:
    """Runs a server until the end."""
    patch.setattr("gradio.routes.DEFAULT_TEMP_DIR", str(folder))  # `serve` names one before it imports Gradio
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def come_back() -> None:
        ready = threading.Event()

        async def serve() -> None:
            site = web.Site(["127.0.0.1"], parts=[mounts.chat(desk)], start="/chat/")
            app = web.create(site)
            server = uvicorn.Server(
                uvicorn.Config(app, "127.0.0.1", port, log_config=None, ws="none", timeout_graceful_shutdown=1)
            )
            leaving = server.shutdown

            async def shutdown(*args: object, **more: object) -> None:
                web.end_streams(app)
                await leaving(*args, **more)  # type: ignore[arg-type]

            server.shutdown = shutdown  # type: ignore[method-assign]
            running.append((server, threading.current_thread()))
            task = asyncio.create_task(server.serve())
            while not server.started and not task.done():
                await asyncio.sleep(0.02)
            ready.set()
            await task

        threading.Thread(target=lambda: asyncio.run(serve()), daemon=True).start()
        assert ready.wait(60) and running[-1][0].started

    def leave() -> None:
        server, thread = running.pop()
        server.should_exit = True
        thread.join(60)
        assert not thread.is_alive()

    come_back()
    try:
        yield Standing(f"http://127.0.0.1:{port}", leave, come_back)
    finally:
        while running:
            leave()
