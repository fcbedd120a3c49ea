"""The lexical index beside the dense one: passages go in, BM25 scores for a question's terms come out.

Built into a folder of the index version and read memory-mapped. BM25 as in Lucene, by bm25s.
"""

from __future__ import annotations

import json
import math
import threading
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from vectorstore import aliases, kana, readings
from vectorstore.analysis import Analysis, terms, terms_and_reading
from vectorstore.codec import StoredPassage, encodable
from vectorstore.embeddings import Vectors
from vectorstore.errors import DamagedIndexError
from vectorstore.progress import NullProgress, Progress

# k1 and b as in Lucene; other values made no difference on either question set (docs/retrieval.md).
K1, B = 1.2, 0.75
DEFAULT = Analysis()
_IDS = "ids.json"


def indexed_text(stored: StoredPassage) -> str:
    """What of a passage is searched by words: publisher, heading path and text."""
    return "\n".join((stored.source.publisher, " ".join(stored.passage.path), encodable(stored.passage.text)))


def build(
    folder: Path, passages: Sequence[StoredPassage], progress: Progress | None = None, analysis: Analysis = DEFAULT
) -> None:
    """Writes the lexical index of `passages` into the empty `folder`; raises OSError."""
    import bm25s

    progress = progress or NullProgress()
    ordered = sorted(passages, key=lambda p: p.passage.id)
    progress.start("analysing", len(ordered))
    documents, sounds = [], []
    words: Counter[tuple[str, str]] = Counter()
    for stored in ordered:
        found, reading = terms_and_reading(indexed_text(stored), analysis, words)
        documents.append(found)
        sounds.append(reading)
        progress.advance()
    progress.finish()
    readings.build(folder, sounds)
    names = aliases.pairs(p.passage.text for p in ordered)
    frequencies = Counter(term for document in documents for term in set(document))
    described = {
        "analysis": analysis.name,
        "ids": [p.passage.id for p in ordered],
        "aliases": names,
        "frequencies": dict(sorted(frequencies.items())),
        "words": kana.words(words),
    }
    (folder / _IDS).write_text(json.dumps(described, ensure_ascii=False), "utf-8")
    if any(documents):
        index = bm25s.BM25(k1=K1, b=B)
        index.index(documents, show_progress=False)
        index.save(folder, show_progress=False)


class LexicalIndex:
    """A lexical index, open for reading; safe to share between threads."""

    def __init__(self, folder: Path, analysis: Analysis = DEFAULT) -> None:
        """Opens the index in `folder`; raises DamagedIndexError."""
        import bm25s

        self._analysis = analysis
        self._lock = threading.Lock()
        try:
            described = json.loads((folder / _IDS).read_text("utf-8"))
            self.ids: list[str] = described["ids"]
            self._aliases: dict[str, list[str]] = described["aliases"]
            self._frequencies: dict[str, int] = described["frequencies"]
            self.words: kana.Words = {read: (word, count) for read, (word, count) in described["words"].items()}
            self._index: Any = bm25s.BM25.load(folder, mmap=True) if self._frequencies else None
            self._readings = readings.Readings(folder, len(self.ids))
            built_by = described["analysis"]
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            said = " ".join(str(error).split())[:120]
            raise DamagedIndexError(f"{folder}: the index cannot be read ({said}); ingest your lists again") from None
        if built_by != analysis.name:
            raise DamagedIndexError(f"{folder}: was built by another analysis; run policy-assistant ingest again")

    def scores(self, question: str) -> tuple[Vectors, Vectors, Vectors]:
        """BM25 scores, coverage and coverage by readings of all passages, each of shape (len(ids),), as `ids` go.

        Coverage is the share of the question's terms, known or not, weighed by their rarity, that a passage holds;
        by readings, the same for pieces of how the question is read aloud.
        """
        asked, reading = terms_and_reading(question, self._analysis)
        return (*self._by_terms(question, asked), self._readings.coverage(reading))

    def frequency(self, term: str) -> int:
        """In how many passages a term stands."""
        return self._frequencies.get(term, 0)

    def holders(self, term: str) -> Any:
        """The rows (places in `ids`) of the passages that hold a term, an array of shape (n,)."""
        token = self._index.vocab_dict.get(term) if self._index is not None else None
        return np.empty(0, dtype=np.int32) if token is None else self._holders(token)

    def _by_terms(self, question: str, asked: Sequence[str]) -> tuple[Vectors, Vectors]:
        partners = aliases.expansion(question, self._aliases)
        more = [t for t in terms(partners, self._analysis) if t not in asked] if partners else []
        scores, covered = np.zeros((2, len(self.ids)), dtype=np.float32)
        if self._index is None or not asked:
            return scores, covered
        vocabulary = self._index.vocab_dict
        known = [t for t in (*asked, *more) if t in vocabulary]
        if known:
            with self._lock:
                scores = np.asarray(self._index.get_scores(known), dtype=np.float32)
        weights = {t: self._weight(t) for t in asked}
        for term, weight in weights.items():
            if term in vocabulary:
                covered[self._holders(vocabulary[term])] += weight
        return scores, covered / np.float32(sum(weights.values()))

    def _holders(self, token: int) -> Any:
        """The rows of the passages that hold a term: its column in bm25s's matrix."""
        begin, end = self._index.scores["indptr"][token : token + 2]
        return self._index.scores["indices"][begin:end]

    def _weight(self, term: str) -> float:
        """Inverse document frequency as Lucene has it."""
        count = self._frequencies.get(term, 0)
        return math.log(1 + (len(self.ids) - count + 0.5) / (count + 0.5))
