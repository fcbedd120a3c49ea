"""A list of persons that has lost its columns: offices on one to three lines, then the name, perhaps a remark.

Blocks go in, ranges of blocks come out; called by `ingest.layout.groups`. A name is two short words that are no
office; they count as a list only below a line that announces names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.blocks import Block
from ingest.normalise import nfkc

LEAST = 3  # persons
MOST_BLOCKS = 5  # of one person
_ANNOUNCES = re.compile(r"氏\s*名|名\s*簿|構成員|委員一覧|出席者|メンバー")
_WORD = r"[\u3400-\u9fff々〆ヶぁ-んァ-ヴー]"
_NAME = re.compile(rf"({_WORD}{{1,4}})\s+({_WORD}{{1,4}}?)(?:\s*(?:氏|様|委員))?(?:\s+\S{{1,8}})?")
_OFFICE = re.compile(r"(?:長|部|課|局|室|係|社|店|会|所|員|授|役|事|担当|理事|代表|大学|センター)$")


def find(blocks: Sequence[Block]) -> list[range]:
    """Each person's lines, none where the list is not announced or names are few."""
    texts = [" ".join(nfkc(b.raw).split()) for b in blocks]
    head = next((i for i, text in enumerate(texts) if _ANNOUNCES.search(text) and len(text) <= 60), None)
    if head is None:
        return []
    while head + 1 < len(texts) and _ANNOUNCES.search(texts[head + 1]):
        head += 1
    names = [i for i in range(head + 1, len(texts)) if _is_name(texts[i])]
    if len(names) < LEAST:
        return []
    # Names stand before their offices where the first line is one, and behind them else.
    first = names[0] == head + 1
    if first and names[-1] == len(texts) - 1:
        return []
    edges = [*names, min(len(texts), names[-1] + _usual(names))] if first else [head + 1, *(n + 1 for n in names)]
    found = [range(a, b) for a, b in pairwise(edges)]
    if any(not 2 <= len(group) <= MOST_BLOCKS or any(blocks[i].is_sentence for i in group) for group in found):
        return []
    return found


def _usual(names: Sequence[int]) -> int:
    sizes = sorted(b - a for a, b in pairwise(names))
    return sizes[len(sizes) // 2]


def _is_name(text: str) -> bool:
    found = _NAME.fullmatch(text)
    return found is not None and not _OFFICE.search(found[2])
