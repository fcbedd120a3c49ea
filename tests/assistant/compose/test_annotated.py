"""A counted list in a footnote: told where the text counts it in the question's words and the numbers agree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.compose import annotated, lists
from assistant.compose.asked import read
from ingest.models import Kind
from tests.assistant.compose.test_prose import passages

_TOLD = """# 青波市デジタル計画

## 手続の見直し

市は「窓口3原則」に基づき、手続を見直します。見直しは毎年行います。

## 注記

港の条例第51号オンライン：手続を画面で終える。/一度だけ：同じことを二度聞かない。/まとめて：手続をつなげる。
"""
BOOK = passages(_TOLD)
TEXT = next(p for p in BOOK if "窓口3原則" in p.passage.text)
_NOTE = next(p for p in BOOK if "オンライン" in p.passage.text)
NOTE = replace(_NOTE, passage=replace(_NOTE.passage, kind=Kind.FOOTNOTE, path=TEXT.passage.path))


def said(question: str) -> list[str]:
    return [d.text for d in lists.answer(read(question), question, [TEXT], lambda document: [TEXT, NOTE])]


@pytest.mark.parametrize("question", ["窓口３原則とは何と何と何ですか", "「窓口3原則」の中身は？"])
def test_the_items_of_the_footnote_are_told_with_their_meaning(question: str) -> None:
    found = said(question)
    assert [t.split("：")[0] for t in found] == ["オンライン", "一度だけ", "まとめて"]
    assert "二度" in found[1]


@pytest.mark.parametrize("question", ["窓口4原則とは何と何ですか", "港の3原則の中身は？"])
def test_another_number_or_name_finds_nothing(question: str) -> None:
    assert said(question) == []


def test_no_document_no_list() -> None:
    assert annotated.find("窓口3原則", 3, [TEXT], None) is None
