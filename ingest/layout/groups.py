"""The blocks of a section as groups that are said as one: blocks go in, groups out; called by `ingest.passages`.

Most groups are single blocks. A pattern of the whole section (a list of names, a course of events, labels with figures)
goes before what is told from two neighbours (an item with the rest of its line, lines of one box).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.blocks import Block
from ingest.layout import boxes, captions, readings, rosters, timelines

MOST_CHARS = 250  # of a group: a longer one says too much at once
_Finder = Callable[[Sequence[Block]], list[range]]
_FINDERS: tuple[_Finder, ...] = (
    rosters.find,
    timelines.find,
    readings.find,
    captions.find,
    boxes.items,
    boxes.find,
)


def grouped(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks in order, those that belong together in one group."""
    taken = [False] * len(blocks)
    starts: dict[int, int] = {}
    for finder in _FINDERS if len(blocks) > 1 else ():
        for found in finder(blocks):
            chars = sum(len(blocks[i].text.text) for i in found)
            if len(found) > 1 and chars <= MOST_CHARS and not any(taken[i] for i in found):
                starts[found.start] = found.stop
                taken[found.start : found.stop] = [True] * len(found)
    out: list[list[Block]] = []
    at = 0
    while at < len(blocks):
        end = starts.get(at, at + 1)
        out.append(list(blocks[at:end]))
        at = end
    return out
