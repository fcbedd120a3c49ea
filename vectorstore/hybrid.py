"""Dense and lexical scores fused: a question goes in, ranked passages come out.

Called by the chain, `search`, the LangChain retriever and the evaluation. One rule for all texts: both lists are scaled
to 0..1 and added, with the share of the question's words that a passage holds. BM25 weighs more in sections of long
documents, meaning more in short entries with a title of their own (FAQ), which also score by that title. Figures for
each part stand in docs/retrieval.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ingest.models import Kind
from ingest.normalise import nfkc, squeeze
from vectorstore.analysis import reading
from vectorstore.chroma import DenseIndex, Filters
from vectorstore.codec import StoredPassage
from vectorstore.embeddings import Vectors
from vectorstore.lexical import LexicalIndex
from vectorstore.titles import TitleVectors, is_entry

SECTION_WEIGHT = 0.45  # of words against meaning, in sections of documents
ENTRY_WEIGHT = 0.1  # the same in short entries
COVERAGE = 0.4  # of the share of the question's words that a passage holds
TITLE_WEIGHT = 0.35  # of an entry's title against its text, among vectors
PUBLISHER_BONUS = 0.3  # for the publisher that a question names, or the home publisher
LIST_COST = 0.05  # of lists of names, which share words with most questions about their section
SAME = 0.9  # shared three-character pieces from which two passages are one
_POOL = 4  # candidates looked at for each result asked for, before near duplicates fold
_SUFFIX = re.compile(r"(?<=.{2})[都道府県市区町村]$")
_REPEATED = re.compile(r"\(再掲\)")
# What follows a publisher's reading: a short one alone is part of other words (ミエ of 三重 in みえる).
_BEHIND_READING = "(?:ケン|ト|ドウ|フ|シ|ク|チョウ|マチ|ムラ|ソン|ノ)"


@dataclass(frozen=True)
class Part:
    """One index version: its dense, lexical and title vectors."""

    dense: DenseIndex
    lexical: LexicalIndex
    titles: TitleVectors


@dataclass(frozen=True)
class Weights:
    """What the fusion weighs; benchmarks vary it, everything else uses the default."""

    section: float = SECTION_WEIGHT
    entry: float = ENTRY_WEIGHT
    title: float = TITLE_WEIGHT
    publisher: float = PUBLISHER_BONUS
    coverage: float = COVERAGE
    lists: float = LIST_COST
    folding: bool = True


class HybridSearch:
    """Searches open index versions as one; safe to share between threads."""

    def __init__(self, parts: Sequence[Part], home_publisher: str = "", weights: Weights = Weights()) -> None:  # noqa: B008
        """`home_publisher` is whom a question means that names none."""
        self._parts = list(parts)
        self._home = home_publisher
        self._weights = weights
        self._passages = {p.passage.id: p for part in parts for p in part.dense.all()}
        self._publishers = sorted({p.source.publisher for p in self._passages.values() if p.source.publisher})
        self._readings = {name: reading(_SUFFIX.sub("", nfkc(name))) for name in self._publishers}

    def search(
        self, question: str, vector: Vectors, k: int, filters: Filters | None = None
    ) -> list[tuple[StoredPassage, float]]:
        """The `k` best passages for a question whose vector, shape (d,), is given; ties by id.

        Near duplicates fold into the best of them, table rows and entries never do.
        """
        if k < 1:
            return []
        scored: dict[str, float] = {}
        named = self.named(question)
        for part in self._parts:
            ids, scores = self._scores(part, question, vector, named, filters)
            scored.update(zip(ids, scores, strict=True))
        order = sorted(scored, key=lambda i: (-scored[i], i))
        chosen = self._folded(order, k) if self._weights.folding else order[:k]
        return [(self._passages[i], float(scored[i])) for i in chosen]

    def named(self, question: str) -> tuple[str, ...]:
        """The publishers that a question names (by name, stem or reading), else the home publisher, if any."""
        folded = squeeze(nfkc(question))
        kana = folded if _is_kana(folded) else ""
        found = [
            n
            for n in self._publishers
            if _SUFFIX.sub("", nfkc(n)) in folded or kana and _is_read(self._readings[n], _katakana(kana))
        ]
        if not found and self._home in self._publishers:
            found = [self._home]
        return tuple(found)

    def _scores(
        self, part: Part, question: str, vector: Vectors, named: tuple[str, ...], filters: Filters | None
    ) -> tuple[list[str], Vectors]:
        weights = self._weights
        ids, cosines = part.dense.scores(vector)
        if not ids:
            return [], np.empty(0, dtype=np.float32)
        lexical, covered = _aligned(part.lexical, question, ids)
        titles = dict(zip(part.titles.ids, part.titles.scores(vector).tolist(), strict=True))
        if titles and weights.title:
            own = np.array([titles.get(i, np.nan) for i in ids], dtype=np.float32)
            cosines = np.where(np.isnan(own), cosines, (1 - weights.title) * cosines + weights.title * own)
        passages = [self._passages[i] for i in ids]
        share = np.array(
            [weights.entry if is_entry(p.passage) else weights.section for p in passages], dtype=np.float32
        )
        fused = share * _scaled(lexical) + (1 - share) * _scaled(cosines)
        fused += weights.coverage * covered
        fused -= weights.lists * np.array([p.passage.lists for p in passages], dtype=np.float32)
        fused += weights.publisher * np.array([p.source.publisher in named for p in passages], dtype=np.float32)
        keep = [n for n, p in enumerate(passages) if filters is None or matches(p, filters)]
        return [ids[n] for n in keep], fused[keep]

    def _folded(self, order: Sequence[str], k: int) -> list[str]:
        """The first `k` of `order` without passages that say what an earlier one says."""
        chosen: list[str] = []
        seen: list[frozenset[str]] = []
        for passage_id in order[: _POOL * k + 20]:
            passage = self._passages[passage_id].passage
            # Records stay apart: two entries with one answer have two titles.
            apart = passage.kind is Kind.ROW or is_entry(passage)
            pieces = frozenset() if apart else _pieces(passage.text)
            if pieces and any(len(pieces & other) >= SAME * len(pieces | other) for other in seen):
                continue
            chosen.append(passage_id)
            seen.append(pieces)
            if len(chosen) == k:
                break
        return chosen


def _aligned(index: LexicalIndex, question: str, ids: Sequence[str]) -> tuple[Vectors, Vectors]:
    """BM25 scores and coverage in the order of `ids`."""
    scores, covered = index.scores(question)
    if index.ids == ids:
        return scores, covered
    rows = {passage_id: n for n, passage_id in enumerate(index.ids)}
    order = [rows[i] for i in ids]
    return scores[order], covered[order]


def matches(stored: StoredPassage, filters: Filters) -> bool:
    """Whether a passage meets every filter."""
    source, passage = stored.source, stored.passage
    asked = (
        (filters.document_ids, source.id),
        (filters.publishers, source.publisher),
        (filters.periods, source.period),
        (filters.kinds, str(passage.kind)),
        (filters.editions, source.edition),
    )
    return all(not values or value in values for values, value in asked)


def _scaled(scores: Vectors) -> Vectors:
    """Scores from 0 (the least) to 1 (the best); all 0 where they do not differ."""
    low, high = float(scores.min()), float(scores.max())
    return (scores - low) / (high - low) if high > low else np.zeros_like(scores)


def _pieces(text: str) -> frozenset[str]:
    folded = _REPEATED.sub("", squeeze(nfkc(text)))
    return frozenset(folded[i : i + 3] for i in range(max(1, len(folded) - 2)))


def _is_kana(text: str) -> bool:
    """Whether a question is typed in kana."""
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum("\u3041" <= c <= "\u30ff" for c in letters) >= 0.9 * len(letters)


def _is_read(name: str, question: str) -> bool:
    """Whether a publisher's reading stands in a question, both in katakana."""
    if len(name) >= 3:
        return name in question
    return bool(name) and re.search(re.escape(name) + _BEHIND_READING, question) is not None


def _katakana(text: str) -> str:
    return "".join(chr(ord(c) + 0x60) if "\u3041" <= c <= "\u3096" else c for c in text)
