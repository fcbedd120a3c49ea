"""What becomes of an answer before it is handed over: told in other words, recorded, kept for whoever asks again.

Called by `assistant.chain` with an assembled answer and the turn that led to it. Without a recorder nothing is
recorded; with one, an answer that cannot be recorded is not handed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer
from assistant.compose.extractive import GENERATOR
from assistant.kept import KeptAnswer, KeptAnswers
from assistant.records.trace import Dropped, Recording, Trace
from assistant.settings import Settings
from assistant.turn import Turn
from vectorstore.codec import StoredPassage

if TYPE_CHECKING:
    from assistant.rendering import Renderer
    from assistant.verifying import Verified


class Handover:
    """Safe to share between threads."""

    def __init__(self, settings: Settings, recorder: Recording | None, kept: KeptAnswers) -> None:
        self._settings, self._recorder, self._kept = settings, recorder, kept
        self._renderer: Renderer | None = None  # opened when somebody wants plain words or English

    def ready(self) -> None:
        """Raises NotRecordedError where no answer may be given because none could be recorded."""
        if self._recorder is not None:
            self._recorder.ready()

    def finished(self, answer: Answer, turn: Turn, verified: Verified) -> Answer:
        """An answer of verified sentences as it may be handed over; raises NotRecordedError."""
        answer = self._rendered(answer, turn)
        trace = _trace(turn, verified.used, verified.dropped)
        recorded = self._recorded(answer, trace)
        if not turn.writing or answer.generator != GENERATOR:  # a model that fails today may answer tomorrow
            self._kept.keep(turn, KeptAnswer(tuple(verified.said), answer, trace))
        return recorded

    def refused(self, answer: Answer, turn: Turn) -> Answer:
        """The answer to a question that nothing but the guards has seen; raises NotRecordedError."""
        return self._recorded(answer, _trace(turn))

    def repeated(self, kept: KeptAnswer, turn: Turn, stamp: Mapping[str, Any]) -> Answer:
        """What was answered to the same question before, with a record of its own; raises NotRecordedError."""
        answer = kept.answer.model_copy(update={"timings_ms": stamp["timings_ms"], "audit_id": stamp["audit_id"]})
        return self._recorded(answer, replace(kept.trace, session=turn.given.session))

    def _recorded(self, answer: Answer, trace: Trace) -> Answer:
        """The answer with the id of its record, where there is a recorder."""
        return answer if self._recorder is None else self._recorder.record(answer, trace)

    def _rendered(self, answer: Answer, turn: Turn) -> Answer:
        """The answer with its sentences in the other words that are wanted."""
        wanted_as = turn.given.rendering
        if not wanted_as:
            return answer
        from assistant.rendering import Renderer

        if self._renderer is None:
            self._renderer = Renderer.opened(self._settings)
        return answer.model_copy(update={"rendering": self._renderer.render(answer, wanted_as)})


def _trace(turn: Turn, used: Sequence[StoredPassage] = (), dropped: Sequence[Dropped] = ()) -> Trace:
    considered, given = tuple(p for p, _ in turn.ranked), turn.given
    return Trace(considered, tuple(used), tuple(dropped), given.filters.document_ids, given.session, turn.before)
