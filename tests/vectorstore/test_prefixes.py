"""Prefixes by a model's name, its folder, and its place in the hub's cache; the table in docs/models.md agrees."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from vectorstore.prefixes import prefixes

ROOT = Path(__file__).resolve().parents[2]
E5, RURI, NONE = ("query: ", "passage: "), ("検索クエリ: ", "検索文書: "), ("", "")


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("intfloat/multilingual-e5-small", E5),
        ("intfloat/multilingual-e5-large", E5),
        ("/models/e5-base", E5),
        ("pkshatech/GLuCoSE-base-ja-v2", E5),
        ("pkshatech/GLuCoSE-base-ja", NONE),
        ("cl-nagoya/ruri-v3-30m", RURI),
        ("cl-nagoya/ruri-v3-310m", RURI),
        ("/cache/models--cl-nagoya--ruri-v3-130m/snapshots/0123abcd", RURI),
        ("/cache/models--intfloat--multilingual-e5-base/snapshots/0123abcd/", E5),
        ("BAAI/bge-m3", NONE),
        ("/srv/e5-trials/bge-m3", NONE),
        ("sbintuitions/sarashina-embedding-v1-1b", NONE),
        ("some/other", NONE),
        ("some/home5-model", NONE),
    ],
)
def test_prefixes_follow_the_model(model: str, expected: tuple[str, str]) -> None:
    assert prefixes(model) == expected


def test_models_with_instructions_take_them_in_front_of_questions() -> None:
    query, passage = prefixes("intfloat/multilingual-e5-large-instruct")
    assert re.fullmatch(r"Instruct: .+\nQuery: ", query) and passage == ""
    query, passage = prefixes("sbintuitions/sarashina-embedding-v2-1b")
    assert re.fullmatch(r"task: .+\nquery: ", query) and passage == "text: "


def test_the_table_of_models_names_the_prefixes_in_use() -> None:
    lines = (ROOT / "docs" / "models.md").read_text("utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| [")]
    head = next([cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| model"))
    at = head.index("prefixes: question, passage")
    assert len(rows) > 10
    for row in rows:
        name = re.match(r"\[(.+?)\]", row[0])
        assert name, row
        shown = re.findall(r"`([^`]*)`", row[at])
        expected = [p.replace("\n", "\\n") for p in prefixes(name.group(1)) if p]
        if expected and "…" in shown[0]:
            begin, end = shown[0].split("…")
            assert expected[0].startswith(begin) and expected[0].endswith(end), row
            shown, expected = shown[1:], expected[1:]
        assert [s.strip() for s in shown] == [e.strip() for e in expected], row
