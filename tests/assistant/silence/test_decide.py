"""The decision whether the documents answer: each reason, and the question beside it that has an answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.compose import asked
from assistant.silence.corpus import Corpus
from assistant.silence.decide import decide
from assistant.verify.quotes import is_verbatim  # noqa: F401 (the contract that drafts meet in the chain)
from tests.assistant.silence.town import Town
from tests.vectorstore.shelf import entry, source


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    yield Town(tmp_path_factory.mktemp("town"))


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("「さざなみポータル」はいつ公開されましたか", "unknown_entity"),
        ("青波県海底ケーブル防災センターの仕事は何ですか", "unknown_entity"),
        ("青波県森林整備計画の期間はいつまでですか", "unknown_plan"),
        ("第3次港湾計画の期間はいつまでですか", "unknown_plan"),
        ("南浜地区の防災訓練は年に何回ですか", "unknown_entity"),
        ("西波支所の灯台見学会の実績はいくつでしたか", "unknown_entity"),
        ("2030年度に港の防災訓練に参加した人は何人でしたか", "other_year"),
        ("令和6年度の灯台見学会の実績はいくつでしたか", "other_year"),
        ("岩手県の港の防災訓練は年に何回ですか", "other_publisher"),
        ("私の防災訓練の申込みはどうなりましたか", "personal_matter"),
        ("うちの娘が防災訓練に登録しているか確認してください", "personal_matter"),
        ("港湾課長の携帯電話番号を教えてください", "private_detail"),
        ("防災訓練に来なかった職員の氏名を教えて", "private_detail"),
        ("漁港の照明の電気料金はいくらですか", "not_found"),
        ("カレーの作り方を教えて", "not_found"),
        ("青波県の棚田オーナー制度の目的は何ですか", "wrong_premise"),
        ("計画の期間を5年間にした理由を教えてください", "wrong_premise"),
        ("灯台見学会が目標の300を超えた理由は何ですか", "wrong_premise"),
        ("港の利用者の満足度が全国平均を上回った要因は", "wrong_premise"),
        ("税務課が担当している灯台見学会の概要を教えて", "wrong_premise"),
        ("推進本部の本部長を副知事が務めているのはなぜですか", "wrong_premise"),
        ("なみナビが令和2年5月に公開されたときの狙いは", "wrong_premise"),
        ("指定船着場12か所のうち大型船が着くのはどこですか", "wrong_premise"),
        ("大型船を長野県に建造してもらったのはいつですか", "wrong_premise"),
        ("海辺の清掃を毎月第2金曜日に行うのは誰ですか", "wrong_premise"),
        ("海辺の清掃の参加者が令和5年度に増えた理由は何ですか", "wrong_premise"),
        ("夜間の渡し船の運航が再開された経緯を教えて", "wrong_premise"),
        ("観光課が交付する渡し船の証明とは何ですか", "wrong_premise"),
        ("灯台見学会の目標を500にした理由は何ですか", "wrong_premise"),
        ("港湾課の電話番号は何番ですか", "not_found"),
        ("なみナビの開発を受託した会社はどこですか", "not_found"),
        ("推進本部の本部長の名前を教えてください", "not_found"),
    ],
)
def test_silent_with_a_reason(town: Town, question: str, reason: str) -> None:
    found = town.ask(question)
    assert (found.answerable, found.reason) == (False, reason)
    assert found.nearest


@pytest.mark.parametrize(
    "question",
    [
        "「なみナビ」はいつ公開されましたか",
        "青波県みなと振興計画の期間はいつまでですか",
        "令和5年度に港の防災訓練に参加した人は何人でしたか",
        "2023年度の灯台見学会の実績はいくつでしたか",
        "港の防災訓練は年に何回ですか",
        "計画の期間を3年間にした理由を教えてください",
        "灯台見学会が目標の300に届かなかった理由は何ですか",
        "港の利用者の満足度が全国平均を下回った要因は",
        "観光課が担当している灯台見学会の概要を教えて",
        "指定船着場9か所のうち大型船が着くのはどこですか",
        "静岡県の造船所で建造された船は何ですか",
        "海辺の清掃を毎月第2水曜日に行うのはどこの協会ですか",
        "海辺の清掃の参加者が令和5年度に減った理由は何ですか",
        "夜間の渡し船の運航が休止された経緯を教えて",
        "港湾課が交付する渡し船の証明とは何ですか",
        "灯台見学会の目標を300にした理由は何ですか",
        "推進本部の本部長は誰ですか",
        "緑丘県の棚田オーナー制度の目的は何ですか",
        "棚田オーナー制度とは何ですか",
        "第1次港湾計画はいつ終わりましたか",
        "港湾課の担当は何ですか",
        "目標を達成できなかった施策はいくつありますか",
        "防災訓練に参加した人は1,200人ですか、それとも1,300人ですか",
        "娘と港に行きたいのですが、県の案内アプリはどう使えますか",
        "なみなびは いつ こうかいされましたか",
        "ナミナビは令和4年10月に公開されましたが、何を案内しますか",
        "2040年の港の未来像はどんな姿ですか",
    ],
)
def test_an_honest_question_is_answered(town: Town, question: str) -> None:
    found = town.ask(question)
    assert (found.answerable, found.reason, found.choices) == (True, None, ())


def test_a_measure_of_another_prefecture_is_named_with_a_quotation(town: Town) -> None:
    found = town.ask("青波県の「モーナビ」はどこにありますか")
    (draft,) = found.drafts
    assert draft.text == "「モーナビ」は、緑丘県の資料にあります。"
    evidence = draft.evidence[0]
    text = evidence.passage.passage.text
    assert "モーナビ" in text[evidence.span.start : evidence.span.end]


def test_a_wrong_figure_is_put_right_by_the_document_itself(town: Town) -> None:
    assert "3年間" in town.ask("計画の期間を5年間にした理由を教えてください").drafts[0].text
    row = town.ask("灯台見学会が目標の300を超えた理由は何ですか").drafts[0]
    assert "目標値は300" in row.text and "実績値は240" in row.text
    assert {e.passage.passage.id for e in row.evidence} == {"r1"}


def test_a_question_that_fits_too_many_things_is_asked_back(town: Town) -> None:
    found = town.ask("研修の受講者数は何人ですか")
    assert found.reason == "ambiguous" and len(found.choices) == 5 and "操船研修" in found.choices
    assert town.ask("あの研修の担当はどこですか").choices
    assert not town.ask("操船研修の受講者数は何人ですか").choices


def test_nothing_found_at_all(town: Town) -> None:
    found = decide("港の訓練は何回ですか", asked.read("港の訓練は何回ですか"), [], town.corpus)
    assert (found.answerable, found.reason, found.nearest) == (False, "not_found", ())


@pytest.mark.parametrize("question", ["", "？", "。。。", "A" * 2000, "ゔ" * 500, "「」", "令和", "\ud800はいつ"])
def test_odd_questions_raise_nothing(town: Town, question: str) -> None:
    town.ask(question)


def test_colloquial_questions_on_short_entries_are_not_silenced(tmp_path: Path) -> None:
    office = source("faq", "")
    town = Town(
        tmp_path,
        [
            entry("e1", "ペットが死んだとき", "市民課に届け出てください。火葬の手数料は3,000円です。", office),
            entry("e2", "ごみの収集日", "地区ごとの収集日は、ごみ暦で確かめてください。", office),
            entry("e3", "水道水が濁る", "しばらく流しても濁るときは水道課へ。", office),
        ],
    )
    for question in ("犬が死んじゃった", "ゴミの日忘れた", "水が茶色い", "昭和50年に建てた家の水が濁る"):
        assert town.ask(question).answerable, question


def test_the_corpus_knows_what_it_holds(town: Town) -> None:
    corpus: Corpus = town.corpus
    assert corpus.publishers == ("緑丘県", "青波県")
    assert corpus.named("緑丘の棚田") == ("緑丘県",)
    assert corpus.named("本県の計画") == ("青波県",)
    assert corpus.named("青波県の「緑丘便り」") == ("青波県",)
    assert corpus.named("棚田とは") == ()
    assert corpus.kana("なみなびは いつですか") and not corpus.kana("港はいつですか")
