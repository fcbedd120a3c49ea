"""Runs the app: settings and an address go in, a server runs until it is told to stop; called by `serve`."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import ipaddress
import os
import socket
import tempfile
from collections.abc import Callable, Iterator, Sequence
from types import FrameType
from typing import Literal

import uvicorn
from starlette.types import ASGIApp

from assistant import indexing
from assistant.errors import AssistantError
from assistant.models.choice import refuse_unfit
from assistant.records.recorder import Recorder
from assistant.settings import Settings
from assistant.web.live import LiveChain
from prompts import texts

Channel = Literal["public", "staff", "all"]
LOCAL_NAMES = ("127.0.0.1", "localhost", "::1")
STOP_SECONDS = 5  # for answers under way when the server is told to stop


class ServeError(AssistantError):
    """The server cannot be started the way it was asked for."""


def serve(settings: Settings, channel: Channel, host: str, port: int) -> None:
    """Serves until SIGINT or SIGTERM; says its address in one line once it is ready.

    Raises ServeError for an address that must or can not be used, and what `LiveChain.of` raises without an index.
    """
    with _listening(host, port, channel) as listener:
        _run(settings, channel, host, listener)


def audience_of(channel: Channel) -> Literal["staff", "resident"]:
    """Whose documents the chat answers from: the public channel never opens the internal ones."""
    return "resident" if channel == "public" else "staff"


@contextlib.contextmanager
def _listening(host: str, port: int, channel: Channel) -> Iterator[socket.socket]:
    """A socket that listens; the first address of `host`, which must be this machine alone."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise ServeError(f"--host {host}: is no address of this machine; leave it out for 127.0.0.1") from None
    if not all(_is_loopback(str(address[0])) for *_, address in found):
        why = "serves staff and residents together" if channel == "all" else "has no login yet"
        raise ServeError(f"--host {host}: channel {channel} {why}, so only on this machine; leave --host out")
    family, kind, protocol, _, address = found[0]
    with socket.socket(family, kind, protocol) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
            listener.listen(128)
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            said = "is taken; stop what runs there" if taken else f"cannot be used ({error.strerror})"
            raise ServeError(f"{host}:{port}: {said}, or choose another --port (make run PORT=8081)") from None
        yield listener


def _run(settings: Settings, channel: Channel, host: str, listener: socket.socket) -> None:
    audience = audience_of(channel)
    refuse_unfit(settings, audience)
    recorder = Recorder(settings, channel)
    live = LiveChain.of(settings, audience, recorder)
    # Closed last: the answers under way are recorded first.
    with (
        contextlib.closing(recorder),
        contextlib.closing(live),
        tempfile.TemporaryDirectory(prefix="policy-assistant-") as folder,
    ):
        os.environ["GRADIO_TEMP_DIR"] = folder  # Gradio makes a folder there, whether it needs one or not
        titles = _titles(settings, audience)
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listener.getsockname()[1]}"
        asyncio.run(_serve(live, audience, titles, [*LOCAL_NAMES, host], address, listener))


def _titles(settings: Settings, audience: Literal["staff", "resident"]) -> list[str]:
    """The titles of the documents: the home publisher's first, of these one with a period (examples ask for it)."""
    sources = [record.source for record in indexing.list_sources(settings, audience)]
    home = settings.home_publisher or next(
        (r.home_publisher for r in indexing.list_sources(settings, audience) if r.home_publisher), ""
    )
    return [s.title for s in sorted(sources, key=lambda s: (s.publisher != home, not s.effective_until))]


async def _serve(
    live: LiveChain,
    audience: Literal["staff", "resident"],
    titles: Sequence[str],
    hosts: Sequence[str],
    address: str,
    listener: socket.socket,
) -> None:
    from assistant.web import app as web  # Gradio takes seconds to import

    app = web.create(live, audience, titles, hosts)  # inside the loop: Gradio makes one of its own elsewhere
    ready = texts.SERVING.format(address=f"{address}{web.CHAT}")
    await _Server(app, lambda: web.end_streams(app), ready).serve(sockets=[listener])


class _Server(uvicorn.Server):
    """Says when it is ready, ends endless streams when it is told to stop, and leaves the process to its caller."""

    def __init__(self, app: ASGIApp, end_streams: Callable[[], None], ready: str) -> None:
        super().__init__(
            uvicorn.Config(
                app, log_config=None, access_log=False, server_header=False, proxy_headers=False, ws="none",
                lifespan="on", timeout_graceful_shutdown=STOP_SECONDS,
            )
        )  # fmt: skip
        self._end_streams, self._ready = end_streams, ready

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        # uvicorn's own raises the signal again at the end; stopping on request is no failure, and once is enough.
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(self._ready, flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._end_streams()
        await super().shutdown(sockets)


def _is_loopback(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback
