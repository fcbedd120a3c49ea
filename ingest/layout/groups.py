"""The blocks of a section as groups that are said as one: blocks go in, groups out; called by `ingest.passages`.

Most groups are single blocks. A pattern of the whole section (a list of names, a course of events, labels with figures)
goes before what is told from two neighbours (an item with the rest of its line, lines of one box).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.blocks import Block
from ingest.layout import boxes, readings, rosters, timelines

MOST_CHARS = 250  # of a group: a longer one says too much at once
_Finder = Callable[[Sequence[Block]], list[range]]
_FINDERS: tuple[_Finder, ...] = (rosters.find, timelines.find, readings.find, boxes.items, boxes.find)


def grouped(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks in order, those that belong together in one group."""
    groups = [(0, len(blocks), False)]
    for finder in _FINDERS:
        groups = [part for group in groups for part in _parts(blocks, group, finder)]
    out: list[list[Block]] = []
    for start, end, is_group in groups:
        out.extend([list(blocks[start:end])] if is_group else [[block] for block in blocks[start:end]])
    return out


def _parts(blocks: Sequence[Block], group: tuple[int, int, bool], finder: _Finder) -> list[tuple[int, int, bool]]:
    """What the finder sees in a stretch that no other has grouped: its groups, and the stretches between them."""
    start, end, is_group = group
    if is_group or end - start < 2:
        return [group]
    out: list[tuple[int, int, bool]] = []
    at = start
    for found in finder(blocks[start:end]):
        a, b = start + found.start, start + found.stop
        if b - a < 2 or sum(len(x.text.text) for x in blocks[a:b]) > MOST_CHARS:
            continue
        if a > at:
            out.append((at, a, False))
        out.append((a, b, True))
        at = b
    if at < end:
        out.append((at, end, False))
    return out
