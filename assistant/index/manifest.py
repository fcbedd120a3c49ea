"""What an index version says of itself: `manifest.json` in, `Manifest` out, and back.

Called by the indexing run, by readers of the index and by `list`.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from assistant.errors import IndexDamagedError
from assistant.index.files import replace_file
from ingest.models import Document, Source
from ingest.textsafety import ORDER
from vectorstore.codec import encodable, source_from, source_to, store

FORMAT = 4
FILE = "manifest.json"
EXCERPT = 60


@dataclass(frozen=True)
class SourceFinding:
    """A suspicious place in a source: an excerpt of at most 60 characters and where it stands in the reader's text."""

    kind: str
    excerpt: str
    start: int
    note: str = ""


@dataclass(frozen=True)
class SourceRecord:
    """An indexed source.

    `origin` is the list, folder or file that named it; `fingerprint` tells whether it must be read again; `content` is
    a hash of its text, passages and metadata; `counts` holds the number of passages by kind; `home_publisher` is what
    its list says.
    """

    source: Source
    origin: str
    fingerprint: str
    content: str
    counts: dict[str, int] = field(default_factory=dict)
    findings: tuple[SourceFinding, ...] = ()
    home_publisher: str = ""

    @property
    def passages(self) -> int:
        """How many passages it has."""
        return sum(self.counts.values())

    @property
    def orders(self) -> int:
        """How many places look like orders to a language model."""
        return sum(f.kind == ORDER for f in self.findings)


@dataclass(frozen=True)
class Manifest:
    """An index version: its name, embedding model, sources by id, and the version it replaced."""

    version: str
    model: str
    sources: dict[str, SourceRecord]
    previous: str = ""
    created: str = ""

    @property
    def passages(self) -> int:
        """How many passages it has."""
        return sum(record.passages for record in self.sources.values())


def record_of(document: Document, origin: str, fingerprint: str, home_publisher: str) -> SourceRecord:
    """The record of a source that was just read."""
    digest = hashlib.sha256(document.reader_text.text.encode("utf-8", "surrogatepass"))
    described = {**source_to(document.source), "path": ""}
    digest.update(json.dumps(described, sort_keys=True).encode())
    for passage in document.passages:
        digest.update(store(passage, document.source).content_hash.encode())
    findings = tuple(
        SourceFinding(f.kind, encodable(f.excerpt)[:EXCERPT], f.span.start, encodable(f.note))
        for f in document.findings
    )
    counts = Counter(str(p.kind) for p in document.passages)
    return SourceRecord(
        document.source, origin, fingerprint, digest.hexdigest(), dict(sorted(counts.items())), findings, home_publisher
    )


def version_id(model: str, records: Sequence[SourceRecord]) -> str:
    """The name of the version that holds `records`: the same content and model give the same name anywhere."""
    content = sorted((r.source.id, r.content) for r in records)
    return hashlib.sha256(json.dumps([FORMAT, model, content]).encode()).hexdigest()[:20]


def save(folder: Path, manifest: Manifest) -> None:
    """Writes the manifest of the version in `folder`; raises OSError."""
    data = asdict(replace(manifest, sources={}))
    data["format"] = FORMAT
    data["sources"] = [
        {**asdict(record), "source": source_to(record.source)} for _, record in sorted(manifest.sources.items())
    ]
    packed = json.dumps(data, ensure_ascii=False, indent=1)
    replace_file(folder / FILE, packed.encode("utf-8", "surrogatepass"))


def load(folder: Path) -> Manifest:
    """The manifest of the version in `folder`; raises IndexDamagedError."""
    path = folder / FILE
    try:
        data = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
        if data["format"] != FORMAT:
            raise IndexDamagedError(
                f"{folder}: was written by another version of policy-assistant; delete the folder, "
                "then ingest your lists again"
            )
        records = [_record(entry) for entry in data["sources"]]
        return Manifest(
            str(data["version"]),
            str(data["model"]),
            {record.source.id: record for record in records},
            str(data["previous"]),
            str(data["created"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamagedError(
            f"{path}: is missing or damaged ({type(error).__name__}); delete the folder {folder}, "
            "then ingest your lists again"
        ) from None


def _record(entry: dict[str, Any]) -> SourceRecord:
    findings = tuple(SourceFinding(**finding) for finding in entry["findings"])
    return SourceRecord(**{**entry, "source": source_from(entry["source"]), "findings": findings})
