"""Glossaries set in columns (term, explanation, page) that an extraction put line under line.

Lines go in, `Table`s of kind "term" come out, one row a term with its whole explanation.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence

from ingest.lines import Line
from ingest.models import Span
from ingest.normalise import SPACES, Mapped, heading_text, join_lines
from ingest.tables import glossaries
from ingest.tables.model import Column, Row, Table, TableCell

_TERM_HEAD = re.compile(r"(?:用語|略語|語句|キーワード)(?:名|\(?.{0,2}50音順\)?)?")
_TEXT_HEAD = re.compile(r"(?:解説|説明|意味|定義|内容)")
_OTHER_HEAD = re.compile(r"(?:用語)?索引|\(?初出(?:ページ|頁)?\)?|ページ|頁|掲載(?:ページ|頁)|\(?.{0,2}50音順\)?|備考")
_END = re.compile(r"(?:p\.?)?\d{1,4}(?:[,、・]\s?\d{1,4})*|タイトル|表紙|[-－―]")
_TAIL = re.compile(r"(?<=[。．）)])[ \u3000]+(\d{1,4}(?:[,、]\s?\d{1,4})*)\s*$")


def find(lines: Sequence[Line], taken: frozenset[int] = frozenset()) -> list[Table]:
    """All glossaries of the document, in order."""
    tables = _in_columns(lines, taken)
    held = frozenset(taken.union(*(table.lines for table in tables)))
    return sorted([*tables, *glossaries.find(lines, held)], key=lambda table: table.first_line)


def _in_columns(lines: Sequence[Line], taken: frozenset[int]) -> list[Table]:
    tables = []
    i = 0
    while i < len(lines):
        header = _header(lines, i, taken)
        table = _glossary(lines, i, header, taken) if header else None
        if table is None:
            i += 1
            continue
        tables.append(table)
        i = table.last_line + 1
    return tables


def _header(lines: Sequence[Line], i: int, taken: frozenset[int]) -> list[int]:
    """The header lines at `i`: a term column, an explanation column, perhaps a page column."""
    found: list[int] = []
    seen: set[str] = set()
    while i < len(lines) and len(found) < 8 and lines[i].index not in taken and "\t" not in lines[i].text:
        words = [_head_word(heading_text(w)) for w in re.split(r"[ \t\u3000]+(?![^（(]*[)）])", lines[i].stripped)]
        if not all(words) or (not found and words[0] != "term"):
            break
        seen.update(words)
        found.append(i)
        i += 1
    return found if {"term", "text"} <= seen else []


def _head_word(text: str) -> str:
    if _TERM_HEAD.fullmatch(text):
        return "term"
    if _TEXT_HEAD.fullmatch(text):
        return "text"
    return "other" if _OTHER_HEAD.fullmatch(text) else ""


def _glossary(lines: Sequence[Line], begin: int, header: list[int], taken: frozenset[int]) -> Table | None:
    body = []
    i = header[-1] + 1
    while i < len(lines) and lines[i].index not in taken:
        body.append(lines[i])
        i += 1
    entries = _by_pages(body)
    if len(entries) < 3:
        return None
    columns = (
        Column("用語", _spans(lines, header, "term"), "name"),
        Column("解説", _spans(lines, header, "text"), "text"),
        Column("初出ページ", (), "number"),
    )
    wide = statistics.median(max(line.width for line in entry) for entry, _ in entries)
    rows = tuple(_row(entry, page, columns, wide) for entry, page in entries)
    used = [*header, *(line.index for entry, page in entries for line in entry)]
    pages = [page[0].index for _, page in entries if page]
    covered = frozenset([*used, *pages])
    return Table(lines[begin].index, max(covered), columns, rows, "term", (), covered)


_Page = tuple[Line, Mapped] | None


def _by_pages(body: list[Line]) -> list[tuple[list[Line], _Page]]:
    """The entries, each closed by its page number; what follows the last one is no entry."""
    entries: list[tuple[list[Line], _Page]] = []
    entry: list[Line] = []
    for line in body:
        text = heading_text(line.text)
        tail = _TAIL.search(line.text.rstrip(SPACES))
        if entry and _END.fullmatch(text):
            entries.append((entry, (line, line.mapped.strip())))
            entry = []
        elif tail:
            entries.append(([*entry, line], (line, line.mapped.slice(*tail.span(1)))))
            entry = []
        else:
            entry.append(line)
        if len(entry) > 30:
            break
    return entries


def _row(entry: list[Line], page: _Page, columns: tuple[Column, ...], wide: float) -> Row:
    parts = [line.mapped for line in entry]
    if page and page[0] in entry:
        parts[-1] = parts[-1].keep(lambda k: not page[1].starts[0] <= parts[-1].starts[k])
    if len(parts) == 1:
        found = re.match(r"\s*\S+[ \u3000]+", parts[0].text)
        cut = found.end() if found else len(parts[0].text)
        parts = [parts[0].slice(0, cut), parts[0].slice(cut)]
        split = 1
    else:
        split = next((k for k, line in enumerate(entry) if k and line.width >= 0.6 * wide), 1)
        while split > 1 and not _goes_on(entry[split - 2], entry[split - 1]):
            split -= 1
    term, text = join_lines(parts[:split]), join_lines(parts[split:])
    cells = [TableCell(columns[0], (term,)), TableCell(columns[1], (text,))]
    if page:
        cells.append(TableCell(columns[2], (page[1],)))
    return Row(tuple(c for c in cells if c.text), "", term.text)


def _goes_on(first: Line, second: Line) -> bool:
    """Whether a term runs on into the next short line (a bracket, or a word that was cut)."""
    opened = first.stripped.count("（") + first.stripped.count("(") > first.stripped.count("）") + first.stripped.count(
        ")"
    )
    return (
        opened or second.stripped[:1] in "（(" or second.width < first.width + 2 and not second.stripped.endswith("。")
    )


def _spans(lines: Sequence[Line], header: list[int], kind: str) -> tuple[Span, ...]:
    """Where the header word of this kind stands."""
    for n in header:
        for found in re.finditer(r"\S+", lines[n].text):
            if _head_word(heading_text(found.group())) == kind:
                return (Span(lines[n].start + found.start(), lines[n].start + found.end()),)
    return ()
