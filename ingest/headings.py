"""Which blocks could be headings: the candidates that `levels` then sets into a tree.

Blocks and tables go in, `Item`s come out; `outline` calls it. A marked block is a candidate when it
reads as a title. The steps that take candidates away or find more have modules of their own:
`numbering`, `titles`, `enumerations`, `covers`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest import covers, enumerations, marks, numbering, titles
from ingest.blocks import Block
from ingest.items import ITEM_STYLES, Item, Key
from ingest.marks import COUNTED, Mark, Style
from ingest.normalise import heading_text
from ingest.tables.model import Table


def items(
    blocks: Sequence[Block], tables: Sequence[Table], heads: frozenset[int], contents: dict[str, int]
) -> list[Item]:
    """Blocks and tables in reading order, with the candidates for headings marked.

    `contents` maps a folded title of the table of contents to its level from 0.
    """
    merged: list[Item] = sorted(
        [*(Item(block=b) for b in blocks), *(Item(table=t) for t in tables)], key=lambda item: item.line
    )
    spaced = titles.blocks_are_spaced(blocks)
    out = numbering.without_continued([_marked(item, heads, contents) for item in merged])
    out = numbering.counters(out)
    out = numbering.iroha(out)
    out = numbering.trailing(out)
    out = enumerations.without_item_symbols(out)
    out = titles.plain(out, spaced)
    out = enumerations.without_lists(out)
    out = enumerations.without_bodiless_symbols(out)
    out = covers.without_cover(out)
    out = covers.without_front(out)
    return covers.appendices(out)


def _marked(item: Item, heads: frozenset[int], contents: dict[str, int]) -> Item:
    block = item.block
    if block is None:
        return item
    folded = heading_text(block.text.text)
    if folded in contents:
        mark = block.mark
        return replace(
            item, key=Key(Style.CONTENTS, listed_form(contents[folded], mark)), value=mark.value if mark else 0,
            numbers=mark.numbers if mark else (), title=block.text.text,
        )  # fmt: skip
    numbered = block.mark is not None and block.mark.style in COUNTED
    if block.first_line in heads and not numbered:
        return replace(item, key=Key(Style.HEAD), title=block.text.text)
    mark = block.mark
    if mark is None or mark.style in ITEM_STYLES:
        return item
    if mark.style is Style.MARKDOWN:
        inner = marks.parse(mark.title)
        counted = inner is not None and inner.style in COUNTED
        return replace(
            item, key=Key(Style.MARKDOWN, mark.key), title=mark.title, value=inner.value if inner and counted else 0,
            numbers=inner.numbers if inner and counted else (),
        )  # fmt: skip
    title = block.text.text
    if not titles.is_title(block) or (mark.style is Style.ARTICLE and len(title) > 30):
        return item
    if mark.style is Style.LABEL and not mark.title and numbering.ENDS_IN_NUMBER.match(title):
        # May be a title with its number at the end; `numbering.trailing` decides.
        return replace(item, key=Key(Style.LABEL, mark.key), value=mark.value, numbers=mark.numbers, title=title)
    return replace(item, key=Key(mark.style, mark.key), value=mark.value, numbers=mark.numbers, title=title)


def listed_form(level: int, mark: Mark | None) -> str:
    """Level and style of a title that the table of contents lists: 参考資料 does not count as a chapter."""
    return f"{level}/{mark.style if mark else Style.PLAIN}"
