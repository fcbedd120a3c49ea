"""What the fusion asks of passages: stored passages go in, arrays come out; called by the hybrid search.

Everything here is told once, when an index is opened; a question costs a few operations on the arrays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ingest.models import Kind
from ingest.normalise import nfkc, squeeze
from vectorstore import counters
from vectorstore.asked import wants_several
from vectorstore.codec import StoredPassage
from vectorstore.embeddings import Vectors
from vectorstore.lexical import LexicalIndex
from vectorstore.titles import is_entry

IN_A_ROW = 0.7  # of a figure in a table's row, whose counter stands in the column's name, against one with its counter
_DATED = re.compile(r"\d\s*年|\d\s*月\s*\d|(?<![a-z])[rhs]\d{1,2}(?!\d)|(?<!\d)\d{1,2}/\d{1,2}(?!\d)|元年", re.I)
# The opening of a list of rows that share a value (`ingest.listings`).
_GROUP = re.compile(r"[^\n]{1,40}?が(?P<value>[^\n]{1,30})のものは、次の\d+件です。")
_BRACKETS = "【】[]〔〕〈〉<>"
_COLUMN = {name: n for n, name in enumerate(counters.COUNTERS)}


@dataclass(frozen=True)
class Raw:
    """What one part says to a question, each array in the order of `ids`."""

    ids: Sequence[str]
    cosines: Vectors
    lexical: Vectors
    covered: Vectors
    sounds: Vectors
    facts: tuple[Any, ...]  # entry, lists, terms, dated, figures, groups, publishers

    def only(self, shown: Any) -> Raw:
        """The same for the passages where the array `shown` is true."""
        ids = [i for i, keep in zip(self.ids, shown.tolist(), strict=True) if keep]
        scores = (self.cosines[shown], self.lexical[shown], self.covered[shown], self.sounds[shown])
        return Raw(ids, *scores, tuple(f[shown] for f in self.facts))


class Facts:
    """What the fusion asks of the passages of a part, one array each, in ascending order of id."""

    def __init__(
        self, passages: Sequence[StoredPassage], indexes: Sequence[Sequence[str]], hidden: Collection[str] = ()
    ) -> None:
        """`indexes`: the ids that the lexical index, title and sentence vectors hold; `hidden`: documents not found."""
        self.ids: Sequence[str] = [p.passage.id for p in passages]
        self.shown = np.array([p.source.id not in hidden for p in passages], dtype=bool)
        self.entry = np.array([is_entry(p.passage) for p in passages], dtype=bool)
        self.lists = np.array([p.passage.lists for p in passages], dtype=np.float32)
        self.terms = np.array([p.passage.kind is Kind.TERM for p in passages], dtype=np.float32)
        self.dated = np.array([bool(_DATED.search(nfkc(p.passage.text))) for p in passages], dtype=np.float32)
        self.publishers = np.array([p.source.publisher for p in passages], dtype=object)
        self._rows = {passage_id: n for n, passage_id in enumerate(self.ids)}
        self.lexical, self.titles, self.details = (
            np.array([self._rows[i] for i in ids], dtype=np.int64) for ids in indexes
        )
        self._counters = np.zeros((len(passages), len(_COLUMN)), dtype=bool)
        for n, stored in enumerate(passages):
            self._counters[n, [_COLUMN[c] for c in counters.held(stored.passage.text)]] = True
        self._in_rows = np.array([IN_A_ROW * _has_figures(p) for p in passages], dtype=np.float32)
        self._groups = [(n, value) for n, p in enumerate(passages) if (value := _group(p))]

    def held(self, lexical: LexicalIndex, term: str) -> int:
        """In how many passages that may be found a term stands."""
        if self.shown.all():
            return lexical.frequency(term)
        return int(self.shown[self.lexical][lexical.holders(term)].sum())

    def figures(self, question: str) -> Vectors:
        """The share of the figures a question asks for whose kind each passage of a section holds; else 0."""
        wanted = counters.asked(question)
        if not wanted:
            return np.zeros(len(self.ids), dtype=np.float32)
        held = [self._counters[:, [_COLUMN[c] for c in group]].any(axis=1) for group in wanted]
        return np.where(self.entry, np.float32(0), np.maximum(np.mean(held, axis=0, dtype=np.float32), self._in_rows))

    def groups(self, question: str) -> Vectors:
        """1 for the lists of rows that share the value named in a question that asks for several things.

        Of several values the longest counts, of those as long the last: the division of a department (総務部税務課).
        """
        out = np.zeros(len(self.ids), dtype=np.float32)
        if self._groups and wants_several(question):
            asked = squeeze(nfkc(question))
            named = [(n, (len(value), asked.rfind(value))) for n, value in self._groups if value in asked]
            out[[n for n, place in named if place == max(place for _, place in named)]] = 1
        return out

    def rows(self, ids: Sequence[str]) -> Any:
        """The places of `ids` in the arrays, as an index into them."""
        if ids is not self.ids:
            if ids != self.ids:
                return [self._rows[i] for i in ids]
            self.ids = ids  # the dense index gives the same list each time
        return slice(None)

    def spread(self, rows: Any, values: Vectors, missing: float) -> Vectors:
        """`values` at the places `rows` of an array of all passages, `missing` elsewhere."""
        out = np.full(len(self.ids), missing, dtype=np.float32)
        out[rows] = values
        return out


def _has_figures(stored: StoredPassage) -> bool:
    passage = stored.passage
    return passage.kind is Kind.ROW and any(counters.is_figure(c.column, c.text) for c in passage.cells)


def _group(stored: StoredPassage) -> str:
    """The value that the rows of a list share; "" for every other passage."""
    found = _GROUP.match(stored.passage.text) if stored.passage.lists else None
    return squeeze(nfkc(found["value"])).strip(_BRACKETS) if found else ""
