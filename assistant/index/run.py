"""One indexing run under the lock: what answers now goes in, versions are built and published.

Called by `assistant.indexing`. The order of steps is what makes a kill harmless: leftovers are cleared first, versions
are built beside the one that answers, and only complete ones are published.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.index import layout
from assistant.index import manifest as manifests
from assistant.index.build import build_version
from assistant.index.layout import AUDIENCES, AudienceFolder
from assistant.index.manifest import Manifest
from assistant.index.plan import Plan, Records
from ingest.models import Document
from vectorstore.embeddings import Embedder
from vectorstore.progress import Progress

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Former:
    """What answers when a run begins: manifests by audience, and warnings about damage.

    `repair` holds the audiences whose version must be published even if it stays the same.
    """

    manifests: dict[str, Manifest]
    warnings: tuple[str, ...]
    repair: frozenset[str]

    @property
    def records(self) -> dict[str, Records]:
        """The indexed sources by audience and id."""
        return {audience: m.sources for audience, m in self.manifests.items()}


def begin(data_dir: Path) -> Former:
    """Completes or clears what a killed run left, and tells what answers; raises OSError."""
    layout.finish_publication(data_dir)
    found: dict[str, Manifest] = {}
    warnings: dict[str, str] = {}
    for audience in AUDIENCES:
        place = AudienceFolder(data_dir, audience)
        manifest, warning = layout.recovered_manifest(place)
        if manifest is not None:
            found[audience] = manifest
        if warning:
            _log.warning("%s", warning)
            warnings[audience] = warning
        else:
            place.tidy({manifest.version, manifest.previous} if manifest else set())
    return Former(found, tuple(warnings.values()), frozenset(warnings))


def carry_out(
    data_dir: Path,
    plan: Plan,
    former: Former,
    documents: Mapping[str, Document],
    embedder: Embedder,
    progress: Progress,
) -> dict[str, str]:
    """Builds and publishes what `plan` asks for; returns the published versions by audience.

    Raises OSError and the errors of building.
    """
    publish: dict[str, str] = {}
    for audience in AUDIENCES:
        version = _version(AudienceFolder(data_dir, audience), plan, former, documents, embedder, progress)
        if version is not None:
            publish[audience] = version
    if publish:
        layout.publish(data_dir, publish)
    for audience, version in publish.items():
        known = former.manifests.get(audience)
        if known is not None and not set(known.sources) <= set(plan.target[audience]):
            # What was removed, or is no longer for this audience, must not stay behind in the former version.
            AudienceFolder(data_dir, audience).tidy({version})
    return publish


def _version(
    place: AudienceFolder,
    plan: Plan,
    former: Former,
    documents: Mapping[str, Document],
    embedder: Embedder,
    progress: Progress,
) -> str | None:
    """Sees to it that the version of this audience exists; its name if it has to be published."""
    records = plan.target[place.audience]
    known = former.manifests.get(place.audience)
    if known is None and not records:
        return None
    wanted = Manifest(
        version=manifests.version_id(embedder.name, list(records.values())),
        model=embedder.name,
        sources=records,
        previous=known.version if known else "",
        created=datetime.now(UTC).isoformat(timespec="microseconds"),
    )
    if known is not None and wanted.version == known.version:
        if wanted.sources != known.sources:
            # The content is the same; only whereabouts or fingerprints differ.
            manifests.save(place.folder(known.version), replace(wanted, previous=known.previous))
        return known.version if place.audience in former.repair else None
    if known is not None and wanted.version == known.previous and _whole(place, wanted.version):
        manifests.save(place.folder(wanted.version), wanted)
        return wanted.version
    own = {i: d for i, d in documents.items() if i in records}
    origin = place.folder(known.version) if known else None
    build_version(place, wanted, own, origin, embedder, progress)
    return wanted.version


def _whole(place: AudienceFolder, version: str) -> bool:
    """Whether the version before the one that answers can be read: a change taken back needs no new build."""
    from assistant.errors import IndexDamagedError
    from assistant.index.build import DENSE
    from vectorstore.chroma import DenseIndex
    from vectorstore.errors import VectorStoreError

    folder = place.folder(version)
    try:
        manifest = manifests.load(folder)
        with DenseIndex.open(folder / DENSE) as index:
            return index.count() == manifest.passages
    except (IndexDamagedError, VectorStoreError):
        return False
