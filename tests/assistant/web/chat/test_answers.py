"""What the page shows of an answer, and that no text becomes markup."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, ContextSpan, PrincipleVerdict, Sentence, Status
from assistant.errors import SettingsError
from assistant.web.chat import answers, frame, shown
from assistant.web.chat.frame import Looks
from tests.assistant.web.chat.desks import JA
from tests.assistant.web.samples import HOSTILE, answer, citation, passage, row


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
        if tag not in {"br", "input", "img"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def html(found: Answer, passages: Any = (), prefix: str = "") -> str:
    made = shown.of(found, lambda document: [p for p in passages if p.source.id == document])
    return answers.answered(made, JA, prefix)


def test_an_answer_leads_from_its_marks_to_its_sources_and_back() -> None:
    page = html(answer(citations=(citation(), citation(2, page=None))))
    seen = Seen(page)
    assert "3年間です。" in seen.text and "お答えしました" in seen.text
    assert ("href", "#pa-source-1") in seen.attributes and ("href", "#pa-mark-1") in seen.attributes
    assert ("aria-label", "出典1を見る") in seen.attributes
    assert ("id", "pa-source-1") in seen.attributes and ("id", "pa-source-2") in seen.attributes
    for part in ("青波県港デジタル計画", "正文", "第1章はじめに ＞ 2計画の期間、3ページ", "「計画の期間」"):
        assert part in seen.text
    assert f"<mark>{citation().quote}</mark>" in page
    assert ("href", "https://example.jp/plan.html") in seen.attributes
    assert ("rel", "noopener noreferrer") in seen.attributes


def test_a_citation_can_be_copied_with_all_that_names_it() -> None:
    copied = [value for name, value in Seen(html(answer(), [passage()])).attributes if name == "data-text"]
    assert copied == [
        "「計画の期間は、令和6年度から令和8年度までの3年間とします。」（青波県『青波県港デジタル計画』、"
        "第1章はじめに ＞ 2計画の期間、3ページ、発行：2024-03、有効：2024-04-01から2027-03-31、対象：令和6年度～令和8年度、https://example.jp/plan.html）"
    ]


def test_ids_of_several_answers_stay_apart() -> None:
    page = html(answer()) + html(answer(), prefix="t1-")
    ids = [value for name, value in Seen(page).attributes if name == "id"]
    assert len(ids) == len(set(ids))


def test_a_guide_is_not_called_the_official_text() -> None:
    page = html(answer(citations=(citation(edition="guide", official_title="計画", official_path=("第1章",)),)))
    assert JA("sources.guide") in page and JA("sources.link_guide") in page and "計画 ＞ 第1章" in page


@pytest.mark.parametrize("status", Status)
def test_every_status_is_told_in_words(status: Status) -> None:
    page = html(answer(status=status, sentences=(), citations=()))
    assert JA(f"answer.status_{status}") in page and "AIによる自動回答" in page and JA("sources.none") in page


def test_asking_back_offers_buttons() -> None:
    page = html(answer(status=Status.PARTIAL, sentences=(), citations=(), choices=("令和5年度は？", "令和6年度は？")))
    offered = [value for name, value in Seen(page).attributes if name == "data-question"]
    assert offered == ["令和5年度は？", "令和6年度は？"] and JA("answer.status_ask_back") in page


def test_what_was_understood_is_told_and_can_be_corrected() -> None:
    seen = Seen(html(answer(understood_question="令和7年度の目標は？")))
    assert ("value", "令和7年度の目標は？") in seen.attributes and ("data-submits", "ask") in seen.attributes


@pytest.mark.parametrize(
    ("verdicts", "told"),
    [
        (("passed", "passed"), "問題は見つかりませんでした"),
        (("passed", "acted"), "内容の確認が働きました"),
        (("acted", "refused"), "内容の確認によりお断りしました"),
    ],
)
def test_the_principle_that_acted_is_named_in_one_line(verdicts: tuple[Any, Any], told: str) -> None:
    ids = ("no_personal_or_confidential_input", "verify_content")
    found = [PrincipleVerdict(id=i, verdict=v, note="理由です。") for i, v in zip(ids, verdicts, strict=True)]
    page = html(answer(question="〔氏名〕の期間は？", principles=tuple(found)))
    summary = page.split("<summary>")[1].split("</summary>")[0]
    assert told in summary and "理由です。" in page and ("伏せた後の質問" in page) is (verdicts[0] != "passed")


def test_no_text_becomes_markup() -> None:
    hostile = answer(
        question=HOSTILE,
        understood_question=HOSTILE,
        sentences=(Sentence(text=HOSTILE, citations=(1, 2)),),
        notices=(HOSTILE,),
        choices=(HOSTILE,),
        principles=(PrincipleVerdict(id=HOSTILE, verdict="acted", note=HOSTILE),),
        citations=(
            citation(
                document_title=HOSTILE,
                publisher=HOSTILE,
                path=(HOSTILE,),
                quote=HOSTILE,
                context=(ContextSpan(quote=HOSTILE, start=0, end=1),),
                url=f"https://example.jp/?{HOSTILE}",
            ),
            citation(2, document_id="other", document_title=HOSTILE, publisher=HOSTILE),
        ),
    )
    row_of = row([("項目", HOSTILE), (f"基準値{HOSTILE}", f"1{HOSTILE}"), ("目標値", "2")], HOSTILE, 10)
    pieces = [
        html(hostile, [row_of]), answers.at_work(HOSTILE, HOSTILE, JA, hostile.sentences),
        answers.failure(HOSTILE, JA, HOSTILE), answers.earlier([shown.of(hostile, lambda _: [])], JA),
        frame.header(Looks(HOSTILE, HOSTILE), "staff", [HOSTILE], JA),
    ]  # fmt: skip
    for piece in pieces:
        seen = Seen(piece)
        assert "script" not in seen.tags and seen.tags.count("img") == ("pa-top" in piece)
        assert not [name for name, _ in seen.attributes if name.startswith("on")]
    assert Seen(pieces[0]).text.count(HOSTILE) > 8


NO_WEB_ADDRESSES = [
    *(None, "", " ", "//x", "http:", "http://[", "javascript:alert(1)", "JavaScript:alert(1)"),
    *("data:text/html,x", "file:///etc/passwd"),
]


@pytest.mark.parametrize("url", NO_WEB_ADDRESSES)
def test_only_web_addresses_become_links(url: str | None) -> None:
    links = [v for n, v in Seen(html(answer(citations=(citation(url=url),)))).attributes if n == "href"]
    assert all(str(link).startswith("#") for link in links)


def test_a_citation_whose_passage_changed_stands_alone() -> None:
    page = html(answer(), [passage("まったく別の文です。" * 10, 0)])
    assert "まったく別" not in page and f"<mark>{citation().quote}</mark>" in page and "前後を読む" not in page


def test_many_titles_are_counted_and_the_side_is_told() -> None:
    made = frame.header(Looks(), "staff", list("abcde"), JA)
    assert "「d」" not in made and "ほか2件" in made and "庁内" in made
    assert "庁内" not in frame.header(Looks(), "resident", [], JA)


def test_a_logo_is_read_once_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    picture = tmp_path / "logo.png"
    picture.write_bytes(b"\x89PNG")
    looks = Looks.of("青波県", picture)
    assert 'alt="青波県のロゴ"' in frame.header(looks, "staff", [], JA) and looks.logo.startswith("data:image/png;")
    (tmp_path / "big.png").write_bytes(b"x" * 300_000)
    for name in ("logo.exe", "none.png", "big.png"):
        with pytest.raises(SettingsError, match="chat_logo"):
            Looks.of("", tmp_path / name)
