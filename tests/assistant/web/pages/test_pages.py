"""The FAQ page without scripts, its data for search engines, the sample page, and what is served beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, expect
from starlette.requests import Request
from starlette.testclient import TestClient

from assistant import faq
from assistant.faq import FaqEntry
from assistant.web.api.caller import Caller
from assistant.web.api.routes import anybody
from assistant.web.pages import demo, routes, words
from assistant.web.pages.faq import page as faq_page
from assistant.web.pages.routes import MOST_CHARACTERS, MOST_TEXTS, SCRIPT, STYLE, resident_routes
from assistant.web.widget.build import BUILT
from tests.assistant.web.widget.hostile import ADDRESSES, ATTEMPTS
from tests.assistant.web.widget.stage import Stage, staged

ENTRIES = faq.load()


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with staged() as made:
        yield made


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    app.include_router(resident_routes(lambda: ENTRIES, anybody))
    return TestClient(app)


def data_of(html: str) -> dict[str, Any]:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert len(blocks) == 1
    found: dict[str, Any] = json.loads(blocks[0])
    return found


def opened(browser: Browser, address: str, **options: Any) -> Page:
    page = browser.new_context(**{"viewport": {"width": 800, "height": 900}, **options}).new_page()
    response = page.goto(address)
    assert response is not None and response.ok
    return page


def test_the_faq_without_scripts(browser: Browser, stage: Stage) -> None:
    page = opened(browser, f"{stage.at}/faq", java_script_enabled=False)
    expect(page.get_by_role("heading", name="よくある質問")).to_be_visible()
    expect(page.locator("article")).to_have_count(len(ENTRIES))
    expect(page.get_by_text("AIが自動で回答します")).to_be_visible()
    expect(page.get_by_text("ガイド版（正文ではありません）をもとに")).to_be_visible()
    expect(page.locator("footer")).to_contain_text("宮城県企画部デジタルみやぎ推進課")
    entry = page.locator("#faq-period")
    expect(entry).to_contain_text("令和9年度（2027年度）までの3年間です。")
    expect(entry.locator("figcaption")).to_contain_text("第1章はじめに ＞ 3対象期間")
    expect(entry.locator("a")).to_have_attribute("href", re.compile("^https://"))
    page.get_by_role("link", name="手続き・支払い").click()
    expect(page.get_by_role("heading", name="手続き・支払い")).to_be_in_viewport()
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/faq", "/demo"])
def test_axe_finds_nothing(browser: Browser, stage: Stage, path: str, scheme: Any) -> None:
    page = opened(browser, f"{stage.at}{path}", color_scheme=scheme)
    if path == "/demo":
        expect(page.locator("policy-faq .suggestion").first).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    page.context.close()


def test_narrow_and_on_paper(browser: Browser, stage: Stage) -> None:
    page = opened(browser, f"{stage.at}/faq", viewport={"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.emulate_media(media="print")
    expect(page.locator("nav").last).to_be_hidden()
    expect(page.locator("blockquote").first).to_be_visible()
    assert len(page.pdf(format="A4")) > 10_000
    page.context.close()


def test_data_for_search_engines() -> None:
    data = data_of(faq_page(ENTRIES, STYLE))
    assert (data["@context"], data["@type"]) == ("https://schema.org", "FAQPage")
    assert [q["name"] for q in data["mainEntity"]] == [e.question for e in ENTRIES]
    for question, entry in zip(data["mainEntity"], ENTRIES, strict=True):
        assert (question["@type"], question["acceptedAnswer"]["@type"]) == ("Question", "Answer")
        assert question["acceptedAnswer"]["text"] == entry.answer
        assert [c["text"] for c in question["acceptedAnswer"]["citation"]] == [c.quote for c in entry.citations]


def hostile_entries() -> list[FaqEntry]:
    first = ENTRIES[0]
    made = []
    for n, text in enumerate(ATTEMPTS):
        spoilt = {
            "quote": text,
            "document_title": text,
            "path": (text,),
            "official_title": text,
            "official_path": (text,),
        }
        cited = first.citations[0].model_copy(update={**spoilt, "url": ADDRESSES[n % len(ADDRESSES)]})
        changed = {
            "id": f"x{n}",
            "category": text,
            "question": text,
            "answer": text,
            "contact": text,
            "citations": (cited,),
        }
        made.append(first.model_copy(update=changed))
    return made


def test_markup_in_the_faq_stays_text(browser: Browser) -> None:
    html = faq_page(hostile_entries(), "/style.css")

    class Elements(HTMLParser):
        names: set[str] = set()

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.names.add(tag)
            assert {name for name, _ in attrs} <= {
                "lang", "charset", "name", "content", "rel", "href", "class", "id", "type",
                "aria-label", "aria-labelledby",
            }  # fmt: skip

    parser = Elements()
    parser.feed(html)
    assert not parser.names & {"img", "svg", "iframe", "object", "embed", "video", "form", "input", "base"}
    assert html.count("<script") == 1 and len(data_of(html)["mainEntity"]) == len(ATTEMPTS)
    page = browser.new_page()
    page.set_content(html)
    assert not page.evaluate("window.hurt") and page.locator("article").count() == len(ATTEMPTS)
    assert page.locator("figure a").count() == 0
    page.close()


def test_the_sample_page_embeds_the_widget_with_one_line(browser: Browser, stage: Stage) -> None:
    page = opened(browser, f"{stage.at}/demo")
    expect(page.locator("policy-faq .root")).to_be_visible()
    page.context.close()
    line = demo.embedding("https://assistant.example")
    assert line.startswith(
        '<script src="https://assistant.example/widget/policy-faq.js" defer></script><policy-faq lang="ja">'
    )
    assert line in demo.page("https://assistant.example", "x.css") and "\n" not in line
    assert "policy-faq" not in demo.page("", "x.css", widget=False)
    without = opened(browser, f"{stage.at}/demo", java_script_enabled=False)
    expect(without.get_by_role("link", name=words.DEMO_WITHOUT_SCRIPT)).to_have_attribute("href", "/faq")
    without.context.close()


def test_what_the_pages_may_load(client: TestClient) -> None:
    for path, allowed in (("/faq", "script-src"), ("/demo", "'unsafe-inline'")):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy and allowed not in policy
    html = client.get("/faq").text + client.get("/demo").text
    assert (
        re.findall(r'(?:src|href)="(?!https?://|[#/])', html) == [] and " style=" not in html and "onclick" not in html
    )


def test_the_script_and_the_style_can_be_kept(client: TestClient) -> None:
    for path, kind in ((SCRIPT, "text/javascript"), (STYLE, "text/css")):
        first = client.get(path)
        assert first.headers["content-type"] == f"{kind}; charset=utf-8"
        assert first.headers["cross-origin-resource-policy"] == "cross-origin" and "set-cookie" not in first.headers
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get(SCRIPT).content == BUILT.read_bytes()


def test_readings_are_parts_of_the_text(client: TestClient) -> None:
    texts = ["届け出の問い合わせ先", "ＤＸ🍣 ", "", "令和7年度に県民へ届ける。", *ATTEMPTS[:20]]
    found = client.post("/api/public/furigana", json={"texts": texts}).json()["texts"]
    assert ["".join(written for written, _ in parts) for parts in found] == texts
    assert found[0][:2] == [["届", "とど"], ["け", ""]] or found[0][0][1] == "とど"
    assert ["県民", "けんみん"] in found[3] and all(re.fullmatch("[ぁ-ゖー]*", r) for parts in found for _, r in parts)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"texts": "x"},
        {"texts": ["x"] * (MOST_TEXTS + 1)},
        {"texts": ["x" * (MOST_CHARACTERS + 1)]},
        {"texts": [], "a": 1},
    ],
    ids=range(5),
)
def test_readings_of_what_does_not_fit(client: TestClient, body: dict[str, Any]) -> None:
    assert client.post("/api/public/furigana", json=body).status_code == 422


def test_readings_have_a_limit_in_all(client: TestClient) -> None:
    found = client.post("/api/public/furigana", json={"texts": ["県" * MOST_CHARACTERS, "県"]}).json()["texts"]
    assert found[1] == [["県", ""]] and found[0][0][1]


def test_readings_are_asked_for_at_the_door() -> None:
    asked: list[str] = []

    async def admit(request: Request) -> Caller:
        asked.append(request.url.path)
        return Caller()

    app = FastAPI()
    app.include_router(resident_routes(lambda: ENTRIES, admit))
    with TestClient(app) as client:
        client.post("/api/public/furigana", json={"texts": []})
        client.get("/faq")
    assert asked == ["/api/public/furigana"]


def test_the_openapi_gives_an_example_of_every_body() -> None:
    for model in (routes.Furigana, routes.Readings):
        example = model.model_json_schema()["examples"][0]
        assert model.model_validate(example).model_dump(mode="json") == example
