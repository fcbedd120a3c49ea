"""What stands in front of every route: who is logged in, may they, and does the request come from our own pages.

An ASGI middleware, so that streams pass through it as they are. Put in place by `assistant.web.login.install`; routes
find the person in `request.state.user`.
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
from collections.abc import Awaitable, Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import StorageError
from assistant.web.api.problems import MEDIA_TYPE, PREFIX
from assistant.web.login import access, pages, words
from assistant.web.login.origin import SAFE, Site
from assistant.web.login.user import LOCAL, User

_log = logging.getLogger(__name__)
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
        try:
            user = await self._find(token) if self._find else _local(request)
        except StorageError as error:
            _log.error("login: %s", error)
            return _said(request, 503, words.STORE_DOWN)
        if user is None:
            return self._asked_to_log_in(request)
        if need not in user.roles:
            return _said(request, 403, words.FORBIDDEN)
        request.state.user = user
        # What a login is known by in the records: not the person, who may not be followed from one login to the next.
        request.state.session = hashlib.sha256(f"known\0{token}".encode()).hexdigest() if token and self._find else ""
        return None

    def _asked_to_log_in(self, request: Request) -> Response:
        if self._find is None:
            return _said(request, 403, words.ONLY_HERE)
        if request.method == "GET" and _shows_pages(request):
            query = f"?{request.url.query}" if request.url.query else ""
            target = quote(request.scope["path"] + query, safe="/")
            return RedirectResponse(f"{access.LOGIN}?next={target}", 303, pages.HEADERS)
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
    told = {"type": PREFIX + text.kind, "title": text.title, "status": status, "detail": text.detail}
    return JSONResponse(told, status, pages.HEADERS, MEDIA_TYPE)
