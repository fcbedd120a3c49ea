"""Answers kept for repeated questions: a turn goes in, what was said to the same one comes out, or nothing.

One a chain, so one an index version; in memory, and bounded. The key is what the guards left of the question (never
the question itself) with its filters and history. The chain records a repeated answer like any other.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from assistant.answer import Answer
from assistant.records.trace import Trace
from assistant.turn import Said, Turn


@dataclass(frozen=True)
class KeptAnswer:
    """What was said, as it was before it was recorded."""

    said: tuple[Said, ...]
    answer: Answer
    trace: Trace


class KeptAnswers:
    """The latest answers; safe to share between threads."""

    def __init__(self, most: int) -> None:
        """`most` answers; 0 keeps none."""
        self._most = most
        self._lock = threading.Lock()
        self._answers: OrderedDict[str, KeptAnswer] = OrderedDict()
        self.hits = 0

    def find(self, turn: Turn) -> KeptAnswer | None:
        """What was said to the same question."""
        if not self._most:
            return None
        key = _key(turn)
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
                self.hits += 1
            return found

    def keep(self, turn: Turn, kept: KeptAnswer) -> None:
        """Keeps an answer, and forgets the one that was not asked for for longest."""
        if not self._most:
            return
        with self._lock:
            self._answers[_key(turn)] = kept
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)


def _key(turn: Turn) -> str:
    return repr((turn.question, turn.verdict, turn.given.filters, turn.given.history, turn.given.rendering))
