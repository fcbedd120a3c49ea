"""One app's login: its file, its guard and its routes; made by `assistant.web.login.install`."""

from __future__ import annotations

import logging
from collections.abc import Callable

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from assistant.errors import StorageError
from assistant.settings import Settings
from assistant.web.login import access, pages, routes, words
from assistant.web.login.accounts import Accounts
from assistant.web.login.attempts import Attempts
from assistant.web.login.configured import configured
from assistant.web.login.guard import Guard
from assistant.web.login.origin import Site
from assistant.web.login.routes import AccountLogin, Leaving
from assistant.web.login.sessions import Sessions
from assistant.web.login.store import Store
from assistant.web.login.threads import Threads
from assistant.web.login.user import User

_log = logging.getLogger(__name__)
Clock = Callable[[], float]
Address = Callable[[Request], str]


class Login:
    """What `install` has put in place."""

    def __init__(self, app: FastAPI, settings: Settings, address: Address | None, clock: Clock) -> None:
        """Adds middleware and routes to the app."""
        self._site, self._threads = Site(settings.site_url), Threads()
        self._looking = Threads()  # of the guard's own: a crowd at the login page holds up nobody who is inside
        self.enabled = configured(settings)
        self._store = Store.of(settings) if self.enabled else None
        if self._store is None:
            app.add_middleware(Guard, site=self._site, find=None)
            return
        self._sessions = Sessions(
            self._store,
            settings.login_idle_minutes * 60.0,
            settings.login_hours * 3600.0,
            clock,
            local=settings.login == "accounts",
        )
        app.add_middleware(Guard, site=self._site, find=self._find)
        app.add_exception_handler(StorageError, _storage_failed)
        app.add_api_route(access.STYLE, routes.style, methods=["GET"], include_in_schema=False)
        if settings.login == "accounts":
            self._add_accounts(app, self._store, address or _peer, clock)
        else:
            self._add_single_sign_on(app, settings, self._store, clock)

    def close(self) -> None:
        """Closes the file."""
        if self._store is not None:
            self._store.close()

    async def _find(self, token: str) -> User | None:
        return await self._looking.quick(self._sessions.find, token) if token else None

    def _add_accounts(self, app: FastAPI, store: Store, address: Address, clock: Clock) -> None:
        entering = AccountLogin(
            self._site, Accounts(store, clock), Attempts(store, clock), self._sessions, self._threads, address
        )
        leaving = Leaving(self._site, self._sessions, self._threads)
        app.add_api_route(access.LOGIN, entering.show, methods=["GET"], include_in_schema=False)
        app.add_api_route(access.LOGIN, entering.enter, methods=["POST"], include_in_schema=False)
        app.add_api_route(access.LOGOUT, leaving.ask, methods=["GET"], include_in_schema=False)
        app.add_api_route(access.LOGOUT, leaving.leave, methods=["POST"], include_in_schema=False)

    def _add_single_sign_on(self, app: FastAPI, settings: Settings, store: Store, clock: Clock) -> None:
        from assistant.web.login.oidc import SingleSignOn  # its packages are for this kind of login alone

        sso = SingleSignOn(settings, self._site, self._sessions, self._threads, store.secret, clock)
        leaving = Leaving(self._site, self._sessions, self._threads)
        app.add_api_route(access.LOGIN, sso.show, methods=["GET"], include_in_schema=False)
        app.add_api_route(access.SINGLE_SIGN_ON, sso.depart, methods=["GET"], include_in_schema=False)
        app.add_api_route(access.CALLBACK, sso.arrive, methods=["GET"], include_in_schema=False)
        app.add_api_route(access.LOGOUT, leaving.ask, methods=["GET"], include_in_schema=False)
        app.add_api_route(access.LOGOUT, sso.leave, methods=["POST"], include_in_schema=False)


async def _storage_failed(request: Request, error: Exception) -> Response:
    _log.error("login: %s", error)
    return pages.message(words.STORE_DOWN, 503)


def _peer(request: Request) -> str:
    return request.client.host if request.client else ""
