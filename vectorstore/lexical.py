"""The lexical index beside the dense one: passages go in, BM25 scores for a question's terms come out.

Built into a folder of the index version and read memory-mapped. BM25 as in Lucene, by bm25s.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from vectorstore.analysis import Analysis, terms
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
    documents = []
    for stored in ordered:
        documents.append(terms(indexed_text(stored), analysis))
        progress.advance()
    progress.finish()
    described = {"analysis": analysis.name, "ids": [p.passage.id for p in ordered]}
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
            self._index: Any = bm25s.BM25.load(folder, mmap=True) if any(folder.glob("*.npy")) else None
        except (OSError, ValueError, KeyError) as error:
            said = " ".join(str(error).split())[:120]
            raise DamagedIndexError(f"{folder}: the index cannot be read ({said}); ingest your lists again") from None
        if described["analysis"] != analysis.name:
            raise DamagedIndexError(f"{folder}: was built by another analysis; run policy-assistant ingest again")

    def scores(self, question: str) -> Vectors:
        """BM25 scores of all passages, shape (len(ids),), in the order of `ids`; zeros when no term is known."""
        known = [t for t in terms(question, self._analysis) if self._index is not None and t in self._index.vocab_dict]
        if not known:
            return np.zeros(len(self.ids), dtype=np.float32)
        with self._lock:
            return np.asarray(self._index.get_scores(known), dtype=np.float32)
