"""Questions typed in kana, asked in the documents' own words."""

from __future__ import annotations

from collections import Counter

import pytest

from vectorstore.analysis import terms_and_reading
from vectorstore.kana import Kana, is_kana, joined, words

TEXT = "移住する人を増やすために港湾課がデジタル技術を使います。移住の相談は港湾課へ。化学の化。"


@pytest.fixture(scope="module")
def counted() -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    terms_and_reading(TEXT, words=found)
    return found


@pytest.fixture(scope="module")
def kana(counted: Counter[tuple[str, str]]) -> Kana:
    return Kana(words(counted))


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("いじゅうのそうだんはこうわんへ", "移住の相談は港湾へ"),
        ("でじたる　いじゅう", "デジタル 移住"),
        ("いじゅうはれいわ６ねんどから", "移住は令和6年度から"),
        ("ぺんぎんはいじゅうするか", "ぺんぎんは移住するか"),
        ("それはどうするの？", "それはどうするの？"),
        ("ー", "ー"),
        ("", ""),
    ],
)
def test_converted(kana: Kana, typed: str, written: str) -> None:
    assert kana.converted(typed) == written


@pytest.mark.parametrize("question", ["移住の相談は", "LGWANとは", "12", "港湾課のでんわ"])
def test_other_questions_stay_as_they_are(kana: Kana, question: str) -> None:
    assert not is_kana(question)
    assert kana.converted(question) == question


def test_a_single_kana_is_no_kanji(counted: Counter[tuple[str, str]]) -> None:
    found = words(counted)
    assert all(
        len(read) > 1 or word == "".join(c for c in word if "ぁ" <= c <= "ん") for read, (word, _) in found.items()
    )
    assert words({("ミナト", "港"): 2, ("ミナト", "湊"): 3})["ミナト"] == ("湊", 3)
    assert joined([{"ミナト": ("港", 2)}, {"ミナト": ("湊", 1)}, {"ミナト": ("港", 1)}]) == {"ミナト": ("港", 3)}


def test_without_words_and_at_length(kana: Kana) -> None:
    assert Kana({}).converted("いじゅう") == "いじゅう"
    assert kana.converted("いじゅう" * 2_000) == "移住" * 2_000
