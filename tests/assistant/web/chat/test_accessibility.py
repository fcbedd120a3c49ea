"""axe-core on every state of the page: none of ours fails, and of Gradio's no more than docs/accessibility.md lists."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.assistant.web.chat.browsing import FIELD, PATIENCE, Opened, ask
from tests.assistant.web.chat.desks import JA

LISTED = Path(__file__).resolve().parents[4] / "docs" / "accessibility.md"
OURS = "#pa-header, #pa-notice-bar, #pa-current, #pa-past, #pa-exports, #pa-examples-label"
_ROW = re.compile(r"^\| `([a-z-]+)` \| (\d+) \|", re.MULTILINE)


def found(page: Page) -> tuple[Counter[str], list[Any]]:
    """Gradio's violations by rule, and ours."""
    gradios: Counter[str] = Counter()
    ours = []
    result = Axe().run(page).response
    assert len(result["passes"]) > 20, "axe-core has not looked at the page"
    for violation in result["violations"]:
        for node in violation["nodes"]:
            inside = page.evaluate(
                "([at, ours]) => !!document.querySelector(at)?.closest(ours)", [node["target"][0], OURS]
            )
            if inside:
                ours.append((violation["id"], node["html"][:200], node["failureSummary"]))
            else:
                gradios[violation["id"]] += 1
    return gradios, ours


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)], ids=["light, wide", "dark, narrow"])
def test_none_of_ours_fails_and_no_more_of_gradios(opened: Opened, scheme: str, width: int) -> None:
    page = opened(color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    listed = Counter({rule: int(count) for rule, count in _ROW.findall(LISTED.read_text("utf-8"))})
    seen: Counter[str] = Counter()

    def look(state: str) -> None:
        gradios, ours = found(page)
        assert not ours, (state, ours)
        for rule, count in gradios.items():
            seen[rule] = max(seen[rule], count)

    look("start")
    page.locator("#pa-filters > button").click()
    ask(page, "混雑案内アプリの運用の目的は？")
    ask(page, "それは誰が担当？")
    look("understood")
    ask(page, "桟橋の設置数の目標値と実績値は？")
    page.get_by_role("button", name=JA("feedback.bad")).click()
    page.locator(".pa-principles summary").first.click()
    page.locator("#pa-earlier summary").first.click()
    page.locator("#pa-source-1").get_by_role("button", name=JA("sources.near")).click()
    expect(page.locator("#pa-source-1 .pa-reading h4")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name=JA("page.history")).click()
    expect(page.locator("#pa-history h2")).to_be_visible(timeout=PATIENCE)
    look("everything open")
    ask(page, "青波県と赤浜県の計画の期間を比べて")
    look("compared")
    page.fill(FIELD, " ")
    page.press(FIELD, "Enter")
    expect(page.get_by_role("alert").filter(has_text=JA("error.empty"))).to_be_visible(timeout=PATIENCE)
    look("refused")
    assert seen <= listed, f"more than docs/accessibility.md lists: {seen - listed}"
