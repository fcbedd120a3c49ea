"""Foreign names against firms and trades."""

from __future__ import annotations

import pytest

from assistant.guardrails.personal.names.foreign import is_name, may_be_name


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["グエン"], True),
        (["マリア", "サントス"], True),
        (["John", "Smith"], True),
        (["Rajesh", "Kumar"], True),
        (["トヨタ"], False),
        (["スタッフ"], False),
        (["KDDI"], False),
        (["NTT", "DATA"], False),
        (["Happy", "Access"], False),
        (["ケアマネジャー"], False),
    ],
)
def test_parts(parts: list[str], expected: bool) -> None:
    assert is_name(parts) is expected


def test_a_cue_for_readings_takes_two_words() -> None:
    assert may_be_name(["エンドウ", "ユミコ"], reading=True) and not may_be_name(["エンドウ", "カード"])
