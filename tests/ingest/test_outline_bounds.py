"""Input made to be hard is read with bounded work: counted in steps, not in seconds."""

from __future__ import annotations

import pytest

from ingest import levels
from ingest.outline import Outline, outline
from ingest.readers import text as reader

BODY = "林道の整備を計画的に進めています。"


def read(text: str) -> Outline:
    return outline(reader.read(text.encode(), "bounds.txt"))


def test_thousands_of_headings_take_a_bounded_number_of_steps_each(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = 0
    place = levels._place

    def counted(*args: object, **named: object) -> levels.State:
        nonlocal steps
        steps += 1
        return place(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(levels, "_place", counted)
    headings = len(read("\n".join(f"第{n + 1}章　林道\n{BODY}" for n in range(1500))).headings)
    assert headings == 1500
    assert steps <= 2 * levels.BEAM * 20 * headings


@pytest.mark.parametrize(
    "text",
    [
        "林道の整備" * 200_000,
        "（" * 300_000,
        " " * 500_000 + "あ",
        "１ " * 300_000,
        "・・・・" * 250_000,
        "1" * 1_000_000,
    ],
    ids=["words", "brackets", "blanks", "numbers", "dots", "digits"],
)
def test_one_huge_line_is_read(text: str) -> None:
    assert len(read(text).headings) <= 1


def test_a_megabyte_of_numbers_is_read() -> None:
    assert read("\n".join(str(n) for n in range(150_000))).headings == ()


def test_many_displaced_headings_do_not_recurse() -> None:
    text = "\n".join(f"（1）林道\n○{BODY}\n○{BODY}\n{BODY}\n○{BODY}\n（2）水辺\n{BODY}" for _ in range(200))
    assert len(read(text).headings) >= 200
