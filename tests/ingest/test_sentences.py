"""Sentences end where Japanese sentences end; pieces are bounded, and nothing is lost between them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import sentences, tokens

texts = st.text(st.sampled_from("あ漢a1。！？「」（）、\n 　"), max_size=80)


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences.split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一つ目。二つ目。", ["一つ目。", "二つ目。"]),
        ("「はい。」と言う。次。", ["「はい。」と言う。", "次。"]),
        ("（例。ある。）を含む。次", ["（例。ある。）を含む。", "次"]),
        ("本当ですか！？次。", ["本当ですか！？", "次。"]),
        ("改行で\n切れる", ["改行で", "切れる"]),
        ("終わらない「括弧。\n次。", ["終わらない「括弧。", "次。"]),
        ("  前後の空白。  ", ["前後の空白。"]),
        ("37.0％は3.5倍。", ["37.0％は3.5倍。"]),
        ("", []),
        ("\n \n", []),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@given(texts)
def test_nothing_is_lost(text: str) -> None:
    spans = sentences.split(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b <= c for (a, b), (c, _) in zip(spans, spans[1:], strict=False))


@given(texts, st.integers(1, 20))
def test_pieces_fit_and_lose_nothing(text: str, most: int) -> None:
    spans = sentences.pieces(text, lambda t: len(t) <= most)
    assert all(0 < b - a <= most for a, b in spans)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


def test_a_long_sentence_is_cut_at_commas() -> None:
    spans = sentences.pieces("あ" * 12 + "、" + "い" * 12 + "。", lambda t: len(t) <= 20)
    assert spans == [(0, 13), (13, 26)]


@pytest.mark.parametrize("unit", ["あ", "a", "🎌", "漢字とkana", "「", "。", "x ", "、"])
def test_long_lines_are_cut_fast(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    begin = time.perf_counter()
    spans = sentences.pieces(text, lambda t: tokens.count(t) <= 350)
    assert time.perf_counter() - begin < 5
    assert all(tokens.count(text[a:b]) <= 350 for a, b in spans)
    assert sum(len(text[a:b].replace(" ", "")) for a, b in spans) == len(text.replace(" ", ""))
