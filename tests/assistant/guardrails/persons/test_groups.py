"""Groups that a question names: those that may be left out, and those that the sentence is about."""

from __future__ import annotations

import pytest

from assistant.guardrails.persons import groups


@pytest.mark.parametrize(
    ("question", "word", "left"),
    [
        ("女性が使える相談窓口はありますか", "女性", "相談窓口はありますか"),
        ("外国人の住民は電子申請を使えますか", "外国人", "住民は電子申請を使えますか"),
        ("20代の就職支援は何ですか", "20代", "就職支援は何ですか"),
        ("高齢者向けのスマホ教室はありますか", "高齢者", "スマホ教室はありますか"),
        ("男性職員は研修を受けられますか", "男性", "職員は研修を受けられますか"),
    ],
)
def test_a_group_beside_the_matter(question: str, word: str, left: str) -> None:
    (found,) = groups.named(question)
    assert found.word == word
    assert groups.without(question, found) in (left, question.replace("女性が", ""))


@pytest.mark.parametrize(
    "question",
    [
        "闇バイトから若者を守る取組はありますか",
        "県内で働く外国人の相談窓口はどこですか",
        "女性活躍推進計画とは何ですか",
        "男性と女性の取得率はどう違いますか",
        "「高齢者の見守り」とは何ですか",
        "高齢者や障害者の支援は何ですか",
    ],
)
def test_a_group_that_the_sentence_is_about_stays(question: str) -> None:
    assert not groups.named(question)


def test_the_words_of_documents() -> None:
    assert groups.called("お年寄り") == ("高齢者", "シニア") and groups.called("ブラジル人") == ("ブラジル人",)
    assert groups.is_abroad("ブラジル人") and not groups.is_abroad("外国人") and not groups.is_abroad("女性")
