"""From a question to an answer: retrieve, compose, verify, assemble.

Called by the command line. The evidence is whatever the index of the audience holds; a sentence
whose quotation does not stand in the source word for word is dropped.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Sequence
from typing import Literal

from assistant import indexing
from assistant.answer import Answer, Citation, ContextSpan, Nearest, PrincipleVerdict, Sentence, Status
from assistant.compose import extractive
from assistant.compose.draft import Draft, Evidence
from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.verify.quotes import is_verbatim
from ingest.passages import MAX_SPAN
from prompts import texts
from vectorstore.chroma import Filters
from vectorstore.codec import StoredPassage
from vectorstore.embeddings import Vectors
from vectorstore.hybrid import HybridSearch
from vectorstore.sections import Found

CANDIDATES = 20
MAX_QUESTION = 2_000  # characters


class QuestionError(AssistantError):
    """The question cannot be asked."""


class Chain:
    """Answers questions from one open index; the model and the index are loaded once."""

    def __init__(self, settings: Settings, audience: Literal["staff", "resident"]) -> None:
        """Opens the index; raises the errors of `indexing.open_index`."""
        self._settings = settings
        self._audience: Literal["staff", "resident"] = audience
        self._embedder = indexing.embedder_for(settings)
        self._index = indexing.open_index(settings, audience, embedder=self._embedder)
        self._hybrid = HybridSearch(self._index.parts, settings.home_publisher or self._index.home_publisher)
        self._texts: dict[str, str] = {}

    def search(self, question: str, k: int, document_ids: Sequence[str] = ()) -> list[Found]:
        """The `k` places nearest to the question, best first: passages with the short section around them."""
        vector = self._vector(question)
        return self._hybrid.find(question, vector, k, Filters(document_ids=tuple(document_ids)))

    def neighbours(self, passage_id: str, before: int = 1, after: int = 1) -> list[StoredPassage]:
        """The passages around one in reading order, itself among them; empty for an unknown id."""
        return self._hybrid.neighbours(passage_id, before, after)

    def _vector(self, question: str) -> Vectors:
        if not question.strip():
            raise QuestionError("the question is empty; type what you want to know")
        if len(question) > MAX_QUESTION:
            raise QuestionError(f"the question has {len(question)} characters; shorten it to {MAX_QUESTION}")
        vector: Vectors = self._embedder.embed_queries([question])[0]
        return vector

    def ask(self, question: str, document_ids: Sequence[str] = ()) -> Answer:
        """The answer to one question; raises QuestionError on an empty one."""
        clock = _Clock()
        filters = Filters(document_ids=tuple(document_ids))
        ranked = self._hybrid.search(question, self._vector(question), CANDIDATES, filters)
        clock.lap("retrieve")
        drafts = extractive.compose(question, ranked)
        clock.lap("compose")
        sentences, citations, dropped = self._verified(drafts)
        clock.lap("verify")
        status = Status.ANSWERED if sentences else Status.NO_ANSWER
        first = ranked[0][0] if ranked else None
        used = [d.evidence[0].passage for d in drafts if d.evidence]
        contact = (used[0].source.contact if used else first.source.contact if first else "") or None
        notices = _notices(status, citations, contact, first)
        return Answer(
            question=question,
            status=status,
            status_reason=None if sentences else "not_found",
            answer="\n".join([*(_marked(s) for s in sentences), *notices]),
            sentences=tuple(sentences),
            citations=tuple(citations),
            nearest=()
            if sentences or first is None
            else (Nearest(document_id=first.source.id, path=first.passage.path),),
            contact=contact,
            principles=_principles(citations, dropped),
            notices=tuple(notices),
            audience=self._audience,
            generator=extractive.GENERATOR,
            index_version=self._index.version,
            prompt_version=texts.prompt_version(),
            timings_ms=clock.milliseconds(),
            audit_id=uuid.uuid4().hex,
        )

    def close(self) -> None:
        """Closes the index."""
        self._index.close()

    def _text(self, document_id: str) -> str:
        if document_id not in self._texts:
            self._texts[document_id] = indexing.reader_text(document_id, self._settings, self._audience)
        return self._texts[document_id]

    def _verified(self, drafts: Sequence[Draft]) -> tuple[list[Sentence], list[Citation], int]:
        """Sentences whose every quotation is verbatim, their citations, and how many were dropped."""
        sentences: list[Sentence] = []
        citations: list[Citation] = []
        dropped = 0
        for draft in drafts:
            own = [self._citation(e, len(citations) + n) for n, e in enumerate(draft.evidence, 1)]
            if own and all(is_verbatim(c, self._text(c.document_id)) for c in own):
                citations.extend(own)
                sentences.append(Sentence(text=draft.text, citations=tuple(c.number for c in own)))
            else:
                dropped += 1
        return sentences, citations, dropped

    def _citation(self, evidence: Evidence, number: int) -> Citation:
        source, passage = evidence.passage.source, evidence.passage.passage
        text = self._text(source.id)
        return Citation(
            number=number,
            document_id=source.id,
            document_title=source.title,
            publisher=source.publisher,
            edition=source.edition,
            path=passage.path,
            page=passage.page,
            quote=_one_line(text[evidence.span.start : evidence.span.end]),
            start=evidence.span.start,
            end=evidence.span.end,
            context=tuple(
                ContextSpan(quote=_one_line(text[s.start : s.end]), start=s.start, end=s.end) for s in evidence.context
            ),
            url=source.url or source.official_url or None,
        )


class _Clock:
    """Milliseconds of each step."""

    def __init__(self, now: Callable[[], float] = time.perf_counter) -> None:
        self._now = now
        self._begin = self._last = now()
        self._laps = {"guard": 0.0, "retrieve": 0.0, "compose": 0.0, "verify": 0.0}

    def lap(self, name: str) -> None:
        now = self._now()
        self._laps[name] += now - self._last
        self._last = now

    def milliseconds(self) -> dict[str, int]:
        total = self._now() - self._begin
        return {name: round(seconds * 1000) for name, seconds in {**self._laps, "total": total}.items()}


def _one_line(text: str) -> str:
    """A quotation without the line breaks that only wrap it; blanks between words stay."""
    return " ".join(text.split())


def _marked(sentence: Sentence) -> str:
    return sentence.text + "".join(f"[{n}]" for n in sentence.citations)


def _notices(
    status: Status, citations: Sequence[Citation], contact: str | None, first: StoredPassage | None
) -> list[str]:
    notices = []
    if status is Status.NO_ANSWER:
        notices.append(texts.NOT_FOUND)
        if first is not None:
            place = " ＞ ".join([first.source.title, *first.passage.path])
            notices.append(texts.NEAREST.format(place=place))
    if any(c.edition == "guide" for c in citations):
        notices.append(texts.GUIDE_NOTICE)
    notices.append(texts.AI_NOTICE + texts.CHECK_SOURCES)
    if contact:
        notices.append(texts.CONTACT.format(contact=contact))
    return notices


def _principles(citations: Sequence[Citation], dropped: int) -> tuple[PrincipleVerdict, ...]:
    """What this chain checks; the other principles get their checks with the guardrails."""
    verified = (
        texts.PRINCIPLE_DROPPED.format(count=dropped)
        if dropped
        else texts.PRINCIPLE_VERIFIED.format(count=len(citations))
    )
    short = bool(citations) and all(c.end - c.start <= MAX_SPAN for c in citations)
    return (
        PrincipleVerdict(id="active_use", verdict="not_applicable"),
        PrincipleVerdict(id="effective_input", verdict="not_applicable"),
        PrincipleVerdict(id="no_personal_or_confidential_input", verdict="not_applicable"),
        PrincipleVerdict(id="verify_content", verdict="acted" if dropped else "passed", note=verified),
        PrincipleVerdict(
            id="respect_copyright",
            verdict="passed" if short else "not_applicable",
            note=texts.PRINCIPLE_QUOTES.format(limit=MAX_SPAN) if short else "",
        ),
    )
