"""Family names carry the judgement, given names only must not be words of firms and offices."""

from __future__ import annotations

import pytest

from assistant.guardrails.personal.names.japanese import is_family, is_whole
from assistant.guardrails.personal.names.lexicon import tokens


@pytest.mark.parametrize(
    ("name", "expected"),
    [("佐藤", True), ("林", True), ("下山", True), ("大家", False), ("上司", False), ("市民", False)],
)
def test_families(name: str, expected: bool) -> None:
    assert is_family(name) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("佐藤花子", True),
        ("田中陽一郎", True),
        ("大野志萌", True),
        ("武藤教範", True),
        ("鈴木商店", False),
        ("宮城県民", False),
        ("東北大学", False),
    ],
)
def test_whole_names(text: str, expected: bool) -> None:
    assert is_whole(tokens(text)) is expected
