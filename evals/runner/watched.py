"""The chain with what evaluation wants to know beside the answer: the passages it saw, and how sure it was.

Question vectors are remembered, because several suites ask the same question; what is timed asks a plain chain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answer import Answer
from assistant.chain import Chain
from assistant.given import NOTHING
from assistant.guardrails import learned
from assistant.guardrails.input import Verdict
from assistant.settings import Settings
from assistant.silence import decide, score
from assistant.turn import Turn
from vectorstore.codec import StoredPassage
from vectorstore.embeddings import Vectors


@dataclass(frozen=True)
class Watched:
    """An answer, the candidates in their order, and the score against silence.

    `confidence` grows with the chance that the documents answer (log odds); None where a rule decided for silence.
    """

    answer: Answer
    seen: tuple[tuple[StoredPassage, float], ...]
    confidence: float | None


class WatchedChain(Chain):
    """Asks one question at a time."""

    def __init__(self, settings: Settings, audience: Literal["staff", "resident"]) -> None:
        """As `Chain`."""
        self._vectors: dict[str, Vectors] = {}
        self._turns: list[Turn] = []
        super().__init__(settings, audience)

    def watch(self, question: str) -> Watched:
        """The answer with what led to it."""
        self._turns.clear()
        answer = self.ask(question)
        if not self._turns:
            return Watched(answer, (), None)
        turn = self._turns[-1]
        ruled = turn.decision is not None and not turn.decision.answerable and turn.decision.reason != "not_found"
        sure: float | None = None
        if turn.ranked and not ruled:
            sure = -score.score(decide.figures(turn.question, turn.asked, turn.ranked, self._corpus))
        return Watched(answer, turn.ranked, sure)

    def verdict(self, question: str) -> Verdict:
        """What the guards say of a question, before anything is searched."""
        turn = self._turn(question, NOTHING)
        return (self._weighed(turn) if learned.looks(turn.verdict) else turn).verdict

    def _judge(self, turn: Turn) -> Turn:
        self._turns.append(super()._judge(turn))
        return self._turns[-1]

    def _embed(self, questions: Sequence[str]) -> Sequence[Vectors]:
        new = [q for q in questions if q not in self._vectors]
        if new:
            self._vectors.update(zip(new, super()._embed(new), strict=True))
        return [self._vectors[q] for q in questions]
