"""Input made to be hard is read with bounded work: counted in steps, not in seconds."""

from __future__ import annotations

import cProfile
from collections.abc import Callable
from typing import Any

import pytest

from ingest import levels
from ingest.outline import Outline, outline
from ingest.readers import text as reader

BODY = "林道の整備を計画的に進めています。"


def read(text: str) -> Outline:
    return outline(reader.read(text.encode(), "bounds.txt"))


def test_thousands_of_headings_take_a_bounded_number_of_steps_each(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = 0

    class Counted(levels.Placement):
        def __new__(cls, *args: Any, **named: Any) -> Counted:
            nonlocal steps
            steps += 1
            return super().__new__(cls, *args, **named)

    monkeypatch.setattr(levels, "Placement", Counted)
    headings = len(read("\n".join(f"第{n + 1}章　林道\n{BODY}" for n in range(1500))).headings)
    assert headings == 1500
    assert steps <= levels.BEAM * 20 * headings


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


@pytest.mark.parametrize(
    "line",
    [
        lambda n: f"{chr(0x4E00 + n)}施策1　林道\n{BODY}",
        lambda n: f"【現状と課題】\n（{n % 5 + 1}）林道{n}\n{BODY}\n【取組方針】\n{BODY}",
        lambda n: f"（1）林道\n○{BODY}\n○{BODY}\n{BODY}\n○{BODY}\n（2）水辺\n{BODY}",
        lambda n: f"第{n + 1}章　林道……{n + 1}",
        lambda n: "林",
        lambda n: "林道の整備を計画的に進めることとし、関係する機関と連携して地域の実情に応じて",
        lambda n: "林道の整備を計画的に進めることとし\n\n" if n < 500 else "林道の整備を計画的に進めることとし",
    ],
    ids=["labels", "roles", "displaced", "contents", "characters", "paragraph", "box"],
)
def test_work_grows_with_the_length_not_with_its_square(line: Callable[[int], str]) -> None:
    small, large = (_calls("\n".join(map(line, range(count)))) for count in (500, 1500))
    assert large <= 4.5 * small + 100_000


def _calls(text: str) -> int:
    """Function calls that an outline takes: the same on every machine."""
    profile = cProfile.Profile()
    profile.runcall(read, text)
    return sum(entry.callcount for entry in profile.getstats())


def test_many_displaced_headings_do_not_recurse() -> None:
    text = "\n".join(f"（1）林道\n○{BODY}\n○{BODY}\n{BODY}\n○{BODY}\n（2）水辺\n{BODY}" for _ in range(200))
    assert len(read(text).headings) >= 200
