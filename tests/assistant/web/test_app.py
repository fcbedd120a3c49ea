"""The app without a browser: its addresses, what it closes, its headers."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.web import app as web
from assistant.web import mounts
from tests.assistant.web.chat.desks import desk


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        # It makes a folder at once; `serve` names one of its own before it imports Gradio.
        patch.setattr("gradio.routes.DEFAULT_TEMP_DIR", str(tmp_path_factory.mktemp("gradio")))
        patch.setenv("GRADIO_RUN_HISTORY", "True")
        patch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")  # would fail at the start, for want of an exporter
        patch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9")

        async def make() -> FastAPI:
            chat = mounts.chat(desk())
            return web.create(web.Site(["127.0.0.1"], parts=[chat], start="/chat/"))

        made = asyncio.run(make())
        with TestClient(made, base_url="http://127.0.0.1") as client:
            yield client


def test_the_start_page_leads_to_the_chat(client: TestClient) -> None:
    start = client.get("/", follow_redirects=False)
    assert start.status_code == 303 and start.headers["location"] == "/chat/" and 'href="/chat/"' in start.text
    for path in ("/", "/chat", "/chat/"):
        page = client.get(path)
        assert page.status_code == 200 and str(page.url).endswith("/chat/") and "政策文書アシスタント" in page.text


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_the_page_takes_nothing_from_elsewhere(client: TestClient) -> None:
    for path in ("/chat/theme.css", "/chat/config"):
        shown = client.get(path)
        assert shown.status_code == 200 and "googleapis" not in shown.text and "gstatic" not in shown.text
    config = client.get("/chat/config").json()
    assert config["analytics_enabled"] is False and config["footer_links"] == [] and config["run_history"] is False
    assert all(dependency["api_visibility"] == "private" for dependency in config["dependencies"])


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/docs"),
        ("GET", "/redoc"),
        ("GET", "/openapi.json"),
        ("GET", "/chat/docs"),
        ("GET", "/chat/openapi.json"),
        ("GET", "/chat/monitoring"),
        ("GET", "/chat/manifest.json"),
        ("GET", "/chat/gradio_api/info"),
        ("GET", "/chat/gradio_api/openapi.json"),
        ("GET", "/chat/gradio_api/runs"),
        ("GET", "/chat/gradio_api/deep_link?session_hash=x"),
        ("GET", "/chat/gradio_api/file=/etc/passwd"),
        ("GET", "/chat/gradio_api/proxy=https://example.com/"),
        ("POST", "/chat/gradio_api/upload"),
        ("POST", "/chat/gradio_api/run/ask"),
        ("POST", "/chat/gradio_api/call/ask"),
        ("POST", "/chat/gradio_api/vibe-edit"),
    ],
)
def test_what_the_chat_does_not_need_is_closed(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/chat/", "/healthz", "/nowhere", "/chat/gradio_api/info", "/chat/theme.css"])
def test_every_response_carries_its_headers(client: TestClient, path: str) -> None:
    headers = client.get(path, follow_redirects=False).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy and "script-src-attr 'none'" in policy and "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


def test_scripts_and_styles_may_be_kept(client: TestClient) -> None:
    headers = client.get("/chat/static/js/iframeResizer.contentWindow.min.js").headers
    assert headers.get("cache-control") != "no-store"


def test_another_sites_name_leads_nowhere(client: TestClient) -> None:
    for path in ("/chat/", "/healthz"):
        assert client.get(path, headers={"host": "rebound.example"}).status_code == 400


def test_nothing_is_kept_in_files(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    client.get("/chat/")
    assert not list(tmp_path.rglob("*"))


def test_a_request_that_does_not_fit_is_not_repeated(client: TestClient) -> None:
    raw = "私は佐藤花子です。電話は090-0000-1234です。"
    response = client.post("/chat/gradio_api/queue/join", json={"data": raw, "session_hash": [raw]})
    assert response.status_code >= 400
    assert "0000" not in response.text and "花子" not in response.text
