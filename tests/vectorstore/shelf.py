"""A small index of invented passages, with vectors made of their characters: no model is loaded."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ingest.models import Kind, Passage, Source
from ingest.normalise import nfkc
from vectorstore import chroma, details, lexical, titles
from vectorstore.codec import StoredPassage, store
from vectorstore.embeddings import Vectors
from vectorstore.hybrid import HybridSearch, Part


class Pieces:
    """Counts pairs of characters into 64 bins; alike texts get near vectors."""

    name = "pieces@1"
    passage_prefix = ""
    dimension = 64

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of questions."""
        out = np.zeros((len(texts), 64), dtype=np.float32)
        for n, text in enumerate(texts):
            folded = nfkc(text)[:5000]
            for i in range(len(folded) - 1):
                out[n, zlib.crc32(folded[i : i + 2].encode("utf-8", "replace")) % 64] += 1
        return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), np.float32(1e-6))

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of passages."""
        return self.embed_queries(texts)


def source(document: str, publisher: str = "青波県", period: str = "") -> Source:
    """A document."""
    return Source(document, Path(f"/{document}.txt"), f"題{document}", publisher=publisher, period=period)


def section(
    name: str, text: str, of: Source, kind: Kind = Kind.PROSE, path: tuple[str, ...] = ("第1章",)
) -> StoredPassage:
    """A passage of a section."""
    return store(Passage(name, of.id, path, kind, text, ((0, len(text), 0, len(text)),), 0, len(text)), of)


def entry(name: str, title: str, text: str, of: Source) -> StoredPassage:
    """An entry with a title of its own, as FAQ entries are."""
    runs = ((0, len(text), 0, len(text)),)
    return store(Passage(name, of.id, (title,), Kind.PROSE, text, runs, 0, len(text), record_id=name), of)


def part(folder: Path, passages: Sequence[StoredPassage]) -> Part:
    """An index of the passages in `folder`."""
    for name in ("dense", "lexical", "titles", "details"):
        (folder / name).mkdir(parents=True)
    model = Pieces()
    vectors = model.embed_passages([p.passage.embedding_text for p in passages])
    chroma.build(folder / "dense", passages, vectors if len(passages) else np.empty((0, 64), dtype=np.float32))
    lexical.build(folder / "lexical", passages)
    titles.build(folder / "titles", passages, model)
    details.build(folder / "details", passages, model)
    return Part(
        chroma.DenseIndex.open(folder / "dense"),
        lexical.LexicalIndex(folder / "lexical"),
        titles.TitleVectors(folder / "titles"),
        details.DetailVectors(folder / "details"),
    )


def ranked(search: HybridSearch, question: str, k: int = 10, filters: chroma.Filters | None = None) -> list[str]:
    """The ids of the best passages."""
    found = search.search(question, Pieces().embed_queries([question])[0], k, filters)
    return [p.passage.id for p, _ in found]
