"""Headings that the text lacks: a numbering that starts again shows where one must have stood.

Items and their tree go in, items with stand-ins come out. Called by `repair`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ingest.habits import block_start, habit, places
from ingest.items import Item, Key
from ingest.levels import Tree

MISSING_TITLE = "（見出しなし）"


def filled(items: list[Item], found: Tree) -> list[Item]:
    """The items with a heading put in front of each run that starts again without one."""
    out = list(items)
    at = places(items)
    parents = _parent_kinds(items, found)
    habits = {key: habit(items, at[key]) for key in {key for key in parents.values() if key in at}}
    for i in sorted(found.restarts, reverse=True):
        parent = parents.get(i)
        if parent is None or parent not in at:
            continue
        inside = _gap(items, at[parent], i)
        if inside is None:
            continue
        before, value = inside
        usual = habits[parent]
        start = block_start(items, before, i, usual) if usual is not None else None
        numbers = (*items[before].numbers[:-1], value)
        place = i if start is None else start
        out.insert(place, Item(key=parent, value=value, numbers=numbers, title=MISSING_TITLE, missing=True))
    return out


def _gap(items: Sequence[Item], at: Sequence[int], i: int) -> tuple[int, int] | None:
    """The last heading of a kind in front of `i` and the number behind its own, if no other has that."""
    n = bisect_left(at, i)
    after = bisect_left(at, i + 1)
    if not n:
        return None
    value = items[at[n - 1]].value + 1
    if after < len(at) and items[at[after]].value != value + 1:
        return None
    return at[n - 1], value


def _parent_kinds(items: Sequence[Item], found: Tree) -> dict[int, Key | None]:
    """For each restart the kind of the heading above it, when that is counted."""
    out: dict[int, Key | None] = {}
    latest: dict[int, Item] = {}  # the last heading at each depth
    for i, depth in found.depths.items():
        if i in found.restarts:
            above = latest.get(depth - 1)
            out[i] = above.key if above is not None and above.counts else None
        latest[depth] = items[i]
    return out
