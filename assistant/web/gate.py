"""What stands in front of every request: closed paths go no further, and each response carries its security headers.

An ASGI middleware, so that streams pass through it as they are; called by `assistant.web.app`.
"""

from __future__ import annotations

import re

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What the chat needs of Gradio, beside its own routes (`own`). Gradio's other routes keep files (uploads, deep links),
# fetch addresses or describe an API.
_OPEN = re.compile(
    r"/?|/config/?|/theme\.css|/(?:assets|static)/.+|/own/.+"
    r"|/gradio_api/(?:queue/(?:join|data)|heartbeat/\w+|cancel|reset|startup-events|login_check)/?"
)
# The residents' pages and the widget's script bring a time to keep of their own (`assistant.web.pages`).
_OWN = ("/faq", "/demo", "/widget/policy-faq.js", "/widget/pages.css")
_LASTING = re.compile(r"/(?:assets|static)/.+")
# Gradio's page needs inline scripts and compiles templates; no attribute may run anything, and nothing leaves the host.
_POLICY = "; ".join(
    [
        "default-src 'self'", "script-src 'self' 'unsafe-inline' 'unsafe-eval'", "script-src-attr 'none'",
        "style-src 'self' 'unsafe-inline'", "img-src 'self' data:", "font-src 'self'", "connect-src 'self'",
        "object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'none'",
    ]
)  # fmt: skip
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Gate:
    """Closes Gradio's routes that the chat does not use, and adds headers."""

    def __init__(self, app: ASGIApp, chat: str) -> None:
        """`chat`: where Gradio is mounted."""
        self._app, self._chat = app, chat

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI call."""
        if scope["type"] == "websocket":  # nothing here speaks it
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]
        inside = path.removeprefix(self._chat) if path.startswith(f"{self._chat}/") else None
        lasting = inside is not None and _LASTING.fullmatch(inside) is not None

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)  # the login's pages bring stricter ones
                if not lasting and path not in _OWN:
                    headers["Cache-Control"] = "no-store"
            await send(message)

        if inside is None or _OPEN.fullmatch(inside):
            await self._app(scope, receive, send_with_headers)
        else:
            await PlainTextResponse("Not Found", status_code=404)(scope, receive, send_with_headers)
