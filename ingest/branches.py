"""The open branch of a partial tree: what a search through the headings remembers.

A `State` and a `Placement` go in, the state one heading further comes out. Called by `levels`, read
by `costs`. States are never changed: they share what they have in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.items import Item, Key
from ingest.marks import Style
from ingest.normalise import heading_text

KINDS = 24  # how many kinds a state remembers; a document has fewer, an attack may have thousands
TITLES = 64

_Runs = tuple[tuple[int, int], ...]  # a kind and its last number
Chain = tuple[int, "Chain"] | None  # the last one and those before it
Signature = tuple[str, ...]


class Head(NamedTuple):
    """A heading to be placed, all that the search asks of it worked out once.

    `kind` numbers its `Key` (see `Kinds`); `own` is the signature of the table below it, `near` the
    same or that of the title directly below it.
    """

    at: int
    item: Item
    key: Key
    kind: int
    title: str
    own: Signature
    near: Signature
    kind_below: int


class Open(NamedTuple):
    """An open heading: which item, its kind, its number, titles of its like under one parent.

    `shape` names the branch down to here (kinds and numbers), `runs` are the kinds that stand
    directly below it so far.
    """

    at: int
    kind: int
    style: Style
    value: int
    numbers: tuple[int, ...]
    titles: frozenset[str]
    signature: Signature
    shape: int
    runs: _Runs = ()


class State(NamedTuple):
    """A partial tree: the open branch, the parents learned, every heading's depth so far, its cost."""

    stack: tuple[Open, ...] = ()
    parents: tuple[tuple[int, int], ...] = ()
    depths: Chain = None
    restarts: Chain = None
    cost: int = 0
    runs: _Runs = ()

    def parent_of(self, kind: int) -> int | None:
        """The kind under which this one stood last (-1: none, at the top); None where it is new."""
        for known, parent in self.parents:
            if known == kind:
                return parent
        return None


class Placement(NamedTuple):
    """A heading at depth `level` of a state's branch and what that costs in all.

    `stand_in`: it counts as one of that kind; `beside`: as like one of another place.
    """

    state: State
    level: int
    cost: int
    restart: bool = False
    stand_in: Open | None = None
    beside: bool = False

    def run(self, kind: int) -> Open | None:
        """The open heading of the same kind whose place the new one takes."""
        stack = self.state.stack
        if self.stand_in is not None or self.level >= len(stack):
            return None
        current = stack[self.level]
        return current if current.kind == kind else None

    def number(self, head: Head) -> tuple[int, int]:
        """Kind and number of the heading in this place."""
        if self.stand_in is not None:
            return self.stand_in.kind, self.stand_in.value
        run = None if self.restart or head.item.value == 1 else self.run(head.kind)
        return head.kind, max(head.item.value, run.value) if run else head.item.value


class Kinds:
    """Small numbers for the kinds of headings of a document, in order of appearance."""

    def __init__(self) -> None:
        self.keys: list[Key] = []
        self._numbers: dict[Key, int] = {}

    def number(self, key: Key) -> int:
        """The number of a kind."""
        if key not in self._numbers:
            self._numbers[key] = len(self.keys)
            self.keys.append(key)
        return self._numbers[key]


class Shapes:
    """Numbers for branches: two states with one number have the same kinds and values open."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, int, int], int] = {}

    def of(self, option: Placement, head: Head) -> int:
        """The branch that this placement gives."""
        above = option.state.stack[option.level - 1].shape if option.level else -1
        return self._numbers.setdefault((above, *option.number(head)), len(self._numbers))


def heads(items: Sequence[Item], kinds: Kinds) -> list[Head]:
    """The headings among the items, ready for the search."""
    found: list[Head] = []
    for i, item in enumerate(items):
        if item.key is None:
            continue
        own = near = signature(items, i)
        below = items[i + 1].key if i + 1 < len(items) else None
        if not own and below is not None:
            near = signature(items, i + 1)
        kind_below = kinds.number(below) if below is not None else -1
        found.append(Head(i, item, item.key, kinds.number(item.key), heading_text(item.title), own, near, kind_below))
    return found


def signature(items: Sequence[Item], i: int) -> Signature:
    """The column names of the table that stands directly below heading `i`, else nothing."""
    for item in items[i + 1 : i + 4]:
        if item.table is not None:
            found = item.table.signature
            return found if any(found) else ()
        if item.is_heading:
            return ()
    return ()


def placed(option: Placement, head: Head, shape: int) -> State:
    """The state with the heading in its place."""
    state, level = option.state, option.level
    run = option.run(head.kind)
    entry = _entry(option, head, shape, run)
    above = state.stack[level - 1] if level else None
    parents = state.parents
    if option.stand_in is None and run is None and not option.beside:
        kept = tuple(pair for pair in parents[-KINDS:] if pair[0] != head.kind)
        parents = (*kept, (head.kind, above.kind if above else -1))
    restarts = (head.at, state.restarts) if option.restart else state.restarts
    depths = (level, state.depths)
    if above is None:
        return State((entry,), parents, depths, restarts, option.cost, _with_run(state.runs, entry))
    above = above._replace(runs=_with_run(above.runs, entry))
    return State((*state.stack[: level - 1], above, entry), parents, depths, restarts, option.cost, state.runs)


def _entry(option: Placement, head: Head, shape: int, run: Open | None) -> Open:
    like = option.stand_in
    kind, value = option.number(head)
    if like is not None:
        return Open(head.at, kind, like.style, value, like.numbers, frozenset((head.title,)), head.own, shape)
    titles = run.titles if run and not option.restart and len(run.titles) < TITLES else frozenset()
    if head.title not in titles:
        titles |= {head.title}
    return Open(head.at, kind, head.key.style, value, head.item.numbers, titles, head.own, shape)


def _with_run(runs: _Runs, entry: Open) -> _Runs:
    return (*(pair for pair in runs[-KINDS:] if pair[0] != entry.kind), (entry.kind, entry.value))
