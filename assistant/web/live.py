"""A chain that follows the index: a question goes in, an answer from the version that is published by then comes out.

Called by the chat and the API, from several threads at once.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, Self, cast

from assistant import indexing
from assistant.answer import Answer
from assistant.given import NOTHING, Given
from assistant.indexing import Audience
from assistant.records.trace import Recording
from assistant.settings import Settings
from assistant.turn import Event
from ingest.models import Source
from vectorstore.codec import StoredPassage


class Asker(Protocol):
    """What answers: `assistant.chain.Chain`, or a stand-in in tests."""

    def ask(self, question: str, given: Given = NOTHING) -> Answer:
        """The answer to one question."""
        ...

    def stream(self, question: str, given: Given = NOTHING) -> Iterator[Event]:
        """The verified sentences one by one, then the whole answer."""
        ...

    def document(self, document_id: str) -> Sequence[StoredPassage]:
        """A document's passages in reading order; none for an unknown id."""
        ...

    def close(self) -> None:
        """Closes what it reads."""
        ...


class LiveChain:
    """One open chain; another one takes its place as soon as another index version is published."""

    def __init__(
        self,
        open_chain: Callable[[], Asker],
        version: Callable[[], str],
        listing: Callable[[], list[Source]] = list,
        *,
        may_lack: bool = False,
    ) -> None:
        """Opens the first chain; raises what `open_chain` raises. `version` names the published index version, and
        `listing` tells its documents."""
        self._open_chain, self._version, self._list = open_chain, version, listing
        self._listed: tuple[str, list[Source]] | None = None
        self._lock = threading.Lock()
        self._held: _Held | None = None
        if not may_lack or version():
            with self._current():
                pass

    @classmethod
    def of(
        cls, settings: Settings, audience: Audience, recorder: Recording | None = None, *, may_lack: bool = False
    ) -> Self:
        """The chain of the settings, its answers recorded if there is a recorder.

        Raises the errors of `indexing.open_index`; IndexMissingError not where nothing may be indexed yet.
        """
        from assistant.chain import Chain

        return cls(
            lambda: Chain(settings, audience, recorder, keep=settings.answer_cache),
            lambda: indexing.current_version(settings, audience),
            lambda: [record.source for record in indexing.list_sources(settings, audience)],
            may_lack=may_lack,
        )

    def ask(self, question: str, given: Given = NOTHING) -> Answer:
        """The answer from the version that is published now; raises what the chain or its opening raises."""
        with self._current() as chain:
            return chain.ask(question, given)

    def stream(self, question: str, given: Given = NOTHING) -> Iterator[Event]:
        """What `ask` gives, sentence by sentence and then whole; the chain stays open until the end or `close()`."""
        with (
            self._current() as chain,
            contextlib.closing(cast(Generator[Event], chain.stream(question, given))) as events,
        ):
            yield from events

    def document(self, document_id: str) -> Sequence[StoredPassage]:
        """A document's passages in reading order; none for an unknown id."""
        with self._current() as chain:
            return chain.document(document_id)

    def check(self) -> None:
        """Raises what keeps the next question from an answer."""
        with self._current():
            pass

    def sources(self) -> list[Source]:
        """The documents of the version that answers; raises IndexDamagedError."""
        version = self._version()
        with self._lock:
            if self._listed is not None and self._listed[0] == version:
                return self._listed[1]
        found = self._list()
        with self._lock:
            self._listed = (version, found)
        return found

    def close(self) -> None:
        """Closes the chain as soon as nobody uses it."""
        with self._lock:
            self._retire()

    @contextmanager
    def _current(self) -> Iterator[Asker]:
        with self._lock:
            # Read before the chain is opened: a publication in between is noticed at the next question.
            version = self._version()
            if self._held is None or self._held.version != version:
                self._retire()
                self._held = _Held(self._open_chain(), version)
            held = self._held
            held.users += 1
        try:
            yield held.chain
        finally:
            with self._lock:
                held.users -= 1
                held.close_if_done()

    def _retire(self) -> None:
        held, self._held = self._held, None
        if held is not None:
            held.retired = True
            held.close_if_done()


class _Held:
    """A chain, its version and how many are asking it; closed once it is retired and nobody asks."""

    def __init__(self, chain: Asker, version: str) -> None:
        self.chain, self.version = chain, version
        self.users = 0
        self.retired = False

    def close_if_done(self) -> None:
        if self.retired and not self.users:
            self.chain.close()
