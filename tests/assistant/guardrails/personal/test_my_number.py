"""My Number: check digit, groups, context; other twelve-digit numbers are left alone."""

from __future__ import annotations

import pytest

from tests.assistant.guardrails.personal.found import found, values

GOOD = "123456789018"


@pytest.mark.parametrize(
    "form", [GOOD, "1234-5678-9018", "1234 5678 9018", "１２３４－５６７８－９０１８", "1234　5678　9018"]
)
def test_the_check_digit_is_enough_in_the_usual_groups(form: str) -> None:
    assert values(f"番号は{form}です", "my_number") == [form]


@pytest.mark.parametrize("form", ["1234-5678-9012", "1 2 3 4 5 6 7 8 9 0 1 2", "12-34-56-78-90-12"])
def test_the_word_is_enough_without_it(form: str) -> None:
    assert values(f"マイナンバーは{form}です", "my_number") == [form]


@pytest.mark.parametrize(
    "text", ["番号は123456789012です", f"受付番号{GOOD}", f"{GOOD}円", f"{GOOD}9", "法人番号7123456789018"]
)
def test_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_word_of_the_sentence_before_does_not_take_a_licence() -> None:
    assert found(f"マイナンバーカードの話です。{GOOD}は父の免許証の番号です")[0][0] == "driving_licence"
