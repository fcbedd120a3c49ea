"""The whole way in a real browser: from the chat to the login, through it, a question, and out again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.web.login import words
from tests.assistant.web.login.site import PASSWORD, account
from tests.assistant.web.running import serving

CONTRAST = """selector => {
  const parts = c => c.match(/[\\d.]+/g).map(Number);
  const light = c => { const [r, g, b] = parts(c).slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
  const behind = e => { for (; e; e = e.parentElement) {
    const c = getComputedStyle(e).backgroundColor; if (parts(c)[3] !== 0) return c; } };
  return Math.min(...[...document.querySelectorAll(selector)].map(e => {
    const [a, b] = [light(getComputedStyle(e).color), light(behind(e))].sort((x, y) => y - x);
    return (a + .05) / (b + .05); }));
}"""


@pytest.fixture(scope="module")
def address(indexed: Path) -> Iterator[str]:
    account(indexed / "data", "page-reader")
    with serving(indexed, "--channel", "staff", env={"POLICY_ASSISTANT_LOGIN": "accounts"}, logs="login:") as (
        found,
        _,
    ):
        yield found


def page_of(browser: Browser, elsewhere: list[str], address: str, **options: Any) -> Page:
    page = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": "ja-JP", **options}).new_page()
    page.on("request", lambda r: r.url.startswith((address, "data:", "blob:")) or elsewhere.append(r.url))
    page.on("pageerror", lambda error: elsewhere.append(str(error)))
    return page


def test_in_and_out_by_keyboard(browser: Browser, address: str) -> None:
    elsewhere: list[str] = []
    page = page_of(browser, elsewhere, address)
    page.goto(f"{address}/chat/")
    assert page.url == f"{address}/login?next=/chat/"
    page.wait_for_function("document.activeElement.id === 'name'")
    assert page.title().startswith(words.TITLE)
    page.keyboard.type("page-reader")
    page.keyboard.press("Tab")
    page.keyboard.type("wrong wrong wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(words.WRONG)
    page.wait_for_function("document.activeElement.id === 'password'")
    expect(page.get_by_label(words.PASSWORD)).to_have_accessible_description(words.WRONG)
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/chat/", timeout=60_000)
    field = page.get_by_role("textbox").first
    expect(field).to_be_visible(timeout=60_000)
    field.fill("計画の期間は、いつからいつまでですか？")
    field.press("Enter")
    expect(page.locator("body")).to_contain_text("令和6年度から令和8年度まで", timeout=60_000)
    assert all(cookie["httpOnly"] and cookie["sameSite"] == "Lax" for cookie in page.context.cookies(address))
    assert page.evaluate("document.cookie") == ""

    page.goto(f"{address}/logout")
    page.get_by_role("button", name=words.LEAVE).click()
    expect(page.get_by_role("status")).to_have_text(words.LEFT)
    page.goto(f"{address}/chat/")
    assert "/login" in page.url and not elsewhere
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_a_narrow_screen_and_can_be_read(browser: Browser, address: str, scheme: str) -> None:
    elsewhere: list[str] = []
    page = page_of(browser, elsewhere, address, viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page.goto(f"{address}/login")
    page.get_by_label(words.NAME).fill("x" * 60)
    page.get_by_label(words.PASSWORD).fill("x")
    page.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.wait_for_load_state("load")  # with its style sheet
    page.wait_for_function("document.activeElement.tagName === 'INPUT'")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.evaluate(CONTRAST, "p, h1, label, input, .act") >= 4.5
    sizes = [box for each in page.locator("input:visible, .act").all() if (box := each.bounding_box())]
    assert len(sizes) == 3 and all(box["height"] >= 48 for box in sizes)
    assert page.evaluate("getComputedStyle(document.querySelector('input:focus')).outlineWidth") == "4px"
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "16px" and not elsewhere
    page.context.close()
