"""What stands in front of a document's first heading gets a place that can be named.

Items (then sections) go in, the same come out; `outline` calls it. A slide's title may stand behind its text, and a
cover has its first line alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest import marks
from ingest.blocks import Block
from ingest.items import Item
from ingest.lines import Line
from ingest.marks import Style
from ingest.models import Span
from ingest.normalise import heading_text, nfkc

_PAGE_GAP = 3  # blank lines: the next page's text begins behind them
_LEAST = 60  # characters of sentences that want a title
_LONGEST = 60  # of a cover's first line


def with_title_in_front(found: list[Item]) -> list[Item]:
    """The first heading in front of what precedes it, where it is a bare title that closes the first page.

    That is: sentences stand in front of it, nothing stands below it on its page.
    """
    first = next((i for i, item in enumerate(found) if item.is_heading), None)
    if not first or first + 1 == len(found):
        return found
    key, own, below = found[first].key, found[first].block, found[first + 1].block
    if key is None or key.style is not Style.PLAIN or own is None or below is None or found[first + 1].is_heading:
        return found
    said = sum(len(item.block.text.text) for item in found[:first] if item.block and item.block.is_sentence)
    closes = below.page_top or below.gap >= _PAGE_GAP and below.gap > own.gap
    if said < _LEAST or not closes or own.page_top:
        return found
    return [found[first], *found[:first], *found[first + 1 :]]


def cover(content: Sequence[object], every: Sequence[Line], title: str) -> tuple[str, ...]:
    """The path of what stands in front of the first heading: its first line, if that reads as a title.

    Empty where the line is the document's own title, which names no place in it.
    """
    first = content[0] if content else None
    if not isinstance(first, Block) or first.mark is not None:
        return ()
    line = next((line.stripped for line in every if line.index == first.first_line), "")
    named = heading_text(line)
    if not 2 <= len(named) <= _LONGEST or marks.is_sentence(line) or marks.ends_mid_phrase(nfkc(line)):
        return ()
    return () if named == heading_text(title) else (named,)


def slide_titles(found: Sequence[Item], every: Sequence[Line]) -> frozenset[Span]:
    """The places of the titles without a mark on the first page, where nothing else opens a section on it."""
    end = next((line.start for line in every[1:] if line.page_top or line.blank_before >= _PAGE_GAP), 0)
    here = [item for item in found if item.is_heading and item.block and item.block.text.span().start < end]
    if any(item.key is None or item.key.style is not Style.PLAIN for item in here):
        return frozenset()
    return frozenset(item.block.text.span() for item in here if item.block)
