"""Where a quotation stands: the smallest passage around it, what is before and behind, the whole section."""

from __future__ import annotations

from assistant.web.chat import reading
from tests.assistant.web.samples import passage

PARTS = [passage(f"段落{n}です。", n * 10, path=("章", "節" if n < 7 else "次の節")) for n in range(9)]


def test_the_smallest_passage_is_found() -> None:
    whole = passage("x" * 90, 0, lists=False)
    assert reading.holding([whole, *PARTS], 12, 15) is PARTS[1]
    assert reading.holding([whole, *PARTS], 12, 25) is whole
    assert reading.holding(PARTS, 12, 25) is None and reading.holding([], 0, 1) is None


def test_neighbours_go_beyond_the_section_and_the_section_does_not() -> None:
    assert reading.near(PARTS, PARTS[6]) == PARTS[4:9]
    assert reading.section(PARTS, PARTS[2]) == (PARTS[:7], False)
    assert reading.section(PARTS, PARTS[8]) == (PARTS[7:], False)


def test_a_long_section_is_cut_around_the_quotation() -> None:
    long = [passage("あ" * 900, n * 1000) for n in range(20)]
    members, cut = reading.section(long, long[10])
    assert cut and long[10] in members and sum(len(p.passage.text) for p in members) <= reading.MOST


def test_marks_stand_where_the_source_says() -> None:
    folded = passage("ABC<です>", 100, runs=((0, 3, 100, 3), (4, 2, 110, 2)))
    assert reading.marked(folded, [(101, 111)]) == "A<mark>BC&lt;で</mark>す&gt;"
    assert reading.marked(folded, [(0, 5)]) == "ABC&lt;です&gt;"
    changed = passage("一万円", 0, runs=((0, 2, 0, 6),))  # folded to another length: the run is marked whole
    assert reading.marked(changed, [(2, 3)]) == "<mark>一万</mark>円"


def test_marks_of_markdown_headings_are_not_shown() -> None:
    listed = passage("2行動指針は、次の2件です。\n・#### 船を出す\n・#### 網を打つ\n第#1号", 0)
    shown = reading.marked(listed, [])
    assert "・船を出す\n・網を打つ\n第#1号" in shown
