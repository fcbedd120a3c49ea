"""Where there is no answer, the widget says why and shows the frequent questions; whom to ask stands there always."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.assistant.web.widget.conftest import Opened, ask
from tests.assistant.web.widget.stage import Stage

QUESTION = "宮城県でマイナンバーカードを持つ人は？"


def fallback(page: Page, stage: Stage, said: str) -> None:
    """A failed turn: the reason, the nearest frequent question with its source, the page with all, the office."""
    article = page.locator("article").last
    expect(article.locator(".status")).to_contain_text(said)
    expect(article.get_by_text("代わりに、よくある質問をご覧ください。")).to_be_visible()
    near = article.locator("details").first
    expect(near.locator("summary")).to_contain_text("マイナンバーカードを持つ人")
    near.locator("summary").click()
    expect(near.locator("p").first).to_contain_text("76.9％")
    near.get_by_role("button", name="出典1").click()
    expect(near.locator("blockquote")).to_contain_text("令和6年11月末時点")
    linked_all(page, stage)


def linked_all(page: Page, stage: Stage) -> None:
    link = page.locator("article").last.get_by_role("link", name="よくある質問の一覧を開く（新しいタブ）")
    expect(link).to_have_attribute("href", f"{stage.at}/faq")
    expect(page.locator(".foot")).to_contain_text("お問い合わせ先")


@pytest.mark.parametrize(
    ("failing", "said", "allowed"),
    [("limit", "短い時間に質問が続いた", "429"), ("stopped", "ただいま回答を停止しています", "503")],
)
def test_a_door_that_is_closed(opened: Opened, stage: Stage, failing: str, said: str, allowed: str) -> None:
    stage.failing = failing
    page = opened(allowed=(allowed,))
    ask(page, QUESTION)
    fallback(page, stage, said)
    assert page.get_by_text("30秒ほど待ってから").count() == (failing == "limit")
    stage.failing = ""
    ask(page, "計画の期間は？")
    expect(page.locator(".status").last).to_have_text("お答えしました")


def test_the_api_is_down_once_the_page_is_there(opened: Opened, stage: Stage) -> None:
    page = opened(allowed=("ERR_FAILED",))
    expect(page.locator(".suggestion").first).to_be_visible()
    page.route(f"{stage.at}/**", lambda route: route.abort())
    ask(page, QUESTION)
    fallback(page, stage, "サービスにつながりませんでした")


def test_the_api_was_never_there(opened: Opened, stage: Stage) -> None:
    stage.failing, stage.without_faq = "stopped", True
    page = opened('<policy-faq office="海岸課"></policy-faq>', allowed=("503",))
    ask(page, QUESTION)
    expect(page.locator("article .status")).to_have_text("ただいま回答を停止しています。")
    linked_all(page, stage)
    expect(page.locator(".office")).to_have_text("海岸課")
    stage.failing, stage.without_faq = "", False
    ask(page, "計画の期間は？")
    expect(page.locator(".status").last).to_have_text("お答えしました")


def test_an_origin_that_is_not_allowed(opened: Opened, stage: Stage) -> None:
    page = opened(stranger=True, allowed=("CORS", "ERR_FAILED", "403"))
    ask(page, QUESTION)
    expect(page.locator("article .status")).to_contain_text("サービスにつながりませんでした")
    linked_all(page, stage)
    assert stage.script.asked == []


def test_a_slow_answer_offers_what_there_is_meanwhile(opened: Opened, stage: Stage) -> None:
    page = opened()
    expect(page.locator(".suggestion").first).to_be_visible()
    page.clock.install()
    page.locator("#question").fill(f"遅い：{QUESTION}")
    page.locator("#question").press("Enter")
    page.clock.run_for(7_000)
    expect(page.locator(".working")).to_have_text("文書を調べています。")
    page.clock.run_for(2_000)
    expect(page.locator(".working")).to_contain_text("回答に時間がかかっています")
    expect(page.locator(".aside summary").first).to_contain_text("マイナンバーカードを持つ人")
    stage.script.go_on.set()
    expect(page.locator("article .status")).to_have_text("お答えしました")
    expect(page.locator(".aside")).to_be_empty()


def test_an_answer_that_never_comes_is_given_up(opened: Opened, stage: Stage) -> None:
    page = opened()
    expect(page.locator(".suggestion").first).to_be_visible()
    page.clock.install()
    page.locator("#question").fill(f"遅い：{QUESTION}")
    page.locator("#question").press("Enter")
    page.clock.run_for(61_000)
    expect(page.locator("article")).to_be_visible()
    fallback(page, stage, "時間がかかりすぎたため、中止しました")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "event: done\ndata: {not json}\n\n",
        "event: sentence\ndata: {}\n\n",
        "event: done\ndata: null\n\n",
        "\0" * 5000,
    ],
    ids=["empty", "no JSON", "no end", "null", "binary"],
)
def test_a_stream_that_is_none(opened: Opened, stage: Stage, body: str) -> None:
    page = opened()
    expect(page.locator(".suggestion").first).to_be_visible()
    headers = {"Access-Control-Allow-Origin": stage.pages, "Content-Type": "text/event-stream"}
    page.route("**/ask/stream", lambda route: route.fulfill(status=200, headers=headers, body=body))
    ask(page, QUESTION)
    fallback(page, stage, "ただいま回答できません")


def test_an_error_within_the_stream(opened: Opened, stage: Stage) -> None:
    page = opened()
    expect(page.locator(".suggestion").first).to_be_visible()
    problem = 'event: error\ndata: {"type":"urn:policy-assistant:problem:took_too_long","status":503}\n\n'
    headers = {"Access-Control-Allow-Origin": stage.pages, "Content-Type": "text/event-stream"}
    page.route("**/ask/stream", lambda route: route.fulfill(status=200, headers=headers, body=problem))
    ask(page, QUESTION)
    fallback(page, stage, "時間がかかりすぎたため、中止しました")


def test_furigana_that_cannot_be_had_is_told(opened: Opened, stage: Stage) -> None:
    page = opened(allowed=("503",))
    ask(page, "計画の期間は？")
    stage.failing = "stopped"
    page.get_by_role("button", name="ふりがな").click()
    expect(page.locator(".working")).to_have_text("ふりがなを付けられませんでした。")
    expect(page.get_by_role("button", name="ふりがな")).to_have_attribute("aria-pressed", "false")
