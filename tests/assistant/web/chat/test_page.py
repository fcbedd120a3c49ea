"""The page in a real browser: what it shows, what it may not do, for narrow screens, both grounds and the keyboard."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.assistant.web.chat.browsing import FIELD, PATIENCE, Opened, ask
from tests.assistant.web.chat.desks import JA
from tests.assistant.web.running import HOSTILE_TITLE, INTERNAL, Sink, serving

INJECTED = "<img src=x onerror=window.hurt=1><script>window.hurt=1</script>${window.hurt=1}{{value}}"


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).bounding_box()
    assert found is not None
    return dict(found)


def test_an_answer_stands_beside_its_sources(opened: Opened) -> None:
    page = opened()
    assert page.url.endswith("/chat/") and page.evaluate("document.documentElement.lang") == "ja"
    ask(page, "計画の期間はいつからいつまで？")
    expect(page.locator(".pa-status")).to_have_text(JA("answer.status_answered"))
    expect(page.locator("#pa-answer")).to_contain_text("令和6年度から令和8年度")
    source = page.locator("#pa-source-1")
    for part in ("[1]", "青波県港デジタル計画", "正文", "第1章はじめに ＞ 2計画の期間"):
        expect(source).to_contain_text(part)
    expect(source.locator("mark")).to_contain_text("令和6年度から令和8年度")
    expect(source.locator(".pa-link a")).to_have_attribute("href", "https://example.jp/plan.html")
    answer, sources = box(page, "#pa-answer"), box(page, "#pa-sources")
    assert sources["x"] >= answer["x"] + answer["width"] and sources["y"] == pytest.approx(answer["y"], abs=2)


def test_what_a_quotation_depends_on_is_shown(opened: Opened) -> None:
    page = opened()
    ask(page, "波高計の更新の担当課室は？")
    expect(page.locator("#pa-source-2 mark")).to_have_text("海岸課")
    expect(page.locator("#pa-source-2 .pa-context")).to_contain_text("担当課室")


def test_the_notice_is_never_out_of_sight(opened: Opened) -> None:
    page = opened(viewport={"width": 360, "height": 480})
    ask(page, "計画の期間は？")
    page.mouse.wheel(0, 5_000)
    page.wait_for_function("scrollY > 100")
    assert box(page, ".pa-notice")["y"] == pytest.approx(0, abs=2)
    expect(page.locator(".pa-notice")).to_contain_text("AIによる自動回答")


def test_a_question_becomes_no_markup(opened: Opened) -> None:
    page = opened()
    ask(page, f"計画の期間は？{INJECTED}")
    expect(page.locator(".pa-asked")).to_have_text(f"質問：計画の期間は？{INJECTED}")
    assert page.locator("#pa-result img, #pa-result script").count() == 0


def test_a_document_becomes_no_markup(opened: Opened) -> None:
    page = opened()
    ask(page, "灯台の色は何色ですか？")
    source = page.locator(".pa-source").filter(has_text="灯台計画").first
    expect(source.locator("h3")).to_contain_text(HOSTILE_TITLE)
    expect(source.locator("mark")).to_contain_text("<b onmouseover=window.hurt=1>白</b>")
    assert source.locator(".pa-link a").count() == 0
    assert page.locator("#pa-result img, #pa-result b, #pa-result script, #pa-header img").count() == 0


def test_mistakes_are_told_in_the_page(opened: Opened) -> None:
    page = opened()
    page.locator("#pa-send").click()
    expect(page.get_by_role("alert").filter(has_text=JA("error.empty"))).to_be_visible()
    page.fill(FIELD, "あ" * 3000)
    page.press(FIELD, "Enter")
    expect(page.get_by_role("alert").filter(has_text="字以内に縮めてください")).to_be_visible()


def test_an_example_is_asked_with_one_press(opened: Opened) -> None:
    page = opened()
    example = page.locator("#pa-examples button").first
    question = example.inner_text()
    example.click()
    expect(page.locator("#pa-answer .pa-status")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#pa-answer .pa-asked")).to_contain_text(question)
    expect(page.locator(FIELD)).to_have_value("")  # free for the next one


@pytest.mark.parametrize("width", [320, 768])
def test_a_narrow_screen_needs_no_sideways_scrolling(opened: Opened, width: int) -> None:
    page = opened(viewport={"width": width, "height": 640})
    ask(page, f"計画の期間は？{'x' * 300}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for element in page.locator("#pa-answer *, .pa-source *, button, textarea").all():
        found = element.bounding_box()
        assert found is None or found["x"] >= 0 and found["x"] + found["width"] <= width
    if width == 320:
        assert box(page, "#pa-sources")["y"] > box(page, "#pa-answer")["y"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_on_both_grounds(opened: Opened, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    ask(page, "計画の期間は？")
    for selector in (
        ".pa-lead", ".pa-notice", ".pa-asked", ".pa-status", ".pa-sentence", ".pa-mark", ".pa-notices li", ".pa-path",
        ".pa-source h3", ".pa-source mark", ".pa-source a", "#pa-send", "#pa-examples button", FIELD, "#pa-asking span",
    ):  # fmt: skip
        text, ground = page.locator(selector).first.evaluate(_COLOURS)
        assert contrast(text, ground) >= 4.5, (selector, text, ground)
    assert (luminance(page.locator("#pa-answer").evaluate(_COLOURS)[1]) > 0.5) is (scheme == "light")


def test_the_keyboard_alone_suffices(opened: Opened) -> None:
    page = opened(reduced_motion="reduce")
    page.keyboard.type("計画の期間は？")  # the field has the focus from the start
    page.keyboard.press("Enter")
    expect(page.locator(".pa-source").first).to_be_visible(timeout=PATIENCE)
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert outline == "4px" or page.evaluate("document.activeElement === document.body"), seen[-1]
        if seen[-1] == "pa-mark-1":
            break
    assert seen[0] == "pa-send" and seen[-1] == "pa-mark-1"
    page.keyboard.press("Enter")
    expect(page.locator("#pa-source-1")).to_be_focused()
    assert page.url.endswith("/chat/")


def test_enter_that_confirms_a_conversion_asks_nothing(opened: Opened) -> None:
    page = opened()
    page.fill(FIELD, "計画の期間は？")
    page.locator(FIELD).evaluate(
        "field => ['keydown', 'keypress'].forEach(kind => field.dispatchEvent(new KeyboardEvent(kind,"
        " { key: 'Enter', isComposing: true, bubbles: true, cancelable: true })))"
    )
    page.wait_for_timeout(500)
    expect(page.locator("#pa-answer")).to_contain_text(JA("answer.waiting"))
    page.press(FIELD, "Enter")
    expect(page.locator("#pa-answer .pa-status")).to_be_visible(timeout=PATIENCE)


def test_the_browser_keeps_no_question(opened: Opened) -> None:
    page = opened()
    ask(page, "計画の期間は？")
    kept = page.evaluate(
        "async () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie,"
        " await indexedDB.databases(), location.href])"
    )
    assert "計画" not in kept and "gradio" not in kept.lower(), kept


def test_staff_see_internal_documents_and_residents_do_not(opened: Opened, indexed: Path) -> None:
    page = opened()
    ask(page, "霧笛の点検の期間はいつからいつまでですか？")
    expect(page.locator("#pa-answer")).to_contain_text("令和9年度")
    with serving(indexed, "--channel", "public") as (public, _):
        body = json.dumps({"question": "霧笛の点検の期間はいつからいつまでですか？"}).encode()
        request = urllib.request.Request(  # noqa: S310
            f"{public}/api/public/ask", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            assert INTERNAL not in answer.read().decode()


def test_nothing_was_reported_to_anyone(address: str, sink: Sink) -> None:
    assert address and not sink.calls


_COLOURS = """element => {
  const rgba = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  let ground = element;
  while (ground && (rgba(getComputedStyle(ground).backgroundColor)[3] ?? 1) === 0) ground = ground.parentElement;
  return [rgba(getComputedStyle(element).color), rgba(getComputedStyle(ground).backgroundColor)];
}"""


def luminance(colour: list[float]) -> float:
    """Relative luminance after WCAG 2.2."""
    red, green, blue = (
        (v / 255) / 12.92 if v / 255 <= 0.04045 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in colour[:3]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: list[float], other: list[float]) -> float:
    """The contrast ratio after WCAG 2.2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
