"""The widget against the whole assistant: its settings, its index, its limits, its stop switch, on another origin."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.assistant.web.running import command, environment, serving
from tests.assistant.web.widget.conftest import Opened, ask
from tests.assistant.web.widget.stage import Stage

LIMIT = 4  # questions a minute


@pytest.fixture
def served(indexed: Path, stage: Stage) -> Iterator[str]:
    """A public process that knows the other origin; the stage's own assistant stands aside."""
    settings = {
        "POLICY_ASSISTANT_ALLOWED_ORIGINS": f'["{stage.pages}"]',
        "POLICY_ASSISTANT_RESIDENT_LIMIT_ADDRESS": str(LIMIT),
    }
    before = stage.at
    with serving(indexed, "--channel", "public", env=settings) as (address, _):
        stage.at = address
        yield address
        stage.at = before


def throw(folder: Path, verb: str) -> None:
    subprocess.run(  # noqa: S603
        command(verb, "--channel", "public", "--reason", "試験"),
        cwd=folder,
        env=environment(),
        check=True,
        capture_output=True,
        timeout=60,
    )


def last(page: Page) -> str:
    return page.locator("article").last.locator(".status").inner_text()


def test_a_residents_way(opened: Opened, served: str, indexed: Path) -> None:
    page = opened(allowed=("429",))
    expect(page.locator(".suggestion").first).to_be_visible()
    ask(page, "計画の期間はいつからいつまで？電話は090-1234-5678です")
    article = page.locator("article").first
    expect(article.locator(".status")).to_have_text("お答えしました")
    expect(article.locator(".sentence-text").first).to_contain_text("令和6年度から令和8年度")
    expect(article.locator("h3")).to_contain_text("〔電話番号〕"), "what the server masks is shown masked"
    article.get_by_role("button", name="出典1").first.click()
    expect(article.locator("blockquote").first).to_contain_text("令和6年度から令和8年度")
    article.get_by_role("button", name="役に立った", exact=True).click()
    expect(article.get_by_text("ご意見をありがとうございました。")).to_be_visible()
    page.get_by_role("button", name="ふりがな").click()
    expect(article.locator("ruby").first).to_be_visible()
    throw(indexed, "stop")
    try:
        ask(page, "灯台の色は？")
        assert last(page) == "ただいま回答を停止しています。"
    finally:
        throw(indexed, "start")
    ask(page, "霧笛の点検の期間は？")
    assert "令和7年度から令和9年度" not in page.locator("article").last.inner_text(), "internal documents stay inside"
    ask(page, "灯台の色は？")
    assert last(page) == "短い時間に質問が続いたため、お待ちいただいています。"
    expect(page.locator("article").last).to_contain_text("秒ほど待ってから")
