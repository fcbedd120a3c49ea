"""Tables that are asked although running text comes first, and rows that fit what a question says of them."""

from __future__ import annotations

import pytest

from assistant.compose import row_groups, row_tables, rows
from assistant.compose.asked import read
from tests.assistant.compose.tables import FIGURES, INDICATORS, MEASURES, Shelf


def table(question: str) -> list[str]:
    shelf = Shelf(FIGURES)
    return shelf.checked(row_tables.answer(read(question), question, shelf.rows("千人"), shelf.document))


def test_a_named_row_and_year_ask_the_table() -> None:
    (said,) = table("2030年の南浜地区の人口は何人ですか")
    assert "南浜地区" in said and "36千人" in said


def test_the_first_of_a_table_asks_the_table() -> None:
    said = table("地区の表の中で、2030年の人口が最も少ないのはどこで、何人ですか")
    assert "山手地区" in said[0] and "9千人" in said[0]


@pytest.mark.parametrize(
    "question",
    [
        "2030年に人口が減るのはなぜですか",  # no row is named, nothing ranked
        "2040年の南浜地区の人口は何人ですか",  # another year
        "2020年から2040年に南浜地区の人口は何人減りますか",  # one of two years is not there
        "2030年の南浜地区の税収はいくらですか",  # another measure
    ],
)
def test_the_table_is_not_asked(question: str) -> None:
    assert table(question) == []


def test_the_only_one() -> None:
    shelf = Shelf(INDICATORS)
    (said,) = shelf.list("令和7年度のKPIで達成となった唯一の施策は何ですか", "図書の宅配")
    assert said.endswith("「図書の宅配」です。")


def test_those_that_missed_the_target() -> None:
    shelf = Shelf(INDICATORS)
    (said,) = shelf.list("目標を達成できなかった施策はどれですか", "港の見守りカメラ")
    assert "「港の見守りカメラ」" in said and "図書の宅配" not in said


def test_how_many_fit_is_counted_from_the_names() -> None:
    shelf = Shelf(MEASURES)
    (said,) = shelf.list("防災課が担当する事業はいくつありますか", "津波避難アプリ")
    assert said == "防災課が担当する事業は、①津波避難アプリ、②防災の授業の2件です。"


@pytest.mark.parametrize(
    ("told", "spelt"),
    [
        ("目標を達成できなかった施策", "目標を未達成施策"),
        ("目標に届かなかったもの", "未達成もの"),
        ("達成した施策", "達成した施策"),
    ],
)
def test_verdicts_in_other_words(told: str, spelt: str) -> None:
    assert row_groups.verdicts_spelt(told) == spelt


def test_a_row_speaks_where_nothing_else_does() -> None:
    shelf = Shelf(MEASURES)
    question = "計測器の処理実績はどこですか"
    said = shelf.checked(rows.anything(read(question), shelf.rows("海岸の見守り")[0]))
    assert "12基" in said[0]


def test_short_of_the_target_brings_result_target_and_gap() -> None:
    said = Shelf(INDICATORS).ask("カメラは令和7年度末で目標に何台足りなかったですか", "カメラ")
    assert "48台" in said[0] and "60台" in said[0] and "12台（60－48＝12）" in said[1]


def test_names_of_a_row_are_not_cut_off() -> None:
    text = (
        "# 取組\n\n## まち\n\n| 番号 | 事業名 | 概要・目的 | 担当課 |\n|---|---|---|---|\n"
        "| 1 | 港の授業 | 市内2校をモデル校に指定し、大学との連携を図った研究に取り組み、成果を市内に広めます。"
        "〈研究テーマ〉◇波を知る（青波市立北浜小学校）◇船を知る（青波市立南浜中学校） | 学校課 |\n"
        "| 2 | 港の掃除 | 桟橋を掃除する。 | 海岸課 |\n"
    )
    said = "".join(Shelf(text).ask("港の授業のモデル校はどことどこですか", "港の授業"))
    assert "北浜小学校" in said and "南浜中学校" in said


def test_a_row_is_located_below_its_headings() -> None:
    shelf = Shelf(MEASURES)
    assert shelf.checked(rows.located(shelf.rows("海岸の見守り")[0])) == [
        "「まちの安全」に「海岸の見守り」とあります。"
    ]
    assert rows.located(next(p for p in shelf.passages if not p.passage.cells)) == []
