"""The table of contents: its lines are no sections, its entries tell levels."""

from __future__ import annotations

from ingest import contents, lines
from ingest.readers import text as reader
from tests.ingest.outline_paths import BODY, paths


def test_the_table_of_contents_tells_levels_and_is_no_section() -> None:
    entries = "目次\n基本目標1　里山……1\n施策1-1　林道……1\n施策1-2　水辺……2\n基本目標2　港湾……3\n施策2-1　漁場……3\n"
    text = entries + "".join(
        f"{line.split('……')[0]}\n{BODY}\n" for line in entries.splitlines()[1:]
    )  # fmt: skip
    assert [p.count("/") for p in paths(text)] == [0, 1, 1, 0, 1]


def test_lines_with_page_numbers_that_never_come_again_are_no_table_of_contents() -> None:
    text = "".join(f"{place}の利用者……{n}\n" for n, place in enumerate(("里山", "港湾", "棚田"), 10))
    assert contents.find(lines.split(reader.read(text.encode(), "a.txt"))).lines == frozenset()
