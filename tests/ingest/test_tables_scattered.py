"""KPI tables whose cells an extraction scattered over lines."""

from __future__ import annotations

import pytest

from ingest import lines
from ingest.models import ReaderText
from ingest.normalise import squeeze
from ingest.tables import scattered
from ingest.tables.model import Row, Table

NAMES_FIRST = [
    "施策名",
    "担当所属",
    "項目（単位）",
    "基準値",
    "（時点）",
    "R6年度末",
    "目標値",
    "R5年度末",
    "実績値",
    "要因分析",
]
VALUES_FIRST = [
    "施策名",
    "R6年度末 R5年度末",
    "目標値 実績値",
    "項目",
    "（単位）",
    "担当所属",
    "基準値",
    "（時点）",
    "要因分析",
]
ROWS = [
    ["道の駅の電子化", "土木部", "道路課", "導入した駅の数（駅）", "3（R2.12）", "12 9",
     "【達成】予定どおり導入が進み、", "利用者が増えたため。"],
    ["水門の遠隔操作", "農政部", "農村課", "遠隔化した水門（基）", "10（R3年度）", "40", "25",
     "【未達成】部品の調達が遅れたため。"],
    ["窓口の予約", "総務部", "総務課", "予約の割合（%）", "5.5（R2年度）", "50 62.5",
     "【一部達成】本庁のみで始めたため。"],
]  # fmt: skip


def find(text: str) -> list[Table]:
    return scattered.find(lines.split(ReaderText(text)))


def render(header: list[str], rows: list[list[str]], gap: str = "\n\n") -> str:
    return "進捗の状況\n\n" + "\n".join(header) + "\n" + "".join(gap + "\n".join(row) + "\n" for row in rows)


def values(row: Row) -> list[str]:
    return [c.text for c in row.cells if c.column.role == "value"]


def by_role(row: Row, role: str) -> str:
    (found,) = [c.text for c in row.cells if c.column.role == role]
    return found


def one(text: str) -> Table:
    (table,) = find(text)
    return table


@pytest.mark.parametrize("header", [NAMES_FIRST, VALUES_FIRST], ids=["names first", "values first"])
@pytest.mark.parametrize("gap", ["\n\n", "\n", ""], ids=["two blank lines", "one blank line", "single spaced"])
def test_rows(header: list[str], gap: str) -> None:
    text = render(header, ROWS, gap)
    table = one(text)
    assert [r.name for r in table.rows] == ["道の駅の電子化", "水門の遠隔操作", "窓口の予約"]
    assert [by_role(r, "department") for r in table.rows] == ["土木部 道路課", "農政部 農村課", "総務部 総務課"]
    assert [by_role(r, "indicator") for r in table.rows][0] == "導入した駅の数（駅）"
    assert [values(r) for r in table.rows] == [
        ["3（R2.12）", "12", "9"], ["10（R3年度）", "40", "25"], ["5.5（R2年度）", "50", "62.5"],
    ]  # fmt: skip
    assert by_role(table.rows[0], "text") == "【達成】予定どおり導入が進み、利用者が増えたため。"
    for row in table.rows:
        for cell in row.cells:
            assert squeeze("".join(text[s.start : s.end] for s in cell.spans)) == squeeze(cell.text)


def test_column_names_pair_years_with_values() -> None:
    assert [c.name for c in one(render(NAMES_FIRST, ROWS)).columns] == [
        "施策名", "担当所属", "項目（単位）", "基準値（時点）", "R6年度末目標値", "R5年度末実績値", "要因分析",
    ]  # fmt: skip


def with_row(*row: str) -> Row:
    return one(render(NAMES_FIRST, [ROWS[0], list(row), ROWS[1]])).rows[1]


def test_dashes() -> None:
    row = with_row("通信の実証", "企画部", "情報課", "実証の数（件）", "2（R3年度）", "ー", "ー", "【達成】終了した。")
    assert values(row) == ["2（R3年度）", "ー", "ー"]


def test_numbered_indicators() -> None:
    row = with_row(
        "働く場の改革", "総務部", "行政課", "①回数（回/年）", "②稼働率（%）", "①280回/年", "②約18%（R3年度）",
        "①300回/年", "②30%", "①377回/年", "②約16%", "【一部達成】①は増え、②は減ったため。",
    )  # fmt: skip
    assert by_role(row, "indicator") == "①回数（回/年） ②稼働率（%）"
    assert values(row) == ["①280回/年 ②約18%（R3年度）", "①300回/年 ②30%", "①377回/年 ②約16%"]


def test_a_date_that_strayed_into_the_text() -> None:
    row = with_row(
        "会議の端末", "警察本部", "情報課", "端末の割合（%）", "2", "100 71.4", "【達成】調達が進んだため。(R2.12)"
    )
    assert squeeze(values(row)[0]) == "2(R2.12)"
    assert by_role(row, "text") == "【達成】調達が進んだため。"


def test_two_departments() -> None:
    row = with_row(
        "紙を減らす取組", "総務部", "行政課", "企画部", "情報・文書課", "減らした枚数（枚）",
        "10（R3年度）", "20 30", "【達成】進んだため。",
    )  # fmt: skip
    assert by_role(row, "department") == "総務部 行政課 企画部 情報・文書課"


def test_wrapped_names() -> None:
    row = with_row(
        "県と市町村が共に", "使う電子申請", "企画部", "情報みやこ推進", "課", "導入した市町村（市町村）",
        "25（R2.12）", "33 35", "【達成】増えたため。",
    )  # fmt: skip
    assert row.name == "県と市町村が共に使う電子申請"
    assert by_role(row, "department") == "企画部 情報みやこ推進課"


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (["指標名", "担当課", "現状値（R4）", "目標値（R8）", "備考"], 2),
        (["取組名", "所管課", "指標（単位）", "令和4年度", "実績値", "令和8年度", "目標値", "進捗の分析"], 2),
        (["事業名", "担当部署", "ＫＰＩ", "基準値", "令和５年度", "目標値", "令和５年度", "実績値", "理由"], 3),
        (["施策名 担当課 指標（単位）", "現状値 目標値 実績値", "コメント"], 3),
    ],
)
def test_other_column_names(header: list[str], columns: int) -> None:
    has_indicator = any(w in "".join(header) for w in ("指標（", "ＫＰＩ"))
    rows = [
        ["道の駅の電子化", "土木部", "道路課", *(["駅の数（駅）"] * has_indicator), " ".join("123"[:columns]),
         "予定どおり導入が進み、利用者が大きく増えたため。"],
        ["水門の遠隔操作", "農政部", "農村課", *(["水門（基）"] * has_indicator), " ".join("456"[:columns]),
         "部品の調達が遅れ、工事の着手が翌年度に延びたため。"],
    ]  # fmt: skip
    table = one(render(header, rows))
    assert [values(r) for r in table.rows] == [list("123"[:columns]), list("456"[:columns])]
    assert [by_role(r, "department") for r in table.rows] == ["土木部 道路課", "農政部 農村課"]
    assert by_role(table.rows[1], "text").startswith("部品の調達")


@pytest.mark.parametrize("labels", [("達成", "未達成"), ("Ａ", "Ｃ"), ("順調", "遅れ")])
def test_labels_in_brackets(labels: tuple[str, str]) -> None:
    rows = [[*row[:-1], f"【{label}】事情による。"] for row, label in zip(ROWS[1:], labels, strict=True)]
    table = one(render(NAMES_FIRST, rows))
    assert [by_role(r, "text") for r in table.rows] == [f"【{x}】事情による。".translate(WIDE) for x in labels]


WIDE = str.maketrans("ＡＢＣＤ", "ABCD")


@pytest.mark.parametrize("labels", ["◎○△", "ＡＢＣ", "○×△"])
def test_a_verdict_column_of_its_own(labels: str) -> None:
    header = [*NAMES_FIRST[:-1], "評価", "要因分析"]
    rows = [
        [*row[:6], *([] if len(row[5].split()) == 2 else [row[6]]), label,
         "関係する機関との調整が進み、計画どおりに実施したため。"]
        for row, label in zip(ROWS, labels, strict=True)
    ]  # fmt: skip
    table = one(render(header, rows))
    assert [by_role(r, "verdict") for r in table.rows] == [x.translate(WIDE) for x in labels]
    assert [values(r) for r in table.rows] == [
        ["3（R2.12）", "12", "9"], ["10（R3年度）", "40", "25"], ["5.5（R2年度）", "50", "62.5"],
    ]  # fmt: skip


@pytest.mark.parametrize("gap", ["\n\n", ""], ids=["two blank lines", "single spaced"])
def test_no_label(gap: str) -> None:
    rows = [[*(w.split("】")[-1] for w in row[:-1]), row[-1].split("】")[-1]] for row in ROWS[1:]]
    rows = [[*row[:-1], "関係する機関との調整に時間がかかり、着手が遅れたため。"] for row in rows]
    table = one(render(NAMES_FIRST, rows, gap))
    assert [r.name for r in table.rows] == ["水門の遠隔操作", "窓口の予約"]
    assert [values(r) for r in table.rows] == [["10（R3年度）", "40", "25"], ["5.5（R2年度）", "50", "62.5"]]


def test_prose_is_no_table() -> None:
    assert find("施策名と目標値、実績値について\n本文が続きます。\n" * 5) == []
    assert find("施策名\n目標値\n実績値\n\n本文だけが続きます。\nこれも文です。\n") == []
    assert find("") == []


def test_departments_behind_the_figures_and_no_text() -> None:
    header = ["指標名", "現状値（R4）", "目標値（R8）", "担当課"]
    rows = [
        ["駅の電子化率", "12% 50%", "道路課"],
        ["水門の遠隔化", "3基", "20基", "農村課"],
        ["予約の割合", "▲5", "△10", "総務課"],
    ]
    table = one(render(header, rows))
    assert [r.name for r in table.rows] == [row[0] for row in rows]
    assert [values(r) for r in table.rows] == [["12%", "50%"], ["3基", "20基"], ["▲5", "△10"]]
    assert [by_role(r, "department") for r in table.rows] == ["道路課", "農村課", "総務課"]
