"""Rows that share what a question names: a department, a verdict, a merged cell, a heading, or several of these.

A question and the rows of a document go in, the fitting rows come out; called by `lists`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.compose import cells, overlap
from assistant.compose.cells import Record
from ingest.models import Span
from ingest.normalise import nfkc, squeeze
from ingest.passages import bounded
from vectorstore.codec import StoredPassage

_LABEL = re.compile(r"^[【\[〔]([^】\]〕]{1,12})[】\]〕]")
# A verdict told in other words.
_NOT_REACHED = re.compile(
    r"達成(?:でき|し(?:てい)?|されてい|に至ら|にならな)(?:な(?:い|かった)|ません(?:でした)?)|達成(?:でき|し)ず|未達(?!成)|"
    r"(?:目標|KPI)[にへをが](?:届|達し|到達し|クリアし?)(?:か?な(?:い|かった)|いていない|ていない|ません(?:でした)?)"
)
_LEAST_SHARED = 4  # characters of a heading that a question must have
_LONGEST = 30  # characters of a value by which rows are grouped


@dataclass(frozen=True)
class Facet:
    """One thing that rows share: its kind (department, verdict, value, heading), its words, the ids of its rows."""

    kind: str
    column: str
    value: str
    rows: frozenset[str]


@dataclass(frozen=True)
class Group:
    """Rows that share all that the question names, in reading order."""

    facets: tuple[Facet, ...]
    rows: tuple[Record, ...]


def verdicts_spelt(question: str) -> str:
    """The question with 「達成できなかった」 and the like told as a verdict is: 未達成."""
    return _NOT_REACHED.sub("未達成", question)


def find(question: str, records: Sequence[Record]) -> Group | None:
    """The rows of tables of one form that the question's words select; None where it names nothing that rows share."""
    chosen: list[Facet] = []
    told = question
    for facets in sorted(_facets(records).values(), key=lambda f: f[0].kind == "heading"):
        named = _named(told, facets)
        chosen.extend(named)
        for facet in named:  # 水産業基盤整備課 names no heading 基盤整備
            told = told.replace(facet.value, " ")
    if not any(f.kind != "heading" for f in chosen):
        return None
    by_kind: dict[tuple[str, str], set[str]] = defaultdict(set)
    for facet in chosen:
        by_kind[facet.kind, facet.column] |= facet.rows
    kept = set.intersection(*by_kind.values())
    rows = tuple(r for r in records if r.stored.passage.id in kept and r.title)
    return Group(tuple(chosen), rows) if rows else None


def shared_spans(record: Record, group: Group) -> tuple[Span, ...]:
    """Where a row says what makes it one of the group; of a text only the verdict in front of it."""
    out: list[Span] = []
    for facet in group.facets:
        for cell in record.stored.passage.cells:
            if cell.column != facet.column or facet.kind == "heading" or not cell.spans:
                continue
            if facet.kind == "verdict" and (found := _LABEL.match(cell.text)):
                out.append(Span(cell.spans[0].start, cell.spans[0].start + found.end()))
            elif overlap.plain(facet.value) in overlap.plain(cell.text):
                out.extend(cell.spans)
    return tuple(piece for span in out for piece in bounded(span))


def _facets(records: Iterable[Record]) -> dict[tuple[str, str], list[Facet]]:
    values: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for record in records:
        own = record.stored.passage.id
        for cell in record.departments:
            values["department", cell.column][squeeze(nfkc(cell.text))].add(own)
            for part in _offices(cell.text):
                values["department", cell.column][nfkc(part)].add(own)
        for cell in (*record.reasons, *record.others):
            if found := _LABEL.match(cell.text):
                values["verdict", cell.column][found[1]].add(own)
        for cell in record.others:
            if cell is not record.name and len(cell.text) <= _LONGEST:
                values["value", cell.column][nfkc(cell.text)].add(own)
        for depth, heading in enumerate(record.stored.passage.path[:-1]):
            values["heading", str(depth)][heading].add(own)
    out: dict[tuple[str, str], list[Facet]] = {}
    for key, told in values.items():
        most = max(len(rows) for rows in told.values())
        if key[0] == "value" and most < 2:
            continue
        out[key] = [Facet(key[0], key[1], value, frozenset(rows)) for value, rows in told.items()]
    return out


def _offices(text: str) -> set[str]:
    """The offices of a cell that stand for themselves: the highest one and those that do the work."""
    parts = text.split()
    return {p for n, p in enumerate(parts) if not n or p.endswith(("課", "室", "班", "係", "所"))}


def _named(question: str, facets: Sequence[Facet]) -> list[Facet]:
    """The values that the question names; of values within one another the longest."""
    asked = overlap.plain(question)
    if facets[0].kind == "heading":
        return _headings(question, facets)
    named = [f for f in facets if len(overlap.plain(f.value)) > 1 and overlap.plain(f.value) in asked]
    return [f for f in named if not any(f is not g and overlap.plain(f.value) in overlap.plain(g.value) for g in named)]


def _headings(question: str, facets: Sequence[Facet]) -> list[Facet]:
    """The one heading of a level that shares a run of words with the question that its siblings do not have."""
    if len(facets) < 2:
        return []
    runs = [(overlap.longest(f.value, question), f) for f in facets]
    others = {f.value: [overlap.plain(g.value) for _, g in runs if g is not f] for _, f in runs}
    own = [(r, f) for r, f in runs if len(r) >= _LEAST_SHARED and not any(r in o for o in others[f.value])]
    best = max((len(r) for r, _ in own), default=0)
    return [f for r, f in own if len(r) == best][:1]


def of_document(passages: Iterable[StoredPassage], like: Record) -> list[Record]:
    """The rows of a document with the columns of `like`, in reading order."""
    found = [cells.read(p) for p in passages if cells.is_row(p)]
    same = [r for r in found if r.table[2] == like.table[2]]
    return sorted(same, key=lambda r: (r.stored.passage.start, r.stored.passage.id))
