"""Paths go in, sources that were read come out; a source that did not change is not parsed again.

Called by the indexing run. The parser is handed in, so that tests can do with a small one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import ingest as ingest_package
from assistant.errors import SourceError
from assistant.index.manifest import SourceRecord, record_of
from ingest import readers, sources
from ingest.models import Document, Source
from vectorstore.codec import source_to
from vectorstore.progress import Progress

Parse = Callable[[Source, bytes, int], Document]
GUIDE_ORIGIN = "guide"


@dataclass(frozen=True)
class Listing:
    """What one PATH lists. `origin` names the PATH in the same way in every run."""

    origin: str
    found: sources.SourceList


@dataclass(frozen=True)
class ReadSource:
    """A listed source: its record, and the parsed document if it had to be read again."""

    record: SourceRecord
    document: Document | None


def guide_folder() -> Path:
    """The corpus that ships with the project."""
    return Path(ingest_package.__file__).parent / "guide"


def list_paths(paths: Sequence[Path]) -> list[Listing]:
    """The sources at `paths`, or the guide if there are none.

    Raises ingest's errors for what cannot be used, SourceError for an id that two paths give.
    """
    if not paths:
        return [Listing(GUIDE_ORIGIN, sources.find(guide_folder()))]
    listings: dict[str, Listing] = {}
    for path in paths:
        origin = _origin(path)
        if origin not in listings:
            listings[origin] = Listing(origin, sources.find(path))
    taken: dict[str, str] = {}
    for listing in listings.values():
        for source in listing.found.sources:
            if source.id in taken:
                raise SourceError(
                    f"the id {source.id} is given by {taken[source.id]} and by {listing.origin}; "
                    "give one of them another id"
                )
            taken[source.id] = listing.origin
    return list(listings.values())


def read_listings(
    listings: Sequence[Listing],
    former: Mapping[str, SourceRecord],
    max_tokens: int,
    parse: Parse | None,
    progress: Progress,
) -> list[ReadSource]:
    """Reads every listed source, and parses those whose fingerprint differs from their `former` record's.

    Raises ingest's errors.
    """
    read: list[ReadSource] = []
    progress.start("reading", sum(len(listing.found.sources) for listing in listings))
    for listing in listings:
        for source in listing.found.sources:
            data = readers.load(source.path)
            print_ = fingerprint(source, data, max_tokens)
            known = former.get(source.id)
            if known is not None and known.fingerprint == print_:
                record = replace(
                    known, source=source, origin=listing.origin, home_publisher=listing.found.home_publisher
                )
                read.append(ReadSource(record, None))
            else:
                document = (parse or _parser())(source, data, max_tokens)
                # What is stored and hashed is what was listed, whatever a parser makes of it.
                document = replace(document, source=source)
                record = record_of(document, listing.origin, print_, listing.found.home_publisher)
                read.append(ReadSource(record, document))
            progress.advance()
    progress.finish()
    return read


def fingerprint(source: Source, data: bytes, max_tokens: int) -> str:
    """Tells whether a source must be read again: its bytes, metadata, the code that reads it, the passages' bound.

    Where the file lies does not count; its ending does, for it names the reader.
    """
    described = {**source_to(source), "path": source.path.suffix.lower()}
    head = json.dumps([described, _code_fingerprint(), max_tokens], sort_keys=True)
    return hashlib.sha256(head.encode("utf-8", "surrogatepass") + b"\0" + data).hexdigest()


@cache
def _code_fingerprint() -> str:
    folder = Path(ingest_package.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _origin(path: Path) -> str:
    if path.resolve() == guide_folder().resolve():
        return GUIDE_ORIGIN
    listed = path / "sources.toml"
    return str((listed if listed.is_file() else path).resolve())


def _parser() -> Parse:
    from ingest import parse_document

    return parse_document
