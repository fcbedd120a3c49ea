"""The FastAPI app: what a site consists of goes in, an app comes out.

Called by `assistant.web.server`, and by tests without a server. A site names its sides of the API and the parts that
are mounted beside them: the chat, the login, the widget. What stands before every request is in `assistant.web.gate`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import escape
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount

from assistant.web.api import bodies, problems
from assistant.web.api.routes import Side, router
from assistant.web.api.runs import Limits, Runs
from assistant.web.bounds import Bounds
from assistant.web.gate import Gate
from assistant.web.limits.origins import Origins
from assistant.web.requests import Counting, Requests
from assistant.web.validation import repeat_no_input
from prompts import texts

CHAT = "/chat"
LOCAL_NAMES = ("127.0.0.1", "localhost", "::1")
Part = Callable[[FastAPI], None]  # mounts something; called once, after the API's routes are there
# FastAPI traces every request, with the messages of exceptions, and sends that where OTEL_* variables say.
CLOSED: dict[str, Any] = {
    "docs_url": None,
    "redoc_url": None,
    "openapi_url": None,
    "telemetry": dict.fromkeys(("tracing", "metrics", "logs", "operation_spans", "auto_configure"), False),
}


@dataclass(frozen=True)
class Site:
    """What one process serves.

    `hosts`: the names under which it may be called, so that no other site's name can lead to it. `sides`: the sides of
    the API; a public process has none for staff. `parts` mount what else there is, in their order; a part may add
    middlewares, and the last one's stands outermost. `start`: where `/` leads, None for nowhere. `origins`: whose pages
    may hold the widget. `counting` counts requests, `logged` says whether each gets a line in the log.
    """

    hosts: Sequence[str]
    sides: Sequence[Side] = ()
    parts: Sequence[Part] = ()
    start: str | None = None
    runs: Runs = field(default_factory=lambda: Runs(Limits()))
    origins: Sequence[str] = ()
    counting: Counting | None = None
    logged: bool = False


def create(site: Site) -> FastAPI:
    """The app of a site."""
    app = FastAPI(title=texts.CHAT_TITLE, version="1", lifespan=_until_done(site.runs), **CLOSED)
    if site.start is not None:
        app.add_api_route("/", _leading_to(site.start), methods=["GET"], include_in_schema=False)
    app.add_api_route("/healthz", health, methods=["GET"], summary="Whether it runs", tags=["health"])
    app.add_api_route("/favicon.ico", _no_icon, methods=["GET"], include_in_schema=False)
    for side in site.sides:
        app.include_router(router(side))
    app.add_middleware(Origins, allowed=site.origins, own=[name for name in site.hosts if name not in LOCAL_NAMES])
    app.add_middleware(Bounds)
    app.add_middleware(Gate, chat=CHAT)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(site.hosts), www_redirect=False)
    for part in site.parts:
        part(app)
    app.add_middleware(Requests, counting=site.counting, logged=site.logged)
    repeat_no_input(app)
    problems.install(app, bodies.FIELDS)
    return app


def end_streams(app: FastAPI) -> None:
    """Ends the streams that Gradio keeps open while a page is shown; a server that stops would wait for them."""
    for route in app.routes:
        stop = getattr(route.app, "stop_event", None) if isinstance(route, Mount) else None
        if stop is not None:
            stop.set()


def _until_done(runs: Runs) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        await runs.close()

    return lifespan


def _leading_to(start: str) -> Callable[[], Any]:
    text = escape(texts.START_PAGE)
    page = f'<!doctype html><html lang="ja"><meta charset="utf-8"><title>{escape(texts.CHAT_TITLE)}</title>'
    page += f'<p><a href="{start}">{text}</a></p></html>'

    async def begin() -> HTMLResponse:
        return HTMLResponse(page, status_code=303, headers={"Location": start})

    return begin


async def _no_icon() -> Response:
    return Response(status_code=204)


async def health() -> JSONResponse:
    """The process answers; `/readyz` on the second listener says whether it can answer questions."""
    return JSONResponse({"status": "ok"})
