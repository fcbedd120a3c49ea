"""Markup in questions, documents and the FAQ stays text; hostile CSS, strict policies and root sizes change nothing."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assistant.answer import Answer, ContextSpan, Sentence, Status
from tests.assistant.web import samples
from tests.assistant.web.widget import hostile
from tests.assistant.web.widget.conftest import Opened, ask, document
from tests.assistant.web.widget.stage import Stage, answer

FOREIGN = "script, img, svg, iframe, object, embed, video, audio, link, meta, style, form form, template, math"


def foreign(page: Page) -> int:
    """Elements within the widget that it never makes."""
    found = page.locator("policy-faq").first.evaluate(f"e => e.shadowRoot.querySelectorAll({FOREIGN!r}).length")
    return int(found)


def spoilt(question: str) -> Answer:
    """An answer in which every text is one attempt after the other, and no address is one that may be opened."""
    sentences, citations = [], []
    for n, text in enumerate(hostile.ATTEMPTS):
        cited = samples.citation(
            2 * n, document_title=text, publisher=text, path=(text, text), quote=text, page=None,
            url=hostile.ADDRESSES[n % len(hostile.ADDRESSES)], context=(ContextSpan(quote=text, start=0, end=1),),
        )  # fmt: skip
        guide = {"number": 2 * n + 1, "edition": "guide", "official_title": text, "official_path": (text,)}
        citations += [cited, cited.model_copy(update=guide)]
        sentences.append(Sentence(text=text, citations=(2 * n, 2 * n + 1)))
    every = tuple(hostile.ATTEMPTS)
    return answer(
        question, sentences=tuple(sentences), citations=tuple(citations), answer=every[0], notices=every,
        contact=every[1], choices=every, understood_question="".join(every),
    )  # fmt: skip


def test_there_are_enough_attempts() -> None:
    assert len(set(hostile.ATTEMPTS)) >= 50


def test_markup_in_questions(opened: Opened, stage: Stage) -> None:
    page = opened()
    chunks = ["\n".join(hostile.ATTEMPTS[at : at + 6]) for at in range(0, len(hostile.ATTEMPTS), 6)]
    for n, attempts in enumerate(chunks):
        page.locator("#question").fill(attempts)
        page.get_by_role("button", name="質問する").click()
        expect(page.locator("article")).to_have_count(n + 1)
    shown = page.locator("article .asked-text").all_text_contents()
    asked = [question for question, _ in stage.script.asked]
    assert list(map(_plain, shown)) == list(map(_plain, asked)) == list(map(_plain, chunks))
    assert foreign(page) == 0


def test_markup_in_documents(opened: Opened, stage: Stage) -> None:
    stage.script.own = {"灯台": spoilt}
    page = opened()
    ask(page, "灯台の色は？")
    page.locator("policy-faq").evaluate("e => e.shadowRoot.querySelectorAll('.mark').forEach((b) => b.click())")
    expect(page.locator(".source:visible")).to_have_count(2 * len(hostile.ATTEMPTS))
    assert list(map(_plain, page.locator(".sentence-text").all_text_contents())) == list(map(_plain, hostile.ATTEMPTS))
    assert list(map(_plain, page.locator("blockquote").all_text_contents()))[::2] == list(map(_plain, hostile.ATTEMPTS))
    assert page.locator(".source a").count() == 0, "such an address is no link"
    with page.expect_response("**/api/public/furigana") as answered:
        page.get_by_role("button", name="ふりがな").click()
    assert answered.value.ok and foreign(page) == 0


def test_markup_in_the_faq(opened: Opened, stage: Stage) -> None:
    first = stage.entries[0]
    spoilt_entries = [
        {"id": f"x{n}", "category": text, "question": f"灯台{text}", "answer": text, "contact": text}
        for n, text in enumerate(hostile.ATTEMPTS)
    ]
    stage.entries = tuple(first.model_copy(update=changed) for changed in spoilt_entries)
    stage.script.own = {"灯台": lambda question: answer(question, status=Status.NO_ANSWER, sentences=(), citations=())}
    page = opened()
    expect(page.locator(".suggestion")).to_have_count(4)
    ask(page, "灯台<img>の色は？")
    page.locator("details summary").first.click()
    expect(page.locator("details")).to_have_count(3)
    assert foreign(page) == 0


def _plain(text: str) -> str:
    return "".join(text.replace("\0", "").split()).replace("\ufeff", "")


def test_markup_in_attributes(opened: Opened) -> None:
    attempt = '"&gt;<img src=x onerror=window.hurt=1>'.replace('"', "&quot;").replace("<", "&lt;")
    tag = " ".join(f'{name}="{attempt}"' for name in ("heading", "office", "suggestions", "lang", "theme"))
    page = opened(f"<policy-faq {tag}></policy-faq>")
    expect(page.locator("h2")).to_contain_text("<img src=x onerror=window.hurt=1>")
    page.locator(".suggestion").click()
    expect(page.locator("article")).to_be_visible()
    assert foreign(page) == 0


@pytest.mark.parametrize(
    "policy",
    [
        "default-src 'none'; script-src 'nonce-abc'; connect-src {at}; require-trusted-types-for 'script'",
        "default-src 'none'; script-src {at}; connect-src {at}; style-src 'none'; base-uri 'none'; form-action 'none'",
    ],
    ids=["nonce", "host"],
)
def test_strict_policies(opened: Opened, stage: Stage, policy: str) -> None:
    whole = document(stage, "<policy-faq></policy-faq>").replace("<script ", '<script nonce="abc" ')
    page = opened(page=whole, headers={"Content_Security_Policy": policy.format(at=stage.at)})
    ask(page, "計画の期間は？")
    page.get_by_role("button", name="出典1").first.click()
    expect(page.locator("blockquote").first).to_be_visible()
    assert page.locator(".primary").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(0, 23, 193)"
    page.get_by_role("button", name="ふりがな").click()
    expect(page.locator("ruby").first).to_be_visible()


def test_the_script_can_be_pinned_by_its_hash(opened: Opened, stage: Stage) -> None:
    from base64 import b64encode
    from hashlib import sha384

    from assistant.web.widget.build import BUILT

    digest = b64encode(sha384(BUILT.read_bytes()).digest()).decode()
    whole = document(stage, "<policy-faq></policy-faq>").replace(
        "<script ", f'<script integrity="sha384-{digest}" crossorigin="anonymous" '
    )
    ask(opened(page=whole), "計画の期間は？")


def measures(page: Page) -> dict[str, Any]:
    """What a reader sees: sizes, places, colours and visibility of the widget's parts."""
    found: dict[str, Any] = page.locator("policy-faq").first.evaluate(
        """host => {
          const parts = ["h2", ".ai", ".primary", "#question", ".sentence-text", ".mark", ".foot a"];
          return Object.fromEntries(parts.map((s) => {
            const e = host.shadowRoot.querySelector(s), c = getComputedStyle(e), r = e.getBoundingClientRect();
            return [s, [c.fontSize, c.lineHeight, c.letterSpacing, c.color, c.backgroundColor, c.visibility, c.opacity,
                        c.direction, c.pointerEvents, c.textIndent, Math.round(r.width), Math.round(r.height)]];
          }));
        }"""
    )
    return found


@pytest.mark.parametrize(
    "css",
    [
        hostile.CSS,
        ":root { font-size: 62.5% }",
        ":root { font-size: 200% }",
        ":root { font-size: 4px; line-height: 5 }",
    ],
    ids=["hostile", "62.5", "200", "tiny"],
)
def test_the_pages_css_does_not_reach_in(opened: Opened, stage: Stage, css: str) -> None:
    width = "<style>body { margin: 8px !important } main { width: 700px !important }</style>"
    tag = "<policy-faq></policy-faq>"
    plain = opened(page=document(stage, tag, width))
    ask(plain, "計画の期間は？")
    page = opened(page=document(stage, tag, f"{width}<style>{css}</style>"))
    page.locator("policy-faq").first.evaluate("e => e.shadowRoot.querySelector('#question').focus()")
    page.keyboard.type("計画の期間は？")
    page.keyboard.press("Enter")
    expect(page.locator("article .tools")).to_be_attached()
    assert measures(page) == measures(plain)
    assert page.locator("policy-faq .root").evaluate("e => getComputedStyle(e).fontSize") == "16px"


def test_the_readers_own_text_size_counts(opened: Opened) -> None:
    page = opened()
    before = page.locator(".primary").bounding_box()
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    expect(page.locator(".root")).to_have_css("font-size", "32px")
    after = page.locator(".primary").bounding_box()
    assert before and after and after["height"] == pytest.approx(2 * before["height"], rel=0.05)


def test_two_widgets_on_a_page(opened: Opened, stage: Stage) -> None:
    page = opened('<policy-faq heading="一"></policy-faq><policy-faq heading="二" lang="en"></policy-faq>')
    ask(page, "計画の期間は？", nth=0)
    first, second = page.locator("policy-faq").nth(0), page.locator("policy-faq").nth(1)
    expect(second.locator("article")).to_have_count(0)
    ask(page, "どれの期間？", nth=1)
    expect(first.locator("article")).to_have_count(1)
    expect(second.locator(".status")).to_have_text("Answered in part")
    assert [history for _, history in stage.script.asked] == [(), ()], "each keeps its own history"
    first.get_by_role("button", name="出典1").first.click()
    expect(second.locator(".source:visible")).to_have_count(0)


def test_a_script_that_is_loaded_twice_and_a_widget_that_goes(opened: Opened, stage: Stage) -> None:
    script = f'<script src="{stage.at}/widget/policy-faq.js" defer></script>'
    page = opened(f"<policy-faq></policy-faq>{script}")
    page.locator("#question").fill("遅い質問")
    page.locator("#question").press("Enter")
    expect(page.get_by_role("button", name="中止する")).to_be_visible()
    page.evaluate("window.w = document.querySelector('policy-faq'); w.remove()")
    stage.script.go_on.set()
    page.evaluate("document.querySelector('main').append(w)")
    ask(page, "計画の期間は？")
    expect(page.locator("article")).to_have_count(1)
