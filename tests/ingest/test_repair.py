"""Headings displaced, missing or repeated by an extraction."""

from __future__ import annotations

from tests.ingest.outline_paths import BODY, paths


def test_a_missing_parent_is_told_by_its_number() -> None:
    text = "".join(
        ("" if n == 2 else f"基本目標{n}　里山の保全{n}\n")
        + "".join(f"({k}) 林道の整備{n}{k}\n{BODY}\n" for k in (1, 2)) for n in (1, 2, 3)
    )  # fmt: skip
    assert [p for p in paths(text) if "/" not in p] == [
        "基本目標1里山の保全1",
        "（見出しなし）",
        "基本目標3里山の保全3",
    ]


def test_a_heading_repeated_on_a_continued_page_opens_nothing() -> None:
    text = f"第1章　里山\n1　林道\n{BODY}\n第1章　里山\n{BODY}\n2　水辺\n{BODY}\n第2章　港湾\n{BODY}\n"
    assert paths(text) == ["第1章里山", "第1章里山/1林道", "第1章里山/2水辺", "第2章港湾"]
