"""The best of rows and running text behind an answer taken from elsewhere; nothing twice, nothing behind lists."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose import beside, rows
from assistant.compose.asked import read
from assistant.compose.draft import Draft
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


def material(nearness: float = 0.8) -> Material:
    ranked = [(ROW, 1.0), (TEXT, 0.95)]
    near = [{(0, len(ROW.passage.text)): 0.7}, {(0, len(TEXT.passage.text)): nearness}]
    return Material(ranked, near, ["青波市"], lambda term: 1.0, lambda document: BOOK)


QUESTION = "港の案内アプリの利用者は何人ですか"
USERS = "港の案内アプリの利用者は1,200人です。"


def weighed(question: str, of: Material, said: Sequence[Draft]) -> list[str]:
    return [d.text for d in beside.weighed(read(question), question, of, said)]


def from_the_row(question: str) -> list[Draft]:
    said = rows.answer(read(question), question, [ROW], lambda document: BOOK)
    assert said
    return said


def test_text_that_fits_better_stands_behind_a_row() -> None:
    said = from_the_row(QUESTION)
    assert weighed(QUESTION, material(0.45), said) == [*(d.text for d in said), USERS]


def test_text_that_fits_far_better_stands_in_place_of_the_row() -> None:
    assert weighed(QUESTION, material(0.99), from_the_row(QUESTION)) == [USERS]


def test_nothing_is_said_twice() -> None:
    said = beside.weighed(read(QUESTION), QUESTION, material(), from_the_row(QUESTION))
    assert beside.weighed(read(QUESTION), QUESTION, material(), said) == said


def test_a_list_and_silence_stay_as_they_are() -> None:
    said = from_the_row("港の案内アプリの掲示の実績値は")
    assert weighed("港の案内アプリの利用者をすべて挙げてください", material(), said) == [d.text for d in said]
    assert weighed(QUESTION, material(), []) == []


def test_a_short_line_that_names_the_same_stands_behind_a_row() -> None:
    book = passages("# 青波市計画\n\n## 取組\n\n・沖合観測ブイの設置（北の3港）\n\n## 一覧\n\n"
                    "| 番号 | 事業名 | 概要 |\n|---|---|---|\n"
                    "| 1 | 沖合観測ブイの設置 | 沖合に観測ブイを設置し、波の高さを知らせます。 |\n")  # fmt: skip
    row = next(p for p in book if p.passage.cells)
    line = next(p for p in book if "北の3港" in p.passage.text)
    ranked = [(row, 1.0), (line, 0.95)]
    near = [{(0, len(row.passage.text)): 0.9}, {(0, len(line.passage.text)): 0.8}]
    found = Material(ranked, near, ["青波市"], lambda term: 1.0, lambda document: book)
    question = "沖合観測ブイの設置をした港"
    said = rows.answer(read(question), question, [row], lambda document: book)
    assert said
    assert "北の3港" in "".join(weighed(question, found, said))
    figure = "沖合観測ブイの設置は何基ですか"
    assert weighed(figure, found, said) == [d.text for d in said]
