"""The parts of the decision that look at words alone."""

from __future__ import annotations

import pytest

from assistant.silence import matter, persons, years


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("港の訓練はいつですか。二人目を妊娠中です。", "港の訓練はいつですか。"),
        ("記者です。港の訓練はいつですか。", "港の訓練はいつですか。"),
        ("指針は七つあると聞きました。七つ目は何ですか。", "指針は七つあると聞きました。七つ目は何ですか。"),
        ("灯台 見学 日程", "灯台見学日程"),
    ],
)
def test_what_only_tells_of_the_asker_is_left_out(question: str, text: str) -> None:
    assert matter.read(question).text == text


def test_the_matter_of_a_question() -> None:
    found = matter.read("青波県の「なみナビ」の契約額はいくらですか", ["青波県"])
    assert found.quoted == ("なみナビ",)
    assert [w.surface for w in found.wanted] == ["契約", "額"]
    assert "青波" not in {w.surface for w in found.words}


@pytest.mark.parametrize(
    ("question", "personal"),
    [
        ("母の検査の点数は何点でしたか", True),
        ("私の申請はいつ届きますか", True),
        ("友人が申請した補助金が通ったか確認できますか", True),
        ("母は耳が遠いのですが、県の相談窓口はどこですか", False),
        ("子どもの手当はどうなりますか", False),
        ("うちの県の計画を教えてください", False),
    ],
)
def test_one_persons_matters_are_told_by_grammar(question: str, personal: bool) -> None:
    assert bool(persons.personal_matter(matter.read(question, every=True))) is personal


@pytest.mark.parametrize(
    ("question", "granted"),
    [
        ("令和6年4月に施行された条例の狙いは", True),
        ("令和6年度末までに移す理由は", True),
        ("令和6年度の件数は", False),
        ("令和6年における件数は", False),
        ("件数は", False),
    ],
)
def test_years_that_are_asked_for_and_years_taken_for_granted(question: str, granted: bool) -> None:
    assert years.taken_for_granted(question) is granted
