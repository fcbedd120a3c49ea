"""How long work tells how far it has come; the command line shows it, tests and servers pass `NullProgress`.

Labels are stable words ("reading", "embedding", "writing"), not text for people.
"""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Receives one `start`, any number of `advance`, one `finish` per stage of the work."""

    def start(self, label: str, total: int) -> None: ...

    def advance(self, n: int = 1) -> None: ...

    def finish(self) -> None: ...


class NullProgress:
    """Shows nothing."""

    def start(self, label: str, total: int) -> None:
        """Does nothing."""

    def advance(self, n: int = 1) -> None:
        """Does nothing."""

    def finish(self) -> None:
        """Does nothing."""
