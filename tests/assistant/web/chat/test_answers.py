"""What the page shows of an answer, and that no text becomes markup."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from assistant.answer import ContextSpan, Sentence, Status
from assistant.web import render
from prompts import texts
from tests.assistant.web.samples import HOSTILE, answer, citation


class Seen(HTMLParser):
    """The tags, attributes and text of a piece of HTML; every tag must be closed by its own."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "br":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_an_answer_leads_from_its_marks_to_its_sources() -> None:
    shown, sources = render.answered(answer(citations=(citation(), citation(2, page=None))))
    assert "3年間です。" in Seen(shown).text and "お答えしました" in Seen(shown).text
    assert ("href", "#pa-source-1") in Seen(shown).attributes
    assert ("aria-label", "出典1を見る") in Seen(shown).attributes
    seen = Seen(sources)
    assert ("id", "pa-source-1") in seen.attributes and ("id", "pa-source-2") in seen.attributes
    for part in ("青波県港デジタル計画", "正文", "第1章はじめに ＞ 2計画の期間、3ページ", "「計画の期間」"):
        assert part in seen.text
    assert f"<mark>{citation().quote}</mark>" in sources
    assert seen.text.count("ページ、") == 0 and seen.text.count("3ページ") == 1


def test_a_guide_is_not_called_the_official_text() -> None:
    _, sources = render.answered(answer(citations=(citation(edition="guide"),)))
    assert texts.GUIDE_MARK in sources and texts.SOURCE_LINK_OF_GUIDE in sources


@pytest.mark.parametrize("status", Status)
def test_every_status_is_told_in_words(status: Status) -> None:
    shown, sources = render.answered(answer(status=status, sentences=(), citations=()))
    assert texts.CHAT_STATUS[status] in shown and "AIによる自動回答" in shown
    assert texts.CHAT_NO_SOURCES in sources


def test_what_was_understood_is_told() -> None:
    assert "令和7年度" in render.answered(answer(understood_question="令和7年度の目標は？"))[0]


def test_no_text_becomes_markup() -> None:
    hostile = answer(
        question=HOSTILE,
        understood_question=HOSTILE,
        sentences=(Sentence(text=HOSTILE, citations=(1,)),),
        notices=(HOSTILE,),
        citations=(
            citation(
                document_title=HOSTILE,
                publisher=HOSTILE,
                path=(HOSTILE,),
                quote=HOSTILE,
                context=(ContextSpan(quote=HOSTILE, start=0, end=1),),
                url=f"https://example.jp/?{HOSTILE}",
            ),
        ),
    )
    pieces = [*render.answered(hostile), *render.busy(HOSTILE), *render.failure(HOSTILE, HOSTILE)]
    for html in [*pieces, render.header("staff", [HOSTILE])]:
        seen = Seen(html)
        assert {"img", "script"}.isdisjoint(seen.tags)
        assert not [name for name, _ in seen.attributes if name.startswith("on")]
    assert Seen(pieces[0]).text.count(HOSTILE) == 4
    assert Seen(pieces[1]).text.count(HOSTILE) == 5


NO_WEB_ADDRESSES = [
    *(None, "", " ", "//x", "http:", "http://[", "javascript:alert(1)", "JavaScript:alert(1)"),
    *("data:text/html,x", "file:///etc/passwd"),
]


@pytest.mark.parametrize("url", NO_WEB_ADDRESSES)
def test_only_web_addresses_become_links(url: str | None) -> None:
    _, sources = render.answered(answer(citations=(citation(url=url),)))
    assert "a" not in Seen(sources).tags


def test_a_link_tells_the_other_site_nothing() -> None:
    _, sources = render.answered(answer())
    attributes = Seen(sources).attributes
    assert ("href", "https://example.jp/plan.html") in attributes and ("rel", "noopener noreferrer") in attributes


def test_many_titles_are_counted() -> None:
    assert "「d」" not in render.header("staff", list("abcde")) and "ほか2件" in render.header("staff", list("abcde"))
    assert "庁内" in render.header("staff", []) and "庁内" not in render.header("resident", [])
