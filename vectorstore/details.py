"""Vectors of single sentences, beside those of whole passages: a sentence that answers is not lost in its paragraph.

Built into a folder of the index version; read by the hybrid search, which takes a passage at the better of its own
cosine and its best sentence's. Table rows and lists have no sentences, nor have passages of one sentence. Short entries
(FAQ) are left out: there it harmed (docs/retrieval.md).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ingest import sentences
from ingest.models import Passage
from vectorstore.codec import StoredPassage
from vectorstore.embeddings import Embedder, Vectors
from vectorstore.errors import DamagedIndexError
from vectorstore.titles import is_entry

SHORTEST = 12  # characters of a sentence that gets a vector
SLIDE_LINES = 4  # from which on lines without a full stop get a vector without their heading
_IDS, _OWNERS, _VECTORS = "ids.json", "owners.npy", "vectors.npy"


def sentence_texts(passage: Passage) -> list[str]:
    """The sentences of a passage that get vectors of their own, each below its heading.

    Lines of slides, many in a passage and no sentences, stand alone: a heading would say more than they do.
    """
    heading = f"{passage.path[-1]}\n" if passage.path else ""
    texts = [passage.text[a:b] for a, b in sentence_spans(passage)]
    slides = len(texts) >= SLIDE_LINES
    return [text if slides and not text.rstrip().endswith(("。", "．")) else heading + text for text in texts]


def sentence_spans(passage: Passage) -> list[tuple[int, int]]:
    """Where in its text the sentences of a passage stand that get vectors of their own."""
    if passage.cells or passage.lists or is_entry(passage):
        return []
    found = sentences.split(passage.text)
    return [(a, b) for a, b in found if b - a >= SHORTEST] if len(found) > 1 else []


def build(folder: Path, passages: Sequence[StoredPassage], embedder: Embedder) -> None:
    """Writes the sentence vectors of `passages` into the empty `folder`; raises OSError."""
    ids: list[str] = []
    owners: list[int] = []
    texts: list[str] = []
    for passage in sorted((p.passage for p in passages), key=lambda p: p.id):
        if own := sentence_texts(passage):
            owners.extend([len(ids)] * len(own))
            ids.append(passage.id)
            texts.extend(own)
    (folder / _IDS).write_text(json.dumps(ids, ensure_ascii=False), "utf-8")
    if texts:
        np.save(folder / _OWNERS, np.array(owners, dtype=np.int32))
        np.save(folder / _VECTORS, embedder.embed_passages(texts))


class DetailVectors:
    """The sentence vectors of an index version; empty where all passages are single sentences."""

    def __init__(self, folder: Path) -> None:
        """Opens the vectors in `folder`; raises DamagedIndexError."""
        try:
            self.ids: list[str] = json.loads((folder / _IDS).read_text("utf-8"))
            self._vectors: Vectors = np.empty((0, 1), dtype=np.float32)
            self._begins = np.empty(0, dtype=np.int64)
            self._rows: dict[str, int] = {}
            if self.ids:
                self._vectors = np.load(folder / _VECTORS, mmap_mode="r")
                owners = np.load(folder / _OWNERS)
                self._rows = {passage_id: n for n, passage_id in enumerate(self.ids)}
                self._begins = np.searchsorted(owners, np.arange(len(self.ids)))
                if len(owners) != len(self._vectors) or owners[-1] != len(self.ids) - 1 or (np.diff(owners) < 0).any():
                    raise ValueError(f"{len(self._vectors)} vectors for {len(owners)} sentences")
        except (OSError, EOFError, ValueError, TypeError, IndexError) as error:
            said = " ".join(str(error).split())[:120]
            raise DamagedIndexError(f"{folder}: the index cannot be read ({said}); ingest your lists again") from None

    def sentences(self, passage_id: str, vector: Vectors) -> Vectors:
        """The cosine of each sentence of a passage, in the order of `sentence_spans`; empty where it has none."""
        row = self._rows.get(passage_id)
        if row is None:
            return np.empty(0, dtype=np.float32)
        begin = int(self._begins[row])
        end = int(self._begins[row + 1]) if row + 1 < len(self._begins) else len(self._vectors)
        return np.asarray(self._vectors[begin:end] @ vector, dtype=np.float32)

    def scores(self, vector: Vectors) -> Vectors:
        """The cosine of the best sentence of each passage, shape (len(ids),), in the order of `ids`."""
        if not self.ids:
            return np.empty(0, dtype=np.float32)
        return np.asarray(np.maximum.reduceat(self._vectors @ vector, self._begins), dtype=np.float32)
