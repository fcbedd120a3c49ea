"""Headings that an extraction has displaced, put back by the document's own habits.

Items go in, items in a better order come out. Nothing is known of any one document: what usually
follows a kind of heading in this document (a role such as 【背景・課題】, a list of ○, a table of
certain columns) tells where a heading that lacks it belongs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from ingest.headings import Item, Key
from ingest.levels import Tree, tree
from ingest.marks import COUNTED, Style
from ingest.normalise import heading_text
from ingest.order import rank

ROUNDS = 4
MOVES = 60  # a document with more displaced headings has no habit to go by
MISSING_TITLE = "（見出しなし）"
_Follower = tuple[str, ...]


def repaired(items: Sequence[Item]) -> tuple[list[Item], Tree]:
    """The items in reading order as the author meant it, and their tree."""
    current = _without_repeats(list(items))
    for _ in range(ROUNDS):
        before = list(current)
        current = _all_moves(_roles_before_their_runs, current)
        current = _empty_roles_below_titles(current)
        current = _all_moves(_titles_before_their_blocks, current)
        if current == before:
            break
    found = tree(current)
    completed = _with_missing_parents(current, found)
    if completed != current:
        return completed, tree(completed)
    return current, found


def _all_moves(move: Callable[[list[Item]], tuple[list[Item], bool]], items: list[Item]) -> list[Item]:
    """`move` again and again: each move changes what the next one sees."""
    for _ in range(MOVES):
        items, moved = move(items)
        if not moved:
            break
    return items


def _same_heading(first: Item, second: Item) -> bool:
    return (
        first.key is not None
        and first.key == second.key
        and first.value == second.value
        and heading_text(first.title) == heading_text(second.title)
    )


def _without_repeats(items: list[Item]) -> list[Item]:
    """A heading that comes again right after itself (a continued page) opens nothing new."""
    latest: dict[Key, Item] = {}
    out: list[Item] = []
    for item in items:
        key = item.key
        if key is None:
            out.append(item)
            continue
        counted = item.counts
        last = latest.get(key)
        unique = key.style in (Style.PLAIN, Style.HEAD) and _closed_since(out, key) is False
        if last is not None and _same_heading(last, item) and (counted or unique):
            continue
        out.append(item)
        latest[key] = item
    return out


def _closed_since(items: Sequence[Item], key: Key) -> bool | None:
    """Whether a heading that usually stands above plain titles came since the last of `key`."""
    for item in reversed(items):
        if item.key is None:
            continue
        if item.key == key:
            return False
        own = rank(item.key)
        if own is None or own < 60:
            return True
    return None


def follower(items: Sequence[Item], i: int) -> _Follower:
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


def _kind(item: Item) -> _Follower:
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


def _habit(items: Sequence[Item], places: Sequence[int]) -> _Follower | None:
    """What follows a kind of heading in most places, when that is telling."""
    if len(places) < 3:
        return None
    common, count = Counter(follower(items, i) for i in places).most_common(1)[0]
    if count < 0.5 * len(places) or common[0] in ("text", "end", "heading"):
        return None
    return common


def _places(items: Sequence[Item]) -> dict[Key, list[int]]:
    out: dict[Key, list[int]] = {}
    for i, item in enumerate(items):
        if item.key is not None and (item.counts or item.key.style in COUNTED):
            out.setdefault(item.key, []).append(i)
    return out


def _roles_before_their_runs(items: list[Item]) -> tuple[list[Item], bool]:
    """A role (【主な取組み】) that came behind the first of the runs it usually opens goes in front of it."""
    out = list(items)
    for key, places in _places(out).items():
        firsts = [i for i in places if out[i].value == 1 and i]
        if len(firsts) < 3:
            continue
        roles = Counter(heading_text(out[i - 1].title) for i in firsts if _is_role(out[i - 1]))
        if not roles:
            continue
        role, count = roles.most_common(1)[0]
        if count < 0.4 * len(firsts):
            continue
        for i in firsts:
            if _is_role(out[i - 1]) and heading_text(out[i - 1].title) == role:
                continue
            at = _role_inside(out, i, key, role)
            if at is not None:
                out.insert(i, out.pop(at))
                return out, True
    return out, False


def _is_role(item: Item) -> bool:
    return item.key is not None and item.key.style is Style.BRACKET


def _role_inside(items: Sequence[Item], first: int, key: Key, role: str) -> int | None:
    """The place of the role behind the run's first member and before the next section."""
    own = rank(key)
    for j in range(first + 1, len(items)):
        other = items[j]
        if other.key is None:
            continue
        if _is_role(other):
            return j if heading_text(other.title) == role and _opens_no_run(items, j, key) else None
        theirs = rank(other.key)
        if other.key == key and other.value == 1 or theirs is not None and own is not None and theirs < own:
            return None
    return None


def _opens_no_run(items: Sequence[Item], role: int, key: Key) -> bool:
    """Whether the role at this place has no run of its own that begins at 1."""
    following = items[role + 1] if role + 1 < len(items) else None
    return not (following is not None and following.key == key and following.value == 1)


def _empty_roles_below_titles(items: list[Item]) -> list[Item]:
    """A role without content in front of a title that stands above it goes below that title."""
    out = list(items)
    for i in range(len(out) - 1):
        role, title = out[i], out[i + 1]
        if not _is_role(role) or title.key is None or title.key.style not in COUNTED or title.key.style is Style.PAREN:
            continue
        if not _stands_above(out, title.key, role):
            continue
        behind = out[i + 2] if i + 2 < len(out) else None
        if behind is not None and _is_role(behind):
            continue
        out[i], out[i + 1] = title, role
    return out


def _stands_above(items: Sequence[Item], key: Key, role: Item) -> bool:
    """Whether roles usually come right below this kind of title."""
    below = sum(_is_role(items[i + 1]) for i in range(len(items) - 1) if items[i].key == key)
    inside = sum(items[i + 1].key == key for i in range(len(items) - 1) if _is_role(items[i]) and items[i] is not role)
    return below >= 3 and below > 2 * inside


def _titles_before_their_blocks(items: list[Item]) -> tuple[list[Item], bool]:
    """A title that came behind its first block goes in front of it."""
    out = list(items)
    for key in list(_places(out)):
        places = _places(out)[key]
        habit = _habit(out, places)
        if habit is None:
            continue
        for n, i in enumerate(places):
            if follower(out, i) == habit:
                continue
            begin = places[n - 1] if n else -1
            at = _block_start(out, begin, i, habit)
            if at is not None:
                out.insert(at, out.pop(i))
                return out, True
    return out, False


def _block_start(items: Sequence[Item], begin: int, i: int, habit: _Follower) -> int | None:
    """Where the block that belongs to the title at `i` begins, between it and the former title."""
    inside = [j for j in range(begin + 1, i) if _kind(items[j]) == habit]
    if not inside:
        return None
    if habit[0] == "role":
        return inside[-1] if len(inside) >= 2 else None
    if habit[0] == "table":
        return inside[-1] if len(inside) >= 2 and inside[-1] == i - 1 else None
    run = i
    for j in range(i - 1, begin, -1):
        if _kind(items[j]) == habit:
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


def _with_missing_parents(items: list[Item], found: Tree) -> list[Item]:
    """A heading that the text lacks, in front of each run that starts again without one."""
    out = list(items)
    places = _places(items)
    for i in sorted(found.restarts, reverse=True):
        parent = _parent_kind(items, found, i)
        if parent is None:
            continue
        before = [j for j in places.get(parent, []) if j < i]
        after = [j for j in places.get(parent, []) if j > i]
        if not before or (after and items[after[0]].value != items[before[-1]].value + 2):
            continue
        value = items[before[-1]].value + 1
        habit = _habit(items, places[parent])
        at = i
        if habit is not None:
            start = _block_start(items, before[-1], i, habit)
            at = i if start is None else start
        numbers = (*items[before[-1]].numbers[:-1], value)
        out.insert(at, Item(key=parent, value=value, numbers=numbers, title=MISSING_TITLE, missing=True))
    return out


def _parent_kind(items: Sequence[Item], found: Tree, i: int) -> Key | None:
    """The kind of the heading above item `i`, when it is counted."""
    depth = found.depths[i]
    for j in range(i - 1, -1, -1):
        if items[j].is_heading and found.depths[j] == depth - 1:
            return items[j].key if items[j].counts else None
    return None
