"""Writes answers with a model: a question, its extractive answer and further evidence go in, a `Writing` comes out.

Opened once by `assistant.chain`. A `Writing` gives its drafts one by one as the model's reply arrives, each of them
verified; a summary is written section by section.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from langchain_core.language_models import BaseLLM
from langchain_core.runnables import Runnable, RunnableLambda

from assistant.compose.draft import Draft
from assistant.compose.generative import parse, prompt
from assistant.compose.generative.material import numbered
from assistant.compose.generative.parse import Proposed
from assistant.compose.generative.prompt import Task
from assistant.compose.generative.sections import Sections
from assistant.compose.generative.writing import Faults, Writing
from assistant.compose.summed_up import Told
from assistant.followup.condense import lead
from assistant.models.breaker import Breaker
from assistant.models.call import Caller
from assistant.models.choice import Choice, choose
from assistant.models.errors import ModelRefusedError
from assistant.models.providers import model_for, structured
from assistant.settings import Settings
from prompts import generation


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
        self._plain = Caller(RunnableLambda(prompt.line_messages) | model, choice.retries)
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

    def sum_up(self, told: Sequence[Told], faults: Faults, spent: float = 0.0) -> Writing:
        """A summary of the sections `told`, each of them written for itself."""
        return Sections(self, told, self._canary, faults, max(0.0, self.choice.seconds - spent))

    def begins(self, topic: str) -> str:
        """How a sentence about `topic` begins, for a model that only goes on with a text."""
        return f"{topic}は、" if topic and self._completes else ""

    def proposals(self, task: Task, deadline: float, reply: list[str]) -> Generator[Proposed, None, None]:
        """What the model proposes, as it arrives; `reply` takes its words. Raises ModelError."""
        text, given = task.lead, set[Proposed]()

        def fresh(*, whole: bool) -> list[Proposed]:
            found = [p for p in self._read(text, whole=whole) if p not in given]
            given.update(found)
            return found

        with closing(self._stream(task, deadline)) as stream:
            for piece in stream:
                text += piece
                reply.append(piece)
                yield from fresh(whole=False)
        yield from fresh(whole=True)

    def _read(self, text: str, *, whole: bool) -> list[Proposed]:
        if self._completes:
            return parse.completed_sentences(text, whole=whole)
        return (parse.lines if self._structured is self._plain else parse.proposals)(text, whole=whole)

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
