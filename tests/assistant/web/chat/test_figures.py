"""Indicators: what counts as baseline, target and result, which number is drawn, which year it belongs to."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from assistant.web.chat import comparison, figures, plot, shown, tables
from assistant.web.chat.figures import Series
from tests.assistant.web.chat.desks import JA
from tests.assistant.web.samples import HOSTILE, answer, citation, row

COLUMNS = ("施策名", "項目（単位）", "基準値（時点）", "R6年度末目標値", "R5年度末目標値", "R5年度末実績値")


def series(*cells: str, columns: tuple[str, ...] = COLUMNS) -> tuple[Series, ...]:
    return figures.of([(1, row(list(zip(columns, cells, strict=True)), cells[0]))])


def facts(one: Series) -> list[tuple[str, float | None, int | None]]:
    return [(p.role, p.number, p.year) for p in one.points]


def test_a_row_of_indicators_is_read() -> None:
    (one,) = series("案内板の設置", "案内板の数（箇所/累計）", "915（R2.12）", "2,003", "1,731", "1,023")
    assert (one.name, one.unit, one.citation) == ("案内板の数（箇所/累計）", "箇所/累計", 1)
    assert one.called == "案内板の設置：案内板の数（箇所/累計）"
    assert facts(one) == [
        ("baseline", 915, 2020), ("target", 2003, 2024), ("target", 1731, 2023), ("result", 1023, 2023),
    ]  # fmt: skip
    assert [p.shown for p in one.points] == ["915（R2.12）", "2,003", "1,731", "1,023"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("22.1（R2.3）", [("result", 22.1, 2019)]),  # a fiscal year begins in April
        ("24(R元年度）", [("result", 24.0, 2019)]),
        ("△3.5%", [("result", -3.5, 2023)]),
        ("69.5（R4目標）71.0（R5目標）", [("result", 69.5, 2022), ("result", 71.0, 2023)]),
        ("ー", [("result", None, 2023)]),
        ("検討中", [("result", None, 2023)]),
        ("１，０００", [("result", 1000.0, 2023)]),
    ],
)
def test_a_cell_is_read(cell: str, expected: list[tuple[str, float | None, int | None]]) -> None:
    (one,) = series("a", "b（件）", "1", "2", "3", cell)
    assert facts(one)[3:] == expected


def test_two_indicators_in_one_row_become_two_series() -> None:
    two = series("会議", "①回数（回）②満足度（%）", "①175回②80%", "①960回②99.5%", "①800回②99%", "①394回②126%")
    assert [(s.name, s.unit) for s in two] == [("回数（回）", "回"), ("満足度（%）", "%")]
    assert [[p.number for p in s.points] for s in two] == [[175, 960, 800, 394], [80, 99.5, 99, 126]]


def test_years_of_one_measure_stay_together() -> None:
    columns = ("地域", "2020（令和2）年総人口（千人）", "2050（令和32）年総人口（千人）", "2050（令和32）年増減率")
    (one,) = series("青波県", "2,302", "1,830", "-20.5%", columns=columns)
    assert facts(one) == [("value", 2302, 2020), ("value", 1830, 2050)] and one.unit == "千人"
    assert one.called == "青波県：総人口" and JA("figures.caption_values", name=one.called) in tables.figures(
        shown.Shown(answer(), series=(one,)), JA, ""
    )


def test_a_row_without_figures_is_none() -> None:
    assert series("1", "波高計の更新", columns=("番号", "事業名")) == ()
    assert series("a", "b", "ー", "ー", "ー", "ー") == ()


class Words(HTMLParser):
    """All texts of a picture."""

    def __init__(self, svg: str) -> None:
        super().__init__()
        self.told: list[str] = []
        self.feed(svg)

    def handle_data(self, data: str) -> None:
        self.told.append(data)


def test_a_plot_says_every_value_and_loads_nothing() -> None:
    (one,) = series("a", f"案内板{HOSTILE}（箇所）", "915（R2.12）", "2,003", "1,731", "1,023")
    svg = plot.svg(one, JA, "x")
    told = Words(svg).told
    assert told[1] == (
        f"a：案内板{HOSTILE}（箇所）のグラフ：2020年度 基準値 915（R2.12）、2023年度 実績値 1,023、"
        "2023年度 目標値 1,731、2024年度 目標値 2,003"
    )
    assert 'role="img"' in svg and "href" not in svg and "<img" not in svg
    assert plot.svg(Series("a", "", one.points[:1], 1), JA, "x") == ""


def test_negative_values_are_drawn_to_the_other_side() -> None:
    (one,) = series("a", "差（件）", "-5", "10", "5", "-2")
    widths = [float(part.split('"')[1]) for part in plot.svg(one, JA, "x").split("width=")[1:] if "height" in part[:30]]
    assert all(width > 0 for width in widths)


def test_documents_are_compared_a_column_each() -> None:
    found = answer(
        sentences=(
            {"text": "青波県：3年間です。", "citations": (1,)},
            {"text": "赤浜県：5年間です。", "citations": (2,)},
        ),
        citations=(citation(), citation(2, document_id="other", document_title="赤浜県計画", publisher="赤浜県")),
    )
    made = shown.of(found, lambda _: [])
    assert [(c.title, c.said) for c in made.columns] == [
        ("青波県港デジタル計画", (("3年間です。", (1,)),)),
        ("赤浜県計画", (("5年間です。", (2,)),)),
    ]
    assert tables.of_columns(made, JA)[1] == ["記載", "3年間です。", "5年間です。"]
    assert comparison.of(answer()) == ()


@pytest.mark.parametrize(("question", "columns"), [("計画の期間は？", 0), ("二つの計画の違いは？", 2)])
def test_documents_of_one_publisher_are_compared_where_that_is_asked(question: str, columns: int) -> None:
    two = (citation(), citation(2, document_id="other", document_title="別の計画"))
    assert len(comparison.of(answer(question=question, citations=two))) == columns
