"""A small app behind the login for its tests, with routes for every role, and a client that acts as a browser."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import FastAPI, Request
from starlette.testclient import TestClient

from assistant.settings import Settings
from assistant.web import login
from assistant.web.login.accounts import Accounts
from assistant.web.login.store import Store

PASSWORD = "harbour lamp nine trees"  # noqa: S105
PAGES = {"accept": "text/html,*/*"}


class Clock:
    """Time that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = time.time()  # a real provider has the real time

    def __call__(self) -> float:
        return self.now

    def move(self, minutes: float) -> None:
        self.now += minutes * 60


@contextmanager
def served(settings: Settings, clock: Clock, origin: str, peer: str) -> Iterator[TestClient]:
    """A client whose requests name `origin` as a browser's do, coming from the address `peer`."""
    app = FastAPI()

    async def who(request: Request) -> dict[str, object]:
        user = getattr(request.state, "user", None)
        return {"name": user.name, "roles": sorted(user.roles)} if user else {}

    for path in ("/", "/chat/", "/api/staff/ask", "/api/public/ask", "/api/review/x", "/api/admin/x", "/healthz"):
        app.add_api_route(path, who, methods=["GET", "POST"])
    installed = login.install(app, settings, clock=clock)
    with TestClient(app, base_url=origin, follow_redirects=False, client=(peer, 50000)) as client:
        client.headers["origin"] = origin
        try:
            yield client
        finally:
            installed.close()


def account(settings_of: str | object, name: str, role: str = "staff", password: str = PASSWORD) -> None:
    """Makes an account in the data folder."""
    store = Store.of(Settings(data_dir=settings_of))  # type: ignore[arg-type]
    Accounts(store).add(name, role, password)  # type: ignore[arg-type]
    store.close()


def enter(client: TestClient, name: str, password: str = PASSWORD, **more: str):  # type: ignore[no-untyped-def]
    """Sends the form of the login page."""
    return client.post("/login", data={"name": name, "password": password, **more}, headers=PAGES)
