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

from assistant import indexing, notices
from assistant.answer import Answer, Citation, ContextSpan, Nearest, Sentence, Status
from assistant.compose import extractive, joined, parts
from assistant.compose.asked import Asked, read
from assistant.compose.draft import Draft, Evidence
from assistant.compose.extractive import Material
from assistant.compose.parts import Part
from assistant.errors import AssistantError
from assistant.guardrails import confidential
from assistant.guardrails.input import Checked, Guard
from assistant.guardrails.published import Published
from assistant.settings import Settings
from assistant.silence.corpus import Corpus
from assistant.silence.decide import Decision, decide
from assistant.verify.claims import Support, check
from assistant.verify.quotes import is_verbatim
from prompts import texts
from vectorstore.chroma import Filters
from vectorstore.codec import StoredPassage
from vectorstore.embeddings import Vectors
from vectorstore.hybrid import HybridSearch
from vectorstore.sections import Found
from vectorstore.spelling import Spelling

CANDIDATES = 20
MAX_QUESTION = 2_000  # characters


class QuestionError(AssistantError):
    """The question cannot be asked."""


class NothingLeftError(QuestionError):
    """The guard leaves nothing of the question to search for."""


@dataclass(frozen=True)
class Said:
    """A verified sentence with its citations, as soon as it may be shown."""

    sentence: Sentence
    citations: tuple[Citation, ...]


Event = Said | Answer


@dataclass(frozen=True)
class Searched:
    """A part of a question with what was found for it alone."""

    part: Part
    ranked: tuple[tuple[StoredPassage, float], ...]
    vector: Vectors


@dataclass(frozen=True)
class Turn:
    """What is known of a question on its way through the chain. `question` is what the guard left to search for."""

    question: str  # wrongly chosen kanji mended
    checked: Checked
    filters: Filters
    clock: Clock
    asked: Asked
    ranked: tuple[tuple[StoredPassage, float], ...] = ()
    vector: Vectors | None = None
    parts: tuple[Searched, ...] = ()  # of a question that asks for several things
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
        self._hybrid = HybridSearch(self._index.parts, home)
        self._corpus = Corpus([part.lexical for part in self._index.parts], self._hybrid.passages, home)
        self._spelling = Spelling(
            "\n".join((p.source.title, *p.passage.path, p.passage.text)) for p in self._hybrid.passages.values()
        )
        self._texts: dict[str, str] = {}
        self._guard = Guard(confidential.load(settings.confidential_file), Published(self._published))
        self.runnable: Runnable[Turn, tuple[Event, ...]] = (
            RunnableLambda(self._retrieve)
            | RunnableLambda(self._judge)
            | RunnableLambda(self._compose)
            | RunnableGenerator(self._verify)
        )

    def ask(self, question: str, document_ids: Sequence[str] = ()) -> Answer:
        """The answer to one question; raises QuestionError on one that is empty or too long."""
        turn = self._turn(question, document_ids)
        if turn.checked.refusal:
            return self._answer(turn, (), 0)
        with tracing_context(enabled=False):
            events = self.runnable.invoke(turn)
        answer = events[-1]
        assert isinstance(answer, Answer)  # noqa: S101 (the last event is the answer)
        return answer

    def stream(self, question: str, document_ids: Sequence[str] = ()) -> Iterator[Event]:
        """The verified sentences one by one, then the whole answer; raises what `ask` raises."""
        turn = self._turn(question, document_ids)
        if turn.checked.refusal:
            yield self._answer(turn, (), 0)
            return
        with tracing_context(enabled=False):
            for events in self.runnable.stream(turn):
                yield from events

    def search(self, question: str, k: int, document_ids: Sequence[str] = ()) -> list[Found]:
        """The `k` places nearest to the question, best first: passages with the short section around them.

        Raises NothingLeftError where the guard leaves nothing to search for, and what `ask` raises.
        """
        turn = self._turn(question, document_ids)
        if turn.checked.refusal:
            raise NothingLeftError(" ".join(turn.checked.notices))
        return self._hybrid.find(turn.question, self._vector(turn.question), k, turn.filters)

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
        clock = Clock()
        checked = self._guard.check(question)  # nothing may see the question before
        understood = self._spelling.mended(checked.asked)
        clock.lap("guard")
        return Turn(understood, checked, Filters(document_ids=tuple(document_ids)), clock, read(understood))

    # The steps, in their order.

    def _retrieve(self, turn: Turn) -> Turn:
        plan = parts.plan(turn.question, self._corpus.publishers, self._corpus.home)
        vector, *others = self._embedder.embed_queries([turn.question, *(p.question for p in plan)])
        ranked = self._hybrid.search(turn.question, vector, CANDIDATES, turn.filters)
        found = tuple(self._searched(p, v, turn.filters) for p, v in zip(plan, others, strict=True))
        turn.clock.lap("retrieve")
        return replace(turn, ranked=tuple(ranked), vector=vector, parts=found)

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
        material = self._material(turn.question, turn.ranked, turn.vector)
        plan = [s.part for s in turn.parts]
        drafts = [] if joined.compares(plan) else extractive.compose(turn.asked, turn.question, material)
        if plan and not joined.told(turn.asked, plan, drafts):
            drafts = joined.join(drafts, joined.answers([self._found(s) for s in turn.parts]))
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
        citations = [c for s in said for c in s.citations]
        missing = joined.left_open([s.part for s in turn.parts], {c.publisher for c in citations})
        refusal = turn.checked.refusal
        status, reason = (Status.REFUSED, refusal) if refusal else _status(decision, bool(said), bool(missing))
        sentences = [s.sentence for s in said]
        nearest = [] if sentences else _nearest(turn)
        used = [d.evidence[0].passage for d in turn.drafts if d.evidence] if sentences else nearest
        contact = next((p.source.contact for p in used if p.source.contact), None)
        choices = decision.choices if decision is not None and not sentences else ()
        understood = turn.question if turn.question != turn.checked.asked else None
        fixed = notices.of(status, reason, citations, contact, nearest, choices)
        if understood:
            fixed.insert(0, texts.UNDERSTOOD.format(question=understood))
        if status is Status.PARTIAL and reason == notices.PART_OPEN:
            fixed.insert(0, texts.PART_OPEN.format(publishers="、".join(missing)))
        if sentences and turn.listed:
            fixed.insert(0, texts.LONG_LIST.format(count=turn.listed, question=turn.question))
        fixed = [*turn.checked.notices, *fixed]
        return Answer(
            question=turn.checked.question,
            understood_question=understood,
            status=status,
            status_reason=reason,
            answer="\n".join([*(_marked(s) for s in sentences), *fixed]),
            sentences=tuple(sentences),
            citations=tuple(citations),
            nearest=tuple(Nearest(document_id=p.source.id, path=p.passage.path) for p in nearest),
            contact=contact,
            choices=tuple(choices),
            principles=notices.principles(
                citations, dropped, turn.checked.verdict, asked_back=bool(choices), understood=understood is not None
            ),
            notices=tuple(fixed),
            audience=self._audience,
            generator=extractive.GENERATOR,
            index_version=self._index.version,
            prompt_version=texts.prompt_version(),
            timings_ms=turn.clock.milliseconds(),
            audit_id=uuid.uuid4().hex,
        )

    # What the steps use.

    def _published(self) -> Iterator[str]:
        """What this audience's documents publish: the guard leaves it alone."""
        for stored in self._hybrid.passages.values():
            yield stored.passage.text
        yield from {p.source.contact for p in self._hybrid.passages.values() if p.source.contact}

    def _vector(self, question: str) -> Vectors:
        vector: Vectors = self._embedder.embed_queries([question])[0]
        return vector

    def _searched(self, part: Part, vector: Vectors, filters: Filters) -> Searched:
        """What is found for a part: in its publisher's documents, where it names one."""
        if part.publisher and filters.publishers and part.publisher not in filters.publishers:
            return Searched(part, (), vector)
        own = replace(filters, publishers=(part.publisher,)) if part.publisher else filters
        return Searched(part, tuple(self._hybrid.search(part.question, vector, CANDIDATES, own)), vector)

    def _found(self, searched: Searched) -> joined.Found:
        best = [stored for stored, _ in searched.ranked[: joined.LOOKED_AT]]
        question = searched.part.question
        material = self._material(question, searched.ranked, searched.vector)
        return joined.Found(searched.part, material, self._hybrid.covered(question, best))

    def _material(self, question: str, ranked: Sequence[tuple[StoredPassage, float]], vector: Vectors) -> Material:
        near = self._hybrid.nearness([stored for stored, _ in ranked], vector)
        return Material(
            ranked, near, self._hybrid.named(question), self._hybrid.rarity, self._hybrid.document, self._text
        )

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
        )


def _status(decision: Decision | None, sentences: bool, missing: bool) -> tuple[Status, str | None]:
    """How the question ended, and why; `missing` where a publisher that it names says nothing."""
    reason = decision.reason if decision is not None else None
    if sentences:
        reason = reason or (notices.PART_OPEN if missing else None)
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
