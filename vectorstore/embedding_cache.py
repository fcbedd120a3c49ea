"""Vectors kept between runs: texts go in, vectors come out, and only texts not seen before reach the model.

A SQLite file (WAL) holds one row per model and text, keyed by the SHA-256 of the prefixed text; texts themselves
are not kept. Called by the indexing run. Questions are never cached: they may hold what must not be kept.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from vectorstore.embeddings import Embedder, Vectors
from vectorstore.errors import storage_errors
from vectorstore.progress import NullProgress, Progress

_log = logging.getLogger(__name__)
_SCHEMA = """CREATE TABLE IF NOT EXISTS vectors (
    model TEXT NOT NULL, text_hash BLOB NOT NULL, crc INTEGER NOT NULL, vector BLOB NOT NULL,
    PRIMARY KEY (model, text_hash)) WITHOUT ROWID"""
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_SCHEMA")


class CachedEmbedder:
    """An embedder whose passages are computed once; `computed` counts those that were.

    Every batch is committed as it is done, so a killed run loses one batch at the most.
    """

    def __init__(
        self, embedder: Embedder, path: Path, *, batch_size: int = 16, progress: Progress | None = None
    ) -> None:
        """`path` is the cache file; its folder is made when needed. `batch_size` is in texts."""
        self._embedder = embedder
        self._path = path
        self._batch_size = batch_size
        self._progress = progress or NullProgress()
        self.computed = 0

    @property
    def name(self) -> str:
        """The model's name."""
        return self._embedder.name

    @property
    def dimension(self) -> int:
        """The model's dimension."""
        return self._embedder.dimension

    @property
    def passage_prefix(self) -> str:
        """The model's passage prefix."""
        return self._embedder.passage_prefix

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, straight from the model, shape (n, dimension)."""
        return self._embedder.embed_queries(texts)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, shape (n, dimension); raises StorageFaultError when the cache cannot be written."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        keys = [self._key(text) for text in texts]
        with storage_errors(self._path.parent):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            try:
                found = self._fill(keys, texts)
            except sqlite3.DatabaseError as error:
                if not _damaged(error):
                    raise
                self._set_aside(error)
                found = self._fill(keys, texts)
        return np.stack([found[key] for key in keys])

    def _fill(self, keys: Sequence[bytes], texts: Sequence[str]) -> dict[bytes, Vectors]:
        with _connect(self._path) as connection:
            found = self._lookup(connection, keys)
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
            if missing:
                self._compute(connection, missing, found)
        return found

    def _lookup(self, connection: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        found: dict[bytes, Vectors] = {}
        for key in dict.fromkeys(keys):
            row = connection.execute(
                "SELECT crc, vector FROM vectors WHERE model = ? AND text_hash = ?", (self.name, key)
            ).fetchone()
            # A flipped bit would be a silently wrong vector: such a row counts as missing.
            if row is not None and zlib.crc32(row[1]) == row[0]:
                found[key] = np.frombuffer(row[1], dtype="<f4").astype(np.float32)
        return found

    def _compute(self, connection: sqlite3.Connection, missing: dict[bytes, str], found: dict[bytes, Vectors]) -> None:
        # Texts of one length in a batch: no thread waits for a single long one.
        order = sorted(missing, key=lambda key: (len(missing[key]), key))
        self._progress.start("embedding", len(order))
        try:
            for begin in range(0, len(order), self._batch_size):
                batch = order[begin : begin + self._batch_size]
                vectors = self._embedder.embed_passages([missing[key] for key in batch])
                with connection:
                    connection.executemany(
                        "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)",
                        [_row(self.name, key, vector) for key, vector in zip(batch, vectors, strict=True)],
                    )
                found.update(zip(batch, vectors, strict=True))
                self.computed += len(batch)
                self._progress.advance(len(batch))
        finally:
            self._progress.finish()

    def _key(self, text: str) -> bytes:
        prefixed = self._embedder.passage_prefix + text
        return hashlib.sha256(prefixed.encode("utf-8", "surrogatepass")).digest()

    def _set_aside(self, error: sqlite3.DatabaseError) -> None:
        aside = self._path.with_name(self._path.name + ".damaged")
        _log.warning("the embedding cache %s is damaged (%s); set aside as %s and rebuilt", self._path, error, aside)
        os.replace(self._path, aside)
        for ending in ("-wal", "-shm"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)


@contextmanager
def _connect(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_SCHEMA)
        yield connection


def _row(model: str, key: bytes, vector: Vectors) -> tuple[str, bytes, int, bytes]:
    blob = np.asarray(vector, dtype="<f4").tobytes()
    return model, key, zlib.crc32(blob), blob


def _damaged(error: sqlite3.DatabaseError) -> bool:
    name = getattr(error, "sqlite_errorname", "") or ""
    return name.startswith(_DAMAGE) or "no such column" in str(error) or "has no column" in str(error)
