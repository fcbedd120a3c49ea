"""Answers and stand-ins for what answers, for the tests of the web pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.answer import Answer, Citation, ContextSpan, Sentence, Status
from assistant.given import NOTHING, Given
from assistant.turn import Event, Said
from ingest.models import Cell, Kind, Passage, Source, Span
from vectorstore.codec import StoredPassage, store

HOSTILE = "<img src=x onerror=\"alert('1')\"> ${alert(1)} {{value}} `x`"


def citation(number: int = 1, **changed: Any) -> Citation:
    given: dict[str, Any] = {
        "number": number,
        "document_id": "aonami-policy",
        "document_title": "青波県港デジタル計画",
        "publisher": "青波県",
        "edition": "official",
        "path": ("第1章はじめに", "2計画の期間"),
        "page": 3,
        "quote": "計画の期間は、令和6年度から令和8年度までの3年間とします。",
        "start": 10,
        "end": 40,
        "context": (ContextSpan(quote="計画の期間", start=0, end=5),),
        "url": "https://example.jp/plan.html",
    }
    return Citation(**{**given, **changed})


def answer(**changed: Any) -> Answer:
    given: dict[str, Any] = {
        "question": "計画の期間は？",
        "status": Status.ANSWERED,
        "answer": "",
        "sentences": (Sentence(text="3年間です。", citations=(1,)),),
        "citations": (citation(),),
        "notices": ("この回答はAIによる自動回答です。",),
        "audience": "staff",
        "generator": "extractive",
        "index_version": "v",
        "prompt_version": "p",
        "timings_ms": {"total": 1},
        "audit_id": "a",
    }
    return Answer(**{**given, **changed})


TEXT = "計画の期間は、令和6年度から令和8年度までの3年間とします。"
PLAN = Source(
    "aonami-policy", Path("policy.txt"), "青波県港デジタル計画", "青波県", issued="2024-03",
    effective_from="2024-04-01", effective_until="2027-03-31", period="令和6年度～令和8年度",
)  # fmt: skip


def passage(text: str = TEXT, start: int = 10, *, source: Source = PLAN, **changed: Any) -> StoredPassage:
    """A passage whose text stands in the reader's text as it is, from `start` on."""
    given: dict[str, Any] = {
        "id": f"{source.id}#{start}",
        "document_id": source.id,
        "path": ("第1章はじめに", "2計画の期間"),
        "kind": Kind.PROSE,
        "text": text,
        "runs": ((0, len(text), start, len(text)),),
        "start": start,
        "end": start + len(text),
    }
    return store(Passage(**{**given, **changed}), source)


def row(values: Sequence[tuple[str, str]], name: str, start: int = 100) -> StoredPassage:
    """A table's row: `values` are its columns and cells, which stand one behind the other from `start` on."""
    cells, at = [], start
    for column, text in values:
        cells.append(Cell(column, text, (Span(at, at + len(text)),)))
        at += len(text) + 1
    text = "\t".join(text for _, text in values)
    return passage(text, start, path=("KPI", name), kind=Kind.ROW, cells=tuple(cells))


class Answers:
    """Gives the answer, or raises the error, that it was made with; keeps the questions."""

    def __init__(self, outcome: Answer | Exception, passages: Sequence[StoredPassage] = ()) -> None:
        self.outcome, self.passages = outcome, passages
        self.given: list[Given] = []
        self.asked: list[str] = []
        self.closed = 0

    def ask(self, question: str, given: Given = NOTHING) -> Answer:
        self.asked.append(question)
        self.given.append(given)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome

    def stream(self, question: str, given: Given = NOTHING) -> Iterator[Event]:
        found = self.ask(question, given)
        yield from (Said(sentence, found.citations) for sentence in found.sentences)
        yield found

    def document(self, document_id: str) -> Sequence[StoredPassage]:
        return [p for p in self.passages if p.source.id == document_id]

    def close(self) -> None:
        self.closed += 1
