"""Vectors of titles, apart from those of texts, for entries that have a title of their own (FAQ entries).

Built into a folder of the index version; read by the hybrid search. A title is the last heading of an entry's path.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ingest.models import Passage
from vectorstore.codec import StoredPassage
from vectorstore.embeddings import Embedder, Vectors
from vectorstore.errors import DamagedIndexError

_IDS, _VECTORS = "ids.json", "vectors.npy"


def is_entry(passage: Passage) -> bool:
    """Whether a passage is a self-contained entry below a title of its own rather than part of a section."""
    return passage.record_id is not None and len(passage.path) == 1 and not passage.cells


def build(folder: Path, passages: Sequence[StoredPassage], embedder: Embedder) -> None:
    """Writes the title vectors of the entries among `passages` into the empty `folder`; raises OSError."""
    entries = sorted((p.passage for p in passages if is_entry(p.passage)), key=lambda p: p.id)
    (folder / _IDS).write_text(json.dumps([p.id for p in entries], ensure_ascii=False), "utf-8")
    if entries:
        np.save(folder / _VECTORS, embedder.embed_passages([p.path[-1] for p in entries]))


class TitleVectors:
    """The title vectors of an index version; empty where no entry has been indexed."""

    def __init__(self, folder: Path) -> None:
        """Opens the vectors in `folder`; raises DamagedIndexError."""
        try:
            self.ids: list[str] = json.loads((folder / _IDS).read_text("utf-8"))
            path = folder / _VECTORS
            self._vectors: Vectors = np.load(path, mmap_mode="r") if self.ids else np.empty((0, 1), dtype=np.float32)
            if len(self._vectors) != len(self.ids):
                raise ValueError(f"{len(self._vectors)} vectors for {len(self.ids)} titles")
        except (OSError, EOFError, ValueError, TypeError) as error:
            said = " ".join(str(error).split())[:120]
            raise DamagedIndexError(f"{folder}: the index cannot be read ({said}); ingest your lists again") from None

    def scores(self, vector: Vectors) -> Vectors:
        """Cosines of the titles, shape (len(ids),)."""
        return np.asarray(self._vectors @ vector, dtype=np.float32) if self.ids else np.empty(0, dtype=np.float32)


def is_bare_title(stored: StoredPassage) -> bool:
    """Whether a passage is a Markdown heading alone, as a document's title line is: it says nothing."""
    text = stored.passage.text.strip()
    return text.startswith("#") and "\n" not in text and not text.endswith(("。", "．"))
