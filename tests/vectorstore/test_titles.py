"""Titles: what is a heading alone."""

from __future__ import annotations

import pytest

from tests.vectorstore.shelf import section, source
from vectorstore.titles import is_bare_title


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("#港計画", True),
        ("# 港計画（令和6年度～令和8年度）", True),
        ("#港計画は、3年間とします。", False),
        ("港計画", False),
        ("#港\n船", False),
    ],
)
def test_a_heading_alone_says_nothing(text: str, alone: bool) -> None:
    assert is_bare_title(section("a", text, source("plan"))) is alone
