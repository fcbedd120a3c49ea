"""Sections and rows become passages: the units of search and citation.

An `Outline` goes in, `Passage`s come out; `ingest.parse_document` calls it. A passage never
crosses a section, is bounded in tokens, and knows for each character where it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from ingest import listings, records, sentences, tokens
from ingest.blocks import Block
from ingest.drafts import MAX_SPAN, Draft, bounded
from ingest.footnotes import Footnote
from ingest.layout import datelines, groups
from ingest.marks import BULLETS, SYMBOLS, Style
from ingest.models import Kind, Passage, ReaderText, Source, Span
from ingest.normalise import Mapped
from ingest.outline import Outline, Section

__all__ = ["MAX_SPAN", "bounded", "build", "readable", "sentence_at"]

_REPEATED = re.compile(r"[（(]\s*再\s*掲")
_LEADING_MARK = re.compile(rf"^(?:[{BULLETS}{SYMBOLS}*＊+\-\ue000-\uf8ff\U000f0000-\U0010fffd]\s*)+")
_INTRODUCES = re.compile(r"(?:以下|次の|下記|とおり|通り)[^。]*[。：:]?$|[：:]$")


def build(source: Source, reader_text: ReaderText, outline: Outline, max_tokens: int) -> tuple[Passage, ...]:
    """The passages of a document, in reading order.

    `max_tokens` bounds a passage's text in `cl100k_base` tokens; a table row stays whole up to
    four times that.
    """
    drafts: list[Draft] = []
    for section in datelines.moved(outline.sections):
        drafts.extend(_of_section(section, max_tokens))
    drafts.extend(_of_notes(outline, drafts, max_tokens))
    drafts.extend(listings.of_outline(outline, reader_text.text, max_tokens))
    drafts = [_with_notes(draft, outline.notes) for draft in drafts]
    order = sorted(range(len(drafts)), key=lambda i: drafts[i].extent)
    seen: Counter[str] = Counter()
    out = []
    for i in order:
        out.append(_passage(source, reader_text, drafts[i], seen))
    return tuple(out)


def _passage(source: Source, reader_text: ReaderText, draft: Draft, seen: Counter[str]) -> Passage:
    basis = "\x1f".join((source.id, *draft.path, draft.kind.value, draft.text.text))
    digest = sha256(basis.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    seen[digest] += 1
    suffix = f"-{seen[digest]}" if seen[digest] > 1 else ""
    start, end = draft.extent
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
        lists=draft.lists,
    )


def _of_section(section: Section, max_tokens: int) -> Iterable[Draft]:
    group: list[Block] = []
    for part in section.content:
        if isinstance(part, Block):
            group.append(part)
            continue
        yield from _of_blocks(section.path, group, max_tokens)
        group = []
        yield from records.of_table(section, part, max_tokens)
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


@dataclass(frozen=True)
class _Piece:
    """A block, several that belong together, or a part of a long one, that goes into a passage whole."""

    text: Mapped
    is_item: bool
    introduces: bool
    repeats: bool


def _of_blocks(path: tuple[str, ...], blocks: list[Block], max_tokens: int) -> Iterable[Draft]:
    """Blocks packed into passages; a list is kept together, with the line that introduces it, where it fits."""
    pieces: list[_Piece] = []
    for together in groups.grouped(blocks):
        text = _in_line([readable(block) for block in together])
        if not any(c.isalnum() for c in text.text):
            continue
        introduces, repeats = bool(_INTRODUCES.search(text.text)), bool(_REPEATED.search(text.text))
        for start, end in sentences.pieces(text.text, lambda t: tokens.count(t) <= max_tokens):
            pieces.append(_Piece(text.slice(start, end), _is_item(together[0]), introduces, repeats))
    for group in _packed(pieces, max_tokens):
        kind = Kind.ITEM if all(piece.is_item for piece in group) else Kind.PROSE
        yield Draft(path, kind, _joined(group))


def _in_line(texts: Sequence[Mapped]) -> Mapped:
    """Texts that belong together as one line: what stands on lines of its own is a sentence of its own."""
    if len(texts) == 1:
        return texts[0]
    parts: list[Mapped] = []
    for text in texts:
        if parts and text.text:
            parts.append(Mapped.inserted(" ", text.starts[0]))
        parts.append(text)
    return Mapped.concat(parts)


def _joined(group: list[_Piece]) -> Mapped:
    parts: list[Mapped] = []
    for piece in group:
        if parts:
            parts.append(Mapped.inserted("\n", piece.text.starts[0]))
        parts.append(piece.text)
    return Mapped.concat(parts)


def _packed(pieces: list[_Piece], max_tokens: int) -> list[list[_Piece]]:
    groups: list[list[_Piece]] = []
    for n, piece in enumerate(pieces):
        # What repeats another place folds into it in search: nothing else may go with it.
        fits = bool(groups) and groups[-1][-1].repeats == piece.repeats
        if fits:
            ahead = [piece]
            if piece.introduces and n + 1 < len(pieces) and pieces[n + 1].is_item:
                # An introduction goes with its list when the list would not fit behind it here.
                ahead.extend(_list_after(pieces, n + 1))
            fits = _size([*groups[-1], *ahead], max_tokens) <= max_tokens
        if fits:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _size(pieces: list[_Piece], enough: int) -> int:
    """Tokens of the pieces joined by newlines; a rough count serves once it is far over `enough`."""
    rough = sum(len(piece.text.text) for piece in pieces)
    if rough > 8 * enough:
        return rough
    return tokens.count("\n".join(piece.text.text for piece in pieces))


def _list_after(pieces: list[_Piece], n: int) -> Iterable[_Piece]:
    while n < len(pieces) and pieces[n].is_item:
        yield pieces[n]
        n += 1


def _of_notes(outline: Outline, drafts: list[Draft], max_tokens: int) -> Iterable[Draft]:
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
        for start, end in sentences.pieces(text.text, lambda t: tokens.count(t) <= max_tokens):
            yield Draft(path, Kind.FOOTNOTE, text.slice(start, end), context=context)


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


def _with_notes(draft: Draft, notes: tuple[Footnote, ...]) -> Draft:
    """The passage with the footnotes its sentences carry as context."""
    if draft.kind is Kind.FOOTNOTE or draft.cells or draft.lists:
        return draft
    begin, end = draft.text.span()
    carried = [note for note in notes if begin <= note.mark.start <= end + 1]
    if not carried:
        return draft
    spans = tuple(s for note in carried for s in bounded(note.text.span()))
    return replace(draft, context=(*draft.context, *spans))
