"""A course of events that has lost its columns: dates and what happened then, on lines in turn.

Blocks go in, ranges of blocks come out; called by `ingest.layout.groups`. A date opens a group that ends before
the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.blocks import Block
from ingest.normalise import nfkc, squeeze

LEAST = 3  # dates
MOST_BLOCKS = 8  # of one event
_YEAR = r"(?:(?:令和|平成|昭和|[RHS])(?:\d{1,2}|元)年|(?:19|20)\d\d年)(?:\((?:令和\d{1,2}年|20\d\d)\))?"
_DAY = r"\d{1,2}(?:月(?:\d{1,2}日|[上中下]旬)?|/\d{1,2}(?![\d/]))(?:\([月火水木金土日・祝]{1,3}\)|[㈪-㈰])?"
_MARKS = r"[\s・･•●○■□◆◇\-–*]*"
# A date that a particle follows stands in a sentence; "8月末現在の" and "9月分" are no dates of events.
_OPENS = re.compile(rf"{_MARKS}(?:{_YEAR})?{_DAY}(?P<rest>(?:$|(?![にはがのをもや、。末分から以時号期まで]).*))")
_YEAR_ALONE = re.compile(rf"{_YEAR}度?")


def find(blocks: Sequence[Block]) -> list[range]:
    """The events of each course of them, none where dates are few or nothing stands beside them."""
    texts = [squeeze(nfkc(b.raw)) for b in blocks]
    out: list[range] = []
    for start, end in _stretches(blocks):
        found = _events(texts, start, end)
        if len(found) >= LEAST:
            out.extend(found)
    return out


def is_date(text: str) -> bool:
    """Whether a line is a date and nothing else."""
    found = _OPENS.fullmatch(squeeze(nfkc(text)))
    return found is not None and not found["rest"]


def _stretches(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Runs of blocks without sentences."""
    stops = [i for i, b in enumerate(blocks) if b.is_sentence]
    return [(a + 1, b) for a, b in pairwise([-1, *stops, len(blocks)]) if b > a + 1]


def _events(texts: Sequence[str], start: int, end: int) -> list[range]:
    dates = {i: m["rest"] for i in range(start, end) if (m := _OPENS.fullmatch(texts[i]))}
    if len(dates) < LEAST:
        return []
    if _ends_groups(dates, start, end):
        ends = sorted(dates)
        return [range(a + 1, b + 1) for a, b in pairwise([start - 1, *ends])]
    opens = _openings(texts, dates, end)
    sizes = sorted(b - a for a, b in pairwise(opens))
    usual = sizes[len(sizes) // 2] if sizes else 1
    behind = opens[-1] + max(sizes, default=1) + 1
    # Nothing says where the last one ends: as far as the section if that makes it hardly longer than the others.
    opens.append(end if end <= behind else min(end, opens[-1] + usual))
    found = [range(a, b) for a, b in pairwise(opens)]
    empty = sum(all(not dates.get(i, "x") for i in group) for group in found)
    if empty or any(len(group) > MOST_BLOCKS for group in found):
        return []
    return found


def _openings(texts: Sequence[str], dates: dict[int, str], end: int) -> list[int]:
    """Where events begin: at their dates, or at the year above the first date of a year."""
    out: list[int] = []
    for i in range(min(dates), end):
        if i in dates:
            # A second date below the first one, or below its year, belongs to the same event.
            so_far = range(out[-1], i) if out else range(0)
            if not so_far or any(dates.get(k) or k not in dates and not _is_year(texts[k]) for k in so_far):
                out.append(i)
        elif _is_year(texts[i]) and any(k in dates for k in (i + 1, i + 2)):
            out.append(i)
    if out[0] and _is_year(texts[out[0] - 1]):
        out[0] -= 1
    return out


def _is_year(text: str) -> bool:
    return bool(_YEAR_ALONE.fullmatch(text))


def _ends_groups(dates: dict[int, str], start: int, end: int) -> bool:
    """Whether dates stand behind their events: each alone on its line, one event before it, none behind the last."""
    ends = sorted(dates)
    alone = all(not rest for rest in dates.values())
    return alone and ends[-1] == end - 1 and all(b - a >= 2 for a, b in pairwise([start - 1, *ends]))
