"""Counts and times that no statement on the matter gives, bodies, what is one of several, what has which number."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.silence import lost
from assistant.silence.score import NAMES
from assistant.silence.weights import WEIGHTS
from tests.assistant.silence.town import AOBA, PASSAGES, Town, row
from tests.vectorstore.shelf import section

SHORE = [
    *PASSAGES,
    section("t1", "水温の観測浮標は、乗船していた調査の手間を減らします。", AOBA, path=("第5章", "観測浮標")),
    section("t2", "灯台の電球は全部で14個あり、漁港の防舷材は3基あります。", AOBA, path=("第5章", "点検")),
    section("t3", "潮位の電話相談は、朝9時から夕方5時まで受け付けます。", AOBA, path=("第5章", "潮位の電話相談")),
    section("t4", "遊覧船の切符売場では、岬の地図を配ります。", AOBA, path=("第5章", "遊覧船の切符売場")),
    section(
        "t5", "重点取組は次のとおりです。(1)桟橋の補修(2)浮標の更新(3)海図の電子化", AOBA, path=("第6章", "重点取組")
    ),
    section("t6", "海の柱は「港のにぎわい」と「船の安全」です。", AOBA, path=("第6章", "海の柱")),
    section("t7", "県は全国で初めて波止場宣言を行いました。", AOBA, path=("第6章", "波止場宣言")),
    row(
        "t8",
        AOBA,
        (("事業名", "「なぎさ台帳」の運用"), ("概要", "岸の記録を残す。"), ("部局", "土木部"), ("担当課", "海岸課")),
        ("事業", "「なぎさ台帳」の運用"),
    ),
]


@pytest.fixture(scope="module")
def shore(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    yield Town(tmp_path_factory.mktemp("shore"), SHORE)


@pytest.mark.parametrize(
    ("wrong", "reason", "right"),
    [
        ("水温の観測浮標は何基ありますか", "not_found", "漁港の防舷材は何基ありますか"),
        (
            "遊覧船の切符売場は何時まで開いていますか",
            "not_found",
            "潮位の電話相談は何時まで受け付けますか",
        ),
        (
            "海の柱の一つである「港の教育」では何をしますか",
            "unknown_entity",
            "海の柱の一つである「船の安全」とは何ですか",
        ),
        (
            "重点取組の1番目は海図の電子化ですが、何をしますか",
            "wrong_premise",
            "重点取組の3番目は海図の電子化ですが、1番目は何ですか",
        ),
        (
            "波止場宣言が全国で2番目になったのはどの県の宣言ですか",
            "wrong_premise",
            "全国で初めて波止場宣言を行ったのはどの県ですか",
        ),
        (
            "教育庁が運用している「なぎさ台帳」には何が残されますか",
            "wrong_premise",
            "土木部が運用している「なぎさ台帳」には何が残されますか",
        ),
        (
            "第2次波止場宣言はいつ出されましたか",
            "unknown_plan",
            "波止場宣言は全国で何番目でしたか",
        ),
    ],
)
def test_what_no_statement_gives_is_not_answered(shore: Town, wrong: str, reason: str, right: str) -> None:
    decision = shore.ask(wrong)
    assert (decision.answerable, decision.reason) == (False, reason)
    twin = shore.ask(right)
    assert (twin.answerable, twin.reason) == (True, None)


def test_a_name_that_stands_nowhere_is_told_before_its_common_words_elsewhere(shore: Town) -> None:
    decision = shore.ask("緑丘県の特命班「カタカゼ」の仕事は何ですか")
    assert (decision.reason, decision.piece, decision.drafts) == ("unknown_entity", "カタカゼ", ())


def test_each_figure_of_the_score_has_a_weight() -> None:
    assert set(NAMES) == set(WEIGHTS)
    assert len(NAMES) == len(set(NAMES)) > len(lost.NAMES)
