"""By keyboard alone, to a screen reader, in every state under axe, on narrow screens, in both themes and on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.assistant.web.widget.conftest import Opened, ask
from tests.assistant.web.widget.stage import Stage

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(page: Page) -> list[tuple[str, Any]]:
    """What axe finds on the whole page, shadow roots included."""
    found = Axe().run(page, options={**RULES, "resultTypes": ["violations", "incomplete"]}).response
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]]


def _answered(page: Page) -> None:
    ask(page, "計画の期間は？ 4111-1111-1111-1111")
    for button in page.locator(".mark").all():
        button.click()
    page.get_by_role("button", name="ふりがな").click()
    expect(page.locator("ruby").first).to_be_visible()


def _reasons(page: Page) -> None:
    ask(page, "計画の期間は？")
    page.get_by_role("button", name="役に立たなかった").click()
    page.locator(".why button").click()
    expect(page.locator(".why .error")).not_to_be_empty()


def _refused(page: Page) -> None:
    page.get_by_role("button", name="質問する").click()
    expect(page.locator("#error")).not_to_be_empty()
    page.locator("#question").fill("a@example.jp")


def _working(page: Page) -> None:
    page.locator("#question").fill("途中の計画の期間は？")
    page.locator("#question").press("Enter")
    expect(page.locator(".draft")).to_contain_text("令和8年度")


def _silent(page: Page) -> None:
    ask(page, "宮城県のマイナンバーカードにないこと")
    page.locator("details summary").first.click()
    ask(page, "どれの期間？")
    ask(page, "だめなこと")


def _english(page: Page) -> None:
    ask(page, "計画の期間は？")
    page.get_by_role("button", name="English").click()


def _easy(page: Page) -> None:
    page.get_by_role("button", name="やさしい日本語").click()
    ask(page, "計画の期間は？")


STATES: dict[str, Callable[[Page], Any]] = {
    "start": lambda page: None, "answered": _answered, "reasons": _reasons, "refused": _refused, "working": _working,
    "silent": _silent, "english": _english, "easy": _easy,
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_either_theme(opened: Opened, state: str) -> None:
    page = opened(color_scheme="light", reduced_motion="reduce")
    expect(page.locator(".suggestion").first).to_be_visible()
    STATES[state](page)
    page.mouse.move(0, 0)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []
    if state == "start":  # asked for by the page, it has the same colours
        page.emulate_media(color_scheme="light")
        page.evaluate("document.querySelector('policy-faq').setAttribute('theme', 'dark')")
        assert violations(page) == []


@pytest.mark.parametrize("failing", ["limit", "stopped"])
def test_axe_finds_nothing_where_there_is_no_answer(opened: Opened, stage: Stage, failing: str) -> None:
    stage.failing = failing
    page = opened(allowed=("429", "503"))
    expect(page.locator(".suggestion").first).to_be_visible()
    ask(page, "マイナンバーカードを持つ人は？")
    page.locator("details summary").first.click()
    page.locator("details .mark").first.click()
    assert violations(page) == []


def test_axe_would_find_something(opened: Opened) -> None:
    page = opened()
    page.locator("#question").evaluate("e => { e.getRootNode().querySelector('label').remove(); }")
    page.locator(".ai").evaluate("e => { e.style.color = '#ddd'; }")
    assert {"label", "color-contrast"} <= {name for name, _ in violations(page)}


def focused(page: Page) -> str:
    """What has the focus, as its role and name."""
    found = page.evaluate(
        """() => {
          let e = document.activeElement;
          while (e.shadowRoot && e.shadowRoot.activeElement) e = e.shadowRoot.activeElement;
          return e.id || e.textContent.trim() || e.localName;
        }"""
    )
    return str(found)


def test_everything_by_keyboard(opened: Opened, stage: Stage) -> None:
    page = opened('<policy-faq suggestions="灯台の色は？"></policy-faq>')
    order = ["日本語", "やさしい日本語", "English", "ふりがな", "灯台の色は？", "question", "質問する"]
    for name in [*order, "よくある質問の一覧を開く（新しいタブ）"]:
        page.keyboard.press("Tab")
        assert focused(page) == name
        outline = page.evaluate(_OUTLINE)
        assert outline["outline"] == "4px" and outline["style"] == "solid" and outline["offset"] == "2px", name
        assert outline["ring"] == "rgb(255, 212, 61) 0px 0px 0px 2px", name
    for _ in range(2):
        page.keyboard.press("Shift+Tab")
    page.keyboard.type("計画の期間は？")
    page.keyboard.press("Enter")
    expect(page.locator("article .feedback")).to_be_visible()
    assert focused(page) == "question", "an answer takes no focus"
    steps = 0
    while focused(page) != "出典1":
        page.keyboard.press("Shift+Tab")
        steps += 1
        assert steps < 20
    page.keyboard.press("Space")
    expect(page.locator(".source:visible")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert focused(page) == "公表元のページを開く（新しいタブ）", "a source comes right behind its buttons"
    page.keyboard.press("Escape")
    assert focused(page) == "出典1"
    expect(page.locator(".source:visible")).to_have_count(0)
    while focused(page) != "役に立たなかった":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    assert focused(page).endswith("-words")
    page.keyboard.type("足りない")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("ご意見をありがとうございました。")).to_be_visible()
    assert stage.kept.said[0][1:] == (False, "incomplete", "足りない")


_OUTLINE = """() => {
  let e = document.activeElement;
  while (e.shadowRoot && e.shadowRoot.activeElement) e = e.shadowRoot.activeElement;
  const c = getComputedStyle(e);
  return { outline: c.outlineWidth, style: c.outlineStyle, offset: c.outlineOffset, ring: c.boxShadow };
}"""


def test_what_a_screen_reader_is_told(opened: Opened) -> None:
    page = opened('<policy-faq suggestions="灯台の色は？" office="海岸課"></policy-faq>')
    ask(page, "計画の期間は？")
    page.get_by_role("button", name="出典1").first.click()
    expected = (Path(__file__).parent / "tree.yaml").read_text("utf-8")
    expect(page.locator("policy-faq")).to_match_aria_snapshot(expected)


def test_targets_are_large_enough(opened: Opened) -> None:
    page = opened()
    expect(page.locator(".suggestion").first).to_be_visible()
    _reasons(page)
    page.get_by_role("button", name="出典1").first.click()
    ask(page, "マイナンバーカードにないこと")
    small = page.locator("policy-faq").evaluate(
        """host => [...host.shadowRoot.querySelectorAll("button, a, textarea, summary, label.choice")]
          .filter((e) => e.checkVisibility())
          .map((e) => [e.textContent.trim(), e.getBoundingClientRect()])
          .filter(([, box]) => box.height < 44 || box.width < 44).map(([name, box]) => [name, box.width, box.height])"""
    )
    assert small == []


@pytest.mark.parametrize(
    ("width", "size"), [(320, "16px"), (320, "32px"), (640, "32px")], ids=["320", "320 at 200 %", "640 at 200 %"]
)
def test_nothing_is_cut_off_on_narrow_screens(opened: Opened, width: int, size: str) -> None:
    page = opened(viewport={"width": width, "height": 800})
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": int(size[:-2])}})
    expect(page.locator(".root")).to_have_css("font-size", size)
    _answered(page)
    page.get_by_role("button", name="役に立たなかった").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.locator("policy-faq").evaluate(
        """host => [...host.shadowRoot.querySelectorAll(".root *")]
          .filter((e) => e.checkVisibility() && e.localName !== "textarea" && !e.closest("ruby"))
          .filter((e) => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline")
          .map((e) => [e.className, e.localName, e.scrollWidth, e.clientWidth])"""
    )
    assert cut == []


def test_text_can_be_spaced_out(opened: Opened) -> None:
    page = opened(viewport={"width": 400, "height": 800})
    _answered(page)
    page.locator("policy-faq").evaluate(
        """host => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
          host.shadowRoot.adoptedStyleSheets = [...host.shadowRoot.adoptedStyleSheets, sheet];
        }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_themes(opened: Opened) -> None:
    def grounds(page: Page) -> str:
        return str(page.locator(".root").evaluate("e => getComputedStyle(e).backgroundColor"))

    assert grounds(opened(color_scheme="dark")) == "rgb(26, 26, 26)"
    assert grounds(opened(color_scheme="light")) == "rgb(255, 255, 255)"
    assert grounds(opened('<policy-faq theme="light"></policy-faq>', color_scheme="dark")) == "rgb(255, 255, 255)"


def test_forced_colours_and_reduced_motion(opened: Opened) -> None:
    page = opened(forced_colors="active", reduced_motion="reduce")
    ask(page, "計画の期間は？")
    pressed = page.get_by_role("button", name="日本語", exact=True)
    assert pressed.evaluate("e => getComputedStyle(e).borderStyle") == "double", "not by its colour alone"
    assert page.locator("#question").evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
    assert pressed.evaluate("e => getComputedStyle(e).transitionDuration") == "0s"
    assert violations(page) == []


def test_on_paper_sources_are_open_and_controls_gone(opened: Opened) -> None:
    page = opened()
    ask(page, "計画の期間は？")
    page.emulate_media(media="print")
    expect(page.locator(".source").first).to_be_visible()
    for gone in (".ask", ".tools", ".feedback", ".languages", ".marks", ".suggestions"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".foot")).to_be_visible()
