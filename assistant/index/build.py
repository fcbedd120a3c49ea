"""Builds an index version in a folder of its own: records and documents go in, a complete version comes out.

Called by the indexing run. Nothing that answers is touched; a failed or killed build leaves a folder that the next
run deletes.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.errors import IndexDamagedError
from assistant.index import manifest as manifests
from assistant.index.files import sync_tree
from assistant.index.layout import AudienceFolder
from assistant.index.manifest import Manifest
from ingest.models import Document
from vectorstore import details, lexical, titles
from vectorstore.build_process import build_apart
from vectorstore.chroma import DenseIndex
from vectorstore.codec import StoredPassage, store
from vectorstore.embeddings import Embedder, Vectors
from vectorstore.progress import Progress

DENSE = "dense"
LEXICAL = "lexical"
TITLES = "titles"
DETAILS = "details"
TEXTS = "texts"


def build_version(
    place: AudienceFolder,
    manifest: Manifest,
    documents: Mapping[str, Document],
    former: Path | None,
    embedder: Embedder,
    progress: Progress,
) -> None:
    """Builds and names the version that `manifest` describes.

    What is not in `documents` is taken from the version in `former`. Raises OSError, the vectorstore's errors, and
    IndexDamagedError when the counts do not agree.
    """
    place.versions.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".building-", dir=place.versions))
    try:
        folder.chmod(0o755)
        passages = _collect(manifest, documents, former)
        if passages:
            vectors = embedder.embed_passages([p.passage.embedding_text for p in passages])
        else:
            vectors = np.empty((0, 1), dtype=np.float32)
        _write_texts(folder / TEXTS, manifest, documents, former)
        _write_dense(folder / DENSE, manifest, passages, vectors, progress)
        for name in (LEXICAL, TITLES, DETAILS):
            (folder / name).mkdir()
        lexical.build(folder / LEXICAL, passages, progress)
        titles.build(folder / TITLES, passages, embedder)
        details.build(folder / DETAILS, passages, embedder)
        manifests.save(folder, manifest)
        sync_tree(folder)
        place.admit(folder, manifest.version)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def text_file(version: Path, source_id: str) -> Path:
    """Where a version keeps a source's reader text."""
    return version / TEXTS / f"{source_id}.txt"


def _collect(manifest: Manifest, documents: Mapping[str, Document], former: Path | None) -> list[StoredPassage]:
    kept = [i for i in manifest.sources if i not in documents]
    by_id: dict[str, list[StoredPassage]] = {i: [] for i in manifest.sources}
    if kept and former is not None:
        with DenseIndex.open(former / DENSE) as index:
            for stored in index.all(kept):
                # The source's file may lie elsewhere by now.
                source = manifest.sources[stored.source.id].source
                by_id[source.id].append(replace(stored, source=source))
    for source_id, document in documents.items():
        by_id[source_id] = [store(p, document.source) for p in document.passages]
    return [stored for source_id in sorted(by_id) for stored in by_id[source_id]]


def _write_texts(folder: Path, manifest: Manifest, documents: Mapping[str, Document], former: Path | None) -> None:
    folder.mkdir()
    for source_id in manifest.sources:
        target = folder / f"{source_id}.txt"
        if source_id in documents:
            target.write_bytes(documents[source_id].reader_text.text.encode("utf-8", "surrogatepass"))
        elif former is not None:
            shutil.copyfile(text_file(former, source_id), target)


def _write_dense(
    folder: Path, manifest: Manifest, passages: list[StoredPassage], vectors: Vectors, progress: Progress
) -> None:
    folder.mkdir()
    count = build_apart(folder, passages, vectors, progress)
    if not count == len(passages) == manifest.passages:
        raise IndexDamagedError(
            f"{folder.parent.parent}: the new index holds {count} of {manifest.passages} passages "
            "and was not published; run the command again"
        )
