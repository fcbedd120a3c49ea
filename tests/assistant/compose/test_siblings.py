"""Figures in the same words under sibling headings: the first of them, the one that is named, none by guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.compose import siblings
from assistant.compose.asked import read
from assistant.verify.claims import Support, check
from ingest import parse_document
from ingest.models import Source
from vectorstore.codec import StoredPassage, store

TEXT = """# 実績

## 進み具合

### 港の整備

R5年度12事業実施 決算額310,500千円
R6年度10事業実施 予算額290,000千円

### 灯台の保全

R5年度7事業実施 決算額450,250千円
R6年度9事業実施 予算額120,000千円

### 漁業の支援

R5年度30事業実施 決算額88,000千円
R6年度31事業実施 予算額95,000千円
"""
SOURCE = Source("results", Path("/results.md"), "実績", publisher="青波市")
BOOK = [store(p, SOURCE) for p in parse_document(SOURCE, TEXT.encode()).passages]


def ask(question: str) -> list[str]:
    found = siblings.answer(read(question), BOOK, lambda document_id: BOOK, lambda document_id: TEXT)
    for draft in found:
        evidence = [_support(e.passage, e.span.start, e.span.end, e.context) for e in draft.evidence]
        verdict = check(draft.text, evidence)
        assert verdict.ok, (draft.text, verdict.faults)
    return [d.text for d in found]


def _support(stored: StoredPassage, start: int, end: int, context: object) -> Support:
    spans = tuple(TEXT[s.start : s.end] for s in context)  # type: ignore[attr-defined]
    return Support(TEXT[start:end], spans, stored.passage.path, "実績", "青波市", "")


def test_the_first_heading_by_the_figure_asked_for() -> None:
    assert ask("令和5年度の決算額が一番大きかった分野はどれですか") == [
        "「灯台の保全」は、令和5年度の決算額が450,250千円で、これに続く「港の整備」の310,500千円を上回ります。"
    ]
    assert ask("令和6年度の予算が最も少ない区分は")[0].startswith("「漁業の支援」は、令和6年度の予算額が95,000千円")
    assert ask("令和5年度の事業数が一番多い分野は")[0].startswith("「漁業の支援」は、令和5年度が30事業")


def test_the_difference_to_a_heading_that_is_named() -> None:
    said = ask("令和5年度の決算額が一番大きい分野はどれで、港の整備とはどれくらい違いますか")
    assert said[1:] == ["差は、139,750千円（450,250－310,500＝139,750）です。"]


def test_the_lines_of_a_heading_that_is_named() -> None:
    said = ask("灯台の保全の令和5年度の決算額はいくらですか")
    assert len(said) == 1 and "450,250千円" in said[0] and "120,000" not in said[0]
    both = ask("漁業の支援は、R6の予算額がR5の決算額より何千円増えましたか")
    assert both[-1] == "差は、7,000千円（95,000－88,000＝7,000）です。"


@pytest.mark.parametrize(
    "question",
    [
        "令和5年度の一番新しい灯台はどこですか",  # no money, no count
        "令和4年度の決算額が一番大きい分野は",  # another year
        "整備の決算額はいくらですか",  # a word that names no heading
        "一番お金のかかる分野は",  # which year and which figure is not plain
    ],
)
def test_nothing_is_told_by_guess(question: str) -> None:
    assert ask(question) == []
