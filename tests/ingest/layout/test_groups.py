"""Groups of blocks: nothing is lost, nothing moves, and what two patterns claim goes to one of them."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import blocks, lines
from ingest.blocks import Block
from ingest.layout.groups import MOST_CHARS, grouped
from ingest.readers import text as reader
from tests.ingest import parsed
from tests.ingest.parsed import parse_text

PIECES = ("R4", "R5", "目標（R6）30件", "達成率", "95%", "12件R4", "船の便数", "●港の改修", "（3か所）", "港 花子",
          "氏名", "4月1日", "～5月2日", "5月9日 開港", "令和6年", "※速報", "12件 3億円", "船を直した。")  # fmt: skip
texts = st.lists(st.tuples(st.sampled_from(PIECES), st.integers(1, 3)), min_size=1, max_size=40)


def built(text: str) -> list[Block]:
    found = lines.split(reader.read(text.encode(), "a.txt"))
    return blocks.build(found, [], frozenset())


@settings(deadline=None, max_examples=200)
@given(texts)
def test_all_blocks_come_back_in_order(pieces: list[tuple[str, int]]) -> None:
    text = "".join(piece + "\n" * breaks for piece, breaks in pieces)
    found = built(text)
    groups = grouped(found)
    assert [block for group in groups for block in group] == found
    assert all(len(g) == 1 or sum(len(b.text.text) for b in g) <= MOST_CHARS for g in groups)
    assert parsed.faults_of_places(parse_text(text)) == []


def test_a_list_of_thousands_of_figures_takes_no_time() -> None:
    found = built("船の便数\n\nR5\n12件\n\n" * 3000)
    begin = time.process_time()
    assert len(grouped(found)) == 3000
    assert time.process_time() - begin < 20


def test_a_group_is_one_line_of_a_passage_with_its_places() -> None:
    text = "第１章 港\n\n●桟橋の改修\n（3か所）\n\n●灯台の点検\n（5回）\n"
    (passage,) = parse_text(text).passages
    assert passage.text.split("\n") == ["桟橋の改修 （3か所）", "灯台の点検 （5回）"]
    assert parsed.faults_of_places(parse_text(text)) == []
