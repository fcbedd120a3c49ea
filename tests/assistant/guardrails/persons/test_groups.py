"""Groups that a question names: those that may be left out, and those that the sentence is about."""

from __future__ import annotations

import pytest

from assistant.guardrails.persons import groups


@pytest.mark.parametrize(
    ("question", "word", "left"),
    [
        ("女性が使える相談窓口はありますか", "女性", "使える相談窓口はありますか"),
        ("外国人の住民は電子申請を使えますか", "外国人", "住民は電子申請を使えますか"),
        ("20代の就職支援は何ですか", "20代", "就職支援は何ですか"),
        ("高齢者向けのスマホ教室はありますか", "高齢者", "スマホ教室はありますか"),
        ("男性職員は研修を受けられますか", "男性", "職員は研修を受けられますか"),
        ("闇バイトから若者を守る取組はありますか", "若者", "闇バイトから守る取組はありますか"),
        ("障害のある職員はテレワークを使えますか", "障害のある", "職員はテレワークを使えますか"),
        ("視覚障害者にとって便利な窓口はどこですか", "視覚障害者", "便利な窓口はどこですか"),
        ("日本語しか話せない人は電子申請を使えますか", "日本語しか話せない", "電子申請を使えますか"),
        ("ポルトガル語話者の住民が使える窓口はどこですか", "ポルトガル語話者", "住民が使える窓口はどこですか"),
        ("低所得世帯への遠隔医療の取組は何ですか", "低所得世帯", "遠隔医療の取組は何ですか"),
        ("母子家庭が使えるアプリは何ですか", "母子家庭", "使えるアプリは何ですか"),
        ("子どものいない職員でもテレワークはできますか", "子どものいない", "職員でもテレワークはできますか"),
    ],
)
def test_a_group_beside_the_matter(question: str, word: str, left: str) -> None:
    (found,) = groups.named(question)
    assert found.word == word
    assert groups.without(question, [found]) == left


@pytest.mark.parametrize(
    "question",
    [
        "役員の任期は何年ですか",
        "言葉の専門家は誰ですか",
        "介護の職員を増やす取組は何ですか",
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
    assert groups.called("お年寄り") == ("お年寄り", "高齢", "シニア")
    assert groups.called("ブラジル人") == ("ブラジル人", "外国人")
    assert groups.called("精神障害者") == ("精神障害者", "障害者", "障がい者", "障害のある")
    assert groups.called("健常者") == ("健常者",)
    assert groups.is_abroad("ポルトガル語話者") and not groups.is_abroad("日本語話者")
    assert groups.is_abroad("ブラジル人") and not groups.is_abroad("外国人") and not groups.is_abroad("女性")
