"""Parts to mount in an app (`assistant.web.app.Site.parts`): what they need goes in, a function that mounts comes out.

Called by `assistant.web.server`. What is heavy is imported where it is mounted: a public process never loads Gradio.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from fastapi import APIRouter, FastAPI, Request

from assistant.settings import Settings
from assistant.web.api.caller import Caller
from assistant.web.app import CHAT, CLOSED, Part

if TYPE_CHECKING:
    from assistant.web.chat.desk import Desk


def routes(router: APIRouter) -> Part:
    """Routes of their own, like those of the widget and of the FAQ page."""

    def mount(app: FastAPI) -> None:
        app.include_router(router)

    return mount


def login(settings: Settings, opened: contextlib.ExitStack, address: Callable[[Request], str]) -> Part:
    """The guard in front of every route, and the pages to log in; mounted last, so that it stands outermost.

    Its file is closed with `opened`; `address`: whence a request comes.
    """

    def mount(app: FastAPI) -> None:
        from assistant.web import login as guarding

        opened.callback(guarding.install(app, settings, address=address).close)

    return mount


async def logged_in(request: Request) -> Caller:
    """Who calls the staff's side (`assistant.web.api.routes.Side.admit`); the guard has let the request in."""
    session = str(getattr(request.state, "session", ""))
    return Caller(session=session, owner=session)


def chat(desk: Desk) -> Part:
    """The Gradio chat at `/chat` with its own routes; mounted inside a running event loop, or Gradio makes one."""

    def mount(app: FastAPI) -> None:
        import gradio as gr

        from assistant.web.chat import looks, quiet
        from assistant.web.chat.page import Page
        from assistant.web.chat.routes import router
        from assistant.web.chat.visitor import Visitors

        quiet.install()
        app.include_router(router(desk, CHAT))  # before Gradio, which takes every path below its own
        app.add_middleware(Visitors, chat=CHAT)
        gr.mount_gradio_app(
            app,
            Page(desk).blocks,
            path=CHAT,
            footer_links=[],
            run_history=False,
            show_error=False,
            ssr_mode=False,
            mcp_server=False,
            pwa=False,
            enable_monitoring=False,
            theme=looks.theme(),
            css=looks.style(),
            js=looks.script(),
            app_kwargs=dict(CLOSED),
        )

    return mount
