"""A page of the chat in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.assistant.web.chat.browsing import FIELD, Opened


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Opened]:
    """Opens the page; afterwards, no request may have left the host, no script failed and no markup run."""
    contexts, elsewhere, failures = [], [], []

    def opens(at: str = address, **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "ja-JP", **options})
        contexts.append(context)
        page = context.new_page()
        page.on(
            "request", lambda request: request.url.startswith((at, "data:", "blob:")) or elsewhere.append(request.url)
        )
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.on("console", lambda message: message.type == "error" and failures.append(message.text))
        page.goto(f"{at}/")
        expect(page.locator(FIELD)).to_be_visible()
        return page

    yield opens
    for context in contexts:
        assert not context.pages[0].evaluate("window.hurt")
        context.close()
    assert not elsewhere and not failures
