"""Writes answers with a model: a question, its extractive answer and further evidence go in, a `Writing` comes out.

Opened once by `assistant.chain`. A `Writing` gives its drafts one by one as the model's reply arrives, each of them
verified; what fails is written anew once with the reason, then dropped. Where the model gives nothing, too little or
nothing in time, the extractive answer stands in, and the notice says so.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from langchain_core.language_models import BaseLLM
from langchain_core.runnables import Runnable, RunnableLambda

from assistant.compose.draft import Draft
from assistant.compose.extractive import GENERATOR as EXTRACTIVE
from assistant.compose.generative import admit, complete, parse, prompt
from assistant.compose.generative.material import numbered
from assistant.compose.generative.parse import Proposed
from assistant.compose.generative.prompt import Failed, Task
from assistant.followup.condense import lead
from assistant.models.breaker import Breaker
from assistant.models.call import Caller
from assistant.models.choice import EMBEDDED, Choice, choose
from assistant.models.errors import ModelError, ModelRefusedError
from assistant.models.providers import model_for, structured
from assistant.records.trace import Dropped
from assistant.settings import Settings
from prompts import generation

Faults = Callable[[Draft], tuple[str, ...]]
_REWRITING = 1.0  # seconds that must be left for a second call
_SECURITY = frozenset((admit.LEAK, admit.LINK, admit.FORM))
_log = logging.getLogger(__name__)


@dataclass
class Counts:
    """What became of the answers of one process: how many were asked for, generated, completed, fallen back, why."""

    asked: int = 0
    generated: int = 0
    completed: int = 0
    fallen_back: int = 0
    words: dict[str, int] = field(default_factory=dict)


class Writer:
    """A model with its prompt and bounds; safe to share between threads."""

    def __init__(self, choice: Choice, model: Runnable[Any, Any]) -> None:
        self.choice, self.counts, self.model = choice, Counts(), model
        self._canary = secrets.token_hex(8)
        self._completes = isinstance(model, BaseLLM)
        if self._completes:
            bound: Runnable[Any, Any] = RunnableLambda(prompt.completion) | model.bind(stop=list(generation.BASE_STOPS))
            self._plain = self._structured = Caller(bound, choice.retries)
            return
        self._plain = Caller(RunnableLambda(prompt.messages) | model, choice.retries)
        self._structured = self._plain
        if options := structured(choice, prompt.SCHEMA):
            bound = RunnableLambda(prompt.messages) | model.bind(**options)
            self._structured = Caller(bound, choice.retries, self._plain.breaker)

    @classmethod
    def opened(cls, settings: Settings) -> Writer:
        """The writer of the settings; raises SettingsError and MissingPackageError where it cannot be used."""
        choice = choose(settings)
        return cls(choice, model_for(choice, settings.data_dir))

    @property
    def breaker(self) -> Breaker:
        """That of all calls of the model."""
        return self._plain.breaker

    def write(
        self, question: str, extractive: Sequence[Draft], others: Iterable[Draft], faults: Faults, spent: float = 0.0
    ) -> Writing:
        """The answer to `question`, `spent` seconds of its time being used; nothing is sent before drafts are asked."""
        entries = numbered(extractive, others, self.choice.evidence_tokens)
        begins = lead(question) if self._completes else ""
        seconds = max(0.0, self.choice.seconds - spent)
        return Writing(self, Task(question, tuple(entries), self._canary, begins), extractive, faults, seconds)

    def proposals(self, task: Task, deadline: float, reply: list[str]) -> Generator[Proposed, None, None]:
        """What the model proposes, as it arrives; `reply` takes its words. Raises ModelError."""
        read = parse.completed_sentences if self._completes else parse.proposals
        given, text = 0, task.lead
        with closing(self._stream(task, deadline)) as stream:
            for piece in stream:
                text += piece
                reply.append(piece)
                yield from (found := read(text, whole=False))[given:]
                given = max(given, len(found))
        yield from read(text, whole=True)[given:]

    def can_rewrite(self) -> bool:
        """Whether the model follows orders at all: a base model only goes on with a text."""
        return not self._completes

    def _stream(self, task: Task, deadline: float) -> Generator[str, None, None]:
        caller = self._structured
        arrived = False
        try:
            for piece in caller.stream(task, deadline - time.monotonic()):
                arrived = True
                yield piece
        except ModelRefusedError:
            if caller is self._plain or arrived:
                raise
            self._structured = self._plain  # this server knows no structured output
            yield from self._plain.stream(task, deadline - time.monotonic())


class Writing:
    """One answer on its way: iterate for its drafts, then read `notice`, `generator`, `dropped`. Can be read again."""

    def __init__(self, writer: Writer, task: Task, extractive: Sequence[Draft], faults: Faults, seconds: float) -> None:
        self._writer, self._task, self._extractive, self._faults = writer, task, tuple(extractive), faults
        self._seconds = seconds
        self._given: list[Draft] = []
        self._flow = self._write()
        self.dropped: list[Dropped] = []
        self.notice = ""
        self.generator = EXTRACTIVE

    def __iter__(self) -> Iterator[Draft]:
        yield from self._given
        for draft in self._flow:
            self._given.append(draft)
            yield draft

    def close(self) -> None:
        """Stops the model, if it still writes."""
        self._flow.close()

    def _write(self) -> Generator[Draft, None, None]:
        counts = self._writer.counts
        counts.asked += 1
        said: list[Draft] = []
        word = ""
        if self._task.entries:
            try:
                for draft in self._generated():
                    said.append(draft)
                    yield draft
            except ModelError as error:
                word = error.word
                counts.words[word] = counts.words.get(word, 0) + 1
                _log.warning("%s; the extractive answer stands in", error)
        added = complete.missing(self._extractive, said, thorough=self._writer.choice.provider == EMBEDDED)
        if said:
            self.generator = self._writer.choice.name
            self.notice = generation.COMPLETED if added else generation.GENERATED
            counts.completed += bool(added)
            counts.generated += not added
        else:
            added = list(self._extractive)
            self.notice = generation.FELL_BACK_WHY.get(word, generation.FELL_BACK)
            counts.fallen_back += 1
        yield from added

    def _generated(self) -> Iterator[Draft]:
        """The drafts of the first reply that the verifier lets through, then those that were mended."""
        deadline = time.monotonic() + self._seconds
        texts: set[str] = set()
        failed: list[Failed] = []
        reply: list[str] = []
        yield from self._admitted(self._task, deadline, reply, texts, failed)
        mendable = tuple(f for f in failed if not _SECURITY & set(f.reasons))
        left = deadline - time.monotonic()
        if not mendable or not self._writer.can_rewrite() or left < _REWRITING:
            self.dropped += [Dropped(f.text, f.reasons) for f in failed]
            return
        self.dropped += [Dropped(f.text, f.reasons) for f in failed if f not in mendable]
        again: list[Failed] = []
        task = Task(self._task.question, self._task.entries, self._task.canary, "", "".join(reply), mendable)
        try:
            yield from self._admitted(task, deadline, [], texts, again)
        finally:
            self.dropped += [Dropped(f.text, f.reasons) for f in (again or mendable)]

    def _admitted(
        self, task: Task, deadline: float, reply: list[str], texts: set[str], failed: list[Failed]
    ) -> Iterator[Draft]:
        with closing(self._writer.proposals(task, deadline, reply)) as proposals:
            for proposed in proposals:
                made = admit.draft(proposed, task.entries, task.canary)
                if isinstance(made, tuple):
                    failed.append(Failed(proposed.text, made))
                    if admit.LEAK in made:
                        return  # whoever obeys what it reads is not listened to any longer
                    continue
                if made.text in texts:
                    continue
                texts.add(made.text)
                if reasons := self._faults(made):
                    failed.append(Failed(made.text, reasons))
                else:
                    yield made
