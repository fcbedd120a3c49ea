"""Follow-up questions: what cannot stand alone is told with the question before it, what can is left alone."""

from __future__ import annotations

import pytest

from assistant.followup.condense import condensed

PERIOD = "青葉県森林づくり計画の期間はいつからいつまでですか？"
APP = "林道案内アプリでは何ができますか"


@pytest.mark.parametrize(
    ("before", "question", "alone"),
    [
        (PERIOD, "それは誰が担当？", "青葉県森林づくり計画は誰が担当?"),
        (PERIOD, "それって何？", "青葉県森林づくり計画って何?"),
        (PERIOD, "3番目って何？", "青葉県森林づくり計画の3番目って何?"),
        (PERIOD, "計画の目的は何ですか", "青葉県森林づくり計画の目的は何ですか"),
        (PERIOD, "もっと詳しく", "青葉県森林づくり計画について、もっと詳しく"),
        (PERIOD, "その理由は？", "青葉県森林づくり計画の期間の理由は?"),
        (PERIOD, "担当課はどこ？", "青葉県森林づくり計画の担当課はどこ?"),
        (PERIOD, "この計画を作ったのは誰？", "青葉県森林づくり計画を作ったのは誰?"),
        (PERIOD, "ほかには？", "青葉県森林づくり計画について、ほかには?"),
        ("林道の延長の実績は令和5年度に何kmでしたか", "では令和6年度は？", "林道の延長の実績は令和6年度に何kmでしたか"),
        ("林道の延長は何kmですか", "R5は？", "R5の林道の延長は何kmですか"),
        ("林道の延長の目標を教えて", "2023年度の実績は？", "林道の延長の2023年度の実績は?"),
        ("宮城県の2050年の人口は？", "富山県はどうですか？", "富山県の2050年の人口は?"),
        ("木材の出荷の目標は？", "三重県では？", "三重県の木材の出荷の目標は?"),
        ("林業の担い手支援の担当課はどこですか", "じゃあ、鳥獣対策は？", "鳥獣対策の担当課はどこですか"),
        (APP, "そのアプリはいつから使えるの？", "林道案内アプリはいつから使えるの?"),
        (APP, "いつから使える？", "林道案内アプリはいつから使える?"),
        (APP, "具体的には？", "林道案内アプリについて、具体的には?"),
        ("どの課が間伐を担当していますか", "目標値は？", "間伐の目標値は?"),
        ("入山料が廃止されるのはいつですか", "なぜ？", "入山料が廃止されることはなぜ?"),
    ],
)
def test_a_follow_up_is_told_with_the_question_before(before: str, question: str, alone: str) -> None:
    assert condensed(question, [before]) == alone


@pytest.mark.parametrize(
    "question",
    [
        "間伐の担当課はどこですか？",
        "林道の延長と、その担当課を教えてください",
        "これまでに植えた木は何本ですか",
        "宮城県の人口はどれくらいですか？",
        "では、鳥獣対策の担当課はどこですか？",
        "「森の学校」とは何ですか？",
        "間伐は人手で行うのですか、それとも機械ですか",
        "この県の林業の課題は何ですか",
        "空飛ぶクルマ",
        "5Gって何？",
        "ポリシーの期間はいつからいつまでですか",
        "ローカル5Gとは、どういうものですか",
        "5Gの目標は？",
        "4Kとは",
        "2050年問題って何のことですか？",
        "すまーとほーむとは",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    assert condensed(question, [PERIOD]) == question


@pytest.mark.parametrize("before", [(), ("",), ("？",), ("なぜ？",), ("\u200b\ud800",), ("a" * 5000,)])
def test_nothing_before_it_that_helps(before: tuple[str, ...]) -> None:
    assert "誰が担当" in condensed("それは誰が担当？", before)


def test_the_last_question_counts() -> None:
    assert condensed("担当課は？", [PERIOD, APP]) == "林道案内アプリの担当課は?"
