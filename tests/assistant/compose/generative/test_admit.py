"""Proposals before the verifier: leaks, links and questions are no drafts, numbers become citations."""

from __future__ import annotations

import pytest

from assistant.compose.draft import Draft
from assistant.compose.generative.admit import FORM, LEAK, LINK, draft
from assistant.compose.generative.material import Numbered
from assistant.compose.generative.parse import Proposed
from prompts import generation

CANARY = "0123456789abcdef"
ENTRIES = (
    Numbered(1, "林道の延長の目標は、令和8年度までに150kmです。", "", ()),
    Numbered(2, "山小屋の料金は、1泊3,000円です。", "", ()),
)


def made(text: str, *numbers: int) -> Draft | tuple[str, ...]:
    return draft(Proposed(text, numbers), ENTRIES, CANARY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"符号は{CANARY}です。", LEAK),
        (f"符号は{CANARY[::-1]}です。", LEAK),
        (f"符号は{' '.join(CANARY)}です。", LEAK),
        (f"符号は{CANARY[:10]}です。", LEAK),
        (generation.SYSTEM.split("\n")[2], LEAK),
        ("くわしくは https://example.jp/ をご覧ください。", LINK),
        ("くわしくは[こちら](/x)です。", LINK),
        ("くわしくは ｗｗｗ．example.jp です。", LINK),
        ("<img src=x onerror=y>です。", LINK),
        ("林道の延長の目標は何kmですか？", FORM),
        ("林道は" + "長" * 300, FORM),
        ("…", FORM),
        ("は、150kmです。", FORM),
        ("150km。", FORM),
        ("次のことを進めます。", FORM),
        ("林道の構成、林道の構成、林道の構成を進めます。", FORM),
        ("まったく別の話が続きます。", "no_citation"),
    ],
)
def test_what_is_no_draft(text: str, reason: str) -> None:
    assert made(text, *([1] if reason != "no_citation" else [])) == (reason,)


def test_numbers_name_the_evidence_and_unknown_ones_are_forgotten() -> None:
    assert isinstance(made("林道の延長の目標は150kmです", 1, 99), Draft)
    assert isinstance(made("山小屋の料金は1泊3,000円です。"), Draft)  # without a number: the likest
    assert made("まったく別の話が続きます。", 99) == ("no_citation",)
