"""What stands in front of every route: who is logged in, may they, and does the request come from our own pages.

An ASGI middleware, so that streams pass through it as they are. Put in place by `assistant.web.login.install`; routes
find the person in `request.state.user`.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.login import access, pages, words
from assistant.web.login.origin import SAFE, Site
from assistant.web.login.user import LOCAL, User

Find = Callable[[str], Awaitable[User | None]]
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


class Guard:
    """Lets a request pass, or answers it."""

    def __init__(self, app: ASGIApp, site: Site, find: Find | None) -> None:
        """`find`: who is logged in with a token; None without a login, which is for this machine alone."""
        self._app, self._site, self._find = app, site, find

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI call."""
        if scope["type"] == "websocket":  # nothing here speaks it
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = await self._refusal(Request(scope))
        await (refusal or self._app)(scope, receive, send)

    async def _refusal(self, request: Request) -> Response | None:
        need = access.needed(request.scope["path"])
        token = self._site.read(request, "session")
        with_rights = bool(token) or request.scope["path"] in access.OWN
        checked = request.method not in SAFE and (with_rights or need != "open")
        # A program without a cookie says nothing of pages, and has no rights that another site could borrow.
        if checked and not self._site.comes_from_here(request, otherwise=not with_rights):
            return _said(request, 403, words.OTHER_SITE)
        if need == "open":
            return None
        user = await self._find(token) if self._find else _local(request)
        if user is None:
            return self._asked_to_log_in(request)
        if need not in user.roles:
            return _said(request, 403, words.FORBIDDEN)
        request.state.user = user
        return None

    def _asked_to_log_in(self, request: Request) -> Response:
        if self._find is None:
            return _said(request, 403, words.ONLY_HERE)
        if request.method == "GET" and _shows_pages(request):
            query = f"?{request.url.query}" if request.url.query else ""
            target = quote(request.scope["path"] + query, safe="/")
            return RedirectResponse(f"{access.LOGIN}?next={target}", status_code=303)
        return _said(request, 401, words.LOG_IN_FIRST)


def _local(request: Request) -> User | None:
    """Without a login: whoever calls from this machine itself, through no proxy."""
    if any(name in request.headers for name in _FORWARDED):
        return None
    try:
        here = request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        here = request.client is not None and request.client.host == "testclient"
    return LOCAL if here else None


def _shows_pages(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _said(request: Request, status: int, text: words.Said) -> Response:
    """A page for whoever reads pages, a problem (RFC 9457) for programs."""
    if _shows_pages(request):
        return pages.message(text, status)
    body = {"type": "about:blank", "title": text.title, "status": status, "detail": text.detail}
    return JSONResponse(body, status_code=status, media_type="application/problem+json")
