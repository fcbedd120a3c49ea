"""What an indexing run did, for the command line to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.index.manifest import SourceRecord
from assistant.index.plan import Plan


@dataclass(frozen=True)
class SourceReport:
    """One listed source. `status` is added, changed or unchanged; the record holds counts and findings."""

    record: SourceRecord
    status: str


@dataclass(frozen=True)
class IngestReport:
    """What an indexing run did.

    `removed` holds ids; `replaced` pairs of id and former origin; `moved` pairs of id and former audience; `skipped`
    files of unknown formats; `versions` the versions published, by audience; `embedded` the number of passages that
    the model had to compute.
    """

    sources: tuple[SourceReport, ...] = ()
    removed: tuple[str, ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    skipped: tuple[Path, ...] = ()
    warnings: tuple[str, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    embedded: int = 0

    @property
    def changed(self) -> bool:
        """Whether another version answers than before."""
        return bool(self.versions)


def report_of(
    plan: Plan, versions: dict[str, str], embedded: int, warnings: Sequence[str], skipped: Sequence[Path] = ()
) -> IngestReport:
    """The report of a run that followed `plan`."""
    records = {i: r for side in plan.target.values() for i, r in side.items()}
    return IngestReport(
        sources=tuple(SourceReport(records[i], status) for i, status in plan.status.items()),
        removed=tuple(plan.removed),
        replaced=tuple(plan.replaced.items()),
        moved=tuple(plan.moved.items()),
        skipped=tuple(skipped),
        warnings=tuple(warnings),
        versions=tuple(versions.items()),
        embedded=embedded,
    )
