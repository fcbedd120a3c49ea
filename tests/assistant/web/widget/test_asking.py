"""The widget on another origin's page: ask, read, open a source, say what was good or bad."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.assistant.web.widget.conftest import Opened, ask
from tests.assistant.web.widget.stage import ANSWER_ID, OFFICE, Stage

MY_NUMBER = "123456789018"  # made up; ends in its check digit


def test_an_answer_with_sources_that_open_in_place(opened: Opened, stage: Stage) -> None:
    page = opened()
    ask(page, "計画の期間は？")
    article = page.locator("article")
    expect(article.locator("h3")).to_contain_text("計画の期間は？")
    expect(article.locator(".status")).to_have_text("お答えしました")
    expect(article.locator(".sentence-text").first).to_have_text("計画の期間は、令和6年度から令和8年度までです。")
    expect(article.locator(".notices")).to_contain_text("AIによる自動回答です")
    button = article.get_by_role("button", name="出典1").first
    panel = article.locator(f"#{button.get_attribute('aria-controls')}")
    expect(panel).to_be_hidden()
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    for part in (
        "青波県港デジタル計画",
        "正文",
        "第1章はじめに ＞ 2計画の期間、3ページ",
        "令和8年度までの3年間とします",
    ):
        expect(panel).to_contain_text(part)
    expect(panel.locator("a")).to_have_attribute("href", "https://example.jp/plan.html")
    expect(panel.locator("a")).to_have_attribute("rel", re.compile("noopener"))
    panel.locator("a").press("Escape")
    expect(panel).to_be_hidden()
    expect(button).to_be_focused()
    guide = article.get_by_role("button", name="出典2").first
    guide.click()
    shown = article.locator(f"#{guide.get_attribute('aria-controls')}")
    expect(shown).to_contain_text("ガイド版・正文ではありません")
    expect(shown).to_contain_text("正文の該当箇所：青波県デジタル計画 ＞ 第1章 ＞ 2期間")
    assert shown.evaluate("e => [...e.childNodes].filter((n) => n.nodeType === 3).length") == 0, "nothing stands loose"
    assert stage.script.asked == [("計画の期間は？", ())]


def test_sentences_are_shown_as_they_come_and_spoken_once(opened: Opened, stage: Stage) -> None:
    page = opened()
    page.locator("#question").fill("途中の計画の期間は？")
    page.locator("#question").press("Enter")
    expect(page.locator(".draft")).to_contain_text("令和8年度まで")
    expect(page.locator(".draft")).to_have_attribute("aria-live", "off")
    expect(page.locator("[role=status].working")).to_have_text("文書を調べています。")
    expect(page.locator("[role=log]")).to_be_empty()
    expect(page.locator("[role=log]")).to_have_attribute("aria-live", "polite")
    expect(page.get_by_role("button", name="中止する")).to_be_visible()
    stage.script.go_on.set()
    expect(page.locator("[role=log] article")).to_contain_text("期間は3年間です。")
    expect(page.locator(".draft")).to_be_empty()


@pytest.mark.parametrize("readings", [False, True])
def test_an_answer_comes_into_a_log_that_speaks(opened: Opened, readings: bool) -> None:
    page = opened()
    if readings:
        page.get_by_role("button", name="ふりがな").click()
    expect(page.locator("[role=log]")).to_have_attribute("aria-live", "polite")
    page.evaluate(_WATCH)
    ask(page, "計画の期間は？")
    assert page.locator("article ruby").count() > 0 or not readings
    expect(page.locator("[role=log]")).to_have_attribute("aria-live", "polite")
    said = page.evaluate("window.said")
    assert said == [["polite", "ARTICLE"], ["off", "DIV"], ["off", "DIV"]], "the answer is spoken, its buttons are not"


_WATCH = """() => {
  const log = document.querySelector("policy-faq").shadowRoot.querySelector("[role=log]");
  window.said = [];
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) window.said.push([log.getAttribute("aria-live"), node.nodeName]);
    }
  }).observe(log, { childList: true, subtree: true });
}"""


def test_a_question_can_be_stopped(opened: Opened, stage: Stage) -> None:
    page = opened()
    page.locator("#question").fill("遅い質問")
    page.get_by_role("button", name="質問する").click()
    page.get_by_role("button", name="中止する").click()
    expect(page.locator(".working")).to_have_text("回答を中止しました。")
    expect(page.get_by_role("button", name="質問する")).to_be_focused()
    stage.script.go_on.set()
    ask(page, "計画の期間は？")
    expect(page.locator("article")).to_have_count(1)


def test_suggestions_come_from_the_faq_or_the_page(opened: Opened, stage: Stage) -> None:
    page = opened()
    first = stage.entries[0].question
    expect(page.locator(".suggestion")).to_have_count(4)
    page.get_by_role("button", name=first).click()
    expect(page.locator("article h3")).to_contain_text(first)
    own = opened('<policy-faq suggestions="灯台の色は？ | 港の深さは？"></policy-faq>')
    expect(own.locator(".suggestion")).to_have_text(["灯台の色は？", "港の深さは？"])
    own.locator(".suggestion").nth(1).click()
    expect(own.locator("article h3")).to_contain_text("港の深さは？")


def test_what_is_asked_back_can_be_chosen(opened: Opened, stage: Stage) -> None:
    page = opened()
    ask(page, "どれの期間？")
    expect(page.locator(".status")).to_have_text("一部をお答えしました")
    page.get_by_role("button", name="港計画の期間は？").click()
    expect(page.locator("article")).to_have_count(2)
    asked, history = stage.script.asked[-1]
    assert (asked, history) == ("港計画の期間は？", ("どれの期間？",))


def test_silence_and_refusal(opened: Opened) -> None:
    page = opened()
    expect(page.locator(".suggestion").first).to_be_visible()
    ask(page, "マイナンバーカードにないこと")
    expect(page.locator(".status").last).to_have_text("資料に見当たりません")
    expect(page.locator(".near details").first).to_contain_text("マイナンバーカード")
    ask(page, "だめなこと")
    expect(page.locator(".status").last).to_have_text("お答えできません")


def test_good_feedback_goes_at_once(opened: Opened, stage: Stage) -> None:
    page = opened()
    ask(page, "計画の期間は？")
    page.get_by_role("button", name="役に立った", exact=True).click()
    expect(page.get_by_text("ご意見をありがとうございました。")).to_be_focused()
    assert stage.kept.said == [(ANSWER_ID, True, None, "")]


def test_bad_feedback_needs_a_reason_and_is_masked(opened: Opened, stage: Stage) -> None:
    page = opened()
    ask(page, "計画の期間は？")
    page.get_by_role("button", name="役に立たなかった").click()
    page.get_by_role("button", name="送る").click()
    expect(page.locator(".why .error")).to_have_text("理由を一つ選んでください。")
    expect(page.locator("input[type=radio]").first).to_be_focused()
    page.get_by_label("内容が古い").check()
    page.get_by_label("ご意見").fill(f"私の番号は{MY_NUMBER}、a@example.jpです")
    page.get_by_role("button", name="送る").click()
    expect(page.get_by_text("ご意見をありがとうございました。")).to_be_visible()
    assert stage.kept.said == [(ANSWER_ID, False, "out_of_date", "私の番号は〔マイナンバー〕、〔メールアドレス〕です")]
    page.get_by_role("button", name="English").click()
    expect(page.get_by_text("Thank you for your feedback.")).to_be_visible()


def test_feedback_that_cannot_be_kept_is_told(opened: Opened, stage: Stage) -> None:
    page = opened(allowed=("429",))
    ask(page, "計画の期間は？")
    stage.failing = "limit"
    page.get_by_role("button", name="役に立った", exact=True).click()
    expect(page.locator(".feedback .said")).to_contain_text("送れませんでした")


def test_personal_data_is_masked_before_it_is_sent(opened: Opened, stage: Stage) -> None:
    page = opened()
    expect(page.locator("#privacy")).to_contain_text(
        "個人情報（氏名、住所、電話番号、マイナンバーなど）を入力しないでください"
    )
    bodies: list[str] = []
    page.on("request", lambda request: bodies.append(request.post_data or ""))
    page.locator("#question").fill(f"番号は{MY_NUMBER}です。カード4111-1111-1111-1111、test@example.jp に返事を")
    expect(page.locator("#seen")).to_contain_text("マイナンバー、カード番号、メールアドレスと思われる部分があります")
    page.locator("#question").press("Enter")
    expect(page.locator("article .note")).to_contain_text("伏せた内容は送っていません")
    masked = "番号は〔マイナンバー〕です。カード〔カード番号〕、〔メールアドレス〕 に返事を"
    assert [question for question, _ in stage.script.asked] == [masked]
    assert not any(part in "".join(bodies) for part in (MY_NUMBER, "1111", "test@"))
    expect(page.locator("article h3")).to_contain_text(masked)


def test_questions_that_are_none(opened: Opened, stage: Stage) -> None:
    page = opened()
    field = page.locator("#question")
    for typed, said in (("", "質問が空です"), ("　\n ", "質問が空です"), ("長" * 2001, "質問が長すぎます（2001字）")):
        field.fill(typed)
        page.get_by_role("button", name="質問する").click()
        expect(page.locator("#error")).to_contain_text(said)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_be_focused()
    field.fill("計画の期間は？")
    expect(page.locator("#error")).to_be_empty()
    expect(field).to_have_attribute("aria-invalid", "false")
    assert stage.script.asked == []


def test_an_enter_that_ends_a_conversion_asks_nothing(opened: Opened, stage: Stage) -> None:
    page = opened()
    page.locator("#question").fill("けいかく")
    page.locator("#question").dispatch_event("keydown", {"key": "Enter", "isComposing": True, "cancelable": True})
    page.locator("#question").press("Shift+Enter")
    expect(page.locator("#question")).to_have_value("けいかく\n")
    assert stage.script.asked == []


def test_three_languages_and_quotations_that_stay_japanese(opened: Opened) -> None:
    page = opened()
    ask(page, "計画の期間は？")
    page.get_by_role("button", name="English").click()
    expect(page.locator(".root")).to_have_attribute("lang", "en")
    expect(page.locator(".status")).to_have_text("Answered")
    expect(page.locator(".ai")).to_contain_text("An AI answers automatically")
    expect(page.locator(".notices")).to_contain_text("An AI gave this answer automatically")
    expect(page.get_by_role("button", name="English")).to_be_focused()
    expect(page.locator("#privacy")).to_contain_text("Do not enter personal information")
    page.get_by_role("button", name="Source 1").first.click()
    assert _language(page, "blockquote p") == _language(page, ".sentence-text") == "ja"
    assert _language(page, ".suggestion") == "ja" and _language(page, ".ai") == "en"
    page.get_by_role("button", name="やさしい日本語").click()
    expect(page.locator(".root")).to_have_attribute("lang", "ja-x-easy")
    expect(page.locator("#privacy")).to_contain_text("書かないでください")
    expect(page.get_by_role("button", name="きく", exact=True)).to_be_visible()
    english = opened('<policy-faq lang="en-US" heading="Ask us"></policy-faq>')
    expect(english.get_by_role("region", name="Ask us")).to_be_visible()


def _language(page: Page, selector: str) -> str:
    found = page.locator(selector).first.evaluate("e => e.closest('[lang]').lang")
    return str(found)


def test_attributes_change_what_is_shown(opened: Opened) -> None:
    page = opened('<policy-faq heading="計画の窓口" office="海岸課 電話00-0000" theme="dark"></policy-faq>')
    expect(page.get_by_role("heading", name="計画の窓口")).to_be_visible()
    expect(page.locator(".office")).to_have_text("海岸課 電話00-0000")
    dark = page.locator(".root").evaluate("e => getComputedStyle(e).backgroundColor")
    page.locator("#question").fill("書きかけ")
    page.evaluate("document.querySelector('policy-faq').setAttribute('theme', 'light')")
    assert page.locator(".root").evaluate("e => getComputedStyle(e).backgroundColor") != dark
    expect(page.locator("#question")).to_have_value("書きかけ")
    ask(page, "計画の期間は？")
    expect(page.locator(".office")).to_have_text("海岸課 電話00-0000")
    told = opened()
    ask(told, "計画の期間は？")
    expect(told.locator(".office")).to_have_text(OFFICE)


def test_furigana_on_request(opened: Opened) -> None:
    page = opened()
    ask(page, "計画の期間は？")
    text = page.locator(".sentence-text").first
    before = text.inner_text()
    page.get_by_role("button", name="ふりがな").click()
    expect(text.locator("rt").first).to_have_text("けいかく")
    expect(page.get_by_role("button", name="ふりがな")).to_have_attribute("aria-pressed", "true")
    ask(page, "もう一度、計画の期間は？")
    expect(page.locator("article").nth(1).locator("rt").first).to_have_text("けいかく")
    page.get_by_role("button", name="ふりがな").click()
    expect(page.locator("ruby")).to_have_count(0)
    assert text.inner_text() == before


def test_copying_takes_the_sources_along(opened: Opened) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    ask(page, "計画の期間は？")
    page.get_by_role("button", name="コピー").click()
    expect(page.locator(".tools .said")).to_have_text("コピーしました。")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "令和8年度までです" in copied and "[1] 青波県港デジタル計画（第1章はじめに ＞ 2計画の期間）「" in copied


def test_reading_aloud_uses_this_machines_voices_alone(opened: Opened) -> None:
    page = opened()
    ask(page, "計画の期間は？")
    expect(page.get_by_role("button", name="読み上げ")).to_have_count(0)  # no Japanese voice is installed here
    page.evaluate(_VOICES)
    read = page.get_by_role("button", name="読み上げ")
    expect(read).to_be_visible()
    read.click()
    expect(page.get_by_role("button", name="読み上げを止める")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("window.spoken") == [
        ["here", "計画の期間は、令和6年度から令和8年度までです。\n期間は3年間です。"]
    ]
    page.get_by_role("button", name="読み上げを止める").click()
    expect(read).to_have_attribute("aria-pressed", "false")


_VOICES = """() => {
  window.spoken = [];
  const voices = [
    { name: "elsewhere", lang: "ja-JP", localService: false }, { name: "english", lang: "en-US", localService: true },
    { name: "here", lang: "ja_JP", localService: true },
  ];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(speechSynthesis, "getVoices", { value: () => voices });
  Object.defineProperty(speechSynthesis, "speak", { value: (one) => window.spoken.push([one.voice.name, one.text]) });
  Object.defineProperty(speechSynthesis, "cancel", { value: () => {} });
  speechSynthesis.dispatchEvent(new Event("voiceschanged"));
}"""
