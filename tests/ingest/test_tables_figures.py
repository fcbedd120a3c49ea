"""Tables of figures with nothing but blanks between their cells."""

from __future__ import annotations

from ingest import lines
from ingest.models import ReaderText
from ingest.tables import figures
from ingest.tables.model import Table


def find(text: str) -> list[Table]:
    return figures.find(lines.split(ReaderText(text)))


def columns(table: Table) -> list[str]:
    return [c.name for c in table.columns[1:]]


def test_years_as_columns() -> None:
    text = "表1 決算の推移（単位：千円）\n 令和4年度 令和5年度 令和6年度\n"
    text += "歳入 1,200 1,350 ▲20\n歳出 1,100 △50 1,400\n差引 100 1,400 −7\n"
    (table,) = find(text)
    assert columns(table) == ["令和4年度", "令和5年度", "令和6年度"]
    assert [r.name for r in table.rows] == ["歳入", "歳出", "差引"]
    assert [c.text for c in table.rows[0].cells] == ["歳入", "1,200", "1,350", "▲20"]
    assert [c.text for c in table.rows[1].cells][2] == "△50"
    assert "単位：千円" in "".join(c.text for c in table.caption)
    for row in table.rows:
        for cell in row.cells:
            assert text[cell.spans[0].start : cell.spans[-1].end] == cell.text


def test_years_over_names() -> None:
    (table,) = find(
        "2030年 2040年\n人口 増減率 人口 増減率\n全県 2,000 -5.0% 1,800 -10.0%\n"
        "北部 500 1.0% 480 -4.0%\n南部 700 2.0% 650 -7.1%\n"
    )
    assert columns(table) == ["2030年 人口", "2030年 増減率", "2040年 人口", "2040年 増減率"]


def test_header_below_the_rows() -> None:
    (table,) = find("甲市 10 20\n乙市 30 40\n丙市 50 60\n令和4年 令和5年\n単位：件\n")
    assert columns(table) == ["令和4年", "令和5年"]
    assert [c.text for c in table.caption] == ["単位：件"]


def test_other_names_of_years() -> None:
    for years in ("R4 R5", "2022 2023", "H30年度 R元年度", "令和４年度 令和５年度", "R4年度末 R5年度末"):
        (table,) = find(f"区分 {years}\n甲市 10 20\n乙市 30 40\n丙市 50 60\n")
        assert all(columns(table)), years


def test_dashes_are_cells() -> None:
    (table,) = find("甲市 10 －\n乙市 － 40\n丙市 50 60\n")
    assert [c.text for c in table.rows[0].cells][2] == "－"


def test_spaced_names() -> None:
    (table,) = find("全 国 10 20\n甲 市 30 40\n合 計 50 60\n")
    assert [r.name for r in table.rows] == ["全国", "甲市", "合計"]


def test_prose_with_figures_is_no_table() -> None:
    assert find("1 目的\n2 方法\n3 結果\n") == []
    assert find("令和5年は 10 20 でした。\n令和6年は 30 40 でした。\n令和7年は 50 60 でした。\n") == []
    assert find("甲市 10 20\n乙市 30 40\n") == []
