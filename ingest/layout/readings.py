"""Indicators of a slide: labels, and figures of several years, in the order in which an extraction met them.

Blocks go in, ranges of blocks come out, each a label with its figures; called by `ingest.layout.groups`. A figure has a
key (a year, 目標, 達成率), and no indicator has two figures of one key: that, and units that agree, tell where one
indicator ends, also where figures stand in front of their label. Where two readings are as good, nothing is grouped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import Block
from ingest.layout.figures import Figure, read
from ingest.marks import Style
from ingest.normalise import nfkc

LEAST = 3  # indicators
MOST_BLOCKS = 20  # of one indicator
LABEL = 40  # characters of a line that may be one
# What speaks against a reading. Two figures of one key are impossible.
_FIGURES_BEFORE, _UNITS_DIFFER, _UNIT_UNLIKE_LABEL = 1, 4, 2
_FURTHER_LABEL, _NO_FIGURE, _NO_LABEL = 2, 3, 9
_STRAY = 1  # a label without figures in front of the first indicator: the caption of a picture, say
_NOTE_FIRST = 1  # a note says something of what stands before it
_SHARE = re.compile(r"(?:率|割合|比率)$")


@dataclass(frozen=True)
class _Part:
    """A block as the reading sees it: a label's line, figures, or a note."""

    figures: tuple[Figure, ...] = ()
    label: str = ""
    opens_label: bool = False  # another label than the line before it
    is_open: bool = False  # ends with a key whose figure follows

    @property
    def is_note(self) -> bool:
        """Whether it says neither."""
        return not self.figures and not self.label and not self.is_open


@dataclass
class _Best:
    """The cheapest reading up to a block: its cost, where its last group begins, whether there is another as cheap."""

    cost: int
    start: int = 0
    indicators: int = 0
    tied: bool = False


def find(blocks: Sequence[Block]) -> list[range]:
    """The indicators among the blocks."""
    out: list[range] = []
    start = 0
    while start < len(blocks):
        end = start
        while end < len(blocks) and _may_belong(blocks[end]):
            end += 1
        if end - start >= 2 * LEAST:
            out.extend(range(start + r.start, start + r.stop) for r in _read(_parts(blocks[start:end])))
        start = end + 1
    return out


def _may_belong(block: Block) -> bool:
    plain = block.mark is None or block.mark.style is Style.NOTE
    return plain and len(block.raw) <= LABEL and not block.is_sentence


def _parts(blocks: Sequence[Block]) -> list[_Part]:
    out: list[_Part] = []
    in_note = False
    pending = ""
    for block in blocks:
        text = " ".join(nfkc(block.raw).split())
        in_note = block.mark is not None or in_note and not block.gap
        found = read(text.lstrip("※ "), pending)
        if in_note and (found is None or not found.figures):
            # A note's own years are no keys.
            found = None
            out.append(_Part())
        elif found is not None:
            in_note = False
            out.append(_Part(found.figures, is_open=bool(found.pending)))
        else:
            out.append(_Part(label=text, opens_label=bool(block.gap) or not out or not out[-1].label))
        pending = found.pending if found is not None else pending if in_note else ""
    return out


def _read(parts: Sequence[_Part]) -> list[range]:
    best: list[_Best | None] = [_Best(0)]
    for end in range(1, len(parts) + 1):
        chosen: _Best | None = None
        if not parts[end - 1].is_open:
            for start in range(max(0, end - MOST_BLOCKS), end):
                before = best[start]
                own = _cost(parts[start:end]) if before is not None else None
                if before is None or own is None:
                    continue
                is_indicator = any(p.figures for p in parts[start:end]) and any(p.label for p in parts[start:end])
                cost = before.cost + (_STRAY if own == _NO_FIGURE and not before.indicators else own)
                if chosen is None or cost < chosen.cost:
                    chosen = _Best(cost, start, before.indicators + is_indicator, before.tied)
                elif cost == chosen.cost:
                    chosen.tied = True
        best.append(chosen)
    last = best[-1]
    if last is None or last.tied or last.indicators < LEAST:
        return []
    out: list[range] = []
    end = len(parts)
    while end:
        here = best[end]
        if here is None:  # cannot be: every start of a reading has one of its own
            return []
        group = parts[here.start : end]
        if any(p.label for p in group) and any(p.figures for p in group):
            out.append(range(here.start, end))
        end = here.start
    return out[::-1] if len(out) >= LEAST else []


def _cost(parts: Sequence[_Part]) -> int | None:
    """What speaks against these blocks being one indicator (or one stray label); None if they cannot be."""
    figures = [f for p in parts for f in p.figures]
    keys = [f.key for f in figures if f.key]
    labels = [i for i, p in enumerate(parts) if p.label]
    if len(set(keys)) < len(keys):
        return None
    if labels and any(not parts[i].label for i in range(labels[0], labels[-1])):
        return None  # figures between two labels
    further = sum(p.opens_label for p in parts) - 1
    if not parts[0].opens_label and labels and labels[0] == 0:
        return None  # the rest of a label whose beginning is elsewhere
    if not figures:
        return _NO_FIGURE + _FURTHER_LABEL * max(0, further) if labels else _NOTE_FIRST * len(parts)
    if not labels:
        return _NO_LABEL
    units = {f.unit for f in figures if f.unit and not f.is_ratio}
    label = "".join(parts[i].label for i in labels)
    cost = _FURTHER_LABEL * further + _UNITS_DIFFER * max(0, len(units) - 1)
    cost += _FIGURES_BEFORE * any(p.figures for p in parts[: labels[0]]) + _NOTE_FIRST * parts[0].is_note
    if units and bool(_SHARE.search(label)) != ("%" in units):
        cost += _UNIT_UNLIKE_LABEL
    return cost
