"""Headings that an extraction has displaced, put back by the document's own habits.

Items go in, items in a better order come out. Nothing is known of any one document: what usually
follows a kind of heading in this document (a role such as 【背景・課題】, a list of ○, a table of
certain columns) tells where a heading that lacks it belongs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from ingest.gaps import filled
from ingest.habits import block_start, follower, habit, places
from ingest.items import Item, Key
from ingest.levels import Tree, tree
from ingest.marks import COUNTED, Style
from ingest.normalise import heading_text
from ingest.order import rank

ROUNDS = 4
MOVES = 60  # a document with more displaced headings has no habit to go by


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
    completed = filled(current, found)
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


def _roles_before_their_runs(items: list[Item]) -> tuple[list[Item], bool]:
    """A role (【主な取組み】) that came behind the first of the runs it usually opens goes in front of it."""
    for key, at in places(items).items():
        firsts = [i for i in at if items[i].value == 1 and i]
        if len(firsts) < 3:
            continue
        roles = Counter(heading_text(items[i - 1].title) for i in firsts if _is_role(items[i - 1]))
        if not roles:
            continue
        role, count = roles.most_common(1)[0]
        if count < 0.4 * len(firsts):
            continue
        for i in firsts:
            if _is_role(items[i - 1]) and heading_text(items[i - 1].title) == role:
                continue
            place = _role_inside(items, i, key, role)
            if place is not None:
                out = list(items)
                out.insert(i, out.pop(place))
                return out, True
    return items, False


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
    below, inside = _neighbours(out, 0, len(out))
    for i in range(len(out) - 1):
        role, title = out[i], out[i + 1]
        if not _is_role(role) or title.key is None or title.key.style not in COUNTED or title.key.style is Style.PAREN:
            continue
        # Whether roles usually come right below this kind of title; this role itself tells nothing.
        if below[title.key] < 3 or below[title.key] <= 2 * (inside[title.key] - 1):
            continue
        if i + 2 < len(out) and _is_role(out[i + 2]):
            continue
        for counted, change in zip((below, inside), _neighbours(out, i - 1, i + 3), strict=True):
            counted.subtract(change)
        out[i], out[i + 1] = title, role
        for counted, change in zip((below, inside), _neighbours(out, i - 1, i + 3), strict=True):
            counted.update(change)
    return out


def _neighbours(items: Sequence[Item], begin: int, end: int) -> tuple[Counter[Key], Counter[Key]]:
    """How often a role stands right below each kind of heading, and how often right above it."""
    below: Counter[Key] = Counter()
    inside: Counter[Key] = Counter()
    near = items[max(0, begin) : end]
    for first, second in zip(near, near[1:], strict=False):
        if first.key is not None and _is_role(second):
            below[first.key] += 1
        if second.key is not None and _is_role(first):
            inside[second.key] += 1
    return below, inside


def _titles_before_their_blocks(items: list[Item]) -> tuple[list[Item], bool]:
    """A title that came behind its first block goes in front of it."""
    for at in places(items).values():
        usual = habit(items, at)
        if usual is None:
            continue
        for n, i in enumerate(at):
            if follower(items, i) == usual:
                continue
            start = block_start(items, at[n - 1] if n else -1, i, usual)
            if start is not None:
                out = list(items)
                out.insert(start, out.pop(i))
                return out, True
    return items, False
