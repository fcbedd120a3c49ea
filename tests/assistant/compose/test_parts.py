"""The planner: what is one question, what is several, and how each part reads when it stands alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compose.parts import MOST, plan

PUBLISHERS = ("青波県", "白浜県", "緑山市")
HOME = "青波県"


def planned(question: str) -> list[tuple[str, str]]:
    return [(p.publisher, p.question) for p in plan(question, PUBLISHERS, HOME)]


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "港を広げるための計画の柱は、青波県と白浜県とでどう違いますか",
            [("青波県", "港を広げるための計画の柱"), ("白浜県", "港を広げるための計画の柱")],
        ),
        (
            "船の安全対策を、青波県、白浜県、緑山市で比べたい。",
            [(p, "船の安全対策") for p in ("青波県", "白浜県", "緑山市")],
        ),
        (
            "計画が終わる年度は、青波・白浜でどちらが後ですか",
            [("青波県", "計画が終わる年度はいつですか"), ("白浜県", "計画が終わる年度はいつですか")],
        ),
        (
            "青波県と白浜県はそれぞれ何を挙げていますか",
            [("青波県", "何を挙げていますか"), ("白浜県", "何を挙げていますか")],
        ),
        (
            "船員を増やす仕組みとして、青波県と白浜県はそれぞれ何を挙げていますか",
            [(p, "船員を増やす仕組みとして、何を挙げていますか") for p in ("青波県", "白浜県")],
        ),
        (
            "係留の率は、青波県（令和5年度末）と白浜県（令和4年8月末）とでどれくらい違いますか。",
            [("青波県", "令和5年度末の係留の率"), ("白浜県", "令和4年8月末の係留の率")],
        ),
    ],
)
def test_publishers_named_side_by_side(question: str, parts: list[tuple[str, str]]) -> None:
    assert planned(question) == parts


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "青波の港づくりの柱と白浜の漁業計画の3分野は、どこが同じでどこが違うんですか",
            [("青波県", "港づくりの柱"), ("白浜県", "漁業計画の3分野")],
        ),
        (
            "船とは何かについて、青波県の定義と白浜県の定義を並べて比べたい。",
            [("青波県", "船とは何かについて、青波県の定義"), ("白浜県", "船とは何かについて、白浜県の定義")],
        ),
        (
            "青波県で「増えた」と答えた船主の割合と、白浜県で「減った」と答えた船主の割合を比べたい",
            [("青波県", "「増えた」と答えた船主の割合"), ("白浜県", "「減った」と答えた船主の割合")],
        ),
        (  # what names nobody in front of another's thing is the home publisher's
            "港デジタル計画と白浜県の新しい漁業計画では、終わりの年度はそれぞれいつですか。",
            [
                ("青波県", "港デジタル計画では、終わりの年度はいつですか。"),
                ("白浜県", "新しい漁業計画では、終わりの年度はいつですか。"),
            ],
        ),
    ],
)
def test_each_publisher_with_a_thing_of_its_own(question: str, parts: list[tuple[str, str]]) -> None:
    assert planned(question) == parts


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("帆船型と汽船型の設計の違いを教えて", ["帆船型の設計とは何ですか", "汽船型の設計とは何ですか"]),
        ("ブイとアンカーって、何がどう違うのか教えてください", ["ブイとは何ですか", "アンカーとは何ですか"]),
        (
            "波高計とレーダー、令和5年度にそれぞれ何台増やした？",
            ["波高計、令和5年度に何台増やした?", "レーダー、令和5年度に何台増やした?"],
        ),
        (
            "令和5年度、航海の研修を受けた人数と、救命の訓練を実施した港の数を教えて",
            ["令和5年度、航海の研修を受けた人数を教えて", "令和5年度、救命の訓練を実施した港の数を教えて"],
        ),
        (
            "共同の購入で、浮標と救命胴衣では、どっちを買った港が多かった？それぞれ何か所？",
            ["共同の購入で、浮標では、何か所?", "共同の購入で、救命胴衣では、何か所?"],
        ),
    ],
)
def test_things_side_by_side(question: str, parts: list[str]) -> None:
    assert [q for _, q in planned(question)] == parts
    assert all(p.thing for p in plan(question, PUBLISHERS, HOME))


def test_the_publisher_in_front_of_both_things_is_carried_into_each() -> None:
    assert {p for p, _ in planned("白浜県の共同調達で、浮標と救命胴衣では、それぞれ何団体ですか")} == {"白浜県"}


def test_the_publisher_within_the_first_thing_holds_for_both() -> None:
    parts = plan("青波県の資料に出てくる岸壁灯台と沖合灯台の違いは何ですか", PUBLISHERS, HOME)
    assert [p.publisher for p in parts] == ["青波県", "青波県"]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "計画の期間はいつからいつまでですか",
        "青波県の計画の柱は何ですか",
        "市町村と連携して進める取組は何ですか",  # と of a verb
        "「便利になった」と答えた人は何人ですか",  # と of a quotation
        "青波県と白浜県の違い",  # nothing is left to look for
        "青波県と白浜県が結んだ協定はいつできましたか",  # what they do together
        "港と呼ばれる場所はいくつありますか",
        "令和4年度と令和5年度の実績はそれぞれいくつですか",  # years of one row
        "目標と実績を教えてください",  # columns of one row
        "一回目と二回目、それぞれ何月何日に開かれた？",
        "部局とその件数を教えてください",
        "港の数はいくらで、何％減ることになりますか。",  # two clauses about one thing: their answers stand together
        "SWANって何のネットワークのこと？再構築はいつ？",
        "重点取組として選ばれたのは何と何ですか",
        "港はどことどこですか",
        "監査で使います。波高計の台数はいくつですか。",  # one sentence only tells of the asker
        "船は増えていますか、それとも減っていますか",
        "「青波県と白浜県の違い」という資料はどこにありますか",  # inside a quotation
        "白浜湾と青波川の水質はどこに書いてありますか",  # names of places, no publishers
    ],
)
def test_one_question_stays_one(question: str) -> None:
    assert plan(question, PUBLISHERS, HOME) == ()


@given(st.text(alphabet="青波白浜県市とはの、。？「」（）でそれぞれ違い何船港をA1 ", max_size=60))
def test_any_text_gives_no_or_few_parts_that_ask(question: str) -> None:
    found = plan(question, PUBLISHERS, HOME)
    assert len(found) <= MOST and all(p.question.strip() for p in found)
    assert all(p.publisher in ("", *PUBLISHERS) for p in found)
    assert len(set(found)) == len(found)
