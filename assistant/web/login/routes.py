"""The addresses of the login with local accounts, and of logging out; called by `assistant.web.login.install`.

Handlers are async and hand the file and the hashing to threads of their own, so that neither a slow disk nor a crowd at
the login page holds up answers.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from math import ceil
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from assistant.web.login import access, pages, words
from assistant.web.login.accounts import Accounts, folded
from assistant.web.login.attempts import Attempts
from assistant.web.login.origin import Site, inside
from assistant.web.login.sessions import Sessions
from assistant.web.login.threads import BusyError, Threads
from assistant.web.login.user import User

_LARGEST = 8192  # bytes of a form
_DEVICE_SECONDS = 180 * 86400
_log = logging.getLogger(__name__)
Address = Callable[[Request], str]


class AccountLogin:
    """The login page and what its form does."""

    def __init__(
        self, site: Site, accounts: Accounts, attempts: Attempts, sessions: Sessions, threads: Threads, address: Address
    ) -> None:
        """`address`: whence a request comes, proxies seen through."""
        self._site, self._accounts, self._attempts = site, accounts, attempts
        self._sessions, self._threads, self._address = sessions, threads, address

    async def show(self, request: Request) -> Response:
        """The form; whoever is logged in already goes on."""
        target = inside(request.query_params.get("next", ""))
        if await self._threads.quick(self._sessions.find, self._site.read(request, "session")):
            return RedirectResponse(target, status_code=303)
        return pages.login(target, done=words.LEFT if "left" in request.query_params else "")

    async def enter(self, request: Request) -> Response:
        """Takes name and password."""
        form = await _form(request)
        name, password = form.get("name", ""), form.get("password", "")
        target = inside(form.get("next", ""))
        if not name.strip() or not password:
            return pages.login(target, words.MISSING, name, status=400)
        account = folded(name)[:200]
        place = self._attempts.place(account, self._address(request), self._site.read(request, "device"))
        bucket = self._attempts.bucket(account, place)
        wait = await self._threads.quick(self._attempts.take, bucket)
        if wait > 0:
            return self._locked(target, name, wait)
        try:
            user = await self._threads.slow(place, self._accounts.authenticate, account, password)
        except BusyError:
            await self._threads.quick(self._attempts.forgive, bucket)
            return pages.login(target, words.BUSY, name, status=503)
        if user is None:
            _log.warning("login: a wrong name or password was given")
            return pages.login(target, words.WRONG, name, status=401)
        await self._threads.quick(self._attempts.forgive, bucket)
        return await self._begun(request, user, account, target)

    def _locked(self, target: str, name: str, wait: float) -> Response:
        _log.warning("login: an account is locked for one place, after too many wrong passwords from there")
        response = pages.login(target, words.LOCKED.format(minutes=ceil(wait / 60)), name, status=429)
        response.headers["Retry-After"] = str(ceil(wait))
        return response

    async def _begun(self, request: Request, user: User, account: str, target: str) -> Response:
        former = self._site.read(request, "session")
        await self._threads.quick(self._sessions.end, former)
        token = await self._threads.quick(self._sessions.begin, user.name)
        response = RedirectResponse(target, status_code=303)
        self._site.give(response, "session", token)
        if not self._attempts.knows(account, self._site.read(request, "device")):
            self._site.give(response, "device", self._attempts.device(account), _DEVICE_SECONDS)
        return response


class Leaving:
    """Logging out: a page that asks, and what its button does."""

    def __init__(self, site: Site, sessions: Sessions, threads: Threads) -> None:
        """`sessions`: those that end here."""
        self._site, self._sessions, self._threads = site, sessions, threads

    async def ask(self, request: Request) -> Response:
        """The page with the button."""
        user = await self._threads.quick(self._sessions.find, self._site.read(request, "session"))
        if user is None:
            return RedirectResponse(access.LOGIN, status_code=303)
        return pages.logout(user.shown)

    async def leave(self, request: Request) -> Response:
        """Ends the session here; the provider's, if there is one, ends by `assistant.web.login.oidc`."""
        await self._threads.quick(self._sessions.end, self._site.read(request, "session"))
        response = RedirectResponse(f"{access.LOGIN}?left", status_code=303)
        self._site.take(response, "session")
        return response


async def style(request: Request) -> Response:
    """The style sheet."""
    return pages.style()


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form; empty for anything else. Files are not read."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return {}
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            return {}
    try:
        fields = parse_qs(body.decode("utf-8"), keep_blank_values=True, max_num_fields=10, errors="strict")
    except ValueError:  # no UTF-8, or too many fields
        return {}
    return {name: values[0] for name, values in fields.items()}
