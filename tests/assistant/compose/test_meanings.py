"""What a word means: the authors' own meaning where that is asked for, running text, labelled lines."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistant.compose import meanings, prose
from assistant.compose.asked import read
from assistant.compose.prose import Candidate
from tests.assistant.compose.test_prose import passages

BOOK = """# 青波市計画

## はじめに

デジタル化とは、紙を機械に置き換えることを指します。
本市が進めるデジタル化とは、港の暮らしを機械で楽にすることです。
○共助：港の人が互いに助け合い、暮らしを守ること
港とは違う場所もあります。
"""


def candidates() -> list[Candidate]:
    return [
        Candidate(p, a, b, 0.0, frozenset())
        for p in passages(BOOK)
        if not p.passage.lists
        for a, b, _ in prose.units(p.passage)
    ]


def texts(found: Sequence[object]) -> list[str]:
    return [getattr(d, "text") for d in found]  # noqa: B009


def test_the_authors_own_meaning_where_it_is_asked_for() -> None:
    own = meanings.own(read("市の言うデジタル化とは何ですか"), candidates())
    assert texts(own) == ["本市が進めるデジタル化とは、港の暮らしを機械で楽にすることです。"]
    assert meanings.own(read("デジタル化とは何ですか"), candidates()) == []
    assert texts(meanings.own(read("デジタル化の定義"), candidates(), part=True)) == texts(own)


def test_a_meaning_in_running_text_and_behind_a_label() -> None:
    told = meanings.told(read("デジタル化とは何ですか"), candidates())
    assert texts(told) == ["デジタル化とは、紙を機械に置き換えることを指します。"]
    assert "互いに助け合い" in texts(meanings.told(read("共助とは何ですか"), candidates()))[0]


@pytest.mark.parametrize("question", ["灯台とは何ですか", "港とは何ですか"])
def test_no_meaning_is_made_of_another_word(question: str) -> None:
    assert meanings.told(read(question), candidates()) == []


@pytest.mark.parametrize(
    "question", ["共助の定義をどう書いていますか", "共助とは何ですか", "「共助」という言葉を説明して"]
)
def test_the_very_word_is_defined_wherever_it_stands(question: str) -> None:
    book = passages(BOOK)
    found = meanings.exact(read(question), book[:1], lambda document: book)
    assert len(found) == 1 and "港の人が互いに助け合い" in found[0].text


@pytest.mark.parametrize("question", ["港の定義は何ですか", "共助はいつ始まりましたか", "デジタルとは何ですか"])
def test_a_part_of_a_word_or_another_question_finds_no_definition(question: str) -> None:
    book = passages(BOOK)
    assert meanings.exact(read(question), book[:1], lambda document: book) == []
