"""Where suites ask: one chain a corpus, each question once, however many suites ask it.

Handed to the `ask` step of every suite. Everything is asked as staff: all documents of the harness are public, and one
open index serves all suites.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import indexing
from assistant.chain import Chain
from assistant.guardrails.input import Verdict
from evals.runner.corpora import Corpus, index
from evals.runner.kept import Keeper, KeptAnswer
from evals.runner.watched import WatchedChain
from ingest.models import Source
from vectorstore.codec import StoredPassage
from vectorstore.progress import NullProgress
from vectorstore.sections import Found

SEEN = 5  # passages that a report shows of those that the composer saw
SHOWN = 240  # characters of each


@dataclass(frozen=True)
class Timed:
    """One question asked without any memory: milliseconds of clock and processor, and of each step."""

    wall_ms: float
    cpu_ms: float
    steps_ms: Mapping[str, int]


class Desk:
    """Opens chains when they are first needed; close it after use."""

    def __init__(
        self, corpora: Sequence[Corpus], keeper: Keeper, opened: Callable[[Chain], None] = lambda chain: None
    ) -> None:
        """`corpora` are indexed; `opened` is shown each chain that answers, before it is asked."""
        self._opened = opened
        self.corpora = {c.name: c for c in corpora}
        self._keeper = keeper
        self._chains: dict[str, WatchedChain] = {}
        self._answers: dict[str, KeptAnswer] = {}
        self._plain: dict[str, Chain] = {}

    def answer(self, corpus: str, question: str) -> str:
        """The key of the kept answer; asks if nobody has asked yet."""
        key = hashlib.sha256(f"{corpus}\0{question}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
        if key not in self._answers:
            watched = self._chain(corpus).watch(question)
            seen = tuple(_seen(stored, score) for stored, score in watched.seen[:SEEN])
            confidence = None if watched.confidence is None else round(watched.confidence, 6)
            # What differs from run to run tells nothing of the answer, and would change the report.
            plain = watched.answer.model_copy(update={"audit_id": "", "timings_ms": {}})
            self._answers[key] = KeptAnswer(key, corpus, question, plain, seen, confidence)
            self._keeper.answer(self._answers[key])
        return key

    def verdict(self, corpus: str, question: str) -> Verdict:
        """What the guards say of a question, the learned verdict with them; nothing is searched or answered."""
        return self._chain(corpus).verdict(question)

    def add(self, name: str, write: Callable[[Path], Path]) -> None:
        """A corpus that a suite brings along: `write` puts its files into a folder and gives their list."""
        if name in self.corpora:
            return
        beside = next(iter(self.corpora.values())).settings
        folder = beside.data_dir.parent / name
        settings = beside.model_copy(update={"data_dir": folder, "embedding_cache_dir": beside.cache_dir})
        found = Corpus(name, settings, write(folder / "documents"))
        index(found, NullProgress())
        self.corpora[name] = found

    def search(self, corpus: str, question: str, k: int) -> list[Found]:
        """The `k` best places."""
        return self._chain(corpus).search(question, k)

    def timed(self, corpus: str, question: str) -> Timed:
        """Asks a chain that remembers no vector; the first question of a corpus warms it up and is not counted."""
        if corpus not in self._plain:
            self._plain[corpus] = Chain(self._settings(corpus), "staff")
            self._plain[corpus].ask(question)
        chain = self._plain[corpus]
        wall, cpu = time.perf_counter(), time.process_time()
        answer = chain.ask(question)
        return Timed(
            round(1000 * (time.perf_counter() - wall), 2),
            round(1000 * (time.process_time() - cpu), 2),
            answer.timings_ms,
        )

    def about(self, corpus: str) -> dict[str, Any]:
        """Versions and documents of a corpus, for the record."""
        settings = self._settings(corpus)
        sources = [r.source for r in indexing.list_sources(settings)]
        for source in sources:
            self._keeper.text(corpus, source.id, indexing.reader_text(source.id, settings))
        return {
            "index_version": indexing.current_version(settings, "staff"),
            "documents": {s.id: _told(s) for s in sources},
        }

    def close(self) -> None:
        """Closes all chains."""
        for chain in (*self._chains.values(), *self._plain.values()):
            chain.close()

    def _chain(self, corpus: str) -> WatchedChain:
        if corpus not in self._chains:
            self._chains[corpus] = WatchedChain(self._settings(corpus), "staff")
            self._opened(self._chains[corpus])
        return self._chains[corpus]

    def _settings(self, corpus: str) -> Any:
        # One thread: questions come one by one, and two threads take longer for one (docs/models.md).
        return self.corpora[corpus].settings.model_copy(update={"embedding_threads": 1})


def _seen(stored: StoredPassage, score: float) -> dict[str, Any]:
    return {
        "document_id": stored.source.id,
        "path": list(stored.passage.path),
        "text": stored.passage.text[:SHOWN],
        "score": round(float(score), 4),
    }


def _told(source: Source) -> dict[str, str]:
    return {"title": source.title, "publisher": source.publisher, "period": source.period}
