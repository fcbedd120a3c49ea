"""A sliding window: a key goes in, how long it must wait comes out. Memory is bounded; the clock is passed in.

`limits` was looked at (5.8): its store in memory starts a timer thread for each request, never forgets a key, and has a
clock of its own.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence

KEYS = 100_000  # at most; the one that was quiet for longest is forgotten first


class Windows:
    """Counts what each key did within the last `seconds`; used from one event loop."""

    def __init__(
        self, most: int, seconds: float = 60.0, now: Callable[[], float] = time.monotonic, keys: int = KEYS
    ) -> None:
        """`most` per key and window; 0 for no limit."""
        self.most, self.seconds, self._now, self._keys = most, seconds, now, keys
        self._taken: OrderedDict[bytes, deque[float]] = OrderedDict()

    def wait(self, key: bytes) -> float:
        """Seconds until `key` may go on; 0 where it may at once."""
        taken = self._taken.get(key)
        if not self.most or taken is None:
            return 0.0
        now = self._now()
        while taken and taken[0] <= now - self.seconds:
            taken.popleft()
        return taken[0] + self.seconds - now if len(taken) >= self.most else 0.0

    def take(self, key: bytes) -> None:
        """Counts one for `key`."""
        if not self.most:
            return
        self._taken.setdefault(key, deque(maxlen=self.most)).append(self._now())
        self._taken.move_to_end(key)
        while len(self._taken) > self._keys:
            self._taken.popitem(last=False)

    def __len__(self) -> int:
        """How many keys are known."""
        return len(self._taken)


def take_all(wanted: Sequence[tuple[Windows, bytes]]) -> float:
    """Counts one in every window, or none: seconds to wait where one is full, else 0."""
    longest = max((windows.wait(key) for windows, key in wanted), default=0.0)
    if not longest:
        for windows, key in wanted:
            windows.take(key)
    return longest
