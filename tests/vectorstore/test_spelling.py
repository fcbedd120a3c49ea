"""Wrongly chosen kanji: mended where the documents show the right one, left alone elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.spelling import Spelling

TEXTS = [
    "個別避難計画の作成を福祉の専門職に委託します。",
    "自主防災組織の結成率は83.0%です。",
    "国家構想総合戦略は国が定めました。音声マイニングシステムを入れました。",
    "化学物質の届出は環境課で受け付けます。",
]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("個別非難計画の作成は誰がしますか", "個別避難計画の作成は誰がしますか"),
        ("自主防災組識の結成率は？", "自主防災組織の結成率は？"),
        ("国家講想総合戦略とは", "国家構想総合戦略とは"),
        ("音性マイニングシステムはいつから", "音声マイニングシステムはいつから"),
    ],
)
def test_a_wrong_character_is_mended(typed: str, meant: str) -> None:
    assert Spelling(TEXTS).mended(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "科学館の入館料はいくらですか",
        "非難する理由は",
        "個別施設計画とは",
        "何時間かかりますか",
        "自主防犯組合の結成率",
        "",
    ],
)
def test_a_word_of_its_own_stays(typed: str) -> None:
    assert Spelling(TEXTS).mended(typed) == typed


@given(st.text(max_size=80))
def test_any_text_keeps_its_length(text: str) -> None:
    assert len(Spelling(TEXTS).mended(text)) == len(text)


@given(st.sampled_from(TEXTS), st.integers(0, 20), st.integers(1, 20))
def test_what_the_documents_say_is_never_changed(text: str, start: int, length: int) -> None:
    piece = text[start : start + length]
    assert Spelling(TEXTS).mended(piece) == piece
