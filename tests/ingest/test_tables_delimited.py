"""Tables with tabs or pipes between their cells."""

from __future__ import annotations

import pytest

from ingest import lines
from ingest.models import ReaderText
from ingest.tables import delimited
from ingest.tables.model import Table


def find(text: str) -> list[Table]:
    return delimited.find(lines.split(ReaderText(text)))


def records(table: Table) -> list[dict[str, str]]:
    return [{c.column.name: c.text for c in row.cells} for row in table.rows]


TABS = """番号\t事業名\t概要\t担当課
1\t窓口の電子化\t手続きを電子化する。\t総務課
2\t道路台帳の公開\t台帳を地図で公開する。\t土木課
3\t学校の端末\t端末を更新する。\t教育課
"""
PIPES = """| 番号 | 事業名 | 担当課 |
|---|:--:|---|
| 1 | **窓口**の電子化 | 総務課 |
| 2 | 道路<br>台帳 | <u>土木課</u> |
"""


def test_tabs() -> None:
    (table,) = find(TABS)
    assert [c.name for c in table.columns] == ["番号", "事業名", "概要", "担当課"]
    assert [(r.number, r.name, r.label) for r in table.rows][0] == ("1", "窓口の電子化", "1窓口の電子化")
    assert records(table)[2] == {"番号": "3", "事業名": "学校の端末", "概要": "端末を更新する。", "担当課": "教育課"}
    for row in table.rows:
        for cell in row.cells:
            (span,) = cell.spans
            assert TABS[span.start : span.end] == cell.text
            (head,) = cell.column.spans
            assert TABS[head.start : head.end] == cell.column.name


def test_pipes() -> None:
    (table,) = find("前の文です。\n\n" + PIPES + "\n後の文です。\n")
    assert [r["担当課"] for r in records(table)] == ["総務課", "土木課"]
    assert [r["事業名"] for r in records(table)] == ["窓口の電子化", "道路台帳"]


def test_a_header_that_comes_again_after_a_page_break() -> None:
    head, *rows = TABS.splitlines(keepends=True)
    (table,) = find(
        head + "".join(rows[:2]) + "\n" + head + "".join(rows[2:]) + "4\t河川の見守り\t水位を測る。\t河川課\n"
    )
    assert [r.number for r in table.rows] == ["1", "2", "3", "4"]


def test_rows_go_on_after_a_page_break() -> None:
    head, *rows = TABS.splitlines(keepends=True)
    (table,) = find(head + rows[0] + "\n\n" + "".join(rows[1:]))
    assert len(table.rows) == 3


def test_group_lines_with_sums_are_left_to_the_outline() -> None:
    text = "暮らし\t\t2事業\t\n" + TABS + "産業\t\t3事業\t\n" + TABS
    tables = find(text)
    assert [len(t.rows) for t in tables] == [3, 3]
    names = [row.name for t in tables for row in t.rows]
    assert "暮らし" not in names and "産業" not in names


def test_merged_cells_are_filled_from_above() -> None:
    text = (
        "柱\t政策\t施策\t名称\nⅠ安全\t1防災\t1-1\t備え\n\t\t1-2\t情報\n\t2医療\t2-1\t体制\n\t\t2-2\t人材\n"
        "Ⅱ活力\t3観光\t3-1\t誘客\n"
    )
    (table,) = find(text)
    assert [(r["柱"], r["政策"], r["施策"]) for r in records(table)] == [
        ("Ⅰ安全", "1防災", "1-1"),
        ("Ⅰ安全", "1防災", "1-2"),
        ("Ⅰ安全", "2医療", "2-1"),
        ("Ⅰ安全", "2医療", "2-2"),
        ("Ⅱ活力", "3観光", "3-1"),
    ]
    assert [c.inherited for c in table.rows[1].cells] == [True, True, False, False]
    assert [r.label for r in table.rows][:2] == ["1-1備え", "1-2情報"]


def test_an_empty_cell_inside_a_row_is_not_filled() -> None:
    (table,) = find("番号\t事業名\t概要\n1\t甲の事業\tする。\n2\t乙の事業\t\n3\t丙の事業\tやる。\n")
    assert records(table)[1] == {"番号": "2", "事業名": "乙の事業"}


def test_no_header() -> None:
    (table,) = find("1\t窓口の電子化\t総務課\n2\t道路台帳\t土木課\n3\t端末\t教育課\n")
    assert [r.label for r in table.rows] == ["1窓口の電子化", "2道路台帳", "3端末"]
    assert {c.name for c in table.columns} == {""}


@pytest.mark.parametrize(
    "header",
    [
        "指標名\t現状値（R4）\t目標値（R8）\t担当課",
        "ＫＰＩ\tR4実績\tR8目標\t所管",
        "施策\t基準値\t目標値\t所管課",
        "No.\t指標\t現状\t目標",
    ],
)
def test_other_column_names(header: str) -> None:
    (table,) = find(header + "\n利用件数\t１２０件\t300件\t総務課\n公開数\t▲5\t1,000\t情報課\n")
    assert len(table.rows) == 2
    assert len(set(c.name for c in table.columns)) == 4


def test_a_sum_row_is_a_row() -> None:
    (table,) = find("区分\t件数\n甲\t1\n乙\t2\n合計\t3\n")
    assert [(r.name, r.cells[-1].text) for r in table.rows][-1] == ("合計", "3")


def test_two_tables_of_different_columns_stay_two() -> None:
    tables = find(TABS + "\n" + "区分\t件数\t割合\n甲\t1\t10%\n乙\t2\t20%\n")
    assert [len(t.rows) for t in tables] == [3, 2]


def test_no_tables() -> None:
    assert find("表のない文書です。\nただの文です。\n") == []
    assert find("題\t1\n") == []
    assert find("| 罫線だけ\n") == []
    assert find("") == []


def test_escaped_pipes_and_empty_cells() -> None:
    (table,) = find("| 名称 | 式 |\n|---|---|\n| 甲 | a\\|b |\n| 乙 |  |\n")
    assert [len(r.cells) for r in table.rows] == [2, 1]


def test_short_and_long_rows() -> None:
    (table,) = find("番号\t事業名\t概要\n1\t甲の事業\n2\t乙の事業\tする。\t余り\n")
    assert records(table)[0] == {"番号": "1", "事業名": "甲の事業"}
    assert "余り" in records(table)[1].values()
