"""The search once more, plainly: each passage is scored by the formulas of docs/retrieval.md in dictionaries and numpy.

It shares with the search how a text becomes terms, sounds and sentences, and the weights, nothing else: no index, no
packed arrays, double precision. Lists of ids come out, with which `evals.bench_scale` compares those of the
indexes. Whoever changes the fusion changes it here as well; rules for questions that `evals.scale.corpus` never asks
(when something is, what a word means, all of a group, several publishers) are left out.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ingest.models import Kind
from ingest.normalise import nfkc, squeeze
from vectorstore import aliases, counters
from vectorstore.analysis import terms, terms_and_reading
from vectorstore.codec import StoredPassage
from vectorstore.details import sentence_texts
from vectorstore.embeddings import Vectors
from vectorstore.facts import IN_A_ROW
from vectorstore.hybrid import SAME, Weights
from vectorstore.lexical import K1, B, indexed_text
from vectorstore.readings import PIECE
from vectorstore.titles import is_entry

Postings = dict[str, dict[int, int]]  # term -> row of the passage -> how often


class Reference:
    """Scores all passages for every question, exactly."""

    def __init__(
        self, passages: Sequence[StoredPassage], vectors: Vectors, parts: Mapping[str, Vectors], home: str = ""
    ) -> None:
        """`vectors` has a row a passage, `parts` the vector of each entry's title and each sentence that has one."""
        self._passages = passages
        self._ids = [p.passage.id for p in passages]
        self._vectors = vectors.astype(np.float64)
        self._titles = {n: parts[p.passage.path[-1]] for n, p in enumerate(passages) if is_entry(p.passage)}
        texts = [sentence_texts(p.passage) for p in passages]
        self._sentences = {n: np.stack([parts[t] for t in own]) for n, own in enumerate(texts) if own}
        self._held = [counters.held(p.passage.text) for p in passages]
        self._home = home
        self._aliases = aliases.pairs(p.passage.text for p in passages)
        found = [terms_and_reading(indexed_text(p)) for p in passages]
        self._lengths = np.array([len(t) for t, _ in found], dtype=np.float64)
        self._words = _postings(t for t, _ in found)
        self._sounds = _postings(_pieces(reading, PIECE) for _, reading in found)

    def dense(self, vector: Vectors, k: int) -> list[str]:
        """The ids of the `k` nearest passages."""
        return [self._ids[n] for n in self._order(self._vectors @ vector)[:k]]

    def fused(self, question: str, vector: Vectors, k: int, weights: Weights = Weights()) -> list[str]:  # noqa: B008
        """The ids of the `k` best passages of the hybrid search, near duplicates folded."""
        cosines = self._vectors @ vector
        for n, rows in self._sentences.items():
            cosines[n] = max(cosines[n], float((rows @ vector).max()))
        for n, title in self._titles.items():
            cosines[n] = (1 - weights.title) * cosines[n] + weights.title * float(title @ vector)
        asked, reading = terms_and_reading(question)
        meaning, words = _scaled(cosines), _scaled(self._bm25(asked, self._partners(question, asked)))
        covered = self._coverage(self._words, set(asked), unknown=True)
        sounds = self._coverage(self._sounds, _pieces(reading, PIECE), unknown=False)
        named = {p.source.publisher for p in self._passages if p.source.publisher[:-1] in question} or {self._home}
        wanted = counters.asked(question)
        total = np.zeros(len(self._ids))
        for n, stored in enumerate(self._passages):
            entry = n in self._titles
            share = weights.entry if entry else weights.section
            total[n] = share * words[n] + (1 - share) * meaning[n]
            total[n] += (weights.entry_coverage if entry else weights.coverage) * covered[n]
            total[n] += (weights.entry_sounds if entry else weights.sounds) * sounds[n]
            total[n] -= weights.lists * stored.passage.lists + weights.terms * (stored.passage.kind is Kind.TERM)
            total[n] += 0 if entry or not wanted else weights.figures * self._figures(n, wanted)
            total[n] += weights.publisher * (stored.source.publisher in named)
        return self._unlike(self._order(total), k)

    def _figures(self, n: int, wanted: Sequence[tuple[str, ...]]) -> float:
        """The share of the figures asked for whose counter stands in the passage; less for a bare figure of a row."""
        passage = self._passages[n].passage
        bare = passage.kind is Kind.ROW and any(counters.is_figure(c.column, c.text) for c in passage.cells)
        share = sum(bool(self._held[n].intersection(group)) for group in wanted) / len(wanted)
        return max(share, IN_A_ROW if bare else 0.0)

    def _partners(self, question: str, asked: Sequence[str]) -> list[str]:
        return [t for t in terms(aliases.expansion(question, self._aliases)) if t not in asked]

    def _bm25(self, asked: Sequence[str], partners: Sequence[str]) -> Any:
        """BM25 as in Lucene; a term asked twice counts twice."""
        norms = K1 * (1 - B + B * self._lengths / self._lengths.mean())
        scores = np.zeros(len(self._ids))
        for term in (*asked, *partners):
            for n, count in self._words.get(term, {}).items():
                scores[n] += self._rarity(self._words, term) * count / (count + norms[n])
        return scores

    def _coverage(self, postings: Postings, asked: Iterable[str], *, unknown: bool) -> Any:
        """The share of what is asked that each passage holds, weighed by rarity; with what none holds, or without."""
        counted = [t for t in asked if unknown or t in postings]
        covered = np.zeros(len(self._ids))
        for term in counted:
            for n in postings.get(term, {}):
                covered[n] += self._rarity(postings, term)
        return covered / (sum(self._rarity(postings, t) for t in counted) or 1.0)

    def _rarity(self, postings: Postings, term: str) -> float:
        count = len(postings.get(term, {}))
        return math.log(1 + (len(self._ids) - count + 0.5) / (count + 0.5))

    def _order(self, scores: Any) -> list[int]:
        """Rows from the best score to the least, equal ones by id."""
        return sorted(range(len(self._ids)), key=lambda n: (-scores[n], self._ids[n]))

    def _unlike(self, ranked: Sequence[int], k: int) -> list[str]:
        """The first `k` that do not share nearly all pieces of three characters with one before."""
        chosen: list[str] = []
        seen: list[set[str]] = []
        for n in ranked:
            passage = self._passages[n].passage
            apart = passage.kind is Kind.ROW or n in self._titles
            own = set() if apart else _pieces(squeeze(nfkc(passage.text)).replace("(再掲)", ""), 3)
            if not any(own and len(own & other) >= SAME * len(own | other) for other in seen):
                chosen.append(passage.id)
                seen.append(own)
            if len(chosen) == k:
                break
        return chosen


def _postings(documents: Iterable[Iterable[str]]) -> Postings:
    postings: Postings = defaultdict(dict)
    for n, document in enumerate(documents):
        for term in document:
            postings[term][n] = postings[term].get(n, 0) + 1
    return dict(postings)


def _pieces(text: str, size: int) -> set[str]:
    return {text[i : i + size] for i in range(len(text) - size + 1)}


def _scaled(scores: Any) -> Any:
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.zeros(len(scores))
