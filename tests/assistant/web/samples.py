"""Answers and stand-ins for what answers, for the tests of the web pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assistant.answer import Answer, Citation, ContextSpan, Sentence, Status
from assistant.given import NOTHING, Given
from assistant.turn import Event, Said

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


class Answers:
    """Gives the answer, or raises the error, that it was made with; keeps the questions."""

    def __init__(self, outcome: Answer | Exception) -> None:
        self.outcome = outcome
        self.asked: list[str] = []
        self.closed = 0

    def ask(self, question: str, given: Given = NOTHING) -> Answer:
        self.asked.append(question)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome

    def stream(self, question: str, given: Given = NOTHING) -> Iterator[Event]:
        found = self.ask(question, given)
        yield from (Said(sentence, found.citations) for sentence in found.sentences)
        yield found

    def close(self) -> None:
        self.closed += 1
