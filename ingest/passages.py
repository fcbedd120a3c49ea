"""Sections and rows become passages: the units of search and citation.

An `Outline` goes in, `Passage`s come out; `ingest.parse_document` calls it. A passage never
crosses a section, is bounded in tokens, and knows for each character where it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from ingest import sentences, tokens
from ingest.blocks import Block
from ingest.footnotes import Footnote
from ingest.marks import BULLETS, SYMBOLS, Style
from ingest.models import Cell, Kind, Passage, ReaderText, Source, Span
from ingest.normalise import Mapped, heading_text, squeeze
from ingest.outline import Outline, Section
from ingest.tables.model import Row, Table, TableCell

MAX_SPAN = 200  # characters of one quotation or context span, by the answer contract
_REPEATED = re.compile(r"[（(]\s*再\s*掲")
_LEADING_MARK = re.compile(rf"^(?:[{BULLETS}{SYMBOLS}*＊+\-\ue000-\uf8ff\U000f0000-\U0010fffd]\s*)+")
_INTRODUCES = re.compile(r"(?:以下|次の|下記|とおり|通り)[^。]*[。：:]?$|[：:]$")


@dataclass(frozen=True)
class _Draft:
    """A passage without its id."""

    path: tuple[str, ...]
    kind: Kind
    text: Mapped
    cells: tuple[Cell, ...] = ()
    context: tuple[Span, ...] = ()
    record_id: str | None = None
    places: tuple[Span, ...] = ()


def build(source: Source, reader_text: ReaderText, outline: Outline, max_tokens: int) -> tuple[Passage, ...]:
    """The passages of a document, in reading order.

    `max_tokens` bounds a passage's text in `cl100k_base` tokens; a table row stays whole up to
    four times that.
    """
    drafts: list[_Draft] = []
    for section in outline.sections:
        drafts.extend(_of_section(section, max_tokens))
    drafts.extend(_of_notes(outline, reader_text, drafts))
    drafts = [_with_notes(draft, outline.notes) for draft in drafts]
    order = sorted(range(len(drafts)), key=lambda i: _extent(drafts[i]))
    seen: Counter[str] = Counter()
    out = []
    for i in order:
        out.append(_passage(source, reader_text, drafts[i], seen))
    return tuple(out)


def _extent(draft: _Draft) -> Span:
    if draft.places:
        return Span(min(s.start for s in draft.places), max(s.end for s in draft.places))
    return draft.text.span()


def _passage(source: Source, reader_text: ReaderText, draft: _Draft, seen: Counter[str]) -> Passage:
    basis = "\x1f".join((source.id, *draft.path, draft.kind.value, draft.text.text))
    digest = sha256(basis.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    seen[digest] += 1
    suffix = f"-{seen[digest]}" if seen[digest] > 1 else ""
    start, end = _extent(draft)
    return Passage(
        id=f"{source.id}#{digest}{suffix}",
        document_id=source.id,
        path=draft.path,
        kind=draft.kind,
        text=draft.text.text,
        runs=draft.text.runs(),
        start=start,
        end=end,
        page=reader_text.page_of(start),
        record_id=draft.record_id,
        cells=draft.cells,
        context=draft.context,
        repeats=bool(_REPEATED.search(draft.text.text)),
    )


def _of_section(section: Section, max_tokens: int) -> Iterable[_Draft]:
    group: list[Block] = []
    for part in section.content:
        if isinstance(part, Block):
            group.append(part)
            continue
        yield from _of_blocks(section.path, group, max_tokens)
        group = []
        yield from _of_table(section, part)
    yield from _of_blocks(section.path, group, max_tokens)


def readable(block: Block) -> Mapped:
    """The block's text without a bullet that only decorates it."""
    if block.mark and block.mark.style in (Style.BULLET, Style.SYMBOL):
        found = _LEADING_MARK.match(block.text.text)
        if found and found.end() < len(block.text.text):
            return block.text.slice(found.end())
    return block.text


def _is_item(block: Block) -> bool:
    return block.mark is not None and block.mark.style is not Style.NOTE


def _of_blocks(path: tuple[str, ...], blocks: list[Block], max_tokens: int) -> Iterable[_Draft]:
    """Blocks packed into passages; a list is kept together, with the line that introduces it, where it fits."""
    pieces: list[tuple[Mapped, bool, bool]] = []
    for block in blocks:
        text = readable(block)
        if not squeeze(text.text) or not any(c.isalnum() for c in text.text):
            continue
        for start, end in sentences.pieces(text.text, lambda t: tokens.count(t) <= max_tokens):
            pieces.append((text.slice(start, end), _is_item(block), bool(_INTRODUCES.search(text.text))))
    for group in _packed(pieces, max_tokens):
        parts: list[Mapped] = []
        for text, _, _ in group:
            if parts:
                parts.append(Mapped.inserted("\n", text.starts[0]))
            parts.append(text)
        kind = Kind.ITEM if all(item for _, item, _ in group) else Kind.PROSE
        yield _Draft(path, kind, Mapped.concat(parts))


def _packed(pieces: list[tuple[Mapped, bool, bool]], max_tokens: int) -> list[list[tuple[Mapped, bool, bool]]]:
    groups: list[list[tuple[Mapped, bool, bool]]] = []
    size = 0
    for n, piece in enumerate(pieces):
        length = tokens.count(piece[0].text)
        fits = bool(groups) and size + length <= max_tokens
        if fits and piece[2] and n + 1 < len(pieces) and pieces[n + 1][1]:
            # An introduction goes with its list when the list would not fit behind it here.
            ahead = sum(tokens.count(p[0].text) for p in _list_after(pieces, n + 1))
            fits = size + length + ahead <= max_tokens
        if fits:
            groups[-1].append(piece)
            size += length
        else:
            groups.append([piece])
            size = length
    return groups


def _list_after(pieces: list[tuple[Mapped, bool, bool]], n: int) -> list[tuple[Mapped, bool, bool]]:
    out = []
    while n < len(pieces) and pieces[n][1]:
        out.append(pieces[n])
        n += 1
    return out


def _of_table(section: Section, table: Table) -> Iterable[_Draft]:
    merged = _merged_columns(table)
    caption = tuple(part.span() for part in table.caption)
    group = (section.heading.span,) if section.heading and section.heading.span.end else ()
    for row in table.rows:
        above = tuple(heading_text(row.cells[i].text) for i in merged if i < len(row.cells))
        path = (*section.path, *above, *((row.label,) if row.label else ()))
        text = _sentence(table, row)
        cells = tuple(Cell(c.column.name, c.text, c.spans, c.column.spans) for c in row.cells)
        own = [s for c in row.cells if not c.inherited for s in c.spans]
        kind = Kind.TERM if table.kind == "term" else Kind.ROW
        record = "/".join((*section.path[-1:], *above, row.label)) if row.label else None
        context = tuple(s for span in (*group, *caption) for s in bounded(span))
        yield _Draft(path, kind, text, cells, context, record, tuple(own))


def _merged_columns(table: Table) -> list[int]:
    """The leading columns whose cells were merged over several rows: they are levels of the path."""
    out = []
    for i in range(min(4, len(table.columns))):
        if any(i < len(row.cells) and row.cells[i].inherited for row in table.rows):
            out.append(i)
        else:
            break
    return out


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
        body = _cell_text(cell, put)
        name = _display(cell.column.name)
        if table.kind == "term" and cell.column.role == "number":
            continue
        if table.kind == "term" and cell.column.role == "name":
            parts.extend((body, put("とは、")))
            continue
        if name and table.kind != "term":
            parts.append(put(f"{name}は"))
        parts.append(body)
        parts.append(put("" if cell.text.endswith("。") else "。"))
    return Mapped.concat(parts)


def _display(column: str) -> str:
    return column


def _cell_text(cell: TableCell, put: object) -> Mapped:
    separator = "、" if len(cell.parts) > 1 else ""
    parts: list[Mapped] = []
    for part in cell.parts:
        if parts:
            parts.append(Mapped.inserted(separator, part.starts[0]))
        parts.append(part)
    return Mapped.concat(parts)


def _of_notes(outline: Outline, reader_text: ReaderText, drafts: list[_Draft]) -> Iterable[_Draft]:
    """Each footnote as a passage under the section whose sentence carries its mark."""
    starts = [(d.text.span().start, d) for d in drafts if not d.cells]
    starts.sort(key=lambda pair: pair[0])
    for note in outline.notes:
        i = bisect_right([s for s, _ in starts], note.mark.start) - 1
        holder = starts[i][1] if i >= 0 else None
        path = holder.path if holder else ()
        carrier = sentence_at(holder.text, note.mark.start) if holder else None
        label = f"注{note.number}" if note.number.isdigit() else "注"
        text = Mapped.inserted(f"{label} ", note.text.starts[0]) + note.text
        context = tuple(bounded(carrier)) if carrier else ()
        yield _Draft(path, Kind.FOOTNOTE, text, context=context)


def sentence_at(text: Mapped, offset: int) -> Span | None:
    """The source span of the sentence of `text` in which, or right behind which, `offset` stands."""
    best: Span | None = None
    for start, end in sentences.split(text.text):
        span = text.span(start, end)
        if span.start <= offset <= span.end:
            return span
        if span.end <= offset and (best is None or span.end > best.end):
            best = span
    return best


def _with_notes(draft: _Draft, notes: tuple[Footnote, ...]) -> _Draft:
    """The passage with the footnotes its sentences carry as context."""
    if draft.kind is Kind.FOOTNOTE or draft.cells:
        return draft
    begin, end = draft.text.span()
    carried = [note for note in notes if begin <= note.mark.start <= end + 1]
    if not carried:
        return draft
    spans = tuple(s for note in carried for s in bounded(note.text.span()))
    return replace(draft, context=(*draft.context, *spans))


def bounded(span: Span) -> Iterable[Span]:
    """The span in pieces of at most `MAX_SPAN` characters."""
    for start in range(span.start, span.end, MAX_SPAN):
        yield Span(start, min(start + MAX_SPAN, span.end))
