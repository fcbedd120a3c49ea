"""Sentences that only report what stands somewhere: 「…」に「…」とあります。"""

from __future__ import annotations

import pytest

from assistant.verify.claims import Support, check

PLACE = Support("船の便 ● R4 280便 R5 377便", (), ("第3章数字", "港の「便り」"), "青波市デジタル計画", "青波市")


@pytest.mark.parametrize(
    "text",
    [
        "「船の便 R4 280便 R5 377便」とあります。",
        "「港の「便り」」に「船の便」、「R5 377便」とあります。",
        "「第3章数字」の「港の「便り」」に「船の便 R5 377便」とあります。",
        "また、「第3章数字」に「R4 280便」とあります。",
        "「青波市デジタル計画」では、「第3章数字」に「R4 280便」とあります。",
    ],
)
def test_what_stands_there_passes(text: str) -> None:
    assert check(text, [PLACE]).ok


@pytest.mark.parametrize(
    "text",
    [
        "「船の便 R4 281便」とあります。",
        "「第4章港」に「船の便」とあります。",
        "「R5 280便」とあります。",
        "「別の計画」では、「第3章数字」に「R4 280便」とあります。",
        "「船の便」、「船の帆」とあります。",
    ],
)
def test_what_does_not_fails(text: str) -> None:
    assert not check(text, [PLACE]).ok
