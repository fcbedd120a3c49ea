"""Free rewordings of the official documents, written by hand as a model would answer: the hardest true sentences.

`rewordings.jsonl` beside it gives each sentence with its half, the document, and a fragment (30 characters at most) of
each sentence or cell that it tells again; the sentences themselves are our own words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.verify.model import Support
from evals.planting.bases import support
from evals.planting.model import Base
from ingest import sentences
from ingest.models import Document, Passage, Span
from ingest.normalise import Mapped, nfkc, squeeze

SET = Path(__file__).with_name("rewordings.jsonl")


def rewordings(documents: Sequence[Document], path: Path = SET) -> list[Base]:
    """The rewordings of those documents that are given; raises ValueError where a fragment stands nowhere."""
    by_id = {d.source.id: d for d in documents}
    out: list[Base] = []
    for line in path.read_text("utf-8").splitlines():
        told = json.loads(line)
        if document := by_id.get(told["document"]):
            cited = tuple(s for f in told["fragments"] for s in _cited(document, squeeze(nfkc(f))))
            out.append(Base(told["text"], cited, document.source.id, told["id"], "reworded by hand", half=told["half"]))
    return out


def _cited(document: Document, fragment: str) -> tuple[Support, ...]:
    for passage in document.passages:
        if passage.lists or fragment not in squeeze(nfkc(passage.text)):
            continue
        for spans, context in _places(passage, fragment):
            return support(document, passage, spans, context)
    raise ValueError(f"{document.source.id}: {fragment} stands in no passage")


def _places(passage: Passage, fragment: str) -> Iterator[tuple[Sequence[Span], Sequence[Span]]]:
    """The cell or the sentence that holds the fragment, with what it depends on."""
    for cell in passage.cells:
        if cell.spans and fragment in squeeze(nfkc(cell.text)):
            name = passage.cells[0] if len(passage.cells) < 2 else passage.cells[1]
            yield cell.spans, (*cell.header_spans, *name.spans, *passage.context)
    mapped = Mapped.from_runs(passage.text, passage.runs)
    for start, end in sentences.split(passage.text):
        if fragment in squeeze(nfkc(passage.text[start:end])):
            yield [mapped.span(start, end)], passage.context
