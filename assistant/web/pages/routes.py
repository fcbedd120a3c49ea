"""The residents' routes: where the FAQ comes from goes in, a router with the widget, its pages and readings comes out.

Called by `assistant.web.app` for every channel that residents use. `POST /api/public/furigana` stands behind the same
limits and allowed origins as the rest of `/api/public`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from importlib import resources
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from assistant.faq import FaqEntry
from assistant.web.api.caller import Caller
from assistant.web.pages import demo, faq, readings

SCRIPT, STYLE = "/widget/policy-faq.js", "/widget/pages.css"
MOST_TEXTS, MOST_CHARACTERS = 60, 4_000
_PAGE = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_WITH_WIDGET = f"{_PAGE}; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'"
_Entries = Callable[[], Sequence[FaqEntry]]


class Furigana(BaseModel):
    """Texts to be read, each in one piece."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"texts": ["計画の期間は3年間です。"]}]})

    texts: Annotated[list[Annotated[str, Field(max_length=MOST_CHARACTERS)]], Field(max_length=MOST_TEXTS)]


class Readings(BaseModel):
    """For each text its parts: what is written, and the reading in hiragana, empty where none is needed."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"texts": [[["計画", "けいかく"], ["の", ""], ["期間", "きかん"]]]}]}
    )

    texts: list[list[tuple[str, str]]]


def resident_routes(entries: _Entries, admit: Callable[[Request], Awaitable[Caller]]) -> APIRouter:
    """The router. `entries` is called at every request for `/faq`, from a thread; `admit` lets a request for readings
    in or raises ProblemError."""
    router = APIRouter()

    def show_faq() -> HTMLResponse:
        return HTMLResponse(faq.page(entries(), STYLE), headers={"Content-Security-Policy": _PAGE})

    def show_demo() -> HTMLResponse:
        return HTMLResponse(demo.page("", STYLE), headers={"Content-Security-Policy": _WITH_WIDGET})

    router.add_api_route("/faq", show_faq, methods=["GET"], include_in_schema=False)
    router.add_api_route("/demo", show_demo, methods=["GET"], include_in_schema=False)
    router.add_api_route(
        SCRIPT, _file("widget", "policy-faq.js", "text/javascript"), methods=["GET"], include_in_schema=False
    )
    router.add_api_route(STYLE, _file("pages", "pages.css", "text/css"), methods=["GET"], include_in_schema=False)
    let_in = [Depends(admit)]
    router.add_api_route("/api/public/furigana", read, methods=["POST"], response_model=Readings, dependencies=let_in)
    return router


def read(body: Furigana) -> Readings:
    """Readings of Japanese texts; what goes beyond the limit in all stays without."""
    left = MOST_CHARACTERS
    out: list[list[tuple[str, str]]] = []
    for text in body.texts:
        left -= len(text)
        out.append(readings.parts(text) if left >= 0 else [(text, "")])
    return Readings(texts=out)


def _file(folder: str, name: str, kind: str) -> Callable[[Request], Response]:
    data = resources.files("assistant.web").joinpath(folder, name).read_bytes()
    tag = f'"{hashlib.sha256(data).hexdigest()[:16]}"'
    headers = {
        "ETag": tag,
        "Cache-Control": "public, max-age=600",
        # Any page may load it, also with `integrity` and `crossorigin`; what it may ask is another matter.
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Access-Control-Allow-Origin": "*",
    }

    def send(request: Request) -> Response:
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(data, media_type=f"{kind}; charset=utf-8", headers=headers)

    return send
