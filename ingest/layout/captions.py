"""Captions with what they count: a label, and below it lines of nothing but figures with their units.

Blocks go in, ranges of blocks come out; called by `ingest.layout.groups`. Only labels above their figures are
told: a stretch that opens with figures may be read from below, and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from ingest.blocks import Block
from ingest.layout.figures import read
from ingest.marks import Style
from ingest.normalise import nfkc, squeeze

LEAST = 3  # captions
LABEL = 40  # characters
MOST_BLOCKS = 6
_COUNT = r"(?:計|合計|[^\d\s()]{1,6}[数額率費])?:?(?:約|延べ)?[-▲△]?\d[\d,]*(?:\.\d+)?[兆億万千百]*[^\d\s()、。]{1,4}"
_FIGURES = re.compile(rf"(?:{_COUNT}){{1,4}}")
_DATE = re.compile(r"\d(?:年|月|日|/)")


def find(blocks: Sequence[Block]) -> list[range]:
    """Each caption with its figures."""
    texts = [squeeze(nfkc(b.raw)) for b in blocks]
    counts = [b.mark is None and _is_figures(text) for b, text in zip(blocks, texts, strict=True)]
    out: list[range] = []
    for is_figures, run in groupby(range(len(blocks)), key=counts.__getitem__):
        if not is_figures:
            continue
        places = list(run)
        first = _caption(blocks, places[0])
        if first is None:
            return []
        out.append(range(first, places[-1] + 1))
    return out if len(out) >= LEAST and all(len(r) <= MOST_BLOCKS for r in out) else []


def _is_figures(text: str) -> bool:
    return bool(_FIGURES.fullmatch(text)) and not _DATE.search(text)


def _caption(blocks: Sequence[Block], figures: int) -> int | None:
    """Where the caption above the figures begins: the lines of the box above them, from a mark on if there is one."""
    first = figures - 1
    if first < 0 or not _is_label(blocks[first]):
        return None
    while blocks[first].mark is None and not blocks[first].gap and first and _is_label(blocks[first - 1]):
        first -= 1
    return first


def _is_label(block: Block) -> bool:
    plain = block.mark is None or block.mark.style in (Style.BULLET, Style.SYMBOL)
    # A year above a figure is the figure's own: its label stands further up.
    is_key = read(" ".join(nfkc(block.raw).split()), "") is not None
    return plain and len(block.raw) <= LABEL and not block.is_sentence and not is_key
