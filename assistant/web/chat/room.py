"""Who may be answered now: questions queue up, and each learns how many are in front of it. Called by `asking`.

Used inside one event loop. A question keeps its place until the thread that answers it has ended, so that answers that
were given up cannot pile up; one that nobody asks for any more loses it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

AT_ONCE = 4  # questions that are answered at the same time
WAITING = 64  # questions that may wait
_LOOK = 0.25  # seconds between two looks at the queue
_GONE = 10.0  # seconds after which a waiting question that nobody looks after is gone


class FullError(Exception):
    """Too many questions wait already."""


@dataclass(eq=False)
class Ticket:
    """A place in the queue."""

    begun: bool = False
    seen: float = field(default_factory=time.monotonic)


class Room:
    """The questions that are answered or wait, in their order."""

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        """`at_once` are answered, `waiting` more may wait."""
        self._at_once, self._waiting = at_once, waiting
        self._line: list[Ticket] = []

    def enter(self) -> Ticket:
        """A place at the end. Raises FullError."""
        self._prune()
        if len(self._line) >= self._at_once + self._waiting:
            raise FullError
        ticket = Ticket()
        self._line.append(ticket)
        return ticket

    async def turn(self, ticket: Ticket) -> AsyncIterator[int]:
        """How many wait in front, whenever that changes, until it is this ticket's turn."""
        told = -1
        while (ahead := self._ahead(ticket)) >= 0:
            if ahead + 1 != told:
                told = ahead + 1
                yield told
            await asyncio.sleep(_LOOK)
        ticket.begun = True

    def leave(self, ticket: Ticket) -> None:
        """Gives the place to the next one."""
        if ticket in self._line:
            self._line.remove(ticket)

    def _ahead(self, ticket: Ticket) -> int:
        """Waiting questions in front; -1 if it is this one's turn."""
        ticket.seen = time.monotonic()
        self._prune()
        if ticket not in self._line:  # it was taken for gone on a machine that stood still
            self._line.append(ticket)
        place = self._line.index(ticket)
        return place - self._at_once if place >= self._at_once else -1

    def _prune(self) -> None:
        now = time.monotonic()
        self._line = [t for t in self._line if t.begun or now - t.seen < _GONE]
