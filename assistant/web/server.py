"""Runs the app: settings and an address go in, a server runs until it is told to stop; called by `serve`."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import functools
import ipaddress
import os
import socket
import tempfile
from collections.abc import Callable, Iterator, Mapping
from types import FrameType
from typing import Literal

import uvicorn
from starlette.types import ASGIApp

from assistant import faq, indexing
from assistant.errors import AssistantError
from assistant.records.recorder import Recorder
from assistant.settings import Settings
from assistant.web import app as web
from assistant.web import mounts
from assistant.web.api.routes import Side
from assistant.web.api.runs import Limits, Runs
from assistant.web.app import CHAT, Part, Site
from assistant.web.channels import Channel, SideName, audience_of, has_chat, sides_of
from assistant.web.live import LiveChain
from assistant.web.pages.routes import resident_routes
from prompts import texts

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
    # Closed last to first: the answers under way are recorded before the recorder goes.
    with contextlib.ExitStack() as open_:
        recorder = open_.enter_context(contextlib.closing(Recorder(settings, channel)))
        live = {
            # Where everything is internal, residents are told so and staff are served.
            side: open_.enter_context(
                contextlib.closing(
                    LiveChain.of(settings, audience_of(side), recorder, may_lack=channel == "all" and side == "public")
                )
            )
            for side in sides_of(channel)
        }
        if has_chat(channel):
            folder = open_.enter_context(tempfile.TemporaryDirectory(prefix="policy-assistant-"))
            os.environ["GRADIO_TEMP_DIR"] = folder  # Gradio makes a folder there, whether it needs one or not
        shown = f"[{host}]" if ":" in host else host
        site = _site(settings, channel, host, live, recorder)
        ready = texts.SERVING.format(address=f"http://{shown}:{listener.getsockname()[1]}{site.start or ''}")
        asyncio.run(_serve(site, ready, listener))


def _site(
    settings: Settings, channel: Channel, host: str, live: Mapping[SideName, LiveChain], recorder: Recorder
) -> Site:
    """What this channel consists of."""
    runs = Runs(Limits())
    entries = functools.partial(faq.of_settings, settings)
    sides = [
        Side(name, chain, chain.sources, recorder, runs, faq=faq.as_json(entries) if name == "public" else None)
        for name, chain in live.items()
    ]
    parts: list[Part] = []
    if "public" in live:
        entries()  # a FAQ that cannot be used is told before anything is served
        parts.append(mounts.routes(resident_routes(entries)))
    if has_chat(channel):
        parts.append(mounts.chat(live["staff"], "staff", _titles(settings, "staff")))
    start = f"{CHAT}/" if has_chat(channel) else None
    return Site([*LOCAL_NAMES, host], sides, parts, start, runs)


def _titles(settings: Settings, audience: Literal["staff", "resident"]) -> list[str]:
    """The titles of the documents: the home publisher's first, of these one with a period (examples ask for it)."""
    sources = [record.source for record in indexing.list_sources(settings, audience)]
    home = settings.home_publisher or next(
        (r.home_publisher for r in indexing.list_sources(settings, audience) if r.home_publisher), ""
    )
    return [s.title for s in sorted(sources, key=lambda s: (s.publisher != home, not s.effective_until))]


async def _serve(site: Site, ready: str, listener: socket.socket) -> None:
    app = web.create(site)  # inside the loop: Gradio makes one of its own elsewhere
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
