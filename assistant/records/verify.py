"""Is the chain whole: entries and anchors go in, a report with every fault and its place comes out.

A pure function; called by `audit verify`, the restore and the incident report. What it cannot see is told in
docs/records.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.records import anchors as signed
from assistant.records.anchors import Anchor
from assistant.records.entry import GENESIS, Entry, EntryKind, entry_hash, loaded, seal, text_hash


class FaultKind(StrEnum):
    """What is wrong, in one stable word."""

    GAP = "gap"  # entries are missing
    CHANGED = "changed"  # a field that stays is not what was written
    TEXT = "text"  # the text is not what was written
    ERASED = "erased"  # the text is gone, and no expiry accounts for it
    LINK = "link"  # does not follow the entry before it
    SEAL = "seal"  # not signed with the key: inserted or rewritten
    TRUNCATED = "truncated"  # entries that an anchor tells of are missing at the end
    REWRITTEN = "rewritten"  # an anchor tells of another entry
    ANCHOR = "anchor"  # an anchor is not signed with the key, or no anchor at all
    ANCHOR_MISSING = "anchor_missing"  # entries tell of an anchor that the file lacks
    KEY = "key"  # nothing signed can be checked
    TRIGGER = "trigger"  # the database no longer refuses changes
    DAMAGED = "damaged"  # the file cannot be read on


@dataclass(frozen=True)
class Fault:
    """A fault at the entries `first` to `last` (for anchors: the lines of their file)."""

    kind: FaultKind
    first: int
    last: int
    detail: str = ""


@dataclass
class Report:
    """What was found. `anchored` counts the entries up to the newest anchor that fits, `erased` texts that expired."""

    count: int = 0
    anchored: int = 0
    erased: int = 0
    head: str = GENESIS
    faults: list[Fault] = field(default_factory=list)
    _newest: dict[tuple[FaultKind, str], int] = field(default_factory=dict, repr=False)

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong; entries that are not anchored yet are no fault."""
        return not self.faults

    def add(self, kind: FaultKind, first: int, last: int | None = None, detail: str = "") -> None:
        """Adds a fault; one that goes on where the last of its kind ended makes that one longer."""
        at = self._newest.get((kind, detail))
        if at is not None and self.faults[at].last + 1 == first:
            self.faults[at] = Fault(kind, self.faults[at].first, last or first, detail)
        else:
            self._newest[kind, detail] = len(self.faults)
            self.faults.append(Fault(kind, first, last or first, detail))


@dataclass(frozen=True)
class AnchorFile:
    """The lines of an anchor file. `copy`: kept elsewhere, so it need not hold the newest anchors."""

    name: str
    lines: Sequence[Anchor | None]
    copy: bool = False


def verify(entries: Iterable[Entry], files: Sequence[AnchorFile], key: bytes | None) -> Report:
    """Checks every entry and every anchor; `entries` in the order of their numbers."""
    report = Report()
    if key is None:
        report.add(FaultKind.KEY, 0)
    wanted = _anchors(files, key, report)
    own = {a.count for f in files if not f.copy for a in f.lines if a}
    erased: list[Entry] = []
    expiries: list[Entry] = []
    seen = 0
    for entry in entries:
        if entry.seq > seen + 1:
            report.add(FaultKind.GAP, seen + 1, entry.seq - 1)
        seen = entry.seq
        _check_entry(entry, report, key)
        _check_anchors(entry, wanted.get(entry.seq, ()), report)
        if entry.anchored and entry.anchored not in own:
            report.add(FaultKind.ANCHOR_MISSING, entry.seq, detail=str(entry.anchored))
        if entry.text is None:
            erased.append(entry)
        elif entry.kind == EntryKind.EXPIRY:
            expiries.append(entry)
        report.count, report.head = report.count + 1, str(entry.hash)
    if beyond := [count for count in wanted if count > seen]:
        report.add(FaultKind.TRUNCATED, seen + 1, max(beyond))
    for entry in _unaccounted(erased, expiries):
        report.add(FaultKind.ERASED, entry.seq)
    report.erased = len(erased)
    return report


def _anchors(files: Sequence[AnchorFile], key: bytes | None, report: Report) -> dict[int, list[tuple[str, Anchor]]]:
    """The anchors by count; those that nobody with the key has signed are faults."""
    found: dict[int, list[tuple[str, Anchor]]] = {}
    for file in files:
        for number, anchor in enumerate(file.lines, 1):
            if anchor is None or (key is not None and not signed.genuine(anchor, key)):
                report.add(FaultKind.ANCHOR, number, detail=file.name)
            else:
                found.setdefault(anchor.count, []).append((file.name, anchor))
    return found


def _check_entry(entry: Entry, report: Report, key: bytes | None) -> None:
    previous = report.head
    try:
        hashed = entry_hash(entry)
    except TypeError:  # a value of another type than any that is written
        hashed = ""
    if hashed != entry.hash:
        report.add(FaultKind.CHANGED, entry.seq)
    if entry.previous != previous:
        report.add(FaultKind.LINK, entry.seq)
    if key is not None and seal(str(entry.hash), key) != entry.seal:
        report.add(FaultKind.SEAL, entry.seq)
    if not _text_fits(entry):
        report.add(FaultKind.TEXT, entry.seq)


def _text_fits(entry: Entry) -> bool:
    if entry.text is None or entry.salt is None:
        return entry.text is None and entry.salt is None
    try:
        return text_hash(entry.text, entry.salt) == entry.text_hash
    except (ValueError, TypeError, AttributeError):
        return False


def _check_anchors(entry: Entry, told: Sequence[tuple[str, Anchor]], report: Report) -> None:
    for name, anchor in told:
        if anchor.hash != entry.hash:
            report.add(FaultKind.REWRITTEN, report.anchored + 1, entry.seq, name)
            return
    if told:
        report.anchored = entry.seq


def _unaccounted(erased: Sequence[Entry], expiries: Sequence[Entry]) -> list[Entry]:
    """Entries without text that no later expiry covers."""
    found = []
    limits: dict[str, str] = {}
    waiting = sorted(expiries, key=lambda e: e.seq)
    for entry in reversed(erased):
        while waiting and waiting[-1].seq > entry.seq:
            before = loaded(waiting.pop().facts).get("before")
            for audience, limit in before.items() if isinstance(before, dict) else ():
                limits[audience] = max(limits.get(audience, ""), str(limit))
        if not str(entry.at) < limits.get(str(entry.audience), ""):
            found.append(entry)
    return found[::-1]
