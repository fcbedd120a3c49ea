"""The comments that name the official place: what they span, and that they are no part of the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import parse_document
from ingest.models import Source
from ingest.places import place_at, places

TEXT = """# 題

## 第1章 はじめに
<!-- 正文：第1章はじめに -->

一つ目の文です。

### 1 期間
  <!-- 正文: 第1章はじめに ＞ 1期間 -->

二つ目の文です。
<!-- ただの覚え書き -->
三つ目の文です。
"""


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("題", ()),
        ("一つ目", ("第1章はじめに",)),
        ("二つ目", ("第1章はじめに", "1期間")),
        ("三つ目", ("第1章はじめに", "1期間")),
    ],
)
def test_a_comment_holds_until_the_next(word: str, place: tuple[str, ...]) -> None:
    assert place_at(TEXT, TEXT.index(word)) == place


def test_texts_without_comments() -> None:
    assert places("本文です。") == [] and place_at("本文です。", 3) == ()
    assert places("本文 <!-- 正文：第1章 --> 本文") == []


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_comments_are_read_over(tmp_path: Path, newline: str) -> None:
    data = TEXT.replace("\n", newline).encode()
    document = parse_document(Source("a", tmp_path / "a.md", "題"), data)
    assert not [p for p in document.passages if "正文" in p.text or "覚え書き" in p.text]
    second = next(p for p in document.passages if "二つ目" in p.text)
    assert second.path == ("第1章はじめに", "1期間")
    text = document.reader_text.text
    assert place_at(text, second.start) == ("第1章はじめに", "1期間")
    for start, length, begin, size in second.runs:
        assert length != size or second.text[start : start + length] == text[begin : begin + size]
