"""From a question to an answer: guard, retrieve, judge whether the documents answer, compose, guard, verify, assemble.

Called by the command line, the web processes and the evaluation. The guards see a question before the LangChain
Runnable does, and a refused one never gets there. `assistant.verifying` lets sentences out, `assistant.handover` the
answer.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from dataclasses import replace
from typing import Any, Literal, cast

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda
from langsmith.run_helpers import tracing_context

from assistant import assembly, editions, generators, indexing
from assistant.answer import Answer
from assistant.compose import disputed, extractive, joined, parts, summary, summed_up
from assistant.compose.asked import Asked, read
from assistant.compose.extractive import Material
from assistant.compose.generative.material import further
from assistant.compose.parts import Part
from assistant.compose.summary import Summary
from assistant.errors import AssistantError
from assistant.followup.guarded import standing
from assistant.given import NOTHING, Given
from assistant.guardrails import confidential, hygiene, learned, refusals, rules, whole
from assistant.guardrails.input import check_input
from assistant.guardrails.outgoing import Outgoing
from assistant.guardrails.persons.aside import Persons
from assistant.guardrails.private import Guard
from assistant.guardrails.published import Published
from assistant.handover import Handover
from assistant.kept import KeptAnswer, KeptAnswers
from assistant.models.entailment import Entailment
from assistant.records.trace import Recording
from assistant.settings import Settings
from assistant.silence import nearness
from assistant.silence.corpus import Corpus
from assistant.silence.decide import Decision, decide
from assistant.turn import Clock, Event, Searched, Turn
from assistant.verifying import Verifier
from prompts import texts
from vectorstore.chroma import Filters
from vectorstore.codec import StoredPassage
from vectorstore.embeddings import Vectors
from vectorstore.hybrid import HybridSearch
from vectorstore.sections import Found
from vectorstore.spelling import Spelling
from vectorstore.titles import is_bare_title

CANDIDATES = 20
MAX_QUESTION = hygiene.MAX_QUESTION


class QuestionError(AssistantError):
    """The question cannot be asked."""


class NothingLeftError(QuestionError):
    """The guards leave nothing of the question to search for."""


class Chain:
    """Answers questions from one open index; the model and the index are loaded once. Safe to share between threads."""

    def __init__(
        self,
        settings: Settings,
        audience: Literal["staff", "resident"],
        recorder: Recording | None = None,
        *,
        keep: int = 0,
    ) -> None:
        """Opens the index; raises the errors of `indexing.open_index`. Without a recorder nothing is recorded.

        `keep`: how many answers are kept for repeated questions.
        """
        rules.shipped()  # an unusable file of principles is told now, not at the first question
        self._settings = settings
        self._audience: Literal["staff", "resident"] = audience
        self._embedder = indexing.embedder_for(settings)
        self._index = indexing.open_index(settings, audience, embedder=self._embedder)
        home = settings.home_publisher or self._index.home_publisher
        indexed = [record.source for record in self._index.sources()]
        hidden = editions.hidden(indexed, audience, settings.guide_for_residents)
        self._hybrid = HybridSearch(self._index.parts, home, hidden=hidden, reranker=indexing.reranker_for(settings))
        self._corpus = Corpus([part.lexical for part in self._index.parts], self._hybrid.passages, home)
        self._spelling = Spelling(
            "\n".join((p.source.title, *p.passage.path, p.passage.text)) for p in self._hybrid.passages.values()
        )
        self._persons = Persons(self._corpus)
        self._writer = generators.writer(settings, audience)
        self._verifier = Verifier(self._text, Entailment.opened(settings) if self._writer is not None else None)
        self._condense = generators.condense(self._writer)
        self._guard = Guard(confidential.load(settings.confidential_file), Published(self._published))
        self._contact = _contact_of(self._hybrid.passages.values(), home)
        self._texts: dict[str, str] = {}
        self.kept = KeptAnswers(keep)
        self._handover = Handover(settings, recorder, self.kept)
        self.runnable: Runnable[Turn, tuple[Event, ...]] = (
            RunnableLambda(self._retrieve)
            | RunnableLambda(self._judge)
            | RunnableLambda(self._compose)
            | RunnableGenerator(self._verify)
        )

    def ask(self, question: str, given: Given = NOTHING) -> Answer:
        """The answer to one question, recorded if there is a recorder.

        Raises QuestionError on a question that is empty or too long, NotRecordedError.
        """
        *_, answer = self.stream(question, given)
        assert isinstance(answer, Answer)  # noqa: S101 (the last event is the answer)
        return answer

    def stream(self, question: str, given: Given = NOTHING) -> Iterator[Event]:
        """The verified sentences one by one, then the whole answer; raises what `ask` raises."""
        turn = self._turn(question, given)
        if learned.looks(turn.verdict):
            if not turn.verdict.refusal and (kept := self.kept.find(turn)) is not None:
                yield from self._repeated(kept, turn)
                return
            turn = self._weighed(turn)
        if reason := turn.verdict.refusal or turn.verdict.talk:
            yield self._handover.refused(assembly.refused(turn, reason, self._contact, self._stamp(turn)), turn)
            return
        steps = cast("Generator[tuple[Event, ...]]", self.runnable.stream(turn))
        with tracing_context(enabled=False), closing(steps):  # with its reader: a model writes on for nobody
            for events in steps:
                yield from events

    def search(self, question: str, k: int, given: Given = NOTHING) -> list[Found]:
        """The `k` places nearest to the question, best first: passages with the short section around them.

        Nothing obeys a question here, so only one of which nothing may be searched for is refused: NothingLeftError.
        Raises what `ask` raises.
        """
        turn = self._turn(question, given)
        if (refusal := turn.verdict.refusal) and not turn.verdict.asked:
            raise NothingLeftError(" ".join(refusals.notices(refusal, turn.verdict.notices, None)[:2]))
        return self._hybrid.find(turn.question, self._embed([turn.question])[0], k, turn.given.filters)

    def material(self, question: str, given: Given = NOTHING) -> tuple[Asked, Material]:
        """What an answer to the question would be made of, for `evals.ranking`; raises what `ask` raises."""
        turn = self._turn(question, given)
        vector = self._embed([turn.question])[0]
        turn = self._retrieve(replace(turn, vector=vector))
        return turn.asked, self._material(turn.question, turn.ranked, vector)

    def neighbours(self, passage_id: str, before: int = 1, after: int = 1) -> list[StoredPassage]:
        """The passages around one in reading order, itself among them; empty for an unknown id."""
        return self._hybrid.neighbours(passage_id, before, after)

    def document(self, document_id: str) -> list[StoredPassage]:
        """A document's passages in reading order; none for an id that is unknown or hidden from this audience."""
        return self._hybrid.document(document_id)

    def close(self) -> None:
        """Closes the index."""
        self._index.close()

    def _turn(self, question: str, given: Given) -> Turn:
        clock = Clock()
        verdict = check_input(question, self._settings.help_lines, self._guard)  # nothing may see the question before
        if verdict.refusal == "empty":
            raise QuestionError("the question is empty; type what you want to know")
        if verdict.refusal == "too_long":
            raise QuestionError(f"the question has {len(question)} characters; shorten it to {MAX_QUESTION}")
        begin = time.monotonic()
        alone = standing(verdict, given.history, self._guard, self._condense)
        spent = time.monotonic() - begin if self._condense else 0.0
        mended = self._spelling.mended(self._hybrid.written(alone.question))
        apart = self._persons.aside(mended)
        clock.lap("guard")
        return Turn(
            apart.question, alone.verdict, given, clock, read(apart.question), before=alone.before, spent=spent,
            told=mended, unknown=apart.unknown,
        )  # fmt: skip

    def _weighed(self, turn: Turn) -> Turn:
        """With its vector and its parts', and refused where it is like what is refused in other words."""
        plan = parts.plan(turn.question, self._corpus.publishers, self._corpus.home)
        vector, *others = self._embed([turn.question, *(p.question for p in plan)])
        asked = tuple(Searched(p, (), v) for p, v in zip(plan, others, strict=True))
        turn.clock.lap("retrieve")
        verdict = learned.second(turn.verdict, turn.question, vector, self._embedder.name)
        turn.clock.lap("guard")
        return replace(turn, verdict=verdict, vector=vector, parts=asked)

    # The steps, in their order.

    def _retrieve(self, turn: Turn) -> Turn:
        self._handover.ready()
        assert turn.vector is not None  # noqa: S101 (`_weighed` has made it)
        ranked = self._hybrid.search(turn.question, turn.vector, CANDIDATES, turn.given.filters)
        found = tuple(self._searched(s.part, s.vector, turn.given.filters) for s in turn.parts)
        turn.clock.lap("retrieve")
        return replace(turn, ranked=tuple(ranked), parts=found)

    def _judge(self, turn: Turn) -> Turn:
        if turn.ranked and whole.wants_whole(turn.question):
            document = self._hybrid.document(turn.ranked[0][0].source.id)
            return replace(turn, whole=tuple(document))
        wanted_ids = turn.given.filters.document_ids
        if summed := summary.plan(turn.question, self._hybrid.passages.values(), self._corpus.home, wanted_ids):
            nearest = tuple(stored for stored, _ in turn.ranked[:1])
            reason = None if summed.sections else "ambiguous" if summed.choices else "not_found"
            judged = Decision(bool(summed.sections), reason, choices=summed.choices, nearest=nearest)
            return replace(turn, decision=judged, summary=summed)
        decision = decide(turn.question, turn.asked, turn.ranked, self._corpus, self._closest(turn), told=turn.told)
        if turn.unknown and decision.answerable:
            decision = Decision(False, "not_found", nearest=decision.nearest, piece=turn.unknown)
        if turn.parts and decision.choices:
            decision = Decision(True, nearest=decision.nearest)  # each part tells what it is about
        turn.clock.lap("guard")
        return replace(turn, decision=decision)

    def _compose(self, turn: Turn) -> Turn:
        decision = turn.decision
        if decision is not None and (decision.drafts or not decision.answerable):
            return replace(turn, drafts=tuple(decision.drafts))
        if turn.vector is None or not turn.ranked or turn.whole:
            return turn
        if turn.summary is not None:
            return self._summed_up(turn, turn.summary)
        material = self._material(turn.question, turn.ranked, turn.vector)
        plan = [s.part for s in turn.parts]
        asked = disputed.whole(turn.asked, turn.told)
        drafts = [] if joined.compares(plan) else extractive.compose(asked, turn.question, material)
        if plan and not joined.told(turn.asked, plan, drafts):
            drafts = joined.join(drafts, joined.answers([self._found(s) for s in turn.parts]))
        if decision is not None and decision.choices:
            drafts = extractive.one_reading(turn.asked, drafts)
        count = extractive.too_long(turn.asked, turn.question, material)
        turn = replace(turn, drafts=tuple(drafts), listed=count)
        if self._writer is not None:
            others = further(turn.asked, material)
            writing = self._writer.write(turn.question, drafts, others, self._verifier.unsaid, turn.spent)
            turn = replace(turn, writing=writing)
        turn.clock.lap("compose")
        return turn

    def _summed_up(self, turn: Turn, wanted: Summary) -> Turn:
        """With a sentence for each section, or what a model makes of each."""
        alone = len(wanted.sections) == 1
        told = [t for s in wanted.sections if (t := summed_up.told(s, self._hybrid.rarity, alone=alone))]
        turn = replace(turn, drafts=tuple(d for t in told for d in t.lead))
        if self._writer is not None and told:
            turn = replace(turn, writing=self._writer.sum_up(told, self._verifier.unsaid, turn.spent))
        turn.clock.lap("compose")
        return turn

    def _verify(self, turns: Iterator[Turn]) -> Iterator[tuple[Event, ...]]:
        """Lets each sentence out as soon as it is verified, then the answer."""
        for turn in turns:
            with closing(turn.writing) if turn.writing else nullcontext():
                yield from self._let_out(turn)

    def _let_out(self, turn: Turn) -> Iterator[tuple[Event, ...]]:
        outgoing = Outgoing(
            lambda name: len(self._text(name)), self._settings.quoted_share, find_personal=self._guard.personal
        )
        verified = self._verifier.verified(filter(None, map(outgoing.admitted, turn.writing or turn.drafts)))
        for said in verified:
            yield (said,)
        verified.dropped += turn.writing.dropped if turn.writing else ()
        turn.clock.lap("verify")
        answer = assembly.answered(turn, verified.said, len(verified.dropped), outgoing, self._stamp(turn))
        yield (self._handover.finished(answer, turn, verified),)

    def _repeated(self, kept: KeptAnswer, turn: Turn) -> Iterator[Event]:
        """What was said to the same question before, with a record of its own."""
        self._handover.ready()
        yield from kept.said
        yield self._handover.repeated(kept, turn, self._stamp(turn))

    def _stamp(self, turn: Turn) -> dict[str, Any]:
        """What every answer carries, whatever it says."""
        return {
            "audience": self._audience,
            "generator": turn.writing.generator if turn.writing else extractive.GENERATOR,
            "index_version": self._index.version,
            "prompt_version": texts.prompt_version(),
            "timings_ms": turn.clock.milliseconds(),
            "audit_id": uuid.uuid4().hex,
        }

    # What the steps use.

    def _published(self) -> Iterator[str]:
        """What this audience's documents publish, and the help lines: the guard leaves it alone."""
        for stored in self._hybrid.passages.values():
            yield stored.passage.text
        yield from {p.source.contact for p in self._hybrid.passages.values() if p.source.contact}
        for line in self._settings.help_lines:
            yield " ".join(str(value) for value in line.model_dump().values())

    def _embed(self, questions: Sequence[str]) -> Sequence[Vectors]:
        """The questions' vectors, each of shape (d,)."""
        return list(self._embedder.embed_queries(list(questions)))

    def _closest(self, turn: Turn) -> float | None:
        """The cosine of the nearest sentence of the best places, where the model's limits are known."""
        if turn.vector is None:
            return None
        best = [stored for stored, _ in turn.ranked[: nearness.LOOKED_AT]]
        return nearness.closest(self._hybrid.nearness(best, turn.vector), self._embedder)

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
        ranked = [(stored, score) for stored, score in ranked if not is_bare_title(stored)] or ranked
        near = self._hybrid.nearness([stored for stored, _ in ranked], vector)
        return Material(
            ranked,
            near,
            self._hybrid.named(question),
            self._hybrid.rarity,
            self._hybrid.document,
            self._text,
            self._corpus.home,
        )

    def _text(self, document_id: str) -> str:
        if document_id not in self._texts:
            self._texts[document_id] = indexing.reader_text(document_id, self._settings, self._audience)
        return self._texts[document_id]


def _contact_of(passages: Iterable[StoredPassage], home: str) -> str | None:
    """The office that the home publisher's documents name, or the first that any document names."""
    named = [(p.source.publisher, p.source.contact) for p in passages if p.source.contact]
    own = [contact for publisher, contact in named if publisher == home]
    return next(iter([*own, *(contact for _, contact in named)]), None)
