"""A page of the chat in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.assistant.web.chat.browsing import FIELD, PATIENCE, Opened


@pytest.fixture
def opened(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Opened]:
    """Opens the page; afterwards, no request may have left the host, no script failed and no markup run."""
    contexts, elsewhere, failures = [], [], []

    def opens(at: str = "", failing: bool = False, waiting: bool = True, **options: Any) -> Page:
        """`failing`: requests of this page may fail; `waiting`: until the chat is there."""
        at = at or request.getfixturevalue("address")
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "ja-JP", **options})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda asked: asked.url.startswith((at, "data:", "blob:")) or elsewhere.append(asked.url))
        # A page that is left breaks off what it was still loading: that is Gradio's way of doing so, and no fault.
        page.on("pageerror", lambda error: "AbortError" in str(error) or failures.append(str(error)))
        if not failing:
            page.on("console", lambda message: message.type == "error" and failures.append(message.text))
        page.goto(f"{at}/")
        if waiting:
            expect(page.locator(FIELD)).to_be_visible(timeout=PATIENCE)
            page.wait_for_function("window.policyAssistant", timeout=PATIENCE)  # the page listens
        return page

    yield opens
    for context in contexts:
        assert not context.pages[0].evaluate("window.hurt")
        context.close()
    assert not elsewhere and not failures
