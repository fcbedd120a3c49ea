"""What the browser tests of the chat share: how a page is asked, and what `opened` opens."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from playwright.sync_api import Page, expect

FIELD = "#pa-question textarea"
Opened = Callable[..., Page]
PATIENCE = 60_000  # milliseconds; the machine may be busy
TRIES = 4


def ask(page: Page, question: str) -> None:
    """Asks and waits for the end."""
    send(page, question, question)
    expect(page.locator("#pa-answer .pa-status")).to_be_visible(timeout=PATIENCE)


def send(page: Page, question: str, told: str) -> None:
    """Types and sends a question until the answer's place tells `told`.

    Gradio takes no second question while the end of the answer before is still on its way, though it is shown already.
    """
    answer = page.locator("#pa-answer")
    for _ in range(TRIES):
        page.fill(FIELD, question)
        page.press(FIELD, "Enter")
        with contextlib.suppress(AssertionError):
            expect(answer).to_contain_text(told, timeout=PATIENCE // TRIES)
            return
    expect(answer).to_contain_text(told)


def done(page: Page, question: str) -> None:
    """Waits until a question that was sent in another way is answered."""
    expect(page.locator("#pa-answer .pa-asked")).to_contain_text(question, timeout=PATIENCE)
    expect(page.locator("#pa-answer .pa-status")).to_be_visible(timeout=PATIENCE)
