"""Role x route: every route that the app serves, Gradio's own too, is called by everybody, and every cell is told.

A route that is not in the table fails, so whoever adds one must say for whom it is.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI, Request

from assistant.settings import Settings
from assistant.web import app as web
from assistant.web import mounts
from assistant.web.api.routes import anybody
from assistant.web.login.access import needed
from assistant.web.login.sessions import Sessions
from assistant.web.login.store import Store
from assistant.web.pages.routes import resident_routes
from tests.assistant.web.api import sites
from tests.assistant.web.chat.desks import desk
from tests.assistant.web.login.site import account
from tests.assistant.web.login.walking import Route, called, outcome, walked
from tests.assistant.web.samples import Answers, answer

SITE = "https://assistant.example"
WHO = ("nobody", "staff", "reviewer", "administrator")
OPEN, STAFF, REVIEWER, ADMINISTRATOR, CLOSED = "open", "staff", "reviewer", "administrator", "closed"
CELLS = {
    OPEN: ("reached", "reached", "reached", "reached"),
    STAFF: ("log_in", "reached", "reached", "reached"),
    REVIEWER: ("log_in", "forbidden", "reached", "reached"),
    ADMINISTRATOR: ("log_in", "forbidden", "forbidden", "reached"),
    CLOSED: ("log_in", "closed", "closed", "closed"),
}
OURS: dict[Route, str] = {
    ("GET", "/"): STAFF,
    ("GET", "/healthz"): OPEN,
    ("GET", "/favicon.ico"): OPEN,
    ("POST", "/api/public/ask"): OPEN,
    ("POST", "/api/public/ask/stream"): OPEN,
    ("POST", "/api/public/feedback"): OPEN,
    ("GET", "/api/public/faq"): OPEN,
    ("POST", "/api/public/furigana"): OPEN,
    ("GET", "/faq"): OPEN,
    ("GET", "/demo"): OPEN,
    ("GET", "/widget/policy-faq.js"): OPEN,
    ("GET", "/widget/pages.css"): OPEN,
    ("POST", "/api/staff/ask"): STAFF,
    ("POST", "/api/staff/ask/stream"): STAFF,
    ("POST", "/api/staff/feedback"): STAFF,
    ("GET", "/login"): OPEN,
    ("POST", "/login"): OPEN,
    ("GET", "/login/style.css"): OPEN,
    ("GET", "/logout"): OPEN,
    ("POST", "/logout"): OPEN,
    # None of them is there yet: two stand-ins show that the roles are told apart.
    ("GET", "/api/review/probe"): REVIEWER,
    ("POST", "/api/review/probe"): REVIEWER,
    ("GET", "/api/admin/probe"): ADMINISTRATOR,
    ("POST", "/api/admin/probe"): ADMINISTRATOR,
}
# The chat's own routes, beside Gradio's.
CHAT = {
    ("GET", "/chat/own/reading"), ("GET", "/chat/own/conversations"), ("DELETE", "/chat/own/conversations"),
    ("DELETE", "/chat/own/conversations/{conversation}"), ("GET", "/chat/own/conversations/{conversation}.{kind}"),
    ("GET", "/chat/own/tables/{turn}.csv"), ("POST", "/chat/own/feedback"),
}  # fmt: skip
# What the chat needs of Gradio. All else of it is closed for everybody: uploads, files, proxies, its own login.
GRADIO = {
    ("GET", "/chat/"), ("HEAD", "/chat/"), ("GET", "/chat/config"), ("GET", "/chat/config/"),
    ("GET", "/chat/static/{path:path}"), ("GET", "/chat/assets/{path:path}"), ("GET", "/chat/theme.css"),
    ("POST", "/chat/gradio_api/queue/join"), ("GET", "/chat/gradio_api/queue/data"),
    ("GET", "/chat/gradio_api/heartbeat/{session_hash}"), ("POST", "/chat/gradio_api/cancel"),
    ("POST", "/chat/gradio_api/reset"), ("POST", "/chat/gradio_api/reset/"),
    ("GET", "/chat/gradio_api/startup-events"), ("GET", "/chat/gradio_api/login_check"),
    ("GET", "/chat/gradio_api/login_check/"),
}  # fmt: skip
FILLED = {
    "/chat/static/{path:path}": "/chat/static/js/iframeResizer.contentWindow.min.js",
    "/chat/gradio_api/queue/data": "/chat/gradio_api/queue/data?session_hash=none",
}


class Running:
    """The whole app with a login, and a session for each role."""

    def __init__(self, app: FastAPI, tokens: dict[str, str]) -> None:
        self.app = app
        self._tokens = tokens
        asset = re.search(r"\./(assets/[\w.-]+\.js)", _index())
        assert asset
        self._asset = f"/chat/{asset[1]}"

    async def cell(self, who: str, route: Route, origin: str = SITE, client: str = "192.0.2.7") -> str:
        method, path = route
        filled = {**FILLED, "/chat/assets/{path:path}": self._asset}.get(path) or re.sub(r"{[^}]*}", "x", path)
        headers = {"host": "assistant.example", "accept": "*/*", "content-type": "application/json", "origin": origin}
        if who != "nobody":
            headers["cookie"] = f"__Host-policy-session={self._tokens[who]}"
        return outcome(*await called(self.app, method, filled, headers, client))


def _index() -> str:
    import gradio

    return (Path(gradio.__file__).parent / "templates" / "frontend" / "index.html").read_text("utf-8")


def _peer(request: Request) -> str:
    return request.client.host if request.client else ""


def run(tmp_path: Path, test: Callable[[Running], Coroutine[Any, Any, None]], **given: Any) -> None:
    settings = Settings(data_dir=tmp_path, **{"login": "accounts", "site_url": SITE, **given})
    tokens = {}
    if settings.login == "accounts":
        for role in WHO[1:]:
            account(tmp_path, f"the-{role}", role)
        with contextlib.closing(Store.of(settings)) as store:
            tokens = {role: Sessions(store, 3600, 36000).begin(f"the-{role}") for role in WHO[1:]}

    async def begin() -> None:
        answering = Answers(answer())
        probes = APIRouter()
        for path in ("/api/review/probe", "/api/admin/probe"):
            probes.add_api_route(path, lambda: {}, methods=["GET", "POST"])
        with contextlib.ExitStack() as opened:
            residents = resident_routes(lambda: (), anybody)
            parts = [mounts.routes(residents), mounts.routes(probes), mounts.chat(desk())]
            parts.append(mounts.login(settings, opened, _peer))
            sides = [sites.side("public", answering, faq=lambda: ()), sites.side("staff", answering)]
            app = web.create(web.Site(["assistant.example"], sides, parts, start="/chat/", runs=sides[0].runs))
            async with app.router.lifespan_context(app):
                await test(Running(app, tokens))

    asyncio.run(begin())


@pytest.fixture(autouse=True)
def _no_folder_of_gradio(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    monkeypatch.setattr("gradio.routes.DEFAULT_TEMP_DIR", str(tmp_path_factory.mktemp("gradio")))


def expected(route: Route) -> str:
    if route[1].startswith("/chat"):
        return STAFF if route in GRADIO | CHAT else CLOSED
    return OURS[route]


def test_every_role_at_every_route(tmp_path: Path) -> None:
    async def test(running: Running) -> None:
        routes = sorted(set(walked(running.app.routes)))
        assert set(OURS) | GRADIO | CHAT <= set(routes), "the table names a route that is not there"
        assert sum(path.startswith("/chat/gradio_api/") for _, path in routes) > 30
        found = {route: tuple([await running.cell(who, route) for who in WHO]) for route in routes}
        assert found == {route: CELLS[expected(route)] for route in routes}
        for path in ("/chat/gradio_api/upload", "/chat/gradio_api/upload/"):
            assert {c for (_, p), cells in found.items() if p == path for c in cells} <= {"log_in", "closed"}

    run(tmp_path, test)


def test_no_page_of_another_site_changes_anything(tmp_path: Path) -> None:
    async def test(running: Running) -> None:
        changing = [r for r in set(walked(running.app.routes)) if r[0] not in ("GET", "HEAD", "OPTIONS")]
        assert len(changing) > 20
        for route in changing:
            for origin in ("https://elsewhere.example", "null", "https://assistant.example.elsewhere.example"):
                for who in WHO:
                    free = who == "nobody" and route[1].startswith("/api/public/")  # the widget, on another site
                    assert await running.cell(who, route, origin) == ("reached" if free else "other_site"), (route, who)

    run(tmp_path, test)


def test_without_a_login_everything_is_for_this_machine(tmp_path: Path) -> None:
    async def test(running: Running) -> None:
        for route in set(walked(running.app.routes)):
            need = expected(route) if route[1].startswith("/chat") else OURS[route]
            away = await running.cell("nobody", route)
            assert away == ("reached" if need == OPEN else "only_here"), route
            here = await running.cell("nobody", route, client="127.0.0.1")
            assert here == ("closed" if need == CLOSED else "reached"), route

    run(tmp_path, test, login="none")


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/API/public/ask", "//api/public/ask", "/api/publicly", "/healthz/", "/login/x", "/login/../chat/",
     "/faqs", "/widgets", "/demonstration", "/api/public", "", "/healthz\n", "/chat/gradio_api/upload"],
)  # fmt: skip
def test_what_the_table_does_not_name_asks_for_a_login(path: str) -> None:
    assert needed(path) == "staff"
