"""Which figures a question asks for, and which a text holds."""

from __future__ import annotations

import pytest

from vectorstore import counters
from vectorstore.counters import COUNTERS, asked, held, is_figure


@pytest.mark.parametrize(
    ("question", "answered_by"),
    [
        ("講座には何人が参加しましたか", "人"),
        ("講座には何人が参加しましたか", "名"),
        ("何百人が来た？", "人"),
        ("いくらかかったの", "円"),
        ("昨年の決算額は", "円"),
        ("普及の割合を教えて", "%"),
        ("電子決裁率はどう変わった", "%"),
        ("灯台はいくつありますか", "つ"),
        ("利用者数は？", "人"),
        ("相談件数を知りたい", "件"),
        ("何ヶ所に置かれたか", "箇所"),
        ("何％になりましたか", "%"),
        ("どのくらい減りましたか", "時間"),
    ],
)
def test_asked(question: str, answered_by: str) -> None:
    assert any(answered_by in group for group in asked(question))


@pytest.mark.parametrize(
    "question", ["担当は何課ですか", "件数が減ったのはなぜですか", "これは何ですか", "いつ始まりましたか", ""]
)
def test_no_figure_is_asked_for(question: str) -> None:
    assert asked(question) == []


def test_each_figure_is_one_group() -> None:
    assert len(asked("何回、何人に行いましたか。何人ですか")) == 2
    assert asked("推移を教えて") == [COUNTERS]


def test_held() -> None:
    assert {"回", "人"} <= held("延べ67回、1,300 人が参加した。")
    assert "円" in held("予算は２億３千万円です。")
    assert {"円"} == held("3,200千円") - {"千"}
    assert held("何人も参加した。第三回は中止。") == frozenset()
    assert all(held(f"12{c}") for c in COUNTERS)


def test_figures_of_a_row() -> None:
    assert is_figure("人口", "12,000") and is_figure("割合", "▲3.5")
    assert not is_figure("番号", "12") and not is_figure("担当", "港湾課") and not is_figure("概要", "令和5年から")


def test_a_long_text_takes_no_time() -> None:
    assert counters.held("9" * 200_000) == frozenset()
