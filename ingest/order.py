"""Which kind of heading stands above which: by usual rank, and by what the document itself proves.

Items go in, an `Order` comes out; `levels` and `repair` ask it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.items import Item, Key
from ingest.marks import COUNTED, RANK, Style

WINDOW = 400  # headings between two of a kind; more than that prove nothing and cost time
_PROOF = 2


@dataclass(frozen=True)
class Order:
    """`proven` holds pairs (upper kind, lower kind)."""

    proven: frozenset[tuple[Key, Key]] = frozenset()

    def above(self, first: Key, second: Key) -> bool | None:
        """Whether `first` usually stands above `second`; None where nothing tells."""
        if (first, second) in self.proven:
            return True
        if (second, first) in self.proven:
            return False
        one, two = rank(first), rank(second)
        return None if one is None or two is None else one < two


def rank(key: Key) -> float | None:
    """The usual depth of a kind; None when it has none (symbols, brackets, plain titles)."""
    if key.style is Style.MARKDOWN:
        return int(key.form) - 10.0
    if key.style is Style.CONTENTS:
        return 5.0 + int(key.form.split("/")[0])
    if key.style is Style.LABEL:
        return RANK[Style.LABEL] + 0.5 * (int(key.form.rsplit("/", 1)[1]) - 1)
    if key.style is Style.MULTI:
        return RANK[Style.MULTI] + int(key.form)
    return RANK.get(key.style)


def learn(items: Sequence[Item]) -> Order:
    """What the numbers prove: kind B begins at 1 between n and n+1 of kind A, and that more than once.

    So A stands above B, whatever their usual ranks: offices set ア above (1) as well as below.
    """
    heads = [item for item in items if item.key is not None]
    begins = [item.key if item.key and item.value == 1 and item.key.style in COUNTED else None for item in heads]
    last: dict[Key, int] = {}
    seen: Counter[tuple[Key, Key]] = Counter()
    for at, item in enumerate(heads):
        key = item.key
        if key is None or not item.counts:
            continue
        before = last.get(key)
        if before is not None and item.value == heads[before].value + 1 and at - before <= WINDOW:
            inside = set(begins[before + 1 : at])
            seen.update((key, other) for other in inside if other is not None)
        last[key] = at
    return Order(frozenset(
        (upper, lower) for (upper, lower), count in seen.items()
        if count >= _PROOF and count > 3 * seen[(lower, upper)]
    ))  # fmt: skip
