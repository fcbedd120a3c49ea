"""Telephone numbers in all forms; what only looks like one; one number, one canonical form."""

from __future__ import annotations

import pytest

from assistant.guardrails.personal.telephone import canonical
from tests.assistant.guardrails.personal.found import found, values

FORMS = [
    "090-0000-1234",
    "09000001234",
    "090 0000 1234",
    "090(0000)1234",
    "090.0000.1234",
    "090ー0000ー1234",
    "０９０－００００－１２３４",
    "〇九〇－〇〇〇〇－一二三四",
    "090の0000の1234",
    "+81-90-0000-1234",
    "+81(0)90-0000-1234",
    "+819000001234",
    "(022)000-1234",
    "022(000)1234",
    "022-000-1234",
    "0220001234",
    "0120-000-123",
    "0800-000-1234",
    "050-0000-1234",
    "0570-000-123",
    "0081-90-0000-1234",
]


@pytest.mark.parametrize("form", FORMS)
def test_forms(form: str) -> None:
    assert values(f"電話は{form}です", "telephone") == [form]
    assert values(f"{form}に", "telephone") == [form]


@pytest.mark.parametrize("text", ["電話000-1234", "TEL：000-1234", "携帯 0000 1234"])
def test_without_area_code_behind_the_word(text: str) -> None:
    assert len(values(text, "telephone")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "2025-04-01",
        "受付番号0123456789",
        "192.168.10.254",
        "計画期間2021-2024",
        "0.1234567890",
        "1,234,567,890円",
        "38.268839,140.872103",
        "電話相談は1234567件",
        "#7119",
        "9:00-17:00に電話",
    ],
)
def test_left_alone(text: str) -> None:
    assert found(text) == []


def test_one_number_has_one_canonical_form() -> None:
    mobile = [f for f in FORMS if "90" in f.replace("-", "")[:6] or "九" in f or "９" in f]
    assert {canonical(form) for form in mobile} == {"09000001234"}
    assert canonical("+81-22-000-1234") == canonical("（０２２）０００－１２３４") == "0220001234"
