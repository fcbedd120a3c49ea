"""Marks of headings and items, and lines that only look marked."""

from __future__ import annotations

import pytest

from ingest import marks
from ingest.marks import Style


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("第１章　林道の整備", Style.CHAPTER, 1), ("第十二章 林道の整備", Style.CHAPTER, 12), 
        ("第 2章 林道", Style.CHAPTER, 2),
        ("第１条の２　目的", Style.ARTICLE, 1), ("Ⅲ　林道の整備", Style.ROMAN, 3), ("IV. 林道の整備", Style.ROMAN, 4),
        ("１　林道の整備", Style.NUMBER, 1), ("1.3 はじめに", Style.MULTI, 3), ("1-1　林道の整備", Style.MULTI, 1),
        ("（３）林道の整備", Style.PAREN, 3), ("③林道の整備", Style.CIRCLED, 3), ("❸林道の整備", Style.CIRCLED, 3),
        ("(ウ) 林道", Style.PAREN_KANA, 3),
        ("施策2-1　林道の整備", Style.LABEL, 1), ("【現状と課題】", Style.BRACKET, 0), ("■林道の整備", Style.SYMBOL, 0),
        ("\uf0fc 林道の整備", Style.BULLET, 0), ("## 林道の整備", Style.MARKDOWN, 0),
    ],
)  # fmt: skip
def test_marks(text: str, style: Style, value: int) -> None:
    found = marks.parse(text)
    assert found is not None
    assert (found.style, found.value) == (style, value)
    assert found.title in text


@pytest.mark.parametrize(
    "text",
    [
        "令和６年３月",
        "10月から始まる仕組み",
        "37.5％にとどまる",
        "２つの事業を組み合わせる",
        "1,200人の声",
        "３年間の試行",
        "林道の整備",
    ],
)
def test_dates_decimals_and_sentences_carry_no_mark(text: str) -> None:
    assert marks.parse(text) is None


def test_iroha_has_an_order_of_its_own() -> None:
    assert [marks.iroha_value(kana) for kana in "イロハニ"] == [1, 2, 3, 4]
