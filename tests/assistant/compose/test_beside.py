"""The best of rows and running text behind an answer taken from elsewhere; nothing twice, nothing behind lists."""

from __future__ import annotations

from assistant.compose import beside, rows
from assistant.compose.asked import read
from assistant.compose.extractive import Material
from ingest.models import Kind
from tests.assistant.compose.test_prose import passages

BOOK = passages("""# 青波市デジタル計画

## 第1章 港

港の案内アプリの利用者は1,200人です。

## 第2章 指標

| 施策 | 単位 | 実績値 |
|---|---|---|
| 港の案内アプリの掲示 | 件 | 12 |
| 岸の案内 | 件 | 30 |
""")
ROW = next(p for p in BOOK if p.passage.kind is Kind.ROW)
TEXT = next(p for p in BOOK if "1,200人" in p.passage.text)


def material() -> Material:
    ranked = [(ROW, 1.0), (TEXT, 0.95)]
    near = [{(0, len(ROW.passage.text)): 0.4}, {(0, len(TEXT.passage.text)): 0.9}]
    return Material(ranked, near, ["青波市"], lambda term: 1.0, lambda document: BOOK)


def test_text_that_fits_better_stands_behind_a_row() -> None:
    question = "港の案内アプリの利用者は何人ですか"
    said = rows.answer(read(question), question, [ROW], lambda document: BOOK)
    assert said
    assert [d.text for d in beside.further(read(question), question, material(), said)] == [
        "港の案内アプリの利用者は1,200人です。"
    ]


def test_nothing_is_said_twice() -> None:
    question = "港の案内アプリの利用者は何人ですか"
    said = beside.further(
        read(question), question, material(), rows.answer(read(question), question, [ROW], lambda document: BOOK)
    )
    assert beside.further(read(question), question, material(), said) == []


def test_nothing_stands_behind_a_list_or_silence() -> None:
    said = rows.answer(read("港の案内アプリの掲示の実績値は"), "", [ROW], lambda document: BOOK)
    assert beside.further(read("港の案内アプリの利用者をすべて挙げてください"), "", material(), said) == []
    assert beside.further(read("港の案内アプリの利用者は何人ですか"), "", material(), []) == []
