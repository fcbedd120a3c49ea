"""What a question takes for granted, put beside invented documents that tell otherwise; its honest twin is answered."""

from __future__ import annotations

import pytest

from assistant.compose import asked
from assistant.silence import nearness
from assistant.silence.decide import decide
from tests.assistant.silence.town import AOBA, Town, row
from tests.vectorstore.shelf import Pieces, section

PASSAGES = [
    section("a", "令和4年度には、灯台の保存を進めるため、灯台文化課を新設しました。", AOBA, path=("第2章", "組織")),
    section("b", "令和3年度は総務部に航路監理監を新設しました。", AOBA, path=("第2章", "組織")),
    section(
        "c",
        "県では、令和4年度開催の「波まつり」や、令和5年度開催の「帆船レース」を支援してきました。",
        AOBA,
        path=("第2章", "催し"),
    ),
    section("d", "渡し場の待合所を6か所に設け、漂流物の回収袋を320枚配りました。", AOBA, path=("第2章", "渡し場")),
    section(
        "e",
        "磯浜町の「かもめ工房」や、岩崎町の「うみねこ工房」が舟の模型を作っています。",
        AOBA,
        path=("第2章", "工房"),
    ),
    section("f", "北浜支所の潮見台では、双眼鏡を貸し出しています。", AOBA, path=("第2章", "潮見台")),
    section("f2", "南浜支所の窓口では、旗の貸し借りを受け付けます。", AOBA, path=("第2章", "旗")),
    section("g", "潮位の観測は、海洋大学と連携して続けています。", AOBA, path=("第2章", "観測")),
    section("h", "釣り桟橋の夜間開放は毎週木曜日に行います。", AOBA, path=("第2章", "釣り桟橋")),
    section("i", "次の4つの航海目標を掲げ、16の施策を進めます。", AOBA, path=("第3章", "全体像")),
    section("j", "港の柱1では安全を、守ります。", AOBA, path=("第3章", "港の柱1 航路の安全")),
    section("k", "港の柱2では魚を、増やします。", AOBA, path=("第3章", "港の柱2 漁場の回復")),
    section("l", "釣り客のマナーを高める講座を開きます。", AOBA, path=("第4章 取組", "講座の開き方")),
    section(
        "m",
        "AIS(オートマチック・アイデンティフィケーション・システム)で船の位置を知ります。",
        AOBA,
        path=("第5章", "用語"),
    ),
    section("n", "港の情報網(通称WAVE)は、船と港を結びます。", AOBA, path=("第5章", "情報網")),
    section("o", "観光船の一人当たりの売上額は伸びていません。", AOBA, path=("第5章", "観光船")),
    section("p", "定期船の欠航件数は、減少傾向にあります。", AOBA, path=("第5章", "欠航")),
    section("q", "8月に県民説明会を実施しました。海図の手引を決定しました。", AOBA, path=("第5章", "手引の経過")),
    section(
        "r",
        "令和6年12月から旧い海図の販売を終え、令和7年3月から電子海図の配信を始めました。",
        AOBA,
        path=("第5章", "海図"),
    ),
    section(
        "s",
        "流木の回収量 R3 40トン R5 90トン 目標(R6)60トン 達成率150%\n海藻の植付面積 目標(R6)20ha 達成率70%",
        AOBA,
        path=("第6章", "流木と海藻"),
    ),
    section("t", "岸壁の利用率は71.2%（全国平均74.0%）です。", AOBA, path=("第6章", "岸壁")),
    section(
        "u", "港の事故は、南の新島県にも一報します。東北の3県と新島で無線網を使います。", AOBA, path=("第6章", "無線")
    ),
    row(
        "v",
        AOBA,
        (("事業名", "防舷材の更新"), ("概要", "傷んだ防舷材を替える。"), ("担当課", "岸壁管理課")),
        ("事業", "防舷材の更新"),
    ),
    row("w", AOBA, (("事業名", "錨の点検"), ("概要", "錨を点検する。"), ("担当課", "船舶課")), ("事業", "錨の点検")),
]


@pytest.fixture(scope="module")
def island(tmp_path_factory: pytest.TempPathFactory) -> Town:
    return Town(tmp_path_factory.mktemp("island"), PASSAGES)


TWINS = [
    ("灯台文化課が{}に新設された狙いは何ですか", "令和2年度", "令和4年度"),
    ("{}に新設された航路監理監はいつからありますか", "土木部", "総務部"),
    ("波まつりを{}に開催したのは何のためですか", "令和5年度", "令和4年度"),
    ("漂流物の回収袋を{}配った場所について教えて", "470枚", "320枚"),
    ("{}の「かもめ工房」は何を作っていますか", "岩崎町", "磯浜町"),
    ("{}の潮見台では何を貸し出していますか", "南浜支所", "北浜支所"),
    ("{}と連携している潮位の観測について教えて", "気象協会", "海洋大学"),
    ("釣り桟橋の夜間開放を毎週{}に行うのはどこですか", "金曜日", "木曜日"),
    ("航海目標と{}の施策について教えて", "21", "16"),
    ("港の柱2が{}だそうですが、何をしますか", "航路の安全", "漁場の回復"),
    ("第{}章に書かれている講座の開き方を教えて", "2", "4"),
    (
        "AISは「オートマチック・{}・システム」の略ですが、何を知るものですか",
        "アラームサービス",
        "アイデンティフィケーション",
    ),
    ("WAVEこと{}は何を結びますか", "漁協の組合員網", "港の情報網"),
    ("観光船の一人当たりの売上額が{}のはなぜですか", "伸びている", "伸びていない"),
    ("定期船の欠航件数が{}傾向にある中での課題は何ですか", "増加", "減少"),
    ("海図の手引は県民説明会を{}決定したそうですが、その理由は何ですか", "行わずに", "行い"),
    ("{}に配信を始めた電子海図とは何ですか", "令和6年12月", "令和7年3月"),
    ("流木の回収量が目標{}要因は何ですか", "に届かなかった", "を超えた"),
    ("岸壁の利用率が全国平均より{}理由は何ですか", "高い", "低い"),
    ("{}が担当する防舷材の更新の概要は", "船舶課", "岸壁管理課"),
]


@pytest.mark.parametrize(("question", "wrong", "right"), TWINS, ids=[t[0] for t in TWINS])
def test_a_piece_that_the_documents_have_another_one_for_is_a_wrong_premise(
    island: Town, question: str, wrong: str, right: str
) -> None:
    decision = island.ask(question.format(wrong))
    assert (decision.answerable, decision.reason) == (False, "wrong_premise")
    twin = island.ask(question.format(right))
    assert (twin.answerable, twin.reason) == (True, None)


@pytest.mark.parametrize(
    "question",
    [
        "定期船の欠航件数は増加傾向にありますか",
        "岸壁の利用率は全国平均より高いですか、低いですか",
        "灯台文化課の新設は令和3年度ですか、それとも令和4年度ですか",
        "新島県も使っている無線網は何県で使いますか",
    ],
)
def test_what_is_asked_is_not_taken_for_granted(island: Town, question: str) -> None:
    assert island.ask(question).answerable


def test_the_sentence_that_puts_it_right_is_the_documents_own(island: Town) -> None:
    (draft,) = island.ask("灯台文化課が令和2年度に新設された狙いは何ですか").drafts
    assert draft.text == PASSAGES[0].passage.text


def test_more_of_a_thing_than_the_headings_know(island: Town) -> None:
    assert island.ask("港の柱3は何ですか").reason == "wrong_premise"
    assert island.ask("港の柱2は何ですか").answerable


def test_a_name_with_one_wrong_character_is_known(island: Town) -> None:
    assert island.ask("漂流物海収袋の枚数は").reason != "unknown_entity"


@pytest.mark.parametrize(("closest", "answerable"), [(None, True), (0.9, True), (0.5, False)])
def test_a_question_that_no_sentence_is_near_to_has_no_answer(
    island: Town, closest: float | None, answerable: bool
) -> None:
    question = "釣りの講座で配信の貸し出しを続ける漁場の工房は何ですか"
    ranked = island.search.search(question, Pieces().embed_queries([question])[0], 20)
    assert decide(question, asked.read(question), ranked, island.corpus, closest).answerable is answerable


def test_limits_hold_for_the_bundled_model_alone() -> None:
    assert nearness.closest([{(0, 5): 0.9}], Pieces()) is None
