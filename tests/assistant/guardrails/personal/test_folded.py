"""Folding for finding: equal forms, and every character's place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.guardrails.personal.folded import Folded


@given(st.text(max_size=80))
def test_the_views_are_as_long_as_their_map(text: str) -> None:
    folded = Folded.of(text)
    assert len(folded.text) == len(folded.digits) == len(folded.mapped)


def test_dashes_variants_numerals_and_invisible_characters() -> None:
    folded = Folded.of("髙﨑　０９０\u200b−１２ー三")
    assert folded.text == "高崎 090-12ー三" and folded.digits == "高崎 090-12-3"
