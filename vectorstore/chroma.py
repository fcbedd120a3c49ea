"""The dense index, which also holds the passages: passages and vectors go in, ranked passages come out.

Built by the indexing run into a fresh folder and never changed afterwards (Chroma keeps deleted text and grows under
deletion); read by the retriever. Up to `EXACT_LIMIT` passages are scored exactly with numpy, so that two builds of the
same passages rank alike; above that Chroma's HNSW index answers.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from ingest.models import Source
from vectorstore.chroma_client import ReadingClient, open_client
from vectorstore.codec import (
    StoredPassage,
    decode_passage,
    decode_sources,
    encodable,
    encode_passage,
    encode_sources,
)
from vectorstore.embeddings import Vectors
from vectorstore.errors import DamagedIndexError, VectorStoreError, storage_errors
from vectorstore.progress import NullProgress, Progress

EXACT_LIMIT = 50_000
_COLLECTION = "passages"
# With Chroma's defaults two identical builds differ in 78 of 100 top-30 lists; with these they agree (docs/design).
_HNSW = {"space": "cosine", "ef_construction": 400, "ef_search": 1000}
_WRITE_BATCH = 500
_READ_BATCH = 1000


@dataclass(frozen=True)
class Filters:
    """What passages must match: one of the values in every field that names any."""

    document_ids: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()

    def where(self) -> dict[str, Any] | None:
        """The filter in Chroma's form, or None when nothing is asked for."""
        asked = {
            "document_id": self.document_ids,
            "publisher": self.publishers,
            "period": self.periods,
            "kind": self.kinds,
            "edition": self.editions,
        }
        parts = [{key: {"$in": [encodable(str(v)) for v in values]}} for key, values in asked.items() if values]
        if len(parts) < 2:
            return parts[0] if parts else None
        return {"$and": parts}


def build(folder: Path, passages: Sequence[StoredPassage], vectors: Vectors, progress: Progress | None = None) -> None:
    """Writes a new index of `passages` and their `vectors`, shape (len(passages), d), into the empty `folder`.

    What this process freed before can end up in the index's files: use `build_process.build_apart`.
    Raises StorageFaultError when the disk is full or the folder read-only, ValueError when shapes or ids clash.
    """
    ids = [p.passage.id for p in passages]
    if len(passages) != len(vectors):
        raise ValueError(f"{len(passages)} passages but {len(vectors)} vectors")
    if len(set(ids)) != len(ids):
        raise ValueError(f"two passages share the id {next(i for i in ids if ids.count(i) > 1)}")
    progress = progress or NullProgress()
    sources = {p.source.id: p.source for p in passages}
    with storage_errors(folder):
        client = open_client(folder)
        try:
            collection = client.create_collection(
                _COLLECTION,
                embedding_function=None,
                configuration={"hnsw": _HNSW},
                metadata={"sources": encode_sources(sources)},
            )
            progress.start("writing", len(passages))
            for begin in range(0, len(passages), _WRITE_BATCH):
                batch = passages[begin : begin + _WRITE_BATCH]
                collection.add(
                    ids=ids[begin : begin + _WRITE_BATCH],
                    embeddings=np.asarray(vectors[begin : begin + _WRITE_BATCH], dtype=np.float32),
                    documents=[encodable(p.passage.text) for p in batch],
                    metadatas=[_metadata(p, begin + n) for n, p in enumerate(batch)],
                )
                progress.advance(len(batch))
            progress.finish()
        finally:
            client.close()


def _metadata(stored: StoredPassage, position: int) -> dict[str, str | int]:
    source = stored.source
    return {
        "document_id": source.id,
        "publisher": encodable(source.publisher),
        "audience": source.audience,
        "period": encodable(source.period),
        "kind": str(stored.passage.kind),
        "edition": source.edition,
        "content_hash": stored.content_hash,
        "position": position,
        "passage": encode_passage(stored.passage),
    }


class DenseIndex:
    """An index version, open for reading; safe to share between threads."""

    def __init__(self, folder: Path, reading: ReadingClient, exact_limit: int) -> None:
        """Use `DenseIndex.open`."""
        self._folder = folder
        self._reading = reading
        self._collection = reading.client.get_collection(_COLLECTION, embedding_function=None)
        self._count = int(self._collection.count())
        self._sources = decode_sources((self._collection.metadata or {})["sources"])
        self._exact = self._count <= exact_limit
        self._lock = threading.Lock()
        self._vectors: tuple[list[str], Vectors] | None = None

    @classmethod
    def open(cls, folder: Path, *, exact_limit: int = EXACT_LIMIT) -> Self:
        """The index in `folder`.

        Raises DamagedIndexError when there is none that can be read, StorageFaultError when the folder cannot be
        opened and a copy of it cannot be made.
        """
        if not (folder / "chroma.sqlite3").is_file():
            raise DamagedIndexError(f"{folder}: holds no index; run policy-assistant ingest")
        with _reading(folder):
            reading = ReadingClient(folder)
            try:
                return cls(folder, reading, exact_limit)
            except BaseException:
                reading.close()
                raise

    def count(self) -> int:
        """How many passages there are."""
        return self._count

    def sources(self) -> dict[str, Source]:
        """The documents that have passages here, by id."""
        return dict(self._sources)

    def get(self, ids: Sequence[str]) -> list[StoredPassage]:
        """The passages with these ids, in this order; ids that are not here are left out."""
        found: dict[str, StoredPassage] = {}
        for begin in range(0, len(ids), _READ_BATCH):
            found.update({p.passage.id: p for p in self._read(ids=list(ids[begin : begin + _READ_BATCH]))})
        return [found[i] for i in ids if i in found]

    def all(self, document_ids: Sequence[str] | None = None) -> list[StoredPassage]:
        """All passages (of these documents, if given) in the order in which they were built."""
        if document_ids is None:
            return self._read()
        return self._read(where={"document_id": {"$in": list(document_ids)}}) if document_ids else []

    def search(self, vector: Vectors, k: int, filters: Filters | None = None) -> list[tuple[StoredPassage, float]]:
        """The `k` passages nearest to `vector`, shape (d,): best first, equal scores by id.

        The score is the cosine of the angle, between -1 and 1.
        """
        if k < 1 or not self._count:
            return []
        unit = _unit(np.asarray(vector, dtype=np.float32))
        where = filters.where() if filters else None
        with _reading(self._folder):
            ranked = self._score(unit, k, where) if self._exact else self._ask_hnsw(unit, k, where)
        scores = dict(ranked)
        return [(p, scores[p.passage.id]) for p in self.get([i for i, _ in ranked])]

    def scores(self, vector: Vectors, most: int = 1000) -> tuple[list[str], Vectors]:
        """Ids and cosines of passages: of all in ascending order of id, above `EXACT_LIMIT` of the `most` nearest."""
        if not self._count:
            return [], np.empty(0, dtype=np.float32)
        unit = _unit(np.asarray(vector, dtype=np.float32))
        with _reading(self._folder):
            if self._exact:
                ids, vectors = self._loaded()
                return ids, vectors @ unit
            ranked = sorted(self._ask_hnsw(unit, most, None))
        return [i for i, _ in ranked], np.array([score for _, score in ranked], dtype=np.float32)

    def close(self) -> None:
        """Closes the index's files."""
        self._reading.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _score(self, unit: Vectors, k: int, where: dict[str, Any] | None) -> list[tuple[str, float]]:
        ids, vectors = self._loaded()
        rows = np.arange(len(ids))
        if where is not None:
            allowed = set(self._collection.get(where=where, include=[])["ids"])
            rows = np.array([n for n, i in enumerate(ids) if i in allowed], dtype=int)
        # All rows are multiplied, filter or not: the same sums in the same order give the same scores.
        scores = (vectors @ unit)[rows]
        # Rows are in order of id, and the sort is stable: equal scores stay in that order.
        best = np.argsort(-scores, kind="stable")[:k]
        return [(ids[rows[n]], float(scores[n])) for n in best]

    def _ask_hnsw(self, unit: Vectors, k: int, where: dict[str, Any] | None) -> list[tuple[str, float]]:
        found = self._collection.query(
            query_embeddings=unit[None, :], n_results=min(k, self._count), where=where, include=["distances"]
        )
        ranked = [(i, 1.0 - float(d)) for i, d in zip(found["ids"][0], found["distances"][0], strict=True)]
        return sorted(ranked, key=lambda pair: (-pair[1], pair[0]))

    def _loaded(self) -> tuple[list[str], Vectors]:
        """Ids in ascending order and their vectors, read once."""
        with self._lock:
            if self._vectors is None:
                ids: list[str] = []
                batches = []
                for got in self._batches(include=["embeddings"]):
                    ids += got["ids"]
                    batches.append(np.asarray(got["embeddings"], dtype=np.float32))
                order = sorted(range(len(ids)), key=ids.__getitem__)
                # Chroma gives back unit vectors only for what has reached its graph.
                self._vectors = [ids[n] for n in order], _unit(np.concatenate(batches)[order])
            return self._vectors

    def _read(self, **where: Any) -> list[StoredPassage]:
        with _reading(self._folder):
            rows = [
                (int(m["position"]), self._stored(m))
                for got in self._batches(**where, include=["metadatas"])
                for m in got["metadatas"]
            ]
        return [stored for _, stored in sorted(rows, key=lambda row: row[0])]

    def _batches(self, **asked: Any) -> Iterator[dict[str, Any]]:
        """What Chroma holds, in parts: what it gives at once takes ten times the memory of what is kept of it."""
        for offset in range(0, self._count, _READ_BATCH):
            got = self._collection.get(**asked, limit=_READ_BATCH, offset=offset)
            yield got
            if len(got["ids"]) < _READ_BATCH:
                return

    def _stored(self, metadata: dict[str, Any]) -> StoredPassage:
        passage = decode_passage(metadata["passage"])
        return StoredPassage(passage, self._sources[passage.document_id], metadata["content_hash"])


def _unit(vectors: Vectors) -> Vectors:
    """The vectors, shape (..., d), at length 1; zero stays zero."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.ascontiguousarray(vectors / np.maximum(lengths, np.float32(1e-12)), dtype=np.float32)


@contextmanager
def _reading(folder: Path) -> Iterator[None]:
    """Raises DamagedIndexError in place of whatever Chroma raises inside the block (a Rust panic is no Exception)."""
    try:
        yield
    except (VectorStoreError, KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError):
        raise
    except BaseException as error:
        said = " ".join(str(error).split())[:120] or type(error).__name__
        raise DamagedIndexError(
            f"{folder}: the index cannot be read ({said}); delete the folder {folder.parent}, "
            "then ingest your lists again"
        ) from error
