"""The chat as people use it, in a browser over a real index: cite, filter, follow up, choose, compare, judge, save."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

from tests.assistant.web.chat.browsing import FIELD, PATIENCE, Opened, ask, done
from tests.assistant.web.chat.desks import JA

KPI = "桟橋の設置数の目標値と実績値は？"


def test_a_mark_leads_to_its_passage_and_back_by_keyboard(opened: Opened) -> None:
    page = opened(reduced_motion="reduce")
    ask(page, "計画の期間は？")
    page.locator("#pa-mark-1").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#pa-source-1")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#pa-mark-1")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("#pa-source-1 a.pa-back").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#pa-mark-1")).to_be_focused()
    assert page.url.endswith("/chat/")


def test_what_stands_around_a_quotation_is_read_and_closed(opened: Opened) -> None:
    page = opened()
    ask(page, "計画の期間は？")
    source = page.locator("#pa-source-1")
    source.get_by_role("button", name=JA("sources.near")).click()
    reading = source.locator(".pa-reading")
    expect(reading).to_contain_text("暮らしの場面でデジタル技術", timeout=PATIENCE)
    expect(reading.locator(".pa-here mark")).to_contain_text("令和6年度から令和8年度")
    expect(reading).to_be_focused()
    page.keyboard.press("Escape")
    expect(reading).to_be_hidden()
    button = source.get_by_role("button", name=JA("sources.section"))
    expect(source.get_by_role("button", name=JA("sources.near"))).to_be_focused()
    button.click()
    expect(reading).to_contain_text("節全体：第1章はじめに ＞ 2計画の期間", timeout=PATIENCE)


def test_a_citation_and_a_table_are_copied(opened: Opened) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    ask(page, KPI)
    page.locator("#pa-source-1").get_by_role("button", name=JA("sources.copy")).click()
    expect(page.locator("#pa-source-1")).to_contain_text(JA("sources.copied"))
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("「31」（青波県『青波県の港指標集』")
    page.get_by_role("button", name=JA("figures.copy")).click()
    page.wait_for_function("navigator.clipboard.readText().then((text) => text.includes('\\t'))")
    assert "12（R2.12）\t60\t45\t31" in page.evaluate("navigator.clipboard.readText()")


def test_filters_narrow_the_search(opened: Opened) -> None:
    page = opened()
    page.locator("#pa-filters > button").click()
    choose(page, "publisher", "赤浜県")
    ask(page, "計画の期間は？")
    expect(page.locator("#pa-answer")).to_contain_text("令和5年度から令和9年度")
    choose(page, "period", "令和8年度（2026）")
    choose(page, "document", "青波県の港指標集")  # it says nothing of that year
    ask(page, "計画の期間はいつまで？")
    expect(page.locator("#pa-answer .pa-status")).to_have_text(JA("answer.status_no_answer"))


def choose(page: Page, name: str, value: str) -> None:
    field = page.locator(f"#pa-filter-{name} input")
    field.click()
    page.locator(f"#pa-filter-{name} ul[role=listbox] li", has_text=value).first.click()
    field.press("Escape")


def test_a_follow_up_shows_what_was_understood_and_can_be_corrected(opened: Opened) -> None:
    page = opened()
    ask(page, "混雑案内アプリの運用の目的は？")
    ask(page, "それは誰が担当？")
    understood = page.locator(".pa-understood input")
    expect(understood).to_have_value(re.compile("混雑案内アプリ.*担当"))
    expect(page.locator("#pa-earlier summary").first).to_contain_text("混雑案内アプリの運用の目的は？")
    understood.fill("波高計の更新の担当課室は？")
    understood.press("Enter")
    done(page, "波高計の更新の担当課室は？")
    expect(page.locator("#pa-answer")).to_contain_text("海岸課")
    page.locator("#pa-earlier summary").first.click()
    mark = page.locator("#pa-earlier a.pa-mark").first
    mark.click()
    target = str(mark.get_attribute("href"))
    expect(page.locator(target)).to_be_focused()


def test_an_indicator_is_drawn_and_its_table_saved(opened: Opened) -> None:
    page = opened()
    ask(page, KPI)
    picture = page.get_by_role("img", name="桟橋の設置数")
    expect(picture).to_be_visible()
    expect(picture.locator("desc")).to_contain_text("2020年度 基準値 12（R2.12）、2023年度 実績値 31")
    drawn = picture.locator("rect:not([fill])").evaluate_all("all => all.map((one) => one.getBBox().width)")
    assert len([width for width in drawn if width > 5]) >= 4
    expect(page.locator(".pa-figures td")).to_have_text(["12（R2.12）", "60", "45", "31"])
    with page.expect_download() as saved:
        page.get_by_role("link", name=JA("figures.export")).click()
    rows = list(csv.reader(io.StringIO(Path(saved.value.path()).read_text("utf-8-sig"))))
    assert rows[1] == ["桟橋の整備：桟橋の設置数（箇所/累計）", "12（R2.12）", "60", "45", "31"]


def test_documents_are_compared_side_by_side(opened: Opened) -> None:
    page = opened()
    ask(page, "青波県と赤浜県の計画の期間を比べて")
    table = page.locator("table.pa-compared")
    expect(table.locator("thead th")).to_have_text(
        [JA("figures.point"), "青波県「青波県港デジタル計画」", "赤浜県「赤浜県みなと計画」"]
    )
    expect(table.locator("tbody tr").first.locator("td").nth(1)).to_contain_text("5年間")


def test_an_answer_is_judged(opened: Opened, indexed: Path) -> None:
    page = opened()
    ask(page, "灯台の色は何色ですか？")
    page.get_by_role("button", name=JA("feedback.bad")).click()
    page.get_by_role("button", name=JA("feedback.send")).click()
    expect(page.locator(".pa-told")).to_have_text(JA("feedback.choose"))
    page.get_by_label(JA("feedback.hard_to_read")).check()
    page.get_by_label(JA("feedback.text")).fill("文字が小さいです。090-0000-1234")
    page.get_by_role("button", name=JA("feedback.send")).click()
    expect(page.locator(".pa-told")).to_have_text(JA("feedback.thanks"), timeout=PATIENCE)
    expect(page.locator(".pa-told")).to_be_focused()


def test_a_conversation_is_saved_and_read_back(opened: Opened) -> None:
    page = opened()
    ask(page, "計画の期間は？")
    ask(page, KPI)
    with page.expect_download() as saved:
        page.get_by_role("link", name=JA("export.word")).click()
    text = "\n".join(p.text for p in docx.Document(saved.value.path()).paragraphs)
    assert saved.value.suggested_filename.endswith(".docx") and "政策文書アシスタント" in saved.value.suggested_filename
    assert "計画の期間は？" in text and KPI in text and "「31」（青波県『青波県の港指標集』" in text
    with page.expect_download() as saved:
        page.get_by_role("link", name=JA("export.markdown")).click()
    markdown = Path(saved.value.path()).read_text("utf-8")
    assert (
        "## 質問2" in markdown and "| 桟橋の整備：桟橋の設置数（箇所/累計） | 12（R2.12） | 60 | 45 | 31 |" in markdown
    )


def test_the_history_comes_back_after_a_reload_and_is_deleted(opened: Opened) -> None:
    page = opened()
    page.on("dialog", lambda dialog: dialog.accept())
    ask(page, "計画の期間は？")
    page.reload()
    expect(page.locator(FIELD)).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name=JA("page.history")).click()
    history = page.locator("#pa-history")
    expect(history).to_be_focused(timeout=PATIENCE)
    history.get_by_role("button", name="「計画の期間は？」を開く").click()
    expect(page.locator("#pa-answer")).to_contain_text("令和6年度から令和8年度", timeout=PATIENCE)
    ask(page, "灯台の色は何色ですか？")  # the conversation goes on
    expect(page.locator("#pa-earlier summary").first).to_contain_text("計画の期間は？")
    page.get_by_role("button", name=JA("page.history")).click()
    expect(history).to_contain_text("2問", timeout=PATIENCE)
    history.get_by_role("button", name="「計画の期間は？」を削除").click()
    expect(history).to_contain_text(JA("history.empty"), timeout=PATIENCE)
    expect(page.locator("#pa-answer")).to_contain_text(JA("answer.waiting"), timeout=PATIENCE)


def test_the_page_speaks_english_by_a_switch_and_keeps_the_conversation(opened: Opened) -> None:
    page = opened()
    ask(page, "計画の期間は？")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".pa-notice")).to_contain_text("generated automatically by AI")
    expect(page.locator("#pa-answer")).to_contain_text("Answered")
    expect(page.locator("#pa-answer")).to_contain_text("令和6年度から令和8年度")
    page.wait_for_function("document.documentElement.lang === 'en'")
    page.fill(FIELD, " ")
    page.press(FIELD, "Enter")
    expect(page.get_by_role("alert").filter(has_text="The question is empty")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="日本語").click()
    expect(page.get_by_role("button", name=JA("ask.send"))).to_be_visible(timeout=PATIENCE)
