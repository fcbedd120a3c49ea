"""Table rows become drafts of passages: one record a row, readable as Japanese sentences.

A `Table` and the section it stands in come in, `Draft`s go out; `passages` calls it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest import sentences, tokens
from ingest.drafts import Draft, bounded
from ingest.models import Cell, Kind
from ingest.normalise import Mapped, heading_text
from ingest.outline import Section
from ingest.tables.model import Row, Table, TableCell

ROW_FACTOR = 4  # a row stays whole up to this many times the bound of a passage


def of_table(section: Section, table: Table, max_tokens: int) -> Iterable[Draft]:
    """A draft for each row; a row beyond `ROW_FACTOR * max_tokens` comes in parts, each with its cells' parts."""
    merged = _merged_columns(table)
    caption = tuple(part.span() for part in table.caption)
    group = (section.heading.span,) if section.heading and section.heading.span.end else ()
    context = tuple(s for span in (*group, *caption) for s in bounded(span))
    for row in table.rows:
        above = tuple(heading_text(row.cells[i].text) for i in merged if i < len(row.cells))
        draft = Draft(
            path=(*section.path, *above, *((row.label,) if row.label else ())),
            kind=Kind.TERM if table.kind == "term" else Kind.ROW,
            text=_sentence(table, row),
            cells=tuple(Cell(c.column.name, c.text, c.spans, c.column.spans) for c in row.cells),
            context=context,
            record_id="/".join((*section.path[-1:], *above, row.label)) if row.label else None,
            places=tuple(s for c in row.cells if not c.inherited for s in c.spans),
        )
        yield from _bounded_row(draft, row, ROW_FACTOR * max_tokens)


def _merged_columns(table: Table) -> list[int]:
    """The leading columns whose cells were merged over several rows: they are levels of the path."""
    out = []
    for i in range(min(4, len(table.columns))):
        if any(i < len(row.cells) and row.cells[i].inherited for row in table.rows):
            out.append(i)
        else:
            break
    return out


def _bounded_row(draft: Draft, row: Row, most: int) -> Iterable[Draft]:
    if len(draft.text) <= 8 * most and tokens.count(draft.text.text) <= most:
        yield draft
        return
    for start, end in sentences.pieces(draft.text.text, lambda t: tokens.count(t) <= most):
        text = draft.text.slice(start, end)
        held = {s for s, e in zip(text.starts, text.ends, strict=True) if e > s}
        if not held:
            continue
        cells = tuple(c for cell in row.cells if (c := _part(cell, held)))
        yield replace(draft, text=text, cells=cells, places=(text.span(),))


def _part(cell: TableCell, held: set[int]) -> Cell | None:
    """What of a cell stands at the source offsets `held`."""
    parts = tuple(kept for p in cell.parts if (kept := _kept(p, held)).text.strip())
    part = TableCell(cell.column, parts)
    return Cell(part.column.name, part.text, part.spans, part.column.spans) if parts else None


def _kept(part: Mapped, held: set[int]) -> Mapped:
    return part.keep(lambda i: part.starts[i] in held)


def _sentence(table: Table, row: Row) -> Mapped:
    """The row as Japanese sentences; the cells' characters keep their places."""
    at = next((s.start for c in row.cells for s in c.spans), 0)

    def put(text: str) -> Mapped:
        return Mapped.inserted(text, at)

    parts: list[Mapped] = []
    for caption in table.caption:
        if "単位" in caption.text:
            parts.extend((put(caption.text), put("。")))
    for cell in row.cells:
        parts.extend(_clause(table, cell, at))
    return Mapped.concat(parts)


def _clause(table: Table, cell: TableCell, at: int) -> list[Mapped]:
    """`<column>は<cell>。`, or `<term>とは、<explanation>` in a glossary."""
    body = _cell_text(cell)
    name = cell.column.name
    if table.kind == "term":
        if cell.column.role == "number":
            return []
        if cell.column.role == "name":
            return [body, Mapped.inserted("とは、", at)]
        name = ""
    label = [Mapped.inserted(f"{name}は", at)] if name else []
    return [*label, body, Mapped.inserted("" if cell.text.endswith("。") else "。", at)]


def _cell_text(cell: TableCell) -> Mapped:
    parts: list[Mapped] = []
    for part in cell.parts:
        if parts:
            parts.append(Mapped.inserted("、", part.starts[0]))
        parts.append(part)
    return Mapped.concat(parts)
