"""What a question tells of persons, found by grammar."""

from __future__ import annotations

import pytest

from assistant.guardrails.persons import described


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("私は70代の女性ですが、スマホの教室はありますか。", "スマホの教室はありますか。"),
        ("２０代男性です。移住の補助を知りたいです。", "移住の補助を知りたいです。"),
        ("ブラジル人なのですが、避難の案内はどこで見られますか。", "避難の案内はどこで見られますか。"),
        ("外国籍の夫が窓口に行けません。手続きは代われますか。", "夫が窓口に行けません。手続きは代われますか。"),
        ("父は80代で、スマホが使えません。", "父はスマホが使えません。"),
        ("障害のある職員として、電子決裁の実績を知りたい。", "電子決裁の実績を知りたい。"),
        ("障害のない知人が、計画の期間を知りたいそうです。", "計画の期間を知りたいそうです。"),
        ("町内会の若手が集まる会で、電子申請の話をします。", "電子申請の話をします。"),
        ("小学生の私にも分かるように、計画の柱を教えて。", "計画の柱を教えて。"),
        ("耳の聞こえない友人から、公開数を聞かれました。", "公開数を聞かれました。"),
        ("計画について、県民から意見を聞きましたか。", "計画について、県民から意見を聞きましたか。"),
        ("計画の柱について、若い県民として関心があります。", "計画の柱について、関心があります。"),
        ("目標値を知りたい日雇いです。", "目標値を知りたいです。"),
        ("計画の期間は？　当方27歳。", "計画の期間は？　"),
        ("計画の期間は？（質問者：日本籍、市内在住）", "計画の期間は？"),
        ("スマホ教室は？（高齢者向け）", "スマホ教室は？（高齢者向け）"),
        ("計画の期間を、フランス語を話す後輩に伝えたいです。", "計画の期間を、伝えたいです。"),
    ],
)
def test_descriptions_are_found(question: str, left: str) -> None:
    assert described.clauses(question) == left


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("うちの社長は両手が使える人です。", True),
        ("会社役員の友だちに聞かれました。", True),
        ("家では中国語を話しています。", True),
        ("片耳が聞こえません。", True),
        ("私の部下は新卒です。", True),
        ("県は電子申請を広げています。", False),
        ("対象者は県内の事業者です。", False),
        ("目標値を知りたいです。", False),
    ],
)
def test_sentences_that_only_tell_of_people(sentence: str, tells: bool) -> None:
    assert described.telling(f"{sentence}計画の期間はいつですか。") == ([sentence] if tells else [])


@pytest.mark.parametrize(
    "question",
    [
        "高齢者向けの施策は何ですか。",
        "女性の管理職の割合を教えてください。",
        "対象は65歳以上の人です。ほかの条件は何ですか。",
        "3歳の子を預けられますか。",
        "男女共同参画とは何ですか。",
        "計画の期間はいつからいつまでですか。",
    ],
)
def test_what_is_asked_about_stays(question: str) -> None:
    assert described.clauses(question) == described.attributes(question) == question


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("父が入院しました。手続きは？", "母が入院しました。手続きは？"),
        ("夫に殴られています。", "妻に殴られています。"),
        ("息子が不登校です。", "娘が不登校です。"),
        ("シングルマザーです。手当はありますか。", "シングルファザーです。手当はありますか。"),
    ],
)
def test_relatives_lose_their_gender(one: str, other: str) -> None:
    assert described.relatives(one) == described.relatives(other) != one


@pytest.mark.parametrize(
    "question", ["母の日の行事はありますか", "父兄会はありますか", "母子保健の取組", "姉妹都市はどこですか"]
)
def test_words_with_a_relative_in_them_stay(question: str) -> None:
    assert described.relatives(question) == question


@pytest.mark.parametrize(
    "question", ["", "です", "70代の女性です。", "私は私は私は" * 300, "女性の" * 600, "、" * 2000]
)
def test_any_text_is_read(question: str) -> None:
    assert len(described.clauses(question)) <= len(question)
