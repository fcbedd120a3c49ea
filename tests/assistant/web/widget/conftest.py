"""The stage of both origins, and pages on it that are watched: nothing may fail, leave the two hosts or run markup."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.assistant.web.widget.stage import Stage, staged

Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def _stage() -> Iterator[Stage]:
    with staged() as made:
        yield made


@pytest.fixture
def stage(_stage: Stage) -> Stage:
    _stage.reset()
    return _stage


@pytest.fixture
def opened(browser: Browser, stage: Stage) -> Iterator[Opened]:
    """Opens a page of the other origin that embeds the widget.

    `tag` is what stands in the page for the widget, `page` the whole page instead, `failures` what the console may say.
    """
    made: list[tuple[Page, list[str], list[str], tuple[str, ...]]] = []

    def opens(
        tag: str = '<policy-faq lang="ja"></policy-faq>', page: str = "", allowed: tuple[str, ...] = (),
        headers: dict[str, str] | None = None, stranger: bool = False, **options: Any,
    ) -> Page:  # fmt: skip
        context = browser.new_context(**{"viewport": {"width": 800, "height": 900}, "locale": "ja-JP", **options})
        shown = context.new_page()
        elsewhere: list[str] = []
        said: list[str] = []
        hosts = (stage.at, stage.pages, stage.strangers, "data:", "blob:")
        shown.on("request", lambda r: None if r.url.startswith(hosts) else elsewhere.append(r.url))
        shown.on("pageerror", lambda error: said.append(str(error)))
        shown.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
        made.append((shown, elsewhere, said, (*allowed, "favicon.ico", "status of 404")))
        whole = page or document(stage, tag)
        path = f"/page{len(made)}"
        stage.show(path, whole, **(headers or {}))
        shown.goto(f"{stage.strangers if stranger else stage.pages}{path}")
        expect(shown.locator("policy-faq .root").first).to_be_visible()
        return shown

    yield opens
    for shown, elsewhere, said, allowed in made:
        assert not shown.evaluate("window.hurt")
        assert not shown.context.cookies()
        assert shown.evaluate("localStorage.length + sessionStorage.length") == 0
        shown.context.close()
        assert elsewhere == [] and [text for text in said if not any(part in text for part in allowed)] == []


def document(stage: Stage, tag: str, head: str = "") -> str:
    """A page of the prefecture with one line of the assistant's."""
    return (
        f'<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>県のページ</title>{head}'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"></head><body><main><h1>県のページ</h1>'
        f'<script src="{stage.at}/widget/policy-faq.js" defer></script>{tag}</main></body></html>'
    )


def ask(page: Page, question: str, nth: int = 0) -> None:
    """Asks in one widget of a page, and waits until it has come to an end."""
    widget = page.locator("policy-faq").nth(nth)
    before = widget.locator("article").count()
    widget.locator("#question").fill(question)
    widget.locator("#question").press("Enter")
    expect(widget.locator("article")).to_have_count(before + 1, timeout=30_000)
    last = widget.locator("article").last
    expect(last.locator(".tools").or_(last.locator(".failed")).first).to_be_visible()
