"""Every place of some passages that tells a figure: lines and sentences of running text, cells and sentences of rows.

Passages go in, `Place`s come out, each with what it is about and, on demand, a sentence that says it; called by
`conflicts` and `disputed`, which look for a second figure for the same thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.compose import cells, prose, row_figures, row_texts, wording
from assistant.compose.asked import Asked
from assistant.compose.cells import Figure, Record
from assistant.compose.draft import Draft
from assistant.verify.folding import fold
from assistant.verify.quantities import Quantity, quantities
from ingest import sentences
from ingest.normalise import nfkc
from vectorstore.codec import StoredPassage


@dataclass(frozen=True)
class Place:
    """A place with figures: `subject` are the words around it that tell what it is about (heading, row, indicator).

    `role` is that of a row's figure (実績, 目標); `""` for text. `scattered` marks groups of lines of a lost layout, of
    which it cannot be told whose figures they hold.
    """

    stored: StoredPassage
    subject: str
    text: str
    role: str
    scattered: bool
    write: Callable[[], list[Draft]]

    @cached_property
    def figures(self) -> tuple[Quantity, ...]:
        """The place's quantities; numbers that only count or order (第3章) are none."""
        return tuple(q for q in quantities(fold(self.text)) if not q.ordinal)

    @cached_property
    def drafts(self) -> list[Draft]:
        """What the place says."""
        return self.write()


def of_passages(asked: Asked, passages: Iterable[StoredPassage]) -> Iterator[Place]:
    """The places of passages, in their order; listings repeat what stands elsewhere and are left out.

    A row's figure is told with the others of the row that the question asks for.
    """
    for stored in passages:
        if stored.passage.lists:
            continue
        yield from _of_row(asked, cells.read(stored)) if cells.is_row(stored) else _of_text(stored)


def _of_text(stored: StoredPassage) -> Iterator[Place]:
    heading = stored.passage.path[-1] if stored.passage.path else ""
    for start, end, scattered in prose.units(stored.passage):
        text = stored.passage.text[start:end]
        if not any(c.isdigit() for c in text):
            continue
        candidate = prose.Candidate(stored, start, end, 0.0, frozenset())
        yield Place(stored, heading, text, "", scattered, lambda c=candidate: prose.drafts([c]))  # type: ignore[misc]


def _of_row(asked: Asked, record: Record) -> Iterator[Place]:
    name = record.indicator or record.name
    for mark, indicator in (cells.items(name) if name else {"": ""}).items():
        for figure in record.figures:
            draft = None if wording.is_absent(figure.cell.text) else row_figures.one(record, figure, mark, indicator)
            if draft is not None:
                about = f"{record.title} {indicator} {figure.cell.column}"
                yield Place(
                    record.stored,
                    about,
                    draft.text,
                    figure.kind,
                    False,
                    lambda d=draft, f=figure: _with_others(asked, record, f, d),  # type: ignore[misc]
                )
    for cell in (*record.purposes, *record.reasons, *record.others):
        for start, end in sentences.split(cell.text):
            part = cell.text[start:end]
            if any(c.isdigit() for c in nfkc(part)):
                yield Place(
                    record.stored,
                    record.title,
                    part,
                    "",
                    False,
                    lambda r=record, c=cell, p=part: row_texts.told(r, c, [p]),  # type: ignore[misc]
                )


def _with_others(asked: Asked, record: Record, figure: Figure, alone: Draft) -> list[Draft]:
    """The row's sentence for the question where it tells the figure, else the figure alone."""
    spans = set(figure.cell.spans)
    for draft in row_figures.sentences(asked, record):
        if spans & {e.span for e in draft.evidence}:
            return [draft]
    return [alone]
