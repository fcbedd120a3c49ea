"""The FastAPI app: something that answers goes in, an app with the chat at `/chat` comes out.

Called by `assistant.web.server`, and by tests without a server. What a browser may ask of Gradio and what every
response says to the browser is in `assistant.web.gate`.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any, Literal

import gradio as gr
from fastapi import FastAPI
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount

from assistant.web import chat
from assistant.web.gate import Gate
from assistant.web.validation import repeat_no_input
from prompts import texts

CHAT = "/chat"
# FastAPI traces every request, with the messages of exceptions, and sends that where OTEL_* variables say.
_CLOSED: dict[str, Any] = {
    "docs_url": None,
    "redoc_url": None,
    "openapi_url": None,
    "telemetry": dict.fromkeys(("tracing", "metrics", "logs", "operation_spans", "auto_configure"), False),
}


def create(
    answering: chat.Answering, audience: Literal["staff", "resident"], titles: Sequence[str], hosts: Sequence[str]
) -> FastAPI:
    """The app. `hosts`: the names under which it may be called, so that no other site's name can lead to it."""
    app = FastAPI(title=texts.CHAT_TITLE, **_CLOSED)
    app.add_api_route("/", _start, methods=["GET"], include_in_schema=False)
    app.add_api_route("/healthz", _health, methods=["GET"], include_in_schema=False)
    app.add_api_route("/favicon.ico", _no_icon, methods=["GET"], include_in_schema=False)
    app.add_middleware(Gate, chat=CHAT)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    gr.mount_gradio_app(
        app,
        chat.page(answering, audience, titles),
        path=CHAT,
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        enable_monitoring=False,
        theme=chat.theme(),
        css=chat.style(),
        js=chat.script(),
        app_kwargs=dict(_CLOSED),
    )
    repeat_no_input(app)
    return app


def end_streams(app: FastAPI) -> None:
    """Ends the streams that Gradio keeps open while a page is shown; a server that stops would wait for them."""
    for route in app.routes:
        if isinstance(route, Mount) and isinstance(route.app, gr.routes.App):
            route.app.stop_event.set()


async def _start() -> HTMLResponse:
    text = escape(texts.START_PAGE)
    page = f'<!doctype html><html lang="ja"><meta charset="utf-8"><title>{escape(texts.CHAT_TITLE)}</title>'
    page += f'<p><a href="{CHAT}/">{text}</a></p></html>'
    return HTMLResponse(page, status_code=303, headers={"Location": f"{CHAT}/"})


async def _no_icon() -> Response:
    return Response(status_code=204)


async def _health() -> JSONResponse:
    return JSONResponse({"status": "ok"})
