"""The period of a plan by the heading that tells it, in whatever words it is asked for; others are left alone."""

from __future__ import annotations

import pytest

from assistant.compose import period
from assistant.compose.asked import read
from tests.assistant.compose.test_prose import passages

BOOK = passages("""# 青波市デジタル計画

## 第1章 はじめに

青波市デジタル計画は、港の暮らしを守るための計画です。市民の意見を聞きました。

## 2 対象期間

令和7年度から令和9年度までの3年間とします。見直しは毎年行います。

## 3 経過

令和6年8月に青波市デジタル計画の素案を決めました。会議は3回開きました。
""")


def said(question: str) -> list[str]:
    return [d.text for d in period.answer(read(question), BOOK[-1:], lambda document: BOOK)]


@pytest.mark.parametrize(
    "question",
    [
        "青波市デジタル計画は何年度から何年度までですか",
        "いまのデジタル計画、いつまで有効？",
        "この計画の期間を教えて",
        "デジタル計画が終わる年度はいつですか",
        "計画の終わりの年度はいつですか",
    ],
)
def test_the_period_answers(question: str) -> None:
    assert said(question) == ["令和7年度から令和9年度までの3年間とします。"]


@pytest.mark.parametrize(
    "question",
    [
        "前の港湾振興プランは何年度から何年度までですか",
        "デジタル計画の素案への意見の募集期間はいつからいつまでですか",
        "デジタル計画はいつ決まりましたか",
        "港の整備はいつまで続きますか",
        "デジタル計画の目的は何ですか",
        "計画の期間を3年にしたのはなぜですか",
    ],
)
def test_other_plans_and_other_periods_are_left_alone(question: str) -> None:
    assert said(question) == []


def test_a_second_question_asks_for_more() -> None:
    assert period.asks_more(read("計画はいつできて、どの年度まで続きますか"))
    assert not period.asks_more(read("計画は何年度から何年度まで有効ですか"))
