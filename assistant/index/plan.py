"""What an indexing run has to change: former records and sources just read go in, the records to be come out.

Pure; called by the indexing run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.index.layout import AUDIENCES
from assistant.index.manifest import SourceRecord
from assistant.index.reading import ReadSource

Records = dict[str, SourceRecord]


@dataclass
class Plan:
    """The records each audience is to have, and what became of the sources.

    `status` is added, changed or unchanged by id; `replaced` names the former origin of sources that another list
    gave; `moved` the former audience of sources that changed it.
    """

    target: dict[str, Records]
    status: dict[str, str] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    replaced: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)


def merge(former: Mapping[str, Records], read: Sequence[ReadSource], origins: set[str]) -> Plan:
    """Makes the records equal to what was read for `origins`, and leaves those of other origins alone."""
    plan = Plan({audience: dict(former.get(audience, {})) for audience in AUDIENCES})
    listed = {r.record.source.id for r in read}
    for records in plan.target.values():
        for gone in [i for i, r in records.items() if r.origin in origins and i not in listed]:
            del records[gone]
            plan.removed.append(gone)
    for entry in read:
        _place(plan, entry)
    plan.removed = sorted(set(plan.removed))
    return plan


def without(former: Mapping[str, Records], ids: Sequence[str]) -> Plan:
    """Drops the sources `ids`."""
    target = {a: {i: r for i, r in former.get(a, {}).items() if i not in ids} for a in AUDIENCES}
    return Plan(target, removed=sorted(set(ids)))


def _place(plan: Plan, entry: ReadSource) -> None:
    record = entry.record
    source = record.source
    plan.status[source.id] = "unchanged" if entry.document is None else "added"
    for audience, records in plan.target.items():
        known = records.pop(source.id, None)
        if known is None:
            continue
        if entry.document is not None:
            plan.status[source.id] = "changed"
        if known.origin != record.origin:
            plan.replaced[source.id] = known.origin
        if audience != source.audience:
            plan.moved[source.id] = audience
    plan.target[source.audience][source.id] = record
