"""Check digits and the words around a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from privacy_masker.detectors import RegexDetector

from assistant.guardrails.personal.numbers import has_other_label, luhn_is_valid, my_number_is_valid


@given(st.text(alphabet="0123456789", min_size=11, max_size=11))
def test_one_check_digit_fits_a_my_number(body: str) -> None:
    fitting = [d for d in "0123456789" if my_number_is_valid(body + d)]
    assert len(fitting) == 1


@given(st.text(alphabet="0123456789", min_size=12, max_size=12))
def test_the_check_digit_agrees_with_another_reading_of_the_rule(number: str) -> None:
    theirs = [e for e in RegexDetector.default_ja().detect(f"番号 {number} ") if e.entity_type == "MY_NUMBER"]
    assert bool(theirs) == my_number_is_valid(number)


def test_other_lengths_are_no_my_number() -> None:
    assert not my_number_is_valid("12345678901") and not my_number_is_valid("")


@pytest.mark.parametrize(("number", "valid"), [("4111111111111111", True), ("4111111111111112", False), ("", False)])
def test_luhn(number: str, valid: bool) -> None:
    assert luhn_is_valid(number) is valid


@pytest.mark.parametrize(
    ("text", "labelled"), [("受付番号は", True), ("法人番号 ", True), ("ISBN", True), ("番号は", False), ("", False)]
)
def test_labels_of_things(text: str, labelled: bool) -> None:
    assert has_other_label(text, len(text)) is labelled
