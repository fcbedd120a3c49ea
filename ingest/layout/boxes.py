"""Lines that stand close together: an item with the rest of it, and the lines of one box of a slide.

Blocks go in, ranges of blocks come out; called by `ingest.layout.groups`. Blank lines part the boxes of an extracted
slide, so lines without one between them are one text, unless a mark opens something new.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from ingest.blocks import Block
from ingest.marks import Style

LEAST = 3  # groups from which it is a layout and no accident
MOST_LINES = 4  # of an item or a box
LONG = 48  # characters of a line from which it is running text
_BRACKETED = re.compile(r"[（(].*[）)](?:【[^】]{1,6}】)?")


def items(blocks: Sequence[Block]) -> list[range]:
    """Items of a list with what stands below their first lines: the rest of a wrapped title, a remark in brackets."""

    def goes_on(i: int) -> bool:
        block = blocks[i]
        if block.mark is not None or not _is_short(block):
            return False
        return not block.gap or block.gap == 1 and bool(_BRACKETED.fullmatch(block.raw))

    found = _runs(blocks, lambda i: _is_item(blocks[i]) and _is_short(blocks[i]), goes_on)
    if len(found) >= LEAST:
        return found
    # A remark in brackets is no item of its own, even where there is but one.
    return [r for r in found if all(_BRACKETED.fullmatch(blocks[i].raw) for i in r[1:])]


def find(blocks: Sequence[Block]) -> list[range]:
    """Boxes: short lines without marks, no blank line between them, where blank lines part most of the others."""
    tight = sum(not b.gap for b in blocks[1:])
    if 2 * tight > len(blocks):
        return []  # a text that is set without blank lines

    def plain(i: int) -> bool:
        return blocks[i].mark is None and _is_short(blocks[i])

    found = _runs(blocks, plain, lambda i: plain(i) and not blocks[i].gap)
    return found if len(found) >= LEAST else []


def _runs(blocks: Sequence[Block], opens: Callable[[int], bool], goes_on: Callable[[int], bool]) -> list[range]:
    starts = [i for i in range(len(blocks)) if opens(i) and not (i and goes_on(i))]
    out: list[range] = []
    for start, behind in pairwise([*starts, len(blocks)]):
        end = start + 1
        while end < behind and goes_on(end):
            end += 1
        if 2 <= end - start <= MOST_LINES:
            out.append(range(start, end))
    return out


def _is_item(block: Block) -> bool:
    return block.mark is not None and block.mark.style in (Style.BULLET, Style.SYMBOL)


def _is_short(block: Block) -> bool:
    return len(block.raw) <= LONG and not block.raw.rstrip().endswith("。") and "。" not in block.raw
