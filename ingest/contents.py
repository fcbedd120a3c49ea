"""The table of contents: which lines hold it, and the level of each title it lists.

Lines go in; `Contents` goes out to `headings`, which knows a listed title wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import marks
from ingest.lines import Line
from ingest.marks import RANK, Style
from ingest.normalise import heading_text

_HEAD = re.compile(r"目次|もくじ|contents|-?目次-?|【目次】|<目次>|〈目次〉|■目次", re.IGNORECASE)
_LEADER = re.compile(
    r"(?:[\t]+|[\s\u3000]*[.．・…‥·]{2,}[\s\u3000]*|[\s\u3000]{2,})(?:p\.?|P\.?)?\s*[-–]?\s*([0-9０-９]{1,3}|[ivxⅰ-ⅻ]{1,4})\s*[-–]?\s*(?:ページ|頁)?$"
)


@dataclass(frozen=True)
class Contents:
    """The lines of the table of contents, and folded title -> level from 0."""

    lines: frozenset[int]
    titles: dict[str, int]


def find(lines: Sequence[Line]) -> Contents:
    """The tables of contents: below a line 目次, or three lines in a row that end in a page number."""
    entries: list[tuple[Line, str]] = []
    used: set[int] = set()
    i = 0
    while i < len(lines):
        headed = _HEAD.fullmatch(heading_text(lines[i].text).lower())
        block = _entries(lines, i + 1 if headed else i, bool(headed))
        if len(block) >= (2 if headed else 3) and _comes_again(block, lines):
            entries.extend(block)
            used.update(line.index for line, _ in block)
            if headed:
                used.add(lines[i].index)
            i = block[-1][0].index + 1
            continue
        i += 1
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
    found = _LEADER.search(line.stripped)
    if not found or found.start() < 2:
        return ""
    title = line.stripped[: found.start()].rstrip(" \u3000.．・…‥·")
    if line.stripped.count("\t") > 1 or re.fullmatch(r"[\d\W]*", title):
        return ""
    return title


def _comes_again(block: Sequence[tuple[Line, str]], lines: Sequence[Line]) -> bool:
    """Whether at least half of the titles stand again further down."""
    last = block[-1][0].index
    below = {heading_text(line.text) for line in lines if line.index > last}
    found = sum(heading_text(title) in below for _, title in block)
    return found >= 0.5 * len(block)


def _levels(entries: Sequence[tuple[Line, str]]) -> dict[str, int]:
    """Levels by the kind of mark: usual ranks order them, unmarked titles stand at the top."""
    kinds: list[tuple[Line, str, float]] = []
    for line, title in entries:
        mark = marks.parse(title)
        kinds.append(
            (
                line,
                title,
                0.0
                if mark is None
                else float(RANK.get(mark.style, 50)) + (len(mark.numbers) if mark.style is Style.MULTI else 0),
            )
        )
    order = sorted({kind for _, _, kind in kinds if kind}) or [0.0]
    return {heading_text(title): (order.index(kind) if kind in order else 0) for _, title, kind in kinds}
