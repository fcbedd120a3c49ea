"""The indexing run and the way to its result: paths go in, an index version comes out and answers.

Called by the command line, the web processes and the evaluation harness. What is on disk is told in
`assistant.index.layout`; every error is an AssistantError with one line that says what to do.
"""

from __future__ import annotations

import difflib
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from assistant.errors import IndexMissingError, SourceError
from assistant.index import layout, run
from assistant.index.build import text_file
from assistant.index.files import one_run
from assistant.index.manifest import SourceFinding, SourceRecord
from assistant.index.plan import merge, without
from assistant.index.reader import SIDES, IndexReader
from assistant.index.reading import Parse, ReadSource, guide_folder, list_paths, read_listings
from assistant.index.report import IngestReport, SourceReport, report_of
from assistant.index.translate import told_in_one_line
from assistant.settings import Settings
from ingest.textsafety import ORDER
from vectorstore.embedding_cache import CachedEmbedder
from vectorstore.embeddings import Embedder, make_embedder
from vectorstore.progress import NullProgress, Progress
from vectorstore.reranker import Reranker

__all__ = [
    "Audience",
    "IndexReader",
    "IngestReport",
    "SourceFinding",
    "SourceRecord",
    "SourceReport",
    "current_version",
    "embedder_for",
    "guide_folder",
    "ingest",
    "list_sources",
    "open_index",
    "reader_text",
    "remove",
]

Audience = Literal["staff", "resident"]
_CACHE = "embeddings.sqlite3"
_log = logging.getLogger(__name__)


def ingest(
    paths: Sequence[Path],
    settings: Settings,
    progress: Progress | None = None,
    *,
    parse: Parse | None = None,
    embedder: Embedder | None = None,
) -> IngestReport:
    """Makes the index equal to what `paths` list (no paths: the guide), and leaves other sources alone.

    `parse` and `embedder` stand in for `ingest.parse_document` and the model of the settings. Raises SourceError,
    IndexBusyError, EmbeddingError, StorageError or IndexDamagedError; what answered before goes on answering then.
    """
    data_dir = settings.data_dir
    progress = progress or NullProgress()
    with told_in_one_line(data_dir):
        listings = list_paths(paths)
        with one_run(data_dir):
            former = run.begin(data_dir)
            known = {i: r for records in former.records.values() for i, r in records.items()}
            read = read_listings(listings, known, settings.max_passage_tokens, parse, progress)
            _tell_orders(read)
            plan = merge(former.records, read, {listing.origin for listing in listings})
            documents = {r.record.source.id: r.document for r in read if r.document is not None}
            cached = _cached(settings, embedder, progress)
            versions = run.carry_out(data_dir, plan, former, documents, cached, progress)
    skipped = [path for listing in listings for path in listing.found.skipped]
    return report_of(plan, versions, cached.computed, former.warnings, skipped)


def remove(
    ids: Sequence[str], settings: Settings, progress: Progress | None = None, *, embedder: Embedder | None = None
) -> IngestReport:
    """Drops the sources `ids` from the index.

    Raises SourceError for an id that is not indexed, and what `ingest` raises. The former version goes at once, so that
    no text of theirs stays behind; a reader that has it open must open the index again (`IndexReader.stale`).
    """
    data_dir = settings.data_dir
    progress = progress or NullProgress()
    with told_in_one_line(data_dir):
        if not data_dir.is_dir():
            raise layout.missing(data_dir)
        with one_run(data_dir):
            former = run.begin(data_dir)
            known = [i for records in former.records.values() for i in records]
            for wanted in ids:
                _require_known(wanted, known, data_dir)
            plan = without(former.records, ids)
            cached = _cached(settings, embedder, progress)
            versions = run.carry_out(data_dir, plan, former, {}, cached, progress)
    return report_of(plan, versions, cached.computed, former.warnings)


def list_sources(settings: Settings, audience: Audience = "staff") -> list[SourceRecord]:
    """The indexed sources that `audience` may see, by id; empty before the first run. Raises IndexDamagedError."""
    records: dict[str, SourceRecord] = {}
    with told_in_one_line(settings.data_dir):
        for side in SIDES[audience]:
            manifest = layout.AudienceFolder(settings.data_dir, side).manifest()
            records.update(manifest.sources if manifest else {})
    return [records[i] for i in sorted(records)]


def current_version(settings: Settings, audience: Audience) -> str:
    """The index version that is published for `audience`, as `IndexReader.version` writes it; empty before the first.

    Reads one small file a side, so that it can be called at each question. Raises IndexDamagedError or StorageError.
    """
    with told_in_one_line(settings.data_dir):
        found = (layout.AudienceFolder(settings.data_dir, side).current() for side in SIDES[audience])
        return "+".join(version for version in found if version)


def reader_text(source_id: str, settings: Settings, audience: Audience = "staff") -> str:
    """The reader's text of an indexed source, to which its offsets refer, as it was when it was indexed.

    Raises SourceError for an id that is not indexed, IndexMissingError, IndexDamagedError.
    """
    known: list[str] = []
    with told_in_one_line(settings.data_dir):
        for side in SIDES[audience]:
            place = layout.AudienceFolder(settings.data_dir, side)
            manifest = place.manifest()
            if manifest is None:
                continue
            if source_id in manifest.sources:
                path = text_file(place.folder(manifest.version), source_id)
                return path.read_bytes().decode("utf-8", "surrogatepass")
            known += manifest.sources
        _require_known(source_id, known, settings.data_dir)
    raise IndexMissingError(f"{settings.data_dir}: holds no text of {source_id}; run policy-assistant ingest")


def open_index(settings: Settings, audience: Audience, *, embedder: Embedder | None = None) -> IndexReader:
    """The index as `audience` may see it; close it after use.

    Raises IndexMissingError, IndexOutdatedError (another embedding model), IndexDamagedError or StorageError.
    """
    with told_in_one_line(settings.data_dir):
        return IndexReader(settings.data_dir, audience, (embedder or embedder_for(settings)).name)


def embedder_for(settings: Settings) -> Embedder:
    """The embedding model of the settings, not yet loaded; raises EmbeddingError."""
    with told_in_one_line(settings.data_dir):
        return make_embedder(
            settings.embedding_model,
            query_prefix=settings.query_prefix,
            passage_prefix=settings.passage_prefix,
            threads=settings.embedding_threads,
        )


def reranker_for(settings: Settings) -> Reranker | None:
    """The reranker of the settings, loaded, or None; raises EmbeddingError where it cannot be used."""
    if not settings.reranker:
        return None
    with told_in_one_line(settings.data_dir):
        return Reranker.opened(settings.reranker, settings.embedding_threads)


def _tell_orders(read: Sequence[ReadSource]) -> None:
    """Somebody should look at a document that gives orders to a language model; nothing here follows them."""
    for source in read:
        if source.document is not None and source.record.orders:
            first = next(f for f in source.record.findings if f.kind == ORDER)
            _log.warning(
                "%s: %d places look like instructions to a language model, the first at character %d; they are never "
                "followed, but look at the document",
                source.record.source.id, source.record.orders, first.start,
            )  # fmt: skip


def _cached(settings: Settings, embedder: Embedder | None, progress: Progress) -> CachedEmbedder:
    return CachedEmbedder(embedder or embedder_for(settings), settings.cache_dir / _CACHE, progress=progress)


def _require_known(source_id: str, known: Sequence[str], data_dir: Path) -> None:
    if source_id in known:
        return
    if not known:
        raise layout.missing(data_dir)
    near = difflib.get_close_matches(source_id, known, n=1)
    hint = f"did you mean {near[0]}?" if near else "policy-assistant list shows the ids"
    raise SourceError(f"{source_id}: no such source is indexed; {hint}")
