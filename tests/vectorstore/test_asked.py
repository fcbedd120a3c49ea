"""What form of answer a question wants."""

from __future__ import annotations

import pytest

from vectorstore.asked import wants_definition, wants_time


@pytest.mark.parametrize(
    "question", ["ＬＧＷＡＮとは何ですか", "アジャイルって何？", "MaaSとは", "RPAの意味を教えて", "BPRは何の略？"]
)
def test_definitions(question: str) -> None:
    assert wants_definition(question)


@pytest.mark.parametrize(
    "question",
    [
        "担当課はどこですか",
        "AIを使って何をしていますか",
        "会員って何人いるの？",
        "なぜアジャイルで進めるのですか",
        "令和5年度とは別の年の値は",
        "何人が使いましたか",
    ],
)
def test_no_definitions(question: str) -> None:
    assert not wants_definition(question)


@pytest.mark.parametrize("question", ["いつ始まりましたか", "何年度までですか", "対象期間は？", "何月何日に開かれた？"])
def test_times(question: str) -> None:
    assert wants_time(question)


@pytest.mark.parametrize("question", ["いつもの窓口はどこですか", "何人ですか", "担当課は"])
def test_no_times(question: str) -> None:
    assert not wants_time(question)
