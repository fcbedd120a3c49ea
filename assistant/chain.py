"""From a question to an answer: retrieve, judge whether the documents answer, compose, verify, assemble.

One LangChain Runnable; called by the command line, the web processes and the evaluation. A sentence is let out only if
its quotations stand in the source word for word and carry what it says; what fails is dropped and counted.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda
from langsmith.run_helpers import tracing_context

from assistant import editions, indexing, notices
from assistant.answer import Answer, Citation, ContextSpan, Nearest, Sentence, Status
from assistant.compose import extractive
from assistant.compose.asked import Asked, read
from assistant.compose.draft import Draft, Evidence
from assistant.compose.extractive import Material
from assistant.errors import AssistantError
from assistant.settings import Settings
from assistant.silence.corpus import Corpus
from assistant.silence.decide import Decision, decide
from assistant.verify.claims import Support, check
from assistant.verify.quotes import is_verbatim
from ingest.places import place_at
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


@dataclass(frozen=True)
class Said:
    """A verified sentence with its citations, as soon as it may be shown."""

    sentence: Sentence
    citations: tuple[Citation, ...]


Event = Said | Answer


@dataclass(frozen=True)
class Turn:
    """What is known of a question on its way through the chain."""

    question: str
    filters: Filters
    clock: Clock
    asked: Asked
    ranked: tuple[tuple[StoredPassage, float], ...] = ()
    vector: Vectors | None = None
    decision: Decision | None = None
    drafts: tuple[Draft, ...] = ()
    listed: int | None = None  # items of a list that is too long to be told whole


@dataclass
class Clock:
    """Milliseconds of each step."""

    now: Callable[[], float] = time.perf_counter
    laps: dict[str, float] = field(
        default_factory=lambda: {"guard": 0.0, "retrieve": 0.0, "compose": 0.0, "verify": 0.0}
    )

    def __post_init__(self) -> None:
        self.begin = self.last = self.now()

    def lap(self, name: str) -> None:
        """Adds the time since the last lap to a step."""
        now = self.now()
        self.laps[name] += now - self.last
        self.last = now

    def milliseconds(self) -> dict[str, int]:
        """Whole milliseconds by step, and in total."""
        total = self.now() - self.begin
        return {name: round(seconds * 1000) for name, seconds in {**self.laps, "total": total}.items()}


class Chain:
    """Answers questions from one open index; the model and the index are loaded once. Safe to share between threads."""

    def __init__(self, settings: Settings, audience: Literal["staff", "resident"]) -> None:
        """Opens the index; raises the errors of `indexing.open_index`."""
        self._settings = settings
        self._audience: Literal["staff", "resident"] = audience
        self._embedder = indexing.embedder_for(settings)
        self._index = indexing.open_index(settings, audience, embedder=self._embedder)
        home = settings.home_publisher or self._index.home_publisher
        indexed = [record.source for record in self._index.sources()]
        hidden = editions.hidden(indexed, audience, settings.guide_for_residents)
        self._hybrid = HybridSearch(self._index.parts, home, hidden=hidden)
        self._corpus = Corpus([part.lexical for part in self._index.parts], self._hybrid.passages, home)
        self._texts: dict[str, str] = {}
        self.runnable: Runnable[Turn, tuple[Event, ...]] = (
            RunnableLambda(self._retrieve)
            | RunnableLambda(self._judge)
            | RunnableLambda(self._compose)
            | RunnableGenerator(self._verify)
        )

    def ask(self, question: str, document_ids: Sequence[str] = ()) -> Answer:
        """The answer to one question; raises QuestionError on one that is empty or too long."""
        with tracing_context(enabled=False):
            events = self.runnable.invoke(self._turn(question, document_ids))
        answer = events[-1]
        assert isinstance(answer, Answer)  # noqa: S101 (the last event is the answer)
        return answer

    def stream(self, question: str, document_ids: Sequence[str] = ()) -> Iterator[Event]:
        """The verified sentences one by one, then the whole answer; raises what `ask` raises."""
        with tracing_context(enabled=False):
            for events in self.runnable.stream(self._turn(question, document_ids)):
                yield from events

    def search(self, question: str, k: int, document_ids: Sequence[str] = ()) -> list[Found]:
        """The `k` places nearest to the question, best first: passages with the short section around them."""
        turn = self._turn(question, document_ids)
        return self._hybrid.find(question, self._vector(question), k, turn.filters)

    def neighbours(self, passage_id: str, before: int = 1, after: int = 1) -> list[StoredPassage]:
        """The passages around one in reading order, itself among them; empty for an unknown id."""
        return self._hybrid.neighbours(passage_id, before, after)

    def close(self) -> None:
        """Closes the index."""
        self._index.close()

    def _turn(self, question: str, document_ids: Sequence[str]) -> Turn:
        if not question.strip():
            raise QuestionError("the question is empty; type what you want to know")
        if len(question) > MAX_QUESTION:
            raise QuestionError(f"the question has {len(question)} characters; shorten it to {MAX_QUESTION}")
        return Turn(question, Filters(document_ids=tuple(document_ids)), Clock(), read(question))

    # The steps, in their order.

    def _retrieve(self, turn: Turn) -> Turn:
        vector = self._vector(turn.question)
        ranked = self._hybrid.search(turn.question, vector, CANDIDATES, turn.filters)
        turn.clock.lap("retrieve")
        return replace(turn, ranked=tuple(ranked), vector=vector)

    def _judge(self, turn: Turn) -> Turn:
        decision = decide(turn.question, turn.asked, turn.ranked, self._corpus)
        turn.clock.lap("guard")
        return replace(turn, decision=decision)

    def _compose(self, turn: Turn) -> Turn:
        decision = turn.decision
        if decision is not None and (decision.drafts or not decision.answerable):
            return replace(turn, drafts=tuple(decision.drafts))
        if turn.vector is None or not turn.ranked:
            return turn
        hybrid = self._hybrid
        near = hybrid.nearness([stored for stored, _ in turn.ranked], turn.vector)
        named = hybrid.named(turn.question)
        material = Material(turn.ranked, near, named, hybrid.rarity, hybrid.document)
        drafts = extractive.compose(turn.asked, turn.question, material)
        count = extractive.too_long(turn.asked, turn.question, material)
        turn.clock.lap("compose")
        return replace(turn, drafts=tuple(drafts), listed=count)

    def _verify(self, turns: Iterator[Turn]) -> Iterator[tuple[Event, ...]]:
        """Lets each sentence out as soon as it is verified, then the answer."""
        for turn in turns:
            said: list[Said] = []
            count = 0
            for draft in turn.drafts:
                citations = tuple(self._citation(e, count + n) for n, e in enumerate(draft.evidence, 1))
                if self._carried(draft, citations):
                    count += len(citations)
                    said.append(
                        Said(Sentence(text=draft.text, citations=tuple(c.number for c in citations)), citations)
                    )
                    yield (said[-1],)
            turn.clock.lap("verify")
            yield (self._answer(turn, said, len(turn.drafts) - len(said)),)

    def _carried(self, draft: Draft, citations: Sequence[Citation]) -> bool:
        """Whether every quotation is verbatim, and together they carry the sentence."""
        if not citations or not all(is_verbatim(c, self._text(c.document_id)) for c in citations):
            return False
        periods = {e.passage.source.id: e.passage.source.period for e in draft.evidence}
        return check(draft.text, [Support.of(c, periods.get(c.document_id, "")) for c in citations]).ok

    def _answer(self, turn: Turn, said: Sequence[Said], dropped: int) -> Answer:
        decision = turn.decision
        status, reason = _status(decision, bool(said))
        citations = [c for s in said for c in s.citations]
        sentences = [s.sentence for s in said]
        nearest = [] if sentences else _nearest(turn)
        used = [d.evidence[0].passage for d in turn.drafts if d.evidence] if sentences else nearest
        contact = next((p.source.contact for p in used if p.source.contact), None)
        choices = decision.choices if decision is not None and not sentences else ()
        fixed = notices.of(status, reason, citations, contact, nearest, choices)
        if sentences and turn.listed:
            fixed.insert(0, texts.LONG_LIST.format(count=turn.listed, question=turn.question))
        return Answer(
            question=turn.question,
            status=status,
            status_reason=reason,
            answer="\n".join([*(_marked(s) for s in sentences), *fixed]),
            sentences=tuple(sentences),
            citations=tuple(citations),
            nearest=tuple(Nearest(document_id=p.source.id, path=p.passage.path) for p in nearest),
            contact=contact,
            choices=tuple(choices),
            principles=notices.principles(citations, dropped, asked_back=bool(choices)),
            notices=tuple(fixed),
            audience=self._audience,
            generator=extractive.GENERATOR,
            index_version=self._index.version,
            prompt_version=texts.prompt_version(),
            timings_ms=turn.clock.milliseconds(),
            audit_id=uuid.uuid4().hex,
        )

    # What the steps use.

    def _vector(self, question: str) -> Vectors:
        vector: Vectors = self._embedder.embed_queries([question])[0]
        return vector

    def _text(self, document_id: str) -> str:
        if document_id not in self._texts:
            self._texts[document_id] = indexing.reader_text(document_id, self._settings, self._audience)
        return self._texts[document_id]

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
            official_title=source.official_title or None,
            official_path=place_at(text, evidence.span.start) if source.edition == editions.GUIDE else (),
        )


def _status(decision: Decision | None, sentences: bool) -> tuple[Status, str | None]:
    """How the question ended, and why."""
    reason = decision.reason if decision is not None else None
    if sentences:
        return (Status.PARTIAL, reason) if reason else (Status.ANSWERED, None)
    if decision is not None and decision.choices:
        return Status.PARTIAL, reason or "ambiguous"
    return Status.NO_ANSWER, reason or "not_found"


def _nearest(turn: Turn) -> list[StoredPassage]:
    """The places to point at where nothing is answered."""
    if turn.decision is not None and turn.decision.nearest:
        return list(turn.decision.nearest[:1])
    return [turn.ranked[0][0]] if turn.ranked else []


def _one_line(text: str) -> str:
    """A quotation without the line breaks that only wrap it; blanks between words stay."""
    return " ".join(text.split())


def _marked(sentence: Sentence) -> str:
    return sentence.text + "".join(f"[{n}]" for n in sentence.citations)
