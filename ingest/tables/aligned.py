"""Tables whose columns are kept apart by blanks alone, as text extraction and typewriting leave them.

Lines go in, `Table`s come out: at least three lines in a row with the same number of cells, figures in the same
columns, their cells one above the other. Header lines in front of them give each column what stands above it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.lines import Line
from ingest.normalise import Mapped, heading_text, join_lines
from ingest.tables.delimited import named_row
from ingest.tables.model import Column, Table, TableCell, with_role

_LEAST_ROWS, _LEAST_CELLS, _LEAST_FIGURES = 3, 4, 2
_HEADERS = 3  # lines in front of the rows that may name the columns
_WIDE = 2  # columns of a blank that parts two words
_APART = 2  # columns by which cells of one column may miss each other
_LONG = 14  # columns of a header word from which it may be several without a blank
_NOTE = re.compile(r"[※*＊]\d*$")
_BRACKETS = re.compile(r"\([^()]*\)$")
_CAPTION = re.compile(r"単位|^[\s\u3000]*(?:※|注|表[\s\u3000]*[0-9０-９])")
_WORD = re.compile(r"[^ \t\u3000]+")
_FIGURE = re.compile(r"[約計]?[-−－▲△+＋]?[\d０-９][\d０-９,，.．]*[%％]?|[-－―ー–]")
_SENTENCE = re.compile(r"[。、]")


@dataclass(frozen=True)
class _Cell:
    """A cell with the columns of the screen that it takes, `[left, right)`."""

    text: Mapped
    left: int
    right: int

    @property
    def is_figure(self) -> bool:
        return _FIGURE.fullmatch(self.text.text) is not None


@dataclass(frozen=True)
class _Range:
    left: int
    right: int


def find(lines: Sequence[Line], taken: frozenset[int] = frozenset()) -> list[Table]:
    """All tables of this kind, in order."""
    out: list[Table] = []
    i = 0
    while i < len(lines):
        rows = _run(lines, i, taken)
        table = _table(lines, i, rows, taken) if len(rows) >= _LEAST_ROWS else None
        if table:
            out.append(table)
        i += len(rows) if table else 1
    return out


def _run(lines: Sequence[Line], i: int, taken: frozenset[int]) -> list[list[_Cell]]:
    """The cells of the lines from `i` on that make rows of one table."""
    rows: list[list[_Cell]] = []
    for n in range(i, len(lines)):
        line = lines[n]
        if line.index in taken or "\t" in line.text or rows and line.blank_before or _SENTENCE.search(line.text):
            break
        cells = _cells(line)
        figures = [k for k, cell in enumerate(cells) if cell.is_figure]
        if len(cells) < _LEAST_CELLS or len([k for k in figures if k]) < _LEAST_FIGURES or len(figures) == len(cells):
            break
        if rows and (len(cells) != len(rows[0]) or not _beneath(cells, rows[-1])):
            break
        rows.append(cells)
    return rows


def _cells(line: Line) -> list[_Cell]:
    """The cells of a line: words part at wide blanks, and at any blank beside a figure."""
    out: list[_Cell] = []
    for word in _words(line):
        if out and word.left - out[-1].right <= _WIDE and not (word.is_figure or out[-1].is_figure):
            out[-1] = _Cell(Mapped.concat([out[-1].text, word.text]), out[-1].left, word.right)
        else:
            out.append(word)
    return out


def _words(line: Line) -> Iterator[_Cell]:
    """What stands between blanks."""
    at, begin = 0, 0
    for found in _WORD.finditer(line.text.rstrip("\r\n")):
        at += _columns_of(line.text[begin : found.start()])
        begin = found.end()
        word = _Cell(Mapped.at(found.group(), line.start + found.start()), at, at + _columns_of(found.group()))
        at = word.right
        yield word


def _beneath(cells: Sequence[_Cell], above: Sequence[_Cell]) -> bool:
    """Whether each cell stands beneath the one above it, at its left or its right edge or between."""
    return all(
        min(a.right, b.right) - max(a.left, b.left) > -_APART
        and a.is_figure == b.is_figure
        or not (a.is_figure or b.is_figure)
        for a, b in zip(cells, above, strict=True)
    )


def _table(lines: Sequence[Line], i: int, rows: list[list[_Cell]], taken: frozenset[int]) -> Table | None:
    ranges = [_Range(min(c.left for c in column), max(c.right for c in column)) for column in zip(*rows, strict=True)]
    if any(a.right > b.left for a, b in zip(ranges, ranges[1:], strict=False)):
        return None  # cells of neighbouring columns stand above each other
    headers: list[Line] = []
    captions: list[Line] = []
    for n in range(i - 1, max(-1, i - 1 - _HEADERS), -1):
        line = lines[n]
        if headers and _CAPTION.search(line.text) and len(line.words) == 1 and line.index not in taken:
            captions.insert(0, line)
            break
        if line.index in taken or not _is_header(line, ranges) or lines[n + 1].blank_before > 1:
            break
        headers.insert(0, line)
    if not headers:
        return None
    columns = _named(headers, ranges)
    records = tuple(
        named_row(tuple(TableCell(c, (join_lines([cell.text]),)) for c, cell in zip(columns, row, strict=True)))
        for row in rows
    )
    caption = tuple(join_lines([line.mapped]) for line in captions)
    own = [line.index for line in (*captions, *headers, *lines[i : i + len(rows)])]
    return Table(min(own), max(own), columns, records, "rows", caption, frozenset(own))


def _is_header(line: Line, ranges: Sequence[_Range]) -> bool:
    """Whether a line may name columns: words above two columns or more, none of them a plain figure."""
    cells = _cells(line)
    if "\t" in line.text or _SENTENCE.search(line.text) or any(c.is_figure for c in cells):
        return False
    above = {_column_at(edge, ranges) for c in cells for edge in (c.left + 1, c.right - 1)}
    return len(above) >= 2 and max(c.right for c in cells) <= ranges[-1].right + 8


def _named(headers: Sequence[Line], ranges: Sequence[_Range]) -> tuple[Column, ...]:
    """The columns, each named by the characters above it, line after line."""
    parts: list[list[Mapped]] = [[] for _ in ranges]
    for line in headers:
        pieces: list[list[Mapped]] = [[] for _ in ranges]
        for word in _words(line):
            crosses = word.right - word.left > _LONG and _column_at(word.left, ranges) != _column_at(word.right, ranges)
            at = word.left
            for n, char in enumerate(word.text.text):
                wide = _columns_of(char)
                column = _column_at(at + wide / 2 if crosses else (word.left + word.right) / 2, ranges)
                pieces[column].append(word.text.slice(n, n + 1))
                at += wide
        for column, found in enumerate(pieces):
            if found:
                parts[column].append(Mapped.concat(found))
    out = []
    for found in parts:
        name = _NOTE.sub("", heading_text("".join(p.text for p in found)))
        plain = with_role(Column(_BRACKETS.sub("", name)))  # 目標値(R8) is a value like 目標値
        out.append(Column(name, tuple(p.span() for p in found), plain.role))
    return tuple(out)


def _column_at(place: float, ranges: Sequence[_Range]) -> int:
    """The column in which a place of the screen stands: the one whose edge is nearest."""
    for n, (own, following) in enumerate(zip(ranges, ranges[1:], strict=False)):
        if place <= (own.right + following.left) / 2:
            return n
    return len(ranges) - 1


def _columns_of(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
