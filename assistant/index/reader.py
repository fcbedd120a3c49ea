"""The index as an audience sees it: residents read the public version, staff the public and the internal one.

Called by the chain, `search` and the web processes through `assistant.indexing.open_index`. A reader keeps the version
with which it was opened; `stale()` tells when another one answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant.errors import IndexDamagedError, IndexOutdatedError
from assistant.index import layout
from assistant.index import manifest as manifests
from assistant.index.build import DENSE, DETAILS, LEXICAL, TITLES
from assistant.index.manifest import Manifest, SourceRecord
from vectorstore.chroma import DenseIndex, Filters
from vectorstore.codec import StoredPassage
from vectorstore.details import DetailVectors
from vectorstore.embeddings import Vectors
from vectorstore.errors import DamagedIndexError
from vectorstore.hybrid import Part
from vectorstore.lexical import LexicalIndex
from vectorstore.titles import TitleVectors

SIDES = {"resident": ("public",), "staff": ("public", "internal")}


class IndexReader:
    """One or two index versions, read as one; safe to share between threads."""

    def __init__(self, data_dir: Path, audience: str, model: str) -> None:
        """Opens what `audience` (staff or resident) may see; `model` is the name of the embedding model in use.

        Raises IndexMissingError, IndexDamagedError, IndexOutdatedError, or the vectorstore's errors.
        """
        self._data_dir = data_dir
        self._sides = SIDES[audience]
        self.audience = audience
        self._manifests: dict[str, Manifest] = {}
        self._indexes: list[DenseIndex] = []
        self.parts: list[Part] = []
        with ExitStack() as stack:
            for side in self._sides:
                self._open(side, model, stack)
            if not self._indexes:
                raise layout.missing(data_dir)
            self._stack = stack.pop_all()

    @property
    def version(self) -> str:
        """The versions that answer, public first, joined by "+"."""
        return "+".join(m.version for m in self._manifests.values())

    @property
    def home_publisher(self) -> str:
        """Whom the lists name for questions that name no prefecture; empty if none does or they disagree."""
        named = {r.home_publisher for r in self.sources() if r.home_publisher}
        return named.pop() if len(named) == 1 else ""

    def sources(self) -> list[SourceRecord]:
        """The indexed sources, by id."""
        found = {i: r for m in self._manifests.values() for i, r in m.sources.items()}
        return [found[i] for i in sorted(found)]

    def count(self) -> int:
        """How many passages there are."""
        return sum(index.count() for index in self._indexes)

    def get(self, ids: Sequence[str]) -> list[StoredPassage]:
        """The passages with these ids, in this order; ids that are not here are left out."""
        found = {p.passage.id: p for index in self._indexes for p in index.get(ids)}
        return [found[i] for i in ids if i in found]

    def all(self, document_ids: Sequence[str] | None = None) -> list[StoredPassage]:
        """All passages (of these documents, if given), document by document in reading order."""
        found = {p.passage.id: p for index in self._indexes for p in index.all(document_ids)}
        return list(found.values())

    def search(self, vector: Vectors, k: int, filters: Filters | None = None) -> list[tuple[StoredPassage, float]]:
        """The `k` passages nearest to `vector`, shape (d,): best first, equal scores by id; scores are cosines."""
        # A source that is being moved between audiences can stand in both for a moment.
        found = {p.passage.id: (p, score) for index in self._indexes for p, score in index.search(vector, k, filters)}
        return sorted(found.values(), key=lambda pair: (-pair[1], pair[0].passage.id))[:k]

    def stale(self) -> bool:
        """Whether another version answers by now; raises IndexDamagedError."""
        now = {side: layout.AudienceFolder(self._data_dir, side).current() for side in self._sides}
        return {side: m.version for side, m in self._manifests.items()} != {s: v for s, v in now.items() if v}

    def close(self) -> None:
        """Closes the index's files."""
        self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _open(self, side: str, model: str, stack: ExitStack) -> None:
        place = layout.AudienceFolder(self._data_dir, side)
        # Two publications while it is being opened delete a version: then the newest one is opened instead.
        for attempt in range(3):
            version = place.current()
            if version is None:
                return
            try:
                manifest = manifests.load(place.folder(version))
                _check_model(place.folder(version), manifest, model)
                index = stack.enter_context(DenseIndex.open(place.folder(version) / DENSE))
                lexical = LexicalIndex(place.folder(version) / LEXICAL)
                titles = TitleVectors(place.folder(version) / TITLES)
                details = DetailVectors(place.folder(version) / DETAILS)
            except (IndexDamagedError, DamagedIndexError):
                if attempt == 2 or place.current() == version:
                    raise
                continue
            self._manifests[side] = manifest
            self._indexes.append(index)
            self.parts.append(Part(index, lexical, titles, details))
            return


def _check_model(folder: Path, manifest: Manifest, model: str) -> None:
    if manifest.model != model:
        raise IndexOutdatedError(
            f"{folder}: was built with the embedding model {manifest.model}, but {model} is in use; "
            "run policy-assistant ingest with your list, or set embedding_model back"
        )
