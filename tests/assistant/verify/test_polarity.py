"""Predicates and their negations; idioms that only look like negations."""

from __future__ import annotations

import pytest

from assistant.verify.folding import fold
from assistant.verify.polarity import predicates


def _denied(text: str) -> set[str]:
    return {p.form for p in predicates(fold(text)) if p.negated}


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("導入しませんでした。", {"導入"}),
        ("周知が浸透していない所属", {"浸透"}),
        ("目標に届かず、", {"届く"}),
        ("【未達成】", {"達成"}),
        ("予定ではありません。", {"予定"}),
        ("効果なし", {"効果"}),
        ("43（1－2）ではありません。", {""}),
        ("進めなければなりません。", set()),
        ("県だけでなく市町村も取り組む。", set()),
        ("欠かせません。", set()),
        ("導入しました。", set()),
    ],
)
def test_negations(text: str, denied: set[str]) -> None:
    assert _denied(text) == denied


def test_a_noun_that_says_nothing_is_no_predicate() -> None:
    assert "達成" not in {p.form for p in predicates(fold("達成の基盤となる"))}
