"""What the chain knows of an answer beside the answer itself; made by `assistant.chain`, read by the recorder.

Pure data, and the one protocol that the chain needs: something that records, or only takes note (`audit replay`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer
from vectorstore.codec import StoredPassage


@dataclass(frozen=True)
class Dropped:
    """A sentence that was not let out. `reasons` are stable words: `no_citation`, `not_verbatim`, or fault kinds."""

    text: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Trace:
    """How an answer came about: passages looked at (best first) and quoted, sentences dropped, documents asked for.

    `session` is whatever the interface calls a session by; the recorder keeps a pseudonym of it. `before` is the masked
    question that a follow-up was told with.
    """

    considered: tuple[StoredPassage, ...] = ()
    used: tuple[StoredPassage, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    documents: tuple[str, ...] = ()
    session: str = ""
    before: str = ""


class Recording(Protocol):
    """What a chain hands its answers to."""

    def ready(self) -> None:
        """Raises NotRecordedError where no answer may be given because none could be recorded."""
        ...

    def record(self, answer: Answer, trace: Trace) -> Answer:
        """The answer as it may be given out; raises NotRecordedError where it may not."""
        ...
