"""Runs the app: settings and an address go in, a server runs until it is told to stop; called by `serve`."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import ipaddress
import os
import socket
import tempfile
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from assistant.errors import AssistantError
from assistant.models.choice import refuse_unfit
from assistant.records.recorder import Recorder
from assistant.settings import Settings
from assistant.web import app as web
from assistant.web import logs, site
from assistant.web.channels import Channel, SideName, audience_of, has_chat, sides_of
from assistant.web.live import LiveChain
from assistant.web.login import configured
from assistant.web.operations import create as create_operations
from prompts import texts

KEEP_ALIVE = 75  # seconds that an idle connection stays; longer than proxies keep theirs (nginx: 60)
OPERATIONS = "127.0.0.1"  # where the second listener is
OPERATIONS_ABOVE = 1000  # its port lies so far above the first one's


class ServeError(AssistantError):
    """The server cannot be started the way it was asked for."""


def serve(settings: Settings, channel: Channel, host: str, port: int, operations_port: int | None = None) -> None:
    """Serves until SIGINT or SIGTERM; says its address in one line once it is ready.

    Raises ServeError for an address that must or can not be used, and what `LiveChain.of` raises without an index.
    """
    beside = operations_port_of(port, settings.ops_port if operations_port is None else operations_port)
    with (
        _listening(settings, channel, host, port) as listener,
        _bound(socket.AF_INET, (OPERATIONS, beside), "--ops-port") as operations,
    ):
        _run(settings, channel, host, listener, operations)


def operations_port_of(port: int, wanted: int | None) -> int:
    """The second listener's port: what is wanted, or one that is told from the first one's (any free for any free)."""
    if wanted is not None or not port:
        return wanted or 0
    return port + OPERATIONS_ABOVE if port + OPERATIONS_ABOVE <= 65535 else port - OPERATIONS_ABOVE


@contextlib.contextmanager
def _listening(settings: Settings, channel: Channel, host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens; the first address of `host`, which must be this machine alone unless staff log in."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        raise ServeError(f"--host {host}: is no address of this machine; leave it out for 127.0.0.1") from None
    login = channel != "public" and configured(settings)  # half a login is told before anything else
    if not all(_is_loopback(str(address[0])) for *_, address in found):
        _check_beyond(host, channel, login, settings)
    family, _, _, _, address = found[0]
    with _bound(family, (str(address[0]), *address[1:]), "--port", f"{host}:{port}") as listener:
        yield listener


@contextlib.contextmanager
def _bound(family: int, address: tuple[Any, ...], option: str, shown: str = "") -> Iterator[socket.socket]:
    """A socket that listens at an address; `option` chooses another port."""
    # Its protocol is named: asyncio sets TCP_NODELAY on no other, and an answer would wait 40 ms for an ACK.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
            listener.listen(128)
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            said = "is taken; stop what runs there" if taken else f"cannot be used ({error.strerror})"
            more = " (make run PORT=8081)" if option == "--port" else ""
            at = shown or f"{address[0]}:{address[1]}"
            raise ServeError(f"{at}: {said}, or choose another {option}{more}") from None
        yield listener


def _check_beyond(host: str, channel: Channel, login: bool, settings: Settings) -> None:
    """Raises ServeError unless this channel may be served to other machines."""
    if channel == "public":
        if not settings.host_names:
            raise ServeError(f"--host {host}: set host_names to the names under which residents reach the site")
        return
    if channel == "staff" and login:
        if not settings.site_url:
            raise ServeError(f"--host {host}: set site_url to the address under which staff reach the site")
        return
    why = "serves staff and residents together" if channel == "all" else "has no login configured (setting login)"
    raise ServeError(f"--host {host}: channel {channel} {why}, so only on this machine; leave --host out")


def _run(settings: Settings, channel: Channel, host: str, listener: socket.socket, operations: socket.socket) -> None:
    if settings.log_format == "json":
        logs.use_json()
    for side in sides_of(channel):
        refuse_unfit(settings, audience_of(side))
    # Closed last to first: the answers under way are recorded before the recorder goes.
    with contextlib.ExitStack() as open_:
        recorder = open_.enter_context(contextlib.closing(Recorder(settings, channel)))
        live = {
            side: open_.enter_context(contextlib.closing(_chain(settings, channel, side, recorder)))
            for side in sides_of(channel)
        }
        if has_chat(channel):
            folder = open_.enter_context(tempfile.TemporaryDirectory(prefix="policy-assistant-"))
            os.environ["GRADIO_TEMP_DIR"] = folder  # Gradio makes a folder there, whether it needs one or not
        house = site.build(settings, channel, host, live, recorder, open_)
        ready = texts.SERVING.format(
            address=f"http://{_shown(host)}:{listener.getsockname()[1]}{house.site.start or ''}",
            operations=f"http://{OPERATIONS}:{operations.getsockname()[1]}",
        )
        asyncio.run(_serve(house, ready, listener, operations, settings.shutdown_seconds))


def _chain(settings: Settings, channel: Channel, side: SideName, recorder: Recorder) -> LiveChain:
    # Where everything is internal, residents are told so and staff are served.
    lacking = channel == "all" and side == "public"
    return LiveChain.of(settings, audience_of(side), recorder, may_lack=lacking)


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


async def _serve(
    house: site.House, ready: str, listener: socket.socket, operations: socket.socket, seconds: int
) -> None:
    app = web.create(house.site)  # inside the loop: Gradio makes one of its own elsewhere
    looking = _Operations(_config(create_operations(app, house.metrics, house.checks, list(web.LOCAL_NAMES)), 1))
    beside = asyncio.create_task(looking.serve(sockets=[operations]))
    try:
        await _Server(_config(app, seconds), lambda: web.end_streams(app), ready).serve(sockets=[listener])
    finally:
        looking.should_exit = True
        await beside


def _config(app: ASGIApp, seconds: int) -> uvicorn.Config:
    return uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, proxy_headers=False, ws="none", lifespan="on",
        timeout_graceful_shutdown=seconds, timeout_keep_alive=KEEP_ALIVE,
    )  # fmt: skip


class _Operations(uvicorn.Server):
    """Leaves signals to the server that it stands beside."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class _Server(uvicorn.Server):
    """Says when it is ready, ends endless streams when it is told to stop, and leaves the process to its caller."""

    def __init__(self, config: uvicorn.Config, end_streams: Callable[[], None], ready: str) -> None:
        super().__init__(config)
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
