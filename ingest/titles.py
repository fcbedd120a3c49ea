"""Whether a block reads as a title, and which blocks without any mark are one.

Blocks and items go in, verdicts and items come out. Called by `headings`, `numbering` and `pages`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest import marks
from ingest.blocks import Block
from ingest.items import ITEM_STYLES, Item, Key
from ingest.marks import COUNTED, Style
from ingest.normalise import nfkc, squeeze

MAX_TITLE = 64
_FIGURE_LINE = re.compile(
    r"(?:\d[\d,.]*\s?(?:千円|万円|億円|円|件|人|回|事業|箇所|%|h|者|自治体|社|台)\s*)+$|^[\d,.%～~\-−－/ ]+$"
)
_NO_TITLE_START = re.compile(
    r"^(?:※|＊|出典|資料[:：]|注[)）:：]|例えば|など|また、|なお、|さらに|～|~|↗|→|＼|\$|<u>|[（(](?!参考|案|資料|仮))|^[\d,.％%]+$"
)

_ANNEX = re.compile(r"[（(]参考(?:資料|事例)?[)）]\s*\S{2}")


def is_title(block: Block) -> bool:
    """Whether a block reads as a title: short, one or two lines, no sentence."""
    text = block.text.text
    limit = MAX_TITLE if block.mark and block.mark.style in COUNTED | {Style.BRACKET} else 45
    if block.mark and block.mark.style is Style.SYMBOL and "、" in text and len(text) > 20:
        return False
    return block.line_count <= 2 and len(text) <= limit and not block.is_sentence and not re.search(r"[、，,]$", text)


def blocks_are_spaced(blocks: Sequence[Block]) -> bool:
    """Whether blank lines stand between most blocks, so that a title without one is none."""
    return sum(b.gap > 0 for b in blocks) >= 0.45 * len(blocks)


def plain(found: list[Item], spaced: bool) -> list[Item]:
    """Titles without any mark."""
    out = list(found)
    for i in range(len(found) - 1, -1, -1):
        item = found[i]
        block = item.block
        if block is None or item.key or block.mark or not _is_plain_title(block):
            continue
        before = found[i - 1] if i else None
        if before and before.block and not before.is_heading and _runs_on(before.block):
            continue
        if (
            not (has_body(out, i) or _is_annex(out, i))
            or spaced
            and i
            and not (block.gap or block.page_top or block.indent)
        ):
            continue
        out[i] = replace(item, key=Key(Style.PLAIN), title=block.text.text)
    return out


def _is_annex(found: Sequence[Item], i: int) -> bool:
    """Whether a title says of itself that what follows is beside the text: (参考) 企業概要."""
    block = found[i].block
    if block is None or block.gap == 0 or not _ANNEX.match(block.text.text) or i + 1 == len(found):
        return False
    return found[i + 1].block is not None or found[i + 1].table is not None


def _is_plain_title(block: Block) -> bool:
    text = block.text.text
    bare = squeeze(text)
    if "、" in text and len(bare) > 28:
        return False
    if not (2 <= len(bare) <= 42) or block.line_count > 1 or block.is_sentence:
        return False
    if (
        _NO_TITLE_START.match(text)
        or _FIGURE_LINE.search(nfkc(text))
        or marks.ends_mid_phrase(text)
        and not text.endswith("とは")
    ):
        return False
    return not re.search(r"[：:]|[!！?？]$|など$|https?:|@|\d{1,2}/\d{1,2}|[氏様]$", text) and not re.fullmatch(
        r"[\d\W]+", bare
    )


def _runs_on(block: Block) -> bool:
    """Whether the block before stops in the middle of a phrase."""
    return marks.ends_mid_phrase(block.text.text) and not block.is_sentence


def has_body(found: Sequence[Item], i: int) -> bool:
    """Whether a text, a list, a table or a marked heading stands directly below item `i`."""
    if i + 1 >= len(found):
        return False
    below = found[i + 1]
    if below.table is not None:
        return True
    block = below.block
    if block is None:
        return False
    if below.key is not None:
        if below.key.style is Style.PLAIN:
            return any(item.table is not None for item in found[i + 2 : i + 4])
        return below.value in (0, 1)
    if block.mark and block.mark.style in ITEM_STYLES | {Style.SYMBOL}:
        return True
    if re.match(r"https?:", block.text.text):
        return False
    if block.is_sentence and len(block.text.text) >= 24 or len(block.text.text) >= 60:
        return True
    # Figures of a group ("63事業 1,600,857千円") below its name, a table below them.
    return bool(_FIGURE_LINE.search(nfkc(block.text.text))) and i + 2 < len(found) and _table_near(found, i + 2)


def _table_near(found: Sequence[Item], i: int) -> bool:
    """Whether a table, or a heading whose content it is, comes at item `i` or right behind."""
    return any(item.table is not None or item.key is not None and item.value == 1 for item in found[i : i + 2])
