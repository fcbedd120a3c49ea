"""Figures that disagree: both are told, each with its place; figures for other things never are."""

# ruff: noqa: E501 (a row of a table is one line)

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.compose import conflicts, disputed, figure_places, rows
from assistant.compose.asked import read
from assistant.compose.draft import Draft
from assistant.verify.claims import Support, check
from ingest import parse_document
from ingest.models import Source
from vectorstore.analysis import terms
from vectorstore.codec import StoredPassage, store

REPORT = """# 青波市の報告

## 主な取組

港の混雑案内アプリの利用者は、延べ1,350人です。

桟橋の点検を26回行い、実施率は97.4%でした。

港の見守りカメラの設置台数は、令和6年3月現在で52台です。

## 指標

| 施策名 | 担当所属 | 項目（単位） | R5年度末目標値 | R5年度末実績値 | 要因分析 |
|---|---|---|---|---|---|
| 見守りカメラ | 港湾部 海岸課 | 港の見守りカメラの設置台数（台） | 60 | 48 | 【未達成】納入が遅れた。 |
| 桟橋の点検 | 港湾部 海岸課 | 桟橋の点検の実施率（%） | 95 | 96.70% | 【達成】計画どおり。 |
| 桟橋の清掃 | 港湾部 海岸課 | 桟橋の清掃の実施率（%） | 90 | 91% | 【達成】計画どおり。 |
"""
PLAN = """# 青波市デジタル計画

## 港

港の混雑案内アプリの利用者は1,200人です。
"""


def passages(text: str, document: str, title: str) -> list[StoredPassage]:
    source = Source(document, Path(f"/{document}.md"), title, publisher="青波市")
    return [store(p, source) for p in parse_document(source, text.encode()).passages]


BOTH = [*passages(REPORT, "report", "青波市の報告"), *passages(PLAN, "plan", "青波市デジタル計画")]


def told(question: str, found: Sequence[StoredPassage] = BOTH) -> list[Draft]:
    """What is said to a question whose answer is the row or text with most of its words."""
    asked = read(question)
    weights = {t: 1.0 for t in terms(asked.text)}
    ranked = sorted(
        [p for p in found if not p.passage.lists], key=lambda p: -len(set(weights) & set(terms(p.passage.text)))
    )
    places = list(figure_places.of_passages(asked, ranked))
    said = rows.answer(asked, question, ranked[:1]) or next(p.drafts for p in places if p.stored is ranked[0])
    if disputed.asks(asked) and (drafts := disputed.answer(asked, said, places, weights)):
        return drafts
    return [*said, *conflicts.further(asked, said, places, weights)]


def carried(draft: Draft) -> bool:
    texts = {"report": REPORT, "plan": PLAN}
    supports = [
        Support(
            texts[e.passage.source.id][e.span.start : e.span.end],
            tuple(texts[e.passage.source.id][s.start : s.end] for s in e.context),
            e.passage.passage.path,
            e.passage.source.title,
            "青波市",
        )
        for e in draft.evidence
    ]
    return check(draft.text, supports).ok


def sentences(question: str) -> list[str]:
    drafts = told(question)
    assert all(carried(d) for d in drafts), [d.text for d in drafts]
    return [d.text for d in drafts]


def test_another_document_gives_another_figure() -> None:
    said = sentences("港の混雑案内アプリの利用者は何人ですか")
    assert any("1,200人" in s for s in said) and any("1,350人" in s for s in said)
    assert said[1].startswith("「青波市")


def test_another_place_of_the_same_document_is_named_by_its_heading() -> None:
    said = sentences("令和5年度の港の見守りカメラの設置台数は何台ですか")
    assert any("48台" in s for s in said) and any("52台" in s for s in said)
    assert "また、" in said[1] or "主な取組" in said[1]


def test_a_sibling_row_is_about_something_else() -> None:
    assert not any("91%" in s for s in sentences("桟橋の点検の実施率は何%ですか"))


def test_another_year_is_no_conflict() -> None:
    asked = read("令和3年度の港の見守りカメラの設置台数は何台ですか")
    said = told("港の見守りカメラの設置台数は何台ですか")[:1]
    places = list(figure_places.of_passages(asked, BOTH))
    assert conflicts.further(asked, said, places, {t: 1.0 for t in terms(asked.text)}) == []


def test_figures_that_the_question_names_are_looked_up_one_by_one() -> None:
    said = sentences("桟橋の点検の実施率は97.4なのか96.7なのか、はっきりさせてください")
    assert len(said) == 2 and "97.4%" in said[0] and "96.70%" in said[1]
    assert "「指標」" in said[1]


def test_a_figure_in_doubt_brings_the_other_one() -> None:
    said = sentences("桟橋の点検の実施率は令和5年度は何%ですか。資料の中で値が合わない気がします")
    assert any("97.4%" in s for s in said) and any("96.70%" in s for s in said)


@pytest.mark.parametrize(
    ("question", "disputes"),
    [
        ("数字が食い違っていませんか", True),
        ("246人ですか、75人ですか", True),
        ("二通りの数字がありませんか", True),
        ("資料によって違うような気がします", True),
        ("アジャイル型とウォーターフォール型の違いは何ですか", False),
        ("利用者は何人ですか", False),
    ],
)
def test_questions_that_dispute_figures(question: str, disputes: bool) -> None:
    assert disputed.asks(read(question)) is disputes


def test_nothing_said_nothing_added() -> None:
    asked = read("港の利用者は何人ですか")
    assert conflicts.further(asked, [], [], {}) == []
    assert disputed.answer(asked, [], [], {}) is None


def test_what_a_question_says_of_differing_figures_counts_though_it_was_set_aside() -> None:
    told = "港の数は令和5年度末でいくつ？資料によって違うような気がします。"
    alone = read("港の数は令和5年度末でいくつ？")
    assert disputed.asks(disputed.whole(alone, told))
    assert disputed.whole(alone, "港の数は令和5年度末でいくつ？母が知りたがっています。") is alone
    assert disputed.whole(alone, "") is alone
    assert disputed.asks(read("港の数は、報告と一覧で違っていませんか"))
