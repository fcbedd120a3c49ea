"""The table of contents: which lines hold it, and the level of each title it lists.

Lines go in; `Contents` goes out to `headings`, which knows a listed title wherever it stands.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import marks
from ingest.items import Item, Key
from ingest.lines import Line
from ingest.marks import Style
from ingest.normalise import heading_text, nfkc
from ingest.repair import repaired

_HEAD = re.compile(r"目次|もくじ|contents|-?目次-?|【目次】|<目次>|〈目次〉|■目次", re.IGNORECASE)
_LEADER = re.compile(
    r"(?:[\t]+|[\s\u3000]*[.．・…‥·]{2,}[\s\u3000]*|[\s\u3000]{2,})(?:p\.?|P\.?)?\s*[-–]?\s*([0-9０-９]{1,3}|[ivxⅰ-ⅻ]{1,4})\s*[-–]?\s*(?:ページ|頁)?$"
)


MAX_ENTRY = 160  # characters; a longer line is no entry
_NUMBER_BEHIND = re.compile(r"(?<=\D)\d{1,2}$")


@dataclass(frozen=True)
class Contents:
    """The lines of the table of contents, and folded title -> level from 0."""

    lines: frozenset[int]
    titles: dict[str, int]


def find(lines: Sequence[Line]) -> Contents:
    """The tables of contents: below a line 目次, or three lines in a row that end in a page number."""
    entries: list[tuple[Line, str]] = []
    used: set[int] = set()
    last = {heading_text(line.text): line.index for line in lines if len(line.text) <= MAX_ENTRY}
    i = 0
    while i < len(lines):
        headed = _HEAD.fullmatch(heading_text(lines[i].text[:MAX_ENTRY]).lower())
        block = _entries(lines, i + 1 if headed else i, bool(headed))
        if len(block) >= (2 if headed else 3) and _comes_again(block, last):
            entries.extend(block)
            used.update(line.index for line, _ in block)
            if headed:
                used.add(lines[i].index)
            i = block[-1][0].index + 1
            continue
        # What follows in a run that is no table of contents is none either.
        i += max(1, 0 if headed else len(block))
    return Contents(frozenset(used), _levels(entries))


def _entries(lines: Sequence[Line], i: int, headed: bool) -> list[tuple[Line, str]]:
    """Entries from line `i` on; below 目次 a line or two without a page number may stand between."""
    out: list[tuple[Line, str]] = []
    odd = 0
    while i < len(lines):
        title = _title(lines[i])
        if title:
            out.append((lines[i], title))
            odd = 0
        elif headed and odd < 2 and lines[i].width <= 80 and not lines[i].stripped.endswith("。"):
            odd += 1
        else:
            break
        i += 1
    return out


def _title(line: Line) -> str:
    if len(line.text) > MAX_ENTRY:
        return ""
    found = _LEADER.search(line.stripped)
    if not found or found.start() < 2:
        return ""
    title = line.stripped[: found.start()].rstrip(" \u3000.．・…‥·")
    if line.stripped.count("\t") > 1 or re.fullmatch(r"[\d\W]*", title):
        return ""
    return title


def _comes_again(block: Sequence[tuple[Line, str]], last: dict[str, int]) -> bool:
    """Whether at least half of the titles stand again further down."""
    end = block[-1][0].index
    found = sum(last.get(heading_text(title), -1) > end for _, title in block)
    return found >= 0.5 * len(block)


def _levels(entries: Sequence[tuple[Line, str]]) -> dict[str, int]:
    """Levels by what a table of contents is: headings in order, nothing between them."""
    unmarked = [title for _, title in entries if marks.parse(title) is None]
    numbered = [title for title in unmarked if _NUMBER_BEHIND.search(title)]
    behind = len(numbered) > 2 and 2 * len(numbered) > len(unmarked)
    listed, found = repaired([_item(title, behind) for _, title in entries])
    depths: dict[str, Counter[int]] = defaultdict(Counter)
    for i, item in enumerate(listed):
        depths[heading_text(item.title)][found.depths[i]] += 1
    # A role (【取組方針】) stands in many places; one odd place among them is no evidence.
    return {title: counts.most_common(1)[0][0] for title, counts in depths.items()}


def _item(title: str, behind: bool) -> Item:
    """An entry as a heading; `behind`: titles of this document carry their number at the end."""
    mark = marks.parse(title)
    if mark is not None:
        return Item(key=Key(mark.style, mark.key), value=mark.value, numbers=mark.numbers, title=title)
    number = _NUMBER_BEHIND.search(nfkc(title)) if behind else None
    if number:
        return Item(key=Key(Style.TRAILING), value=int(number.group()), numbers=(int(number.group()),), title=title)
    # An entry without any mark is a part of its own: はじめに, 参考資料.
    return Item(key=Key(Style.CONTENTS, "0/plain"), title=title)
