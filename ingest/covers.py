"""The parts beside the chapters: what stands on a cover in front of them, appendices behind them.

Items go in, the same items come out: titles on a cover are no headings, titles of appendices stand
beside the chapters. Called by `headings`.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.items import Item, Key
from ingest.marks import COUNTED, Style


def without_cover(found: list[Item]) -> list[Item]:
    """In front of the first title that the table of contents lists there is no section."""
    first = next((i for i, item in enumerate(found) if item.key and item.key.style is Style.CONTENTS), None)
    if first is None:
        return found
    return [replace(item, key=None) if i < first else item for i, item in enumerate(found)]


def without_front(found: list[Item]) -> list[Item]:
    """In front of the first counted heading a plain title needs a text of its own.

    Title, date and office on a cover, or the first of a running head, open nothing. They do
    where plain titles further down open the same numbering: then they stand above it.
    """
    first = next((i for i, item in enumerate(found) if item.key and item.key.style in COUNTED), None)
    if first is None or found[first].value != 1:
        return found
    plain = (Style.PLAIN, Style.HEAD)
    opened_again = any(
        a.key and a.key.style in plain and b.key == found[first].key and b.value == 1
        for a, b in zip(found[first:], found[first + 1 :], strict=False)
    )
    if opened_again:
        return found
    out = list(found)
    for i in range(first):
        key, below = found[i].key, found[i + 1]
        own = below.table is not None or bool(
            not below.is_heading and below.block and (below.block.is_sentence or below.block.mark)
        )
        if key is not None and key.style in plain and not own:
            out[i] = replace(found[i], key=None)
    return out


def appendices(found: list[Item]) -> list[Item]:
    """A plain title right in front of a numbering that starts again stands above that numbering."""
    out = list(found)
    seen: dict[Key, int] = {}
    for i, item in enumerate(found):
        if item.key and item.key.style is Style.PLAIN and i + 1 < len(found):
            below = found[i + 1]
            if (
                below.key
                and below.key.style in COUNTED
                and below.value == 1
                and seen.get(below.key, 0) >= 1
                and len(item.title) <= 20
            ):
                out[i] = replace(item, opens_appendix=True)
        if item.key:
            seen[item.key] = seen.get(item.key, 0) + 1
    return out
