"""Sets candidates for headings into a tree.

Items go in, the same items with a stack of headings for each come out. A beam search goes through the
headings in order and weighs, for each, every place in the open branch: the next number of an open run,
a new run below an open heading, numbers that jump or start again, the usual rank of the mark and
the parent that the same mark had before.

Source of the ranks: see `marks.RANK`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.headings import Item, Key
from ingest.marks import COUNTED, Style
from ingest.normalise import heading_text
from ingest.order import Order, learn, rank

BEAM = 24
_TOP = (Style.CONTENTS, Style.PART, Style.CHAPTER, Style.MARKDOWN)
_GIVEN = (Style.CONTENTS, Style.MARKDOWN)  # their level is told, whatever their numbers do
RESTART = 4.0  # the numbering of an open run starts again: a heading above it is missing
_ROLE_REPEATED = 1.5  # 【背景・課題】 a second time under one heading


_Runs = tuple[tuple[Key, int], ...]
_Chain = tuple[int, "_Chain"] | None  # the last depth and those before it: states share what they have in common
KINDS = 24  # how many kinds a state remembers; a document has fewer, an attack may have thousands
TITLES = 64


@dataclass(frozen=True)
class Open:
    """An open heading: which item, its kind, its number, titles of its like under one parent.

    `runs` are the kinds that stand directly below it so far, each with its last number;
    `signature` is that of the table directly below it.
    """

    index: int
    key: Key
    value: int
    numbers: tuple[int, ...]
    titles: frozenset[str]
    runs: _Runs = ()
    signature: tuple[str, ...] = ()


@dataclass(frozen=True)
class State:
    """A partial tree: the open branch, the parents learned, every heading's depth so far."""

    stack: tuple[Open, ...]
    parents: tuple[tuple[Key, Key | None], ...]
    depths: _Chain
    restarts: tuple[int, ...]
    cost: float
    runs: _Runs = ()

    def parent_of(self, key: Key) -> tuple[bool, Key | None]:
        """Whether the kind was seen, and under which kind it stood last."""
        for known, parent in self.parents:
            if known == key:
                return True, parent
        return False, None


@dataclass(frozen=True)
class Tree:
    """Depth from 0 of each heading, by item index, and the headings whose parent seems missing."""

    depths: dict[int, int]
    restarts: frozenset[int]
    cost: float


def tree(items: Sequence[Item]) -> Tree:
    """The cheapest tree for the headings among `items`."""
    beam = [State((), (), None, (), 0.0)]
    places = [i for i, item in enumerate(items) if item.is_heading]
    order = learn(items)
    for i in places:
        grown: dict[tuple[tuple[int, Key], ...], State] = {}
        for state in beam:
            for option in _options(state, items, i, order):
                shape = tuple((o.value, o.key) for o in option.stack)
                if shape not in grown or option.cost < grown[shape].cost:
                    grown[shape] = option
        beam = sorted(grown.values(), key=lambda s: s.cost)[:BEAM]
    best = beam[0]
    return Tree(dict(zip(places, _unchained(best.depths), strict=True)), frozenset(best.restarts), best.cost)


def _unchained(chain: _Chain) -> list[int]:
    out = []
    while chain is not None:
        depth, chain = chain
        out.append(depth)
    return out[::-1]


def _options(state: State, items: Sequence[Item], i: int, order: Order) -> list[State]:
    item = items[i]
    key = item.key
    if key is None:
        return []
    out: list[State] = []
    for level, entry in enumerate(state.stack):
        if entry.key == key:
            cost, restart = _sibling(entry, item)
            cost += _popped(state, level + 1, key, order)
            if key.style is Style.PLAIN and entry.index == i - 1:
                cost += 1.0  # a title right below a title stands under it
            out.append(_place(state, items, i, level, cost, restart))
    for level in range(-1, len(state.stack)):
        cost = _child(state, items, i, level, order)
        again, restart = _begun_before(state, item, level)
        out.append(_place(state, items, i, level + 1, cost + again, restart))
    if item.opens_appendix:
        out.extend(_appendix(state, items, i))
    out.extend(_beside_like_table(state, items, i))
    return out


def _begun_before(state: State, item: Item, level: int) -> tuple[float, bool]:
    """What it costs to begin a run below a heading that had such a run before, since closed."""
    key = item.key
    if key is None or key.style not in COUNTED or not item.value:
        return 0.0, False
    runs = state.stack[level].runs if level >= 0 else state.runs
    last = next((value for known, value in runs if known == key), None)
    if last is None or len(item.numbers) > 1:
        return 0.0, False
    if item.value == last + 1:
        return -1.2 - min(0.1 * item.value, 1.0), False
    return (RESTART - 0.4, True) if item.value == 1 else (0.0, False)


def signature(items: Sequence[Item], i: int) -> tuple[str, ...]:
    """The column names of the table that stands directly below heading `i`, else nothing."""
    for item in items[i + 1 : i + 4]:
        if item.table is not None:
            return item.table.signature if any(item.table.signature) else ()
        if item.is_heading:
            return ()
    return ()


def _beside_like_table(state: State, items: Sequence[Item], i: int) -> list[State]:
    """Headings without a telling mark stand on one level when their tables have the same columns."""
    item = items[i]
    if item.key is None or item.key.style not in (Style.PLAIN, Style.MARKDOWN, Style.SYMBOL):
        return []
    own = signature(items, i)
    if not own and i + 1 < len(items) and items[i + 1].key is not None:
        own = signature(items, i + 1)
    if not own:
        return []
    # A title right below another one, nothing between, stands under it rather than beside its like.
    cost = 0.5 if state.stack and state.stack[-1].index == i - 1 else -0.5
    return [
        _place(state, items, i, level, cost, False, beside=True)
        for level, entry in enumerate(state.stack)
        if entry.signature == own and entry.key.style in (Style.PLAIN, Style.MARKDOWN, Style.SYMBOL)
    ]


def _sibling(entry: Open, item: Item) -> tuple[float, bool]:
    """What it costs to be the next of an open run, and whether a parent is missing then."""
    key, value = entry.key, item.value
    if not item.counts:
        repeated = heading_text(item.title) in entry.titles
        return (_ROLE_REPEATED if repeated and key.style is Style.BRACKET else 0.0), False
    if key.style in _GIVEN:
        return 0.0, value == 1 and entry.value > 1
    if len(item.numbers) > 1 and item.numbers[:-1] != entry.numbers[:-1]:
        return (0.1 if value == 1 else 0.8), False
    if value == entry.value + 1:
        return 0.0, False
    if value > entry.value:
        return min(1.0 + 0.3 * (value - entry.value), 3.0), False
    if value == entry.value:
        return (0.2 if heading_text(item.title) in entry.titles else 3.0), False
    if value == 1:
        return RESTART, True
    return (1.0 if value == entry.value - 1 else 2.5), False


def _popped(state: State, level: int, key: Key, order: Order) -> float:
    """What it costs to close the headings from `level` on."""
    own = rank(key)
    cost = 0.0
    for entry in state.stack[level:]:
        if order.above(entry.key, key):
            cost += 1.0
        elif own is None and rank(entry.key) is not None:
            cost += 1.0 if key.style is Style.PLAIN else 0.3
    return cost


def _child(state: State, items: Sequence[Item], i: int, level: int, order: Order) -> float:
    """What it costs to begin a new run below the open heading at `level` (-1: at the top)."""
    item = items[i]
    key = item.key
    if key is None:
        raise ValueError("only headings have a place in the tree")
    known, learned = state.parent_of(key)
    parent = state.stack[level] if level >= 0 else None
    cost = 0.0
    if item.counts and item.value > 1 and key.style in COUNTED:
        cost += 1.5 + min(0.1 * item.value, 1.0)
    for depth, entry in enumerate(state.stack[: level + 1]):
        if entry.key == key:
            cost += 0.0 if key.style is Style.PLAIN and entry.index == i - 1 else 3.0
        elif order.above(entry.key, key) is False:
            cost += 2.0 if depth == level else 1.0
        elif rank(entry.key) is None and key.style in _TOP:
            cost += 3.0 if key.style is Style.CONTENTS else 1.0
    for entry in state.stack[level + 1 :]:
        if entry.key == key:
            cost += 3.0
        elif order.above(entry.key, key):
            cost += 1.0
        elif key.style in _TOP:
            continue
        elif entry.key.style is Style.PLAIN:
            cost += 0.4
        else:
            cost += 1.0 if key.style is Style.PLAIN else 0.5
    if key.style is Style.PLAIN and parent is not None and parent.key.style in (Style.PLAIN, Style.SYMBOL):
        cost += 0.0 if parent.index == i - 1 else 1.0
    if parent is not None and parent.key.style is Style.PLAIN and key.style is not Style.PLAIN:
        cost += 0.0 if parent.index == i - 1 else 0.2
    if key.style in (Style.MARKDOWN,) and parent is not None and parent.key.style is not Style.MARKDOWN:
        cost += 2.0
    if known and key.style is not Style.PLAIN:
        same = learned == (parent.key if parent else None)
        cost += -0.2 if same else 1.0
    return cost


def _appendix(state: State, items: Sequence[Item], i: int) -> list[State]:
    """A plain title in front of a new numbering stands beside the parent of that numbering."""
    below = items[i + 1].key
    if below is None:
        return []
    known, parent = state.parent_of(below)
    out = []
    for level, entry in enumerate(state.stack):
        if known and parent == entry.key and entry.key.style is not Style.CONTENTS:
            out.append(_place(state, items, i, level, -0.5, False, stand_in=entry))
    return out


def _place(
    state: State,
    items: Sequence[Item],
    i: int,
    level: int,
    cost: float,
    restart: bool,
    stand_in: Open | None = None,
    beside: bool = False,
) -> State:
    """The state with heading `i` at depth `level`; `stand_in`: it counts as one of that kind."""
    item = items[i]
    key = item.key
    if key is None:
        raise ValueError("only headings have a place in the tree")
    title = heading_text(item.title)
    current = state.stack[level] if level < len(state.stack) else None
    run = current if current is not None and current.key == key and stand_in is None else None
    titles = (run.titles if run and not restart and len(run.titles) < TITLES else frozenset()) | {title}
    value = max(item.value, run.value) if run and not restart and item.value != 1 else item.value
    own = signature(items, i)
    if stand_in is not None:
        entry = Open(i, stand_in.key, stand_in.value, stand_in.numbers, frozenset({title}), signature=own)
    else:
        entry = Open(i, key, value, item.numbers, titles, signature=own)
    above = state.stack[level - 1] if level else None
    parents = state.parents
    if stand_in is None and run is None and not beside:
        parents = (*((k, p) for k, p in parents[-KINDS:] if k != key), (key, above.key if above else None))
    stack = [*state.stack[:level], entry]
    top = state.runs
    if above is None:
        top = _with_run(top, entry)
    else:
        stack[level - 1] = replace(above, runs=_with_run(above.runs, entry))
    return State(
        tuple(stack),
        parents,
        (level, state.depths),
        (*state.restarts, i) if restart else state.restarts,
        state.cost + cost,
        top,
    )


def _with_run(runs: _Runs, entry: Open) -> _Runs:
    return (*((k, v) for k, v in runs[-KINDS:] if k != entry.key), (entry.key, entry.value))
