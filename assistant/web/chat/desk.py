"""All that the chat stands on, in one value: made by `opening` (or a test), used by the page and its routes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from assistant.given import NOTHING, Given
from assistant.turn import Event
from assistant.web.chat.frame import Looks
from assistant.web.chat.history import DAYS, History
from assistant.web.chat.room import Room
from assistant.web.chat.shown import Documents
from ingest.models import Source

SECONDS = 60  # that an answer may take


class Answering(Protocol):
    """What answers: the chain behind the stop switch, or a stand-in in tests."""

    def stream(self, question: str, given: Given = NOTHING) -> Iterator[Event]:
        """The sentences of the answer as they come, then the answer."""
        ...


class Rating(Protocol):
    """What takes feedback: `assistant.records.recorder.Recorder`."""

    def feedback(self, answer_id: str, good: bool, reason: str | None = None, text: str = "") -> str:
        """Adds feedback to the answer with this `audit_id`."""
        ...


@dataclass(frozen=True)
class Desk:
    """`sources` lists the documents that may be asked of, the home publisher's first; `documents` reads one.

    `days` is how long the history stays, `seconds` how long an answer may take.
    """

    answering: Answering
    audience: Literal["staff", "resident"]
    sources: Callable[[], Sequence[Source]] = tuple
    documents: Documents = lambda _: ()
    recorder: Rating | None = None
    history: History = field(default_factory=History)
    looks: Looks = Looks()
    seconds: float = SECONDS
    days: int = DAYS
    room: Room = field(default_factory=Room)

    def titles(self) -> list[str]:
        """The titles of the documents."""
        return [source.title for source in self.sources()]
