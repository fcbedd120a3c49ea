"""What table rows say to a question: offices, figures, reasons, texts; every sentence passes the verifier."""

from __future__ import annotations

import pytest

from assistant.compose import rows
from assistant.compose.asked import read
from tests.assistant.compose.tables import FIGURES, INDICATORS, MEASURES, Shelf

SHELVES = {"indicators": Shelf(INDICATORS), "measures": Shelf(MEASURES), "figures": Shelf(FIGURES)}


@pytest.mark.parametrize(
    ("shelf", "row", "question", "said"),
    [
        ("indicators", "港の", "港の見守りカメラの担当はどこですか", ["担当は、港湾部海岸課です。"]),
        (
            "indicators",
            "港の",
            "海辺のカメラはどの課の担当ですか",
            ["「港の見守りカメラ」の担当は、港湾部海岸課です。"],
        ),
        (
            "indicators",
            "港の",
            "カメラの設置数はいくつですか",
            [
                "「港の見守りカメラ」のカメラ設置数は、令和7年度末の実績値が累計48台、目標値が累計60台で、「未達成」とされています。"
            ],
        ),
        (
            "indicators",
            "港の",
            "カメラの設置数の令和8年度の目標は？",
            ["「港の見守りカメラ」のカメラ設置数は、令和8年度末の目標値が累計90台です。"],
        ),
        (
            "indicators",
            "港の",
            "カメラの設置数の目標はいくつですか",
            [
                "「港の見守りカメラ」のカメラ設置数は、令和8年度末の目標値が累計90台、令和7年度末の目標値が累計60台です。"
            ],
        ),
        (
            "indicators",
            "図書",
            "図書の宅配の基準値はいつ時点でいくつですか",
            ["「図書の宅配」の利用者数は、基準値が200人（令和3年度）です。"],
        ),
        (
            "indicators",
            "窓口",
            "窓口の予約の満足度は何%ですか",
            ["「窓口の予約」の満足度は、令和7年度末の実績値が80%、目標値が85%で、「一部達成」とされています。"],
        ),
        (
            "measures",
            "津波",
            "津波避難アプリはいつから使えますか",
            ["「津波避難アプリ」では、令和6年4月に運用を始めました。"],
        ),
        (
            "measures",
            "消防団",
            "消防団の連絡網では何をしますか",
            ["「消防団の連絡網」では、消防団員への連絡をメールで行う体制を整備・拡充します。"],
        ),
        (
            "measures",
            "海岸の見守り",
            "海岸の計測器は何基ありますか",
            ["「海岸の見守り」は、波の高さを12基の計測器で測り、公開するものです。"],
        ),
        (
            "measures",
            "端末",
            "端末の貸出しはどんな事業で、どこの課が担当していますか",
            ["「端末の貸出し」では、児童に端末を貸し出します。", "担当は、教育部学校課です。"],
        ),
        ("figures", "北浜", "2030年の山手地区の人口は何人ですか", ["山手地区は、2030年の人口が9千人です。"]),
    ],
)
def test_one_row(shelf: str, row: str, question: str, said: list[str]) -> None:
    assert SHELVES[shelf].ask(question, row) == said


@pytest.mark.parametrize(
    ("shelf", "row", "question"),
    [
        ("indicators", "港の", "令和9年度のカメラの設置数は何台ですか"),
        ("indicators", "港の", "令和8年度末の設置数の実績は何台でしたか"),
        ("measures", "海岸の見守り", "海岸の見守りの経費は何円ですか"),
        ("measures", "海岸の見守り", "海岸の見守りはいつ始まりましたか"),
    ],
)
def test_what_the_row_does_not_say(shelf: str, row: str, question: str) -> None:
    assert SHELVES[shelf].ask(question, row) == []


def test_a_missed_target_comes_with_its_reason() -> None:
    said = SHELVES["indicators"].ask("カメラの設置数が目標に届かなかったのはなぜですか", "港の")
    assert "「未達成」" in said[0]
    assert said[1:] == ["機器の納入が遅れたことが要因です。"]


def test_the_items_of_a_row_are_told_apart() -> None:
    first, second = SHELVES["indicators"].ask("窓口の予約の令和7年度の実績を教えて", "窓口")
    assert "予約件数は、令和7年度末の実績値が450件" in first
    assert "満足度は、令和7年度末の実績値が80%" in second


def test_figures_that_follow_from_two_cells_show_their_formula() -> None:
    shelf = SHELVES["indicators"]
    assert shelf.ask("カメラの設置数の達成率は何%ですか", "港の")[1] == (
        "目標に対する達成率は、80.0%（48÷60×100）です。"
    )
    assert shelf.ask("カメラの設置数の目標と実績の差はいくつですか", "港の")[1] == (
        "目標と実績の差は、12台（60－48＝12）です。"
    )


def test_two_rows_side_by_side() -> None:
    said = SHELVES["indicators"].ask("カメラの設置数と利用者数は、それぞれいくつですか", "港の")
    assert ["48台" in said[0], "812人" in said[1]] == [True, True]


@pytest.mark.parametrize(
    ("row", "question", "said"),
    [
        (
            "港湾部",
            "相談件数が最も多い部局はどこですか",
            ["福祉部は、相談件数が14件で、これに続く教育部の9件を上回ります。"],
        ),
        (
            "港湾部",
            "相談件数が最も少ない部局はどこですか",
            ["港湾部は、相談件数が6件で、これに続く教育部の9件を下回ります。"],
        ),
        (
            "福祉部",
            "福祉部と教育部の相談件数の差はいくつですか",
            ["福祉部は、相談件数が14件です。", "教育部は、相談件数が9件です。", "差は、5件（14－9＝5）です。"],
        ),
        (
            "福祉部",
            "相談件数の合計はいくつですか",
            ["福祉部、港湾部、教育部の相談件数の合計は、29件（14＋6＋9＝29）です。"],
        ),
        (
            "北浜",
            "北浜地区の人口は2020年から2030年でどれだけ減りますか",
            [
                "北浜地区は、2020年の人口が21千人、2030年の人口が18千人です。",
                "差は、3千人（21－18＝3）です。",
            ],
        ),
    ],
)
def test_tables_of_figures(row: str, question: str, said: list[str]) -> None:
    assert SHELVES["figures"].ask(question, row) == said


def test_no_superlative_from_a_part_of_a_table() -> None:
    assert SHELVES["figures"].ask("相談件数が最も多い部局はどこですか", "港湾部", whole=False) == []


def test_a_sentence_of_a_long_cell_is_quoted_alone() -> None:
    shelf = SHELVES["measures"]
    passage = shelf.rows("津波")[0]
    question = "津波避難アプリはいつから使えますか"
    (draft,) = rows.answer(read(question), question, [passage])
    assert [shelf.text[e.span.start : e.span.end] for e in draft.evidence] == ["令和6年4月に運用を始めた。"]
