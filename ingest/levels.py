"""Sets candidates for headings into a tree.

Items go in, the depth of each heading comes out; `contents` and `repair` call it. A beam search goes
through the headings in order and weighs, for each, every place in the open branch: the next number
of an open run, a new run below an open heading, numbers that jump or start again (see `costs`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest import costs
from ingest.branches import Chain, Head, Kinds, Placement, Shapes, State, heads, placed
from ingest.costs import Relations
from ingest.items import Item
from ingest.marks import Style
from ingest.order import learn

BEAM = 24
HOPELESS = 45  # tenths: a state that costs so much more than the best one is not followed
_UNTOLD = (Style.PLAIN, Style.MARKDOWN, Style.SYMBOL)  # their mark does not tell a level


@dataclass(frozen=True)
class Tree:
    """Depth from 0 of each heading, by item index, and the headings whose parent seems missing."""

    depths: dict[int, int]
    restarts: frozenset[int]
    cost: float


def tree(items: Sequence[Item]) -> Tree:
    """The cheapest tree for the headings among `items`."""
    kinds, shapes = Kinds(), Shapes()
    found = heads(items, kinds)
    relations = Relations(kinds, learn(items))
    beam = [State()]
    for head in found:
        beam = _grown(beam, head, relations, shapes)
    best = beam[0]
    depths = dict(zip((head.at for head in found), _unchained(best.depths), strict=True))
    _lower_single_roman(items, depths)
    _lower_title_of_number(items, depths)
    return Tree(depths, frozenset(_unchained(best.restarts)), best.cost / 10)


def _lower_single_roman(items: Sequence[Item], depths: dict[int, int]) -> None:
    """A roman number without a second, beside the counted heading right above it, counts a division of that one."""
    romans = [i for i in depths if (key := items[i].key) is not None and key.style is Style.ROMAN]
    if len(romans) != 1:
        return
    order = list(depths)
    at = order.index(romans[0])
    above = items[order[at - 1]] if at else None
    ends = at + 1 == len(order) or depths[order[at + 1]] <= depths[romans[0]]
    if above is not None and above.counts and depths[order[at - 1]] == depths[romans[0]] and ends:
        depths[romans[0]] += 1


def _lower_title_of_number(items: Sequence[Item], depths: dict[int, int]) -> None:
    """An unmarked title right below a counted heading, which would hold nothing else, stands below that heading."""
    order = list(depths)
    for at, i in enumerate(order[1:], 1):
        key, above = items[i].key, items[i - 1]
        if key is None or key.style is not Style.PLAIN or order[at - 1] != i - 1 or not above.counts:
            continue
        ends = at + 1 == len(order) or depths[order[at + 1]] <= depths[i]
        if ends and depths[i] < depths[i - 1]:
            depths[i] = depths[i - 1] + 1


def _grown(beam: Sequence[State], head: Head, relations: Relations, shapes: Shapes) -> list[State]:
    """The best states with one heading more, each branch once."""
    cheapest: dict[int, Placement] = {}
    for state in beam:
        for option in _options(state, head, relations):
            shape = shapes.of(option, head)
            known = cheapest.get(shape)
            if known is None or option.cost < known.cost:
                cheapest[shape] = option
    best = sorted(cheapest.items(), key=lambda pair: pair[1].cost)[:BEAM]
    bound = best[0][1].cost + HOPELESS
    return [placed(option, head, shape) for shape, option in best if option.cost <= bound]


def _unchained(chain: Chain) -> list[int]:
    out = []
    while chain is not None:
        last, chain = chain
        out.append(last)
    return out[::-1]


def _options(state: State, head: Head, relations: Relations) -> Iterator[Placement]:
    """Every place of the open branch for a heading."""
    yield from _siblings(state, head, relations)
    for level, cost in enumerate(costs.children(state, head, relations), -1):
        again, restart = costs.begun_before(state, head, level)
        yield Placement(state, level + 1, state.cost + cost + again, restart)
    if head.item.opens_appendix:
        yield from _appendix(state, head)
    if head.near and head.key.style in _UNTOLD:
        yield from _beside_like_table(state, head)


def _siblings(state: State, head: Head, relations: Relations) -> Iterator[Placement]:
    if not any(entry.kind == head.kind for entry in state.stack):
        return
    passed = costs.siblings_passed(state, head, relations)
    for level, entry in enumerate(state.stack):
        if entry.kind != head.kind:
            continue
        cost, restart = costs.sibling(entry, head)
        if head.key.style is Style.PLAIN and entry.at == head.at - 1:
            cost += 10  # a title right below a title stands under it
        yield Placement(state, level, state.cost + cost + passed[level], restart)


def _beside_like_table(state: State, head: Head) -> Iterator[Placement]:
    """Headings without a telling mark stand on one level when their tables have the same columns."""
    # A title right below another one, nothing between, stands under it rather than beside its like.
    cost = 5 if state.stack and state.stack[-1].at == head.at - 1 else -5
    for level, entry in enumerate(state.stack):
        if entry.signature == head.near and entry.style in _UNTOLD:
            yield Placement(state, level, state.cost + cost, beside=True)


def _appendix(state: State, head: Head) -> Iterator[Placement]:
    """A plain title in front of a new numbering stands beside the parent of that numbering."""
    parent = state.parent_of(head.kind_below)
    for level, entry in enumerate(state.stack):
        if parent == entry.kind and entry.style is not Style.CONTENTS:
            yield Placement(state, level, state.cost - 5, stand_in=entry)
