"""Masking: placeholders in place of data, every other character untouched, nothing of a value kept."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.guardrails.masking import mask, placeholder
from assistant.guardrails.personal import find
from assistant.guardrails.published import published
from prompts import privacy

TEXT = "私は佐藤花子です。電話は０９０－００００－１２３４、メールはtaro@example.jpです。保育料の補助は？"


def test_kinds_and_counts_are_told_and_no_value() -> None:
    masked = mask(TEXT)
    assert masked.text == "私は〔氏名〕です。電話は〔電話番号〕、メールは〔メールアドレス〕です。保育料の補助は？"
    assert dict(masked.counts) == {"name": 1, "telephone": 1, "mail": 1} and masked.total == 3
    assert masked.kinds == "氏名、電話番号、メールアドレス"
    assert "花子" not in repr(masked) and "1234" not in repr(masked)


def test_every_kind_has_a_name_in_japanese() -> None:
    from assistant.guardrails.personal import Kind

    assert {kind.value for kind in Kind} | {"confidential"} == set(privacy.KINDS)


PIECES = [*"090-1234様私はです。、@a.jp市町12　\n①", "氏名：", "電話", "佐藤", "花子", "さん", "仙台市", "1-2-3"]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_other_text_is_never_changed(text: str) -> None:
    masked = mask(text)
    left = [text[a:b] for a, b in _gaps(text)]
    marks = [placeholder(f.kind.value) for f in find(text)]
    assert masked.text == "".join(part for pair in zip(left, [*marks, ""], strict=True) for part in pair)


@given(st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_what_is_masked_stays_masked(text: str) -> None:
    once = mask(f"{TEXT}{text}").text
    again = mask(once).text
    pattern = "|".join(map(re.escape, (placeholder(kind) for kind in privacy.KINDS)))
    assert len(re.findall(pattern, again)) >= len(re.findall(pattern, once))


def test_what_is_published_is_left_alone() -> None:
    text = "県庁の電話は022-000-1234ですか。"
    assert mask(text, published("代表電話 （０２２）０００－１２３４")).text == text
    assert mask(text, published("代表電話 022-000-9999")).total == 1


def _gaps(text: str) -> list[tuple[int, int]]:
    ends = [0, *(f.end for f in find(text))]
    starts = [*(f.start for f in find(text)), len(text)]
    return list(zip(ends, starts, strict=True))
