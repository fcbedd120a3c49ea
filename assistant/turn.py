"""What is known of a question on its way through `assistant.chain`, and what it lets out on the way. Data alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.answer import Answer, Citation, Sentence
from assistant.compose.asked import Asked
from assistant.compose.draft import Draft
from assistant.compose.parts import Part
from assistant.compose.summary import Summary
from assistant.given import Given
from assistant.guardrails.input import Verdict
from assistant.silence.decide import Decision
from vectorstore.codec import StoredPassage
from vectorstore.embeddings import Vectors

if TYPE_CHECKING:
    from assistant.compose.generative.writing import Writing


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
    """What is known of a question on its way through the chain; `verdict` holds all that the guards left of it."""

    question: str  # what to search for, wrongly chosen kanji mended
    verdict: Verdict
    given: Given
    clock: Clock
    asked: Asked
    before: str = ""  # the question before, where this one was told with it
    spent: float = 0.0  # seconds that a model took to tell it so
    told: str = ""  # `question` before descriptions of persons were set aside
    unknown: str = ""  # a group of which a figure is asked that the documents do not speak of in this matter
    ranked: tuple[tuple[StoredPassage, float], ...] = ()
    vector: Vectors | None = None
    parts: tuple[Searched, ...] = ()  # of a question that asks for several things
    decision: Decision | None = None
    drafts: tuple[Draft, ...] = ()
    writing: Writing | None = None  # where a model writes: gives the drafts in place of `drafts`
    listed: int | None = None  # items of a list that is too long to be told whole
    summary: Summary | None = None  # what is to be summed up, where a question asks for that
    whole: tuple[StoredPassage, ...] = ()  # the document that is asked for as a whole


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
