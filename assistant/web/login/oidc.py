"""Single sign-on at an OpenID provider: authorization code with PKCE; called by `assistant.web.login.install`.

What a login needs until the provider sends the browser back (state, nonce, verifier, target) travels in a signed cookie
of ten minutes, so that strangers cannot fill the disk. Terms: OpenID Connect Core 1.0, RFC 7636 (PKCE), RFC 9207 (the
issuer in the answer), OpenID Connect RP-Initiated Logout 1.0.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import logging
import secrets
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from assistant.settings import Settings
from assistant.web.login import access, pages, words
from assistant.web.login.origin import Site, inside
from assistant.web.login.provider import Provider, ProviderError
from assistant.web.login.sessions import Sessions
from assistant.web.login.threads import Threads
from assistant.web.login.user import Role

_SECONDS = 600
_log = logging.getLogger(__name__)


class SingleSignOn:
    """The way to the provider, the way back, and the way out."""

    def __init__(
        self,
        settings: Settings,
        site: Site,
        sessions: Sessions,
        threads: Threads,
        secret: bytes,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`secret`: signs the cookie of a login under way."""
        self._settings, self._site, self._sessions, self._threads = settings, site, sessions, threads
        self._secret, self._clock = secret, clock
        self._provider = Provider(settings, clock)

    async def show(self, request: Request) -> Response:
        """The page with the link to the provider; whoever is logged in already goes on."""
        target = inside(request.query_params.get("next", ""))
        if await self._threads.quick(self._sessions.find, self._site.read(request, "session")):
            return RedirectResponse(target, status_code=303)
        done = words.LEFT if "left" in request.query_params else ""
        return pages.login_elsewhere(f"{access.SINGLE_SIGN_ON}?next={quote(target, safe='/')}", done)

    async def depart(self, request: Request) -> Response:
        """Sends the browser to the provider."""
        kept = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
        kept["next"] = inside(request.query_params.get("next", ""))
        try:
            url = await self._provider.authorization(self._callback(request), **_without(kept, "next"))
        except ProviderError as error:
            return _down(error)
        response = RedirectResponse(url, status_code=303)
        self._site.give(response, "login", self._signed({**kept, "until": self._clock() + _SECONDS}), _SECONDS)
        return response

    async def arrive(self, request: Request) -> Response:
        """Takes what the provider sends the browser back with."""
        given, kept = request.query_params, self._read(self._site.read(request, "login"))
        if kept is None or not hmac.compare_digest(kept["state"].encode(), given.get("state", "").encode()):
            return self._failed("the answer belongs to no login of this browser")
        if "error" in given or not given.get("code"):
            return self._failed("the provider has refused")
        try:
            person = await self._provider.person(
                given["code"], given.get("iss"), self._callback(request), kept["verifier"], kept["nonce"]
            )
        except ProviderError as error:
            return _down(error) if error.unreachable else self._failed(str(error))
        role = self._role(person.groups)
        if role is None:
            _log.warning("login: somebody whom the provider knows is in none of the groups that are set")
            return self._over(pages.message(words.NO_GROUP, 403))
        await self._threads.quick(self._sessions.end, self._site.read(request, "session"))
        token = await self._threads.quick(
            self._sessions.begin, f"oidc:{person.subject}", person.name, role, person.id_token
        )
        response = self._over(RedirectResponse(inside(kept["next"]), status_code=303))
        self._site.give(response, "session", token)
        return response

    async def leave(self, request: Request) -> Response:
        """Ends the session here, then at the provider."""
        id_token = await self._threads.quick(self._sessions.end, self._site.read(request, "session"))
        response: Response = RedirectResponse(f"{access.LOGIN}?left", status_code=303)
        if id_token:
            try:
                there = await self._provider.logout(id_token, self._site.address(request, access.LOGIN))
            except ProviderError as error:  # the session here is over all the same
                _log.warning("login: %s; the provider's own session goes on", error)
            else:
                response = pages.logout_elsewhere(there) if there else response
        self._site.take(response, "session")
        return response

    def _callback(self, request: Request) -> str:
        return self._site.address(request, access.CALLBACK)

    def _role(self, groups: frozenset[str]) -> Role | None:
        """The highest role that one of the groups gives."""
        given = self._settings
        by_role: tuple[tuple[Role, tuple[str, ...]], ...] = (
            ("administrator", given.oidc_administrator_groups),
            ("reviewer", given.oidc_reviewer_groups),
            ("staff", given.oidc_staff_groups),
        )
        return next((role for role, named in by_role if groups.intersection(named)), None)

    def _failed(self, why: str) -> Response:
        _log.warning("login: %s", why)
        return self._over(pages.message(words.NOT_SIGNED_ON, 400))

    def _over(self, response: Response) -> Response:
        self._site.take(response, "login")
        return response

    def _signed(self, kept: dict[str, Any]) -> str:
        text = base64.urlsafe_b64encode(json.dumps(kept).encode()).decode()
        return f"{text}.{self._seal(text)}"

    def _read(self, cookie: str) -> dict[str, Any] | None:
        text, _, seal = cookie.partition(".")
        if not hmac.compare_digest(self._seal(text).encode(), seal.encode("utf-8", "replace")):
            return None
        kept: dict[str, Any] = json.loads(base64.urlsafe_b64decode(text))
        return kept if kept["until"] > self._clock() else None

    def _seal(self, text: str) -> str:
        return hmac.new(self._secret, f"login\0{text}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _without(kept: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in kept.items() if key != name}


def _down(error: ProviderError) -> Response:
    _log.warning("login: %s", error)
    return pages.message(words.PROVIDER_DOWN, 503)
