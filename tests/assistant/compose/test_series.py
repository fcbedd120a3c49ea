"""Numbered headings of one name as a list: told as they stand, cited, and only where the question is for them."""

from __future__ import annotations

import pytest

from assistant.compose import series
from assistant.compose.asked import read
from assistant.verify.claims import Support, check
from tests.assistant.compose.test_prose import passages

BOOK_TEXT = """# 青波市の戦略

## 港の柱1 船を呼ぶ

船の予約を受け付けます。船着き場を広げます。

## 港の柱2 魚を売る

市場の値を知らせます。競りを画面で行います。

## 港の柱4 人を育てる

学校で港を教えます。船員を募ります。
"""
BOOK = passages(BOOK_TEXT)


def told(question: str) -> list[str]:
    found = series.answer(read(question), BOOK[:2], lambda document: BOOK, lambda document: BOOK_TEXT)
    for draft in found:
        quotes = [BOOK_TEXT[e.span.start : e.span.end] for e in draft.evidence]
        path = BOOK[0].passage.path
        assert check(draft.text, [Support(q, (), path, "", "", "") for q in quotes]).ok
    return [d.text for d in found]


@pytest.mark.parametrize(
    "question", ["港の柱は何ですか", "港の柱を全部教えてください", "港の柱にはどんなものがありますか"]
)
def test_the_headings_are_told_as_they_stand(question: str) -> None:
    assert told(question) == ["港の柱には、「港の柱1船を呼ぶ」、「港の柱2魚を売る」、「港の柱4人を育てる」があります。"]


@pytest.mark.parametrize(
    "question",
    [
        "港の柱2では何をしますか",
        "港の柱の担当は誰ですか",
        "港の柱はいつ決まりましたか",
        "港の柱で最も費用がかかる事業の予算額",
        "市の食堂は何がありますか",
    ],
)
def test_other_questions_are_left_alone(question: str) -> None:
    assert told(question) == []
