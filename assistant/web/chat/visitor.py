"""Whose conversation it is: a request goes in, the name of its owner comes out; called by `page` and `routes`.

With a login that is the name of the user whom it has put into the request's state. Without one it is the browser
session, told by a random cookie that `Visitors` sets on the chat's page and that no script can read.
"""

from __future__ import annotations

import re
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "policy_assistant_chat"
_VALUE = re.compile(r"[\w-]{43}")


class Visitors:
    """An ASGI middleware that knows a browser again."""

    def __init__(self, app: ASGIApp, chat: str) -> None:
        """`chat`: where Gradio is mounted."""
        self._app, self._chat = app, chat

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI call."""
        path = scope.get("path", "")
        if scope["type"] != "http" or not (path == self._chat or path.startswith(f"{self._chat}/")):
            await self._app(scope, receive, send)
            return
        known = _cookie(scope)
        visitor = known or secrets.token_urlsafe(32)
        scope.setdefault("state", {})["visitor"] = visitor

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and not known and path == f"{self._chat}/":
                secure = "; Secure" if scope.get("scheme") == "https" else ""
                value = f"{COOKIE}={visitor}; Path={self._chat}; HttpOnly; SameSite=Lax{secure}"
                MutableHeaders(scope=message).append("Set-Cookie", value)
            await send(message)

        await self._app(scope, receive, send_with_cookie)


def owner_of(state: Any) -> str:
    """The owner, from a request's state: the user of a login, else the visitor."""
    name = getattr(getattr(state, "user", None), "name", "")
    if name:
        return f"user:{name}"
    return f"visitor:{getattr(state, 'visitor', '')}"


def _cookie(scope: Scope) -> str | None:
    raw = b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")
    try:
        morsel = SimpleCookie(raw).get(COOKIE)
    except CookieError:
        return None
    return morsel.value if morsel is not None and _VALUE.fullmatch(morsel.value) else None
