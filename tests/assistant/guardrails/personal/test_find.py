"""All finders together: places are exact in the text as it was given, and width and spacing change nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.guardrails.personal import Certainty, Finding, Kind, find
from assistant.guardrails.personal.find import without_overlaps
from tests.assistant.guardrails.personal.found import found

WIDE = str.maketrans("0123456789-@.", "０１２３４５６７８９－＠．")
DATA = {
    "telephone": "090-0000-1234",
    "my_number": "マイナンバーは1234-5678-9018",
    "mail": "taro@example.jp",
    "credit_card": "カード4111-1111-1111-1111",
    "pension_number": "基礎年金番号0000-000001",
    "birth_date": "生年月日1975-01-02",
    "address": "仙台市泉区南町9-8-7",
}
filler = st.text(alphabet="あいうえのはをに、。　\nabc①㎡〜", max_size=12)


@given(filler, st.sampled_from(sorted(DATA)), filler, st.sampled_from(["", "\u200b", "\u00ad", "\ufeff"]))
@settings(max_examples=150, deadline=None)
def test_places_are_exact_whatever_stands_around(before: str, kind: str, after: str, invisible: str) -> None:
    plain = DATA[kind]
    start = next(i for i, c in enumerate(plain) if c.isascii() or kind == "address")
    value = plain[start:]
    hidden = value[:2] + invisible + value[2:]
    text = f"{before}。{plain[:start]}{hidden}。{after}"
    hits = [f for f in find(text) if f.kind == kind]
    assert [text[f.start : f.end] for f in hits] == [hidden]


@given(st.sampled_from(sorted(DATA)), filler)
@settings(max_examples=60, deadline=None)
def test_full_width_is_found_alike(kind: str, before: str) -> None:
    half = found(f"{before}。{DATA[kind]}。")
    wide = found(f"{before}。{DATA[kind].translate(WIDE)}。")
    assert [(k, unicodedata.normalize("NFKC", v)) for k, v in wide] == half


@given(st.text(max_size=120))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_and_findings_never_overlap(text: str) -> None:
    findings = find(text)
    ends = [0, *(f.end for f in findings)]
    assert all(0 <= end <= f.start < f.end <= len(text) for end, f in zip(ends, findings, strict=False))


@pytest.mark.parametrize(
    "text",
    [
        "0" * 2000,
        "〇九" * 1000,
        "市区町村" * 500,
        "の1-" * 660,
        "さん" * 1000,
        "@a." * 660,
        "A " * 1000,
        "佐藤" * 1000,
        "1 " * 1000,
        "仙台市" * 660,
        "番号は" * 660,
        "年金、" * 660,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    import time

    begin = time.process_time()
    find(text)
    assert time.process_time() - begin < 1.0


def test_overlaps_become_one_finding_of_the_surer_kind() -> None:
    likely = Finding(Kind.CREDIT_CARD, 0, 10, Certainty.LIKELY)
    sure = Finding(Kind.MY_NUMBER, 4, 12, Certainty.SURE, own=True)
    assert without_overlaps([likely, sure]) == [Finding(Kind.MY_NUMBER, 0, 12, Certainty.SURE, own=True)]


def test_a_finding_holds_no_value() -> None:
    assert "0000" not in repr(find("090-0000-1234"))
