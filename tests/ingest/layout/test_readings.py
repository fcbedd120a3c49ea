"""Labels with figures of several years, in whatever order an extraction met them."""

from __future__ import annotations

import pytest

from ingest.layout import figures
from tests.ingest.parsed import parse_text

THREE = """第１章 港の指標

達成率
100%目標（R6）33隻

港の案内
を使う船の数

R2
25隻

R5
35隻

岸壁の耐震率

R5
78.3%R2

27.2%
※港湾課調べ 目標（R6）100%

R2
201人

目標（R6）2,500人

船員バンクの登録者数

R5
1,768人

※翌年度に確定
"""


def grouped(text: str) -> list[str]:
    """The lines of the passages that hold more than one line of the text."""
    return [line for p in parse_text(text).passages for line in p.text.split("\n") if " " in line]


def test_each_indicator_has_its_own_figures_also_those_in_front_of_it() -> None:
    assert grouped(THREE) == [
        "達成率 100%目標（R6）33隻 港の案内 を使う船の数 R2 25隻 R5 35隻",
        "岸壁の耐震率 R5 78.3%R2 27.2% ※港湾課調べ目標（R6）100%",
        "R2 201人 目標（R6）2,500人 船員バンクの登録者数 R5 1,768人 ※翌年度に確定",
    ]


def test_units_and_keys_tell_where_the_next_indicator_begins() -> None:
    text = "港の数\n\nR4 280隻\n\nR5 377隻\n\nR4 59.6%\n\nR5 79.2%\n\n係留率\n\n船員の数\n\nR5 50人\n\n目標（R6）60人\n"
    assert grouped("第１章 港\n\n" + text) == [
        "港の数 R4 280隻 R5 377隻", "R4 59.6% R5 79.2% 係留率", "船員の数 R5 50人 目標（R6）60人",
    ]  # fmt: skip


def test_captions_of_pictures_in_front_stay_apart() -> None:
    text = "第１章 港\n\n改修の前\n\n改修の後\n\n" + THREE.split("\n\n", 5)[5]
    assert not any("改修" in line for line in grouped(text))


@pytest.mark.parametrize(
    "text",
    [
        "港の数\n\nR4 280隻\n\nR5 377隻\n\n船員の数\n\nR4 5人\n\nR5 9人\n",  # two are no pattern
        "港の数\n\n船の数\n\n人の数\n\nR4 28\n\nR5 37\n\nR4 5\n\nR5 9\n\nR4 1\n\nR5 2\n",  # labels apart from figures
    ],
)
def test_what_is_no_pattern_stays_as_it_is(text: str) -> None:
    assert not any("R4" in line and "数" in line for line in grouped("第１章 港\n\n" + text))


@pytest.mark.parametrize(
    ("line", "pending", "expected"),
    [
        ("R5", "", ((), "R5")),
        ("35隻", "R5", ((("R5", "隻"),), "")),
        ("約5万2千件R3", "R5", ((("R5", "件"),), "R3")),
        ("目標(R6)2,500人", "", ((("目標", "人"),), "")),
        ("目標(R6)前年度越え", "", ((("目標", ""),), "")),
        ("達成率95%", "", ((("達成率", "%"),), "")),
        ("R5延べ12件", "", ((("R5", "件"),), "")),
        ("令和5年度40.0%", "", ((("令和5年度", "%"),), "")),
    ],
)
def test_lines_of_figures(line: str, pending: str, expected: tuple[tuple[tuple[str, str], ...], str]) -> None:
    read = figures.read(line, pending)
    assert read is not None
    assert (tuple((f.key, f.unit) for f in read.figures), read.pending) == expected


@pytest.mark.parametrize("line", ["船の便数", "R4R5R6", "第2回", "4月1日から", "R5年度の取組"])
def test_lines_of_anything_else(line: str) -> None:
    assert figures.read(line, "") is None
