"""Tables with a mark between their cells: tab-separated lines and Markdown pipe tables.

Lines go in, `Table`s come out. Blank lines (page breaks of the extraction) do not end a table
whose number of columns goes on; merged cells are filled from above; a group line (a name
and a sum, other cells empty) in front of the header is left to the outline.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import Line
from ingest.normalise import SPACES, Mapped, fold_width, heading_text, squeeze, tidy_spaces
from ingest.tables.model import Column, Row, Table, TableCell, is_glossary, role_of, with_role

_PIPE = re.compile(r"^\s*(?:[-*+]\s+)?\|.*\|\s*$")
_RULE = re.compile(r"^\s*(?:[-*+]\s+)?\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_TAG = re.compile(r"</?(?:u|b|i|em|strong|sup|sub|span|br)\b[^<>]*>|\*\*", re.IGNORECASE)
_NUMERIC = re.compile(r"[約各計]?[-−▲△+]?[\d,.]+(?:[-−–‐][\d]+)?\s*\S{0,6}")


@dataclass(frozen=True)
class _Cells:
    """The raw cells of one line."""

    line: Line
    cells: tuple[Mapped, ...]

    def texts(self) -> list[str]:
        return [c.text for c in self.cells]


def find(lines: Sequence[Line], taken: frozenset[int] = frozenset()) -> list[Table]:
    """All delimited tables of the document, in order."""
    tables: list[Table] = []
    i = 0
    while i < len(lines):
        if lines[i].index in taken:
            i += 1
            continue
        block = _pipe_block(lines, i) or _tab_block(lines, i, taken)
        if not block:
            i += 1
            continue
        tables.extend(_tables(block, piped=_PIPE.match(lines[i].text) is not None))
        i += len(block)
    return tables


def _pipe_block(lines: Sequence[Line], i: int) -> list[Line]:
    j = i
    while j < len(lines) and _PIPE.match(lines[j].text) and (j == i or not lines[j].blank_before):
        j += 1
    block = list(lines[i:j])
    return block if any(_RULE.match(line.text) and "|" in line.text for line in block) else []


def _tab_block(lines: Sequence[Line], i: int, taken: frozenset[int]) -> list[Line]:
    """Consecutive tabbed lines; one line alone needs three cells to be a table."""
    j = i
    width = 0
    while j < len(lines) and "\t" in lines[j].text.strip("\r\n") and lines[j].index not in taken:
        columns = lines[j].text.count("\t") + 1
        # A blank line inside a table is a page break when the number of columns goes on.
        if j > i and lines[j].blank_before and abs(columns - width) > 0:
            break
        width = columns
        j += 1
    block = list(lines[i:j])
    if len(block) == 1 and block[0].text.count("\t") < 2:
        return []
    if all(len([c for c in line.text.split("\t") if c.strip()]) < 2 for line in block):
        return []
    return block


def _split(line: Line, piped: bool) -> _Cells:
    text = line.text
    offset = line.start
    if piped:
        begin = text.index("|") + 1
        stop = text.rindex("|")
        text, offset = text[begin:stop], offset + begin
    cells = []
    position = 0
    for raw in re.split(r"(?<!\\)\|" if piped else "\t", text):
        cells.append(_cell(raw, offset + position))
        position += len(raw) + 1
    return _Cells(line, tuple(cells))


def _cell(raw: str, at: int) -> Mapped:
    """A cell ready to read: without tags that only dress it, widths folded."""
    mapped = Mapped.at(raw, at)
    dressed = [m.span() for m in _TAG.finditer(raw)]
    if dressed:
        mapped = mapped.keep(lambda i: not any(a <= i < b for a, b in dressed))
    return tidy_spaces(fold_width(mapped.strip(SPACES + "*")))


def _tables(block: list[Line], piped: bool) -> list[Table]:
    every = [_split(line, piped) for line in block if not (piped and _RULE.match(line.text))]
    rows = [r for r in every if any(c.text for c in r.cells)]
    if not rows:
        return []
    headers = {0} if piped and rows[0] is every[0] else set() if piped else _header_indexes(rows)
    out: list[Table] = []
    begin = 0
    bounds = [*[h for h in headers if h], len(rows)]
    for stop in bounds:
        # A group line in front of the next header belongs to the outline, not to this table.
        last = stop
        while last - 1 > begin and stop < len(rows) and is_group(rows[last - 1]):
            last -= 1
        table = _table(rows[begin:last], begin in headers)
        if table:
            previous = out[-1] if out else None
            if (
                previous
                and previous.signature == table.signature
                and last - begin > 1
                and not is_group(rows[begin - 1])
            ):
                out[-1] = _merged(previous, table)
            else:
                out.append(table)
        begin = stop
    return out


def is_group(row: _Cells) -> bool:
    """A line that names the rows below it: first cell filled, at most one more, three cells or more."""
    filled = [bool(c.text) for c in row.cells]
    return len(filled) >= 3 and filled[0] and sum(filled) <= 2 and not heading_text(row.cells[0].text).isdigit()


def _header_indexes(rows: list[_Cells]) -> set[int]:
    """Which rows are headers: by the words in them, or by what is below."""
    found = {i for i, row in enumerate(rows) if _has_header_words(row)}
    if not found and _looks_like_header(rows):
        found = {0}
    return found


def _has_header_words(row: _Cells) -> bool:
    filled = [t for t in row.texts() if t]
    named = sum(bool(role_of(t)) and len(heading_text(t)) <= 16 for t in filled)
    return (
        len(filled) >= 2
        and named >= max(2, (len(filled) + 1) // 2)
        and not any(_NUMERIC.fullmatch(heading_text(t)) for t in filled)
    )


def _looks_like_header(rows: list[_Cells]) -> bool:
    if len(rows) < 2:
        return False
    first = rows[0].texts()
    if not first[0] and any(first[1:]):
        return True
    below = [[r.cells[c].text for r in rows[1:] if c < len(r.cells)] for c in range(len(first))]
    numeric_below = any(
        first[c]
        and not _NUMERIC.fullmatch(heading_text(first[c]))
        and below[c]
        and all(_NUMERIC.fullmatch(heading_text(t)) for t in below[c] if t)
        and any(below[c])
        for c in range(1, len(first))
    )
    lengths = [len(t) for column in below for t in column if t]
    short = (
        all(len(t) <= 20 for t in first if t)
        and lengths
        and statistics.mean(len(t) for t in first if t) < 0.5 * statistics.mean(lengths)
    )
    return numeric_below or bool(short and len(rows) >= 3)


def _table(rows: list[_Cells], has_header: bool) -> Table | None:
    if not rows:
        return None
    lines = frozenset(r.line.index for r in rows)
    body = rows[1:] if has_header else rows
    width = max(len(r.cells) for r in rows)
    columns = _columns(rows[0], width) if has_header else tuple(Column("") for _ in range(width))
    if has_header and not body:
        return None
    if not has_header and is_group(rows[0]) and len(rows) == 1:
        return None
    records = _fill_merged(body, columns)
    kind = "term" if is_glossary(columns) else "rows"
    return Table(min(lines), max(lines), columns, tuple(named_row(r) for r in records), kind, (), lines)


def _columns(header: _Cells, width: int) -> tuple[Column, ...]:
    columns: list[Column] = []
    for i in range(width):
        cell = header.cells[i] if i < len(header.cells) else Mapped("", (), ())
        if cell.text:
            columns.append(with_role(Column(cell.text if cell.text.isascii() else squeeze(cell.text), (cell.span(),))))
        elif columns and i:
            # An unnamed column goes on under the merged name at its left.
            columns.append(columns[-1])
        else:
            columns.append(Column(""))
    return tuple(columns)


def _merges(body: list[_Cells]) -> bool:
    """Whether empty leading cells are merged ones (most rows have them)."""
    leading = sum(not r.cells[0].text for r in body)
    return leading >= 2 and leading >= 0.3 * len(body)


def _fill_merged(body: list[_Cells], columns: tuple[Column, ...]) -> list[tuple[TableCell, ...]]:
    above: list[Mapped | None] = [None] * len(columns)
    merged = _merges(body)
    records = []
    for row in body:
        cells: list[TableCell] = []
        leading = merged
        for i, column in enumerate(columns):
            own = row.cells[i] if i < len(row.cells) else Mapped("", (), ())
            if own.text:
                leading = False
                above[i] = own
                for j in range(i + 1, len(above)):
                    above[j] = None
                cells.append(TableCell(column, (own,)))
            elif leading and above[i] is not None:
                cells.append(TableCell(column, (above[i] or own,), inherited=True))
        if any(not c.inherited for c in cells):
            records.append(tuple(cells))
    return records


def named_row(cells: tuple[TableCell, ...]) -> Row:
    """The row with its number and name: by the columns' roles, else the first words in it."""
    number, rest = "", list(cells)
    own = [c for c in cells if not c.inherited]
    for cell in own:
        folded = heading_text(cell.text)
        if cell.column.role == "number" or re.fullmatch(r"\d{1,4}(?:[-−‐–.]\d{1,4})*", folded):
            number = folded
            rest = [c for c in own if c is not cell]
            break
        break
    candidates = [c for c in rest if not c.inherited]
    named = [c for c in candidates if c.column.role == "name"]
    words = [c for c in candidates if not _NUMERIC.fullmatch(heading_text(c.text))]
    pool = named or words or candidates
    if number and pool and pool[0].column.role == "name" and len(pool) > 1:
        pool = [c for c in pool if not _NUMERIC.fullmatch(heading_text(c.text))] or pool
    if not number and len(pool) > 1 and pool[0].column.role == "name":
        number_cell = next(
            (c for c in candidates if re.fullmatch(r"\d{1,3}(?:[-−‐–.]\d{1,3})+", heading_text(c.text))), None
        )
        if number_cell:
            number = heading_text(number_cell.text)
            after = [c for c in candidates[candidates.index(number_cell) + 1 :] if c.text]
            pool = after or pool
    name = pool[0].text if pool else ""
    return Row(cells, number, "" if heading_text(name) == number else name)


def _merged(first: Table, second: Table) -> Table:
    lines = first.lines | second.lines
    return Table(min(lines), max(lines), first.columns, first.rows + second.rows, first.kind, first.caption, lines)
