"""Figures for Prometheus: what happens goes in, text in its format comes out on the second listener.

Made once a process by `assistant.web.server`. Labels are fixed words: never a question, an address or a document.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.answer import Answer
from assistant.given import NOTHING, Given
from assistant.stopping import Answering
from assistant.turn import Event

_SECONDS = (0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)


class Metrics:
    """The figures of one process, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        made: dict[str, Any] = {"namespace": "policy_assistant", "registry": self.registry}
        self.requests = Counter("requests", "Requests by route and status", ["method", "route", "status"], **made)
        self.answers = Counter("answers", "Answers by side and how they ended", ["side", "status"], **made)
        self.failures = Counter("failed_questions", "Questions that ended in an error", ["side", "error"], **made)
        self.seconds = Histogram("answer_seconds", "Seconds until the whole answer", ["side"], buckets=_SECONDS, **made)
        self.first = Histogram(
            "first_sentence_seconds", "Seconds until the first sentence", ["side"], buckets=_SECONDS, **made
        )
        self.limited = Counter("limited", "Requests refused by a limit", ["by"], **made)
        self.working = Gauge("questions_working", "Questions that are worked on", **made)
        self.waiting = Gauge("questions_waiting", "Questions that wait", **made)
        self.stopped = Gauge("stopped", "1 where answering is stopped", ["side"], **made)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """One request; `seconds` until its last byte."""
        self.requests.labels(method, route, str(status)).inc()

    def text(self) -> bytes:
        """All figures in Prometheus' text format."""
        return generate_latest(self.registry)


class Measured:
    """Answers like what it is made of, and counts."""

    def __init__(self, answering: Answering, metrics: Metrics, side: str) -> None:
        self._answering, self._metrics, self._side = answering, metrics, side

    def ask(self, question: str, given: Given = NOTHING) -> Answer:
        """The answer; raises what the chain raises."""
        *_, answer = self.stream(question, given)
        assert isinstance(answer, Answer)  # noqa: S101 (the last event is the answer)
        return answer

    def stream(self, question: str, given: Given = NOTHING) -> Iterator[Event]:
        """The sentences, then the answer; raises what the chain raises."""
        begun, first = time.perf_counter(), True
        try:
            for event in self._answering.stream(question, given):
                if isinstance(event, Answer):
                    self._metrics.seconds.labels(self._side).observe(time.perf_counter() - begun)
                    self._metrics.answers.labels(self._side, str(event.status)).inc()
                elif first:
                    first = False
                    self._metrics.first.labels(self._side).observe(time.perf_counter() - begun)
                yield event
        except Exception as error:
            self._metrics.failures.labels(self._side, type(error).__name__).inc()
            raise
