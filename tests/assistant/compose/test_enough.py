"""Further sentences: told where they bring what is open, not where they lean on others or add nothing."""

from __future__ import annotations

import pytest

from assistant.compose import enough
from assistant.compose.asked import read
from tests.assistant.compose.test_prose import ask, passages


def worth(question: str, gap: float, opens: float, text: str = "港の料金は市が決めます。", told: int = 1) -> bool:
    return enough.is_worth(enough.features(read(question), gap, opens, told, text, same_place=True))


def test_what_is_open_is_told_and_what_is_said_is_not() -> None:
    assert worth("港の料金はなぜ、いつ決まりますか", -0.1, 0.4)
    assert not worth("港の料金はいくらですか", -0.9, 0.0)


def test_a_sentence_that_leans_on_another_needs_more() -> None:
    gap = next(g / 100 for g in range(0, 200) if not worth("港の料金は", -g / 100, 0.0, "また、市が決めます。"))
    assert worth("港の料金は", -gap, 0.0)


def test_a_part_of_an_answer_is_shorter() -> None:
    known = enough.features(read("港の料金は"), -0.62, 0.0, 1, "市が決めます。", same_place=True)
    chance = next(n / 100 for n in range(100, 0, -1) if enough.is_worth(known, n / 100))
    assert enough.is_worth(known, chance) and enough.LEAST < enough.LEAST_IN_PART


@pytest.mark.parametrize(
    ("text", "refers"),
    [
        ("それが港の料金です。", True),
        ("その本質は変わりません。", True),
        ("これらを三つにまとめました。", True),
        ("そのため、料金を改めます。", False),
        ("その他の料金は別に定めます。", False),
        ("それぞれの港で決めます。", False),
        ("この計画は3年間です。", False),
    ],
)
def test_what_refers_back_is_told_from_what_stands_alone(text: str, refers: bool) -> None:
    assert enough.refers_back(text) is refers


def test_a_sentence_is_not_shown_without_what_it_refers_to() -> None:
    book = passages("# 計画\n\n## 港の合言葉\n\n港は人をつなぐ場所です。それが青波港の合言葉の意味です。\n")
    said = [d.text for d in ask("青波港の合言葉の意味", book)]
    assert said == ["港は人をつなぐ場所です。", "それが青波港の合言葉の意味です。"]


def test_who_asks_for_several_things_gets_further_sentences_sooner_and_a_part_later() -> None:
    alone, several = read("港の船は何隻ですか"), read("港の船は何隻で、誰が動かしますか")
    assert enough.least(several, part=False) < enough.least(alone, part=False) < enough.least(alone, part=True)
    for question in ("港の船の数と動かす人を教えて", "港の船の数も教えてください", "港と岸の船はそれぞれ何隻ですか"):
        assert enough.least(read(question), part=False) == enough.LEAST_OF_SEVERAL
    assert enough.least(read("港の案内の仕方を教えて"), part=False) == enough.LEAST
