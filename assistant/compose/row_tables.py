"""A table of figures that answers although running text fits the question's words better.

The question and the rows that search found go in, drafts come out, none where the table is not clearly meant; called
by the extractive composer before running text. Clearly meant is a table whose figures tell the years of the question,
where the question names a measure of its columns and one of its rows, or asks which of the rows comes first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.compose import cells, figures_asked, overlap, row_sets, rows
from assistant.compose.asked import Ask, Asked
from assistant.compose.cells import Record
from assistant.compose.draft import Draft
from vectorstore.codec import StoredPassage

Document = Callable[[str], Sequence[StoredPassage]]
_HOME = re.compile(r"本県|県内|わが県|我が県|うちの県|この県")
_TABLE = re.compile(r"表(?:の|に|で|を|から)|一覧|比較")


def answer(asked: Asked, question: str, found: Sequence[StoredPassage], document: Document) -> list[Draft]:
    """What the table of the first row among `found` says, where the question is for a figure of it."""
    if not asked.wants(Ask.FIGURE, Ask.COMPARE):
        return []
    own = [p for p in found if cells.is_row(p)]
    best = cells.read(own[0]) if own else None
    if best is None or not best.figures or best.reasons or best.purposes or not _has_years(asked, best):
        return []
    if not figures_asked.fits(asked, best.figures) or not (_row(asked, own) or _ranks(asked)):
        return []
    return rows.answer(asked, question, own, document)


def _has_years(asked: Asked, record: Record) -> bool:
    """Whether the columns tell all years that the question names."""
    named = {y for _, y in figures_asked.years_named(asked)}
    return bool(named) and named <= {y.year for f in record.figures for y in f.years}


def _row(asked: Asked, found: Sequence[StoredPassage]) -> bool:
    """Whether the question names a row, or means that of the own prefecture."""
    records = [cells.read(p) for p in found]
    named = any(r.title and overlap.plain(r.title) in overlap.plain(asked.text) for r in records)
    return named or bool(_HOME.search(asked.text)) and any(r.title == r.stored.source.publisher for r in records)


def _ranks(asked: Asked) -> bool:
    """Whether the question is for the first or the rising ones of the rows of a table."""
    return row_sets.ranks(asked) and bool(_TABLE.search(asked.text))
