"""Which marked titles are no headings but the members of an enumeration.

Items go in, the same items come out, those of lists no longer headings. Called by `headings`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.items import ITEM_STYLES, STRUCTURAL, Item, Key
from ingest.marks import COUNTED, Style


def without_item_symbols(found: list[Item]) -> list[Item]:
    """A symbol that mostly opens sentences marks items, also where one of them is short."""
    uses: dict[str, list[bool]] = {}
    for item in found:
        mark = item.block.mark if item.block else None
        if item.block and mark and mark.style is Style.SYMBOL:
            uses.setdefault(mark.key, []).append(item.key is not None)
    items_only = {form for form, titles in uses.items() if sum(titles) <= 0.5 * len(titles)}
    return [
        replace(item, key=None) if item.key and item.key.style is Style.SYMBOL and item.key.form in items_only else item
        for item in found
    ]


def without_lists(found: list[Item]) -> list[Item]:
    """Numbered runs with nothing between their members are lists, not headings."""
    out = list(found)
    behind = _next_of_kind(found)
    before: dict[Key, Item] = {}  # the last heading of each kind that is no list
    i = 0
    while i < len(out):
        key = out[i].key
        if key is None or key.style not in COUNTED or key.style in STRUCTURAL:
            i += 1
            continue
        j = i
        while j + 1 < len(out) and out[j + 1].key == key and _next_number(out[j], out[j + 1]):
            j += 1
        after = behind[j]
        if j > i and _is_list(out, i, j, before.get(key), None if after is None else out[after]):
            for k in range(i, j + 1):
                out[k] = replace(out[k], key=None, tags=out[k].tags | {"list"})
        else:
            before[key] = out[j]
        i = j + 1
    return out


def _next_number(first: Item, second: Item) -> bool:
    return second.value == first.value + 1 and first.numbers[:-1] == second.numbers[:-1]


def _next_of_kind(found: Sequence[Item]) -> list[int | None]:
    """For each item the place of the next heading of its kind."""
    latest: dict[Key, int] = {}
    out: list[int | None] = [None] * len(found)
    for i in range(len(found) - 1, -1, -1):
        key = found[i].key
        if key is not None:
            out[i] = latest.get(key)
            latest[key] = i
    return out


def _is_list(found: Sequence[Item], i: int, j: int, before: Item | None, behind: Item | None) -> bool:
    """Whether the run `i..j` of adjacent numbered titles is a list.

    It is none when its numbering goes on behind a text (they are headings, the first ones without
    body), unless it began anew inside a section that has the number before. `before` and
    `behind` are the nearest headings of its kind around it.
    """
    if found[i].value != 1:
        return False
    goes_on = behind is not None and _next_number(found[j], behind)
    if goes_on and not (before is not None and behind is not None and before.value + 1 == behind.value):
        return False
    below = found[j + 1] if j + 1 < len(found) else None
    has_body = below is not None and not below.is_heading and bool(below.table or below.block)
    lead = found[i - 1].block if i else None
    introduced = bool(
        lead
        and not found[i - 1].is_heading
        and re.search(r"(?:以下|次の|下記|つ(?:が|の|を|で)|とおり|通り)[^。]*[。：:]?$|[：:]$", lead.text.text)
    )
    if introduced:
        return True
    if has_body and below is not None and below.block is not None and below.block.mark is not None and j - i < 2:
        # The last one has a list of its own: the others are headings without body.
        return False
    return j - i >= 2 or (j > i and not has_body)


def without_bodiless_symbols(found: list[Item]) -> list[Item]:
    """Symbols (○, ■) lead a heading only where they have a text below; a run without is a list."""
    out = list(found)
    by_form: dict[str, list[int]] = {}
    for i, item in enumerate(found):
        if item.key and item.key.style is Style.SYMBOL:
            by_form.setdefault(item.key.form, []).append(i)
    for places in by_form.values():
        for run in _near_runs(places):
            with_body = {i for i in run if _has_text_below(found, i)}
            if len(with_body) < 0.6 * len(run):
                for i in run:
                    if i not in with_body or len(with_body) < 0.5 * len(run):
                        out[i] = replace(out[i], key=None)
    return out


def _near_runs(places: list[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for place in places:
        if runs and place - runs[-1][-1] <= 12:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _has_text_below(found: Sequence[Item], i: int) -> bool:
    for below in found[i + 1 : i + 3]:
        if below.table is not None:
            return True
        block = below.block
        if block is None or below.key and below.key.style is not Style.PLAIN:
            # A deeper heading below is a body as well.
            return bool(
                below.key
                and below.key.style not in (Style.SYMBOL,)
                and below.value in (0, 1)
                and below.key.style is not Style.CONTENTS
                and below.key.style not in STRUCTURAL
                and below.key.style is not Style.NUMBER
            )
        if (
            block.is_sentence
            and len(block.text.text) >= 20
            or block.mark
            and block.mark.style in ITEM_STYLES
            or len(block.text.text) >= 40
        ):
            return True
    return False
