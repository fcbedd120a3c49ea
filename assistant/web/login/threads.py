"""Threads for what would hold up the event loop: few of them, apart from those that answer questions.

Hashing takes a core and 64 MiB for some tens of milliseconds, so only two run at once, and a bounded number waits: few
of one place, so that a crowd from there keeps nobody else out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import anyio
import anyio.to_thread

HASHING, WAITING, WAITING_OF_ONE, READING = 2, 40, 4, 8
_P = ParamSpec("_P")
_T = TypeVar("_T")


class BusyError(Exception):
    """Too many are waiting already."""


class Threads:
    """Two kinds of threads; made inside or outside of an event loop, used inside."""

    def __init__(self) -> None:
        """No thread is started yet."""
        self._slow: anyio.CapacityLimiter | None = None
        self._quick: anyio.CapacityLimiter | None = None
        self._places: Counter[str] = Counter()

    async def quick(self, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """For the file: some milliseconds at most."""
        if self._quick is None:
            self._quick = anyio.CapacityLimiter(READING)
        return await anyio.to_thread.run_sync(lambda: function(*args, **kwargs), limiter=self._quick)

    async def slow(self, place: str, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """For hashing that `place` asks for; raises BusyError instead of waiting behind many others."""
        if self._slow is None:
            self._slow = anyio.CapacityLimiter(HASHING)
        if self._slow.statistics().tasks_waiting >= WAITING or self._places[place] >= WAITING_OF_ONE:
            raise BusyError
        self._places[place] += 1
        try:
            return await anyio.to_thread.run_sync(lambda: function(*args, **kwargs), limiter=self._slow)
        finally:
            self._places[place] -= 1
            if not self._places[place]:
                del self._places[place]
