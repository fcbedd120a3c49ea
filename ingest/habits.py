"""What usually follows a kind of heading in a document: its habit, which tells where a displaced one belongs.

Items go in, kinds of followers and places come out. Called by `repair` and `gaps`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from ingest.items import Item, Key
from ingest.marks import COUNTED, Style
from ingest.normalise import heading_text

Follower = tuple[str, ...]
WINDOW = 400  # items in front of a title; a block that begins further up is not its own


def follower(items: Sequence[Item], i: int) -> Follower:
    """What stands directly behind item `i`, as its kind."""
    for item in items[i + 1 : i + 3]:
        if item.key is not None:
            if item.key.style is Style.BRACKET:
                return ("role", heading_text(item.title))
            return ("heading", item.key.style.value, item.key.form)
        if item.table is not None:
            return ("table", *item.table.signature)
        if item.block is not None and item.block.mark is not None:
            return ("mark", item.block.mark.style.value, item.block.mark.key)
        if item.block is not None and len(item.block.text.text) <= 8 and not item.block.is_sentence:
            continue  # a scrap of a figure or of vertical text
        return ("text",)
    return ("end",)


def kind(item: Item) -> Follower:
    """The kind of an item itself, as `follower` names it."""
    if item.key is not None:
        return (
            ("role", heading_text(item.title))
            if item.key.style is Style.BRACKET
            else ("heading", item.key.style.value, item.key.form)
        )
    if item.table is not None:
        return ("table", *item.table.signature)
    if item.block is not None and item.block.mark is not None:
        return ("mark", item.block.mark.style.value, item.block.mark.key)
    return ("text",)


def habit(items: Sequence[Item], at: Sequence[int]) -> Follower | None:
    """What follows a kind of heading in most places, when that is telling."""
    if len(at) < 3:
        return None
    common, count = Counter(follower(items, i) for i in at).most_common(1)[0]
    if count < 0.5 * len(at) or common[0] in ("text", "end", "heading"):
        return None
    return common


def places(items: Sequence[Item]) -> dict[Key, list[int]]:
    """Where each kind of counted heading stands."""
    out: dict[Key, list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        if item.key is not None and (item.key.style in COUNTED or item.counts):
            out[item.key].append(i)
    return out


def block_start(items: Sequence[Item], begin: int, i: int, usual: Follower) -> int | None:
    """Where the block that belongs to the title at `i` begins, between it and the former title."""
    inside = [j for j in range(max(begin + 1, i - WINDOW), i) if kind(items[j]) == usual]
    if not inside:
        return None
    if usual[0] == "role":
        return inside[-1] if len(inside) >= 2 else None
    if usual[0] == "table":
        return inside[-1] if len(inside) >= 2 and inside[-1] == i - 1 else None
    run = i
    for j in range(i - 1, begin, -1):
        if kind(items[j]) == usual:
            run = j
        elif not _is_scrap(items[j]):
            break
    if run == i or run == begin + 1:
        return None
    return run


def _is_scrap(item: Item) -> bool:
    block = item.block
    return (
        item.key is None
        and block is not None
        and block.mark is None
        and len(block.text.text) <= 12
        and not block.is_sentence
    )
