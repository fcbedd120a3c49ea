"""A circuit breaker: after some failures in a row a model is left alone for a while, then tried with one call.

Used by `assistant.models.call`; safe to share between threads. After Nygard, "Release It!" (2007), chapter 5.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

FAILURES, SECONDS = 3, 30.0


class Breaker:
    """Counts failures in a row; `now` is a clock in seconds."""

    def __init__(
        self, failures: int = FAILURES, seconds: float = SECONDS, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._most, self._seconds, self._now = failures, seconds, now
        self._failed = 0
        self._until: float | None = None
        self._lock = threading.Lock()

    def allows(self) -> bool:
        """Whether a call may be made now; when the pause is over, one call is let through."""
        with self._lock:
            if self._until is None:
                return True
            if self._now() < self._until:
                return False
            self._until = self._now() + self._seconds  # others wait for what becomes of this one
            return True

    def succeeded(self) -> None:
        """Closes the circuit."""
        with self._lock:
            self._failed, self._until = 0, None

    def failed(self) -> None:
        """Counts a failure; opens the circuit where there are enough in a row."""
        with self._lock:
            self._failed += 1
            if self._failed >= self._most:
                self._until = self._now() + self._seconds
