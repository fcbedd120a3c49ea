"""The documents that tests read, parsed once, and what every passage of any document must hold."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from ingest import parse_document, sources
from ingest.models import Document, Kind, Passage, Source, Span
from ingest.normalise import Mapped, fold_nfkc, squeeze
from ingest.outline import outline
from ingest.readers import load

MAX_TOKENS = 350
# Bullets, rules of tables, tags and marks of notes: what decorates text and is no text itself.
DECORATION = re.compile(r"[○●◎■◆◇□・･•➢※↗*|:_#\-\ue000-\uf8ff]|</?[a-z]+[^<>\n]*>")


@lru_cache(maxsize=16)
def document(folder: Path, document_id: str) -> Document:
    """One of the official documents."""
    found = {source.id: source for source in sources.find(folder).sources}
    source = found[document_id]
    return parse_document(source, load(source.path), MAX_TOKENS)


def parse_text(text: str, title: str = "試験用の文書", name: str = "a.txt", max_tokens: int = MAX_TOKENS) -> Document:
    """An invented document."""
    return parse_document(Source("a", Path(name), title), text.encode(), max_tokens)


def rows(doc: Document) -> list[Passage]:
    """The rows of all tables."""
    return [p for p in doc.passages if p.kind is Kind.ROW]


def of_kind(doc: Document, kind: Kind) -> list[Passage]:
    """All passages of one kind."""
    return [p for p in doc.passages if p.kind is kind]


def cell(passage: Passage, *words: str) -> str:
    """The text of the one cell whose column has all these words in its name, or an empty string."""
    found = [c.text for c in passage.cells if all(word in c.column for word in words)]
    assert len(found) <= 1, f"{words} name {len(found)} columns"
    return found[0] if found else ""


def children(doc: Document, *path: str) -> list[str]:
    """The titles of the headings directly below `path`, in order."""
    return [h.path[-1] for h in doc.headings if h.path[:-1] == path]


def below(doc: Document, *path: str) -> list[Passage]:
    """All passages at or below `path`."""
    return [p for p in doc.passages if p.path[: len(path)] == path]


def faults_of_places(doc: Document) -> list[str]:
    """What is wrong with the places of the passages; an empty list when all is well."""
    text = doc.reader_text.text
    return [fault for passage in doc.passages for fault in (*_runs(passage, text), *_cells(passage, text))]


def _runs(passage: Passage, text: str) -> list[str]:
    out = []
    if not 0 <= passage.start < passage.end <= len(text):
        out.append(f"{passage.id}: place {passage.start}-{passage.end} is outside")
    if not passage.runs:
        out.append(f"{passage.id}: no run")
    for at, length, start, size in passage.runs:
        shown = Mapped.of(passage.text, at, at + length)
        stands = Mapped.of(text, start, start + size)
        if fold_nfkc(shown).text != fold_nfkc(stands).text:
            out.append(f"{passage.id}: {shown.text!r} stands for {stands.text!r}")
    return out


def _cells(passage: Passage, text: str) -> list[str]:
    out = []
    for c in passage.cells:
        quoted = squeeze("".join(_plain(text[s.start : s.end]) for s in c.spans))
        if quoted != squeeze(_plain(c.text)):
            out.append(f"{passage.id}: cell {c.text!r} quotes {quoted!r}")
        if any(not 0 <= s.start < s.end <= len(text) for s in (*c.spans, *c.header_spans)):
            out.append(f"{passage.id}: a place of {c.column!r} is outside")
    return out


def _plain(text: str) -> str:
    return fold_nfkc(Mapped.of(re.sub(r"</?[a-z]+[^<>]*>", "", text))).text


def prose_across_sections(doc: Document) -> list[str]:
    """Ids of passages of prose in whose range another section's heading begins."""
    starts = [h.span.start for h in doc.headings if h.span.end]
    prose = [p for p in doc.passages if not p.cells and not p.lists and p.kind is not Kind.FOOTNOTE]
    return [p.id for p in prose if any(p.start < s < p.end for s in starts)]


def lost(doc: Document) -> tuple[float, list[str]]:
    """The share of the text that some passage or heading holds, and what none holds."""
    text = doc.reader_text.text
    held = _held(doc)
    found = outline(doc.reader_text, doc.source.title)
    aside = bytearray(len(text))
    for span in (*found.furniture, *(Span(*m.span()) for m in DECORATION.finditer(text))):
        aside[span.start : span.end] = b"\1" * (span.end - span.start)
    counted = [m.start() for m in re.finditer(r"\S", text) if not aside[m.start()]]
    missing = [i for i in counted if not held[i]]
    share = 1 - len(missing) / len(counted)
    return share, _grouped(text, missing)


def _held(doc: Document) -> bytearray:
    held = bytearray(len(doc.reader_text.text))
    spans = [h.span for h in doc.headings]
    for p in doc.passages:
        spans.extend(Span(start, start + size) for _, _, start, size in p.runs)
        spans.extend((*p.context, *(s for c in p.cells for s in (*c.spans, *c.header_spans))))
    for span in spans:
        held[span.start : span.end] = b"\1" * (span.end - span.start)
    return held


def _grouped(text: str, places: list[int]) -> list[str]:
    groups: list[list[int]] = []
    for i in places:
        if groups and i - groups[-1][1] <= 2:
            groups[-1][1] = i + 1
        else:
            groups.append([i, i + 1])
    return [text[a:b] for a, b in groups]
