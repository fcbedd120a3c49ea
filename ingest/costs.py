"""What it costs to place a heading: how much a place goes against numbering, rank and habit.

A `State` and a `Head` go in, costs in tenths come out (whole numbers, so that their order of adding
tells nothing). Called by `levels`. Source of the ranks: see `marks.RANK`.
"""

from __future__ import annotations

from typing import NamedTuple

from ingest.branches import Head, Kinds, Open, State
from ingest.items import Key
from ingest.marks import COUNTED, Style
from ingest.order import Order, rank

RESTART = 40  # the numbering of an open run starts again: a heading above it is missing
_ROLE_REPEATED = 15  # 【背景・課題】 a second time under one heading
_TOP = (Style.CONTENTS, Style.PART, Style.CHAPTER, Style.MARKDOWN)
_GIVEN = (Style.CONTENTS, Style.MARKDOWN)  # their level is told, whatever their numbers do


class Relation(NamedTuple):
    """What an open heading costs a new one: `over` where it stands further up, `parent` more where it
    is the parent, `closed` where it stood below the parent, `passed` where it stood below a sibling."""

    over: int
    parent: int
    closed: int
    passed: int


class Relations:
    """The relations between the kinds of a document, worked out once a pair."""

    def __init__(self, kinds: Kinds, order: Order) -> None:
        self._kinds = kinds
        self._order = order
        self._rows: dict[int, dict[int, Relation]] = {}

    def row(self, kind: int) -> dict[int, Relation]:
        """Those known so far for new headings of this kind, by the kind of the open one."""
        return self._rows.setdefault(kind, {})

    def of(self, entry: int, kind: int) -> Relation:
        """What an open heading of kind `entry` costs a new one of `kind`."""
        found = self._found(self._kinds.keys[entry], self._kinds.keys[kind])
        self.row(kind)[entry] = found
        return found

    def _found(self, entry: Key, key: Key) -> Relation:
        above = self._order.above(entry, key)
        plain = key.style is Style.PLAIN
        ranked = rank(entry) is not None
        passed = 10 if above else (10 if plain else 3) if ranked and rank(key) is None else 0
        if entry == key:
            return Relation(30, 0, 30, passed)
        over, parent = 0, 0
        if above is False:
            over, parent = 10, 10
        elif not ranked and key.style in _TOP:
            over = 30 if key.style is Style.CONTENTS else 10
        if above:
            closed = 10
        elif key.style in _TOP:
            closed = 0
        else:
            closed = 4 if entry.style is Style.PLAIN else 10 if plain else 5
        return Relation(over, parent, closed, passed)


def sibling(entry: Open, head: Head) -> tuple[int, bool]:
    """What it costs to be the next of an open run, and whether a parent is missing then."""
    item, value = head.item, head.item.value
    if not item.counts:
        repeated = entry.style is Style.BRACKET and head.title in entry.titles
        return (_ROLE_REPEATED if repeated else 0), False
    if entry.style in _GIVEN:
        return 0, value == 1 and entry.value > 1
    if len(item.numbers) > 1 and item.numbers[:-1] != entry.numbers[:-1]:
        return (1 if value == 1 else 8), False
    if value == entry.value + 1:
        return 0, False
    if value > entry.value:
        return min(10 + 3 * (value - entry.value), 30), False
    if value == entry.value:
        return (2 if head.title in entry.titles else 30), False
    if value == 1:
        return RESTART, True
    return (10 if value == entry.value - 1 else 25), False


def siblings_passed(state: State, head: Head, relations: Relations) -> list[int]:
    """For each open heading what it costs to close all those below it for a sibling."""
    row = relations.row(head.kind)
    out, cost = [], 0
    for entry in reversed(state.stack):
        out.append(cost)
        cost += (row.get(entry.kind) or relations.of(entry.kind, head.kind)).passed
    return out[::-1]


def children(state: State, head: Head, relations: Relations) -> list[int]:
    """What it costs to begin a new run at the top, and below each open heading."""
    row = relations.row(head.kind)
    stack = state.stack
    found = [row.get(entry.kind) or relations.of(entry.kind, head.kind) for entry in stack]
    learned = state.parent_of(head.kind)
    closed = sum(one.closed for one in found)
    over = _first(head)
    plain = head.key.style is Style.PLAIN
    out = [closed + over + _beneath(None, head, learned)]
    for entry, one in zip(stack, found, strict=True):
        closed -= one.closed
        if not (plain and entry.kind == head.kind and entry.at == head.at - 1):
            over += one.over
        out.append(over + one.parent + closed + _beneath(entry, head, learned))
    return out


def _first(head: Head) -> int:
    """What it costs that a run does not begin at 1."""
    item = head.item
    if not item.counts or item.value <= 1 or head.key.style not in COUNTED:
        return 0
    return 15 + min(item.value, 10)


def _beneath(parent: Open | None, head: Head, learned: int | None) -> int:
    """What it costs to stand directly below this heading (None: at the top)."""
    style, cost = head.key.style, 0
    if parent is not None:
        adjacent = parent.at == head.at - 1
        if style is Style.PLAIN and parent.style in (Style.PLAIN, Style.SYMBOL):
            cost += 0 if adjacent else 10
        elif parent.style is Style.PLAIN and style is not Style.PLAIN:
            cost += 0 if adjacent else 2
        if style is Style.MARKDOWN and parent.style is not Style.MARKDOWN:
            cost += 20
    if learned is not None and style is not Style.PLAIN:
        cost += -2 if learned == (parent.kind if parent else -1) else 10
    return cost


def begun_before(state: State, head: Head, level: int) -> tuple[int, bool]:
    """What it costs to begin a run below a heading that had such a run before, since closed."""
    item = head.item
    if head.key.style not in COUNTED or not item.value or len(item.numbers) > 1:
        return 0, False
    runs = state.stack[level].runs if level >= 0 else state.runs
    last = next((value for known, value in runs if known == head.kind), None)
    if last is None:
        return 0, False
    if item.value == last + 1:
        return -12 - min(item.value, 10), False
    return (RESTART - 4, True) if item.value == 1 else (0, False)
