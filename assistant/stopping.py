"""The stop switch: a side goes in, whether it answers comes out; one small file a side in `data_dir/stopped`.

Thrown by `policy-assistant stop` and `start`, from any process; read by the web processes before each question, so that
it holds at once. What cannot be read counts as stopped.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Protocol

from assistant.answer import Answer
from assistant.errors import AssistantError, StorageError
from assistant.given import NOTHING, Given
from assistant.index.files import replace_file
from assistant.turn import Event

SideName = Literal["public", "staff"]
FOLDER = "stopped"


class StoppedError(AssistantError):
    """Answering is stopped."""


class Switch:
    """The switch of one side; pure but for its file."""

    def __init__(self, data_dir: Path, side: SideName) -> None:
        self._file = data_dir / FOLDER / f"{side}.json"

    @property
    def stopped(self) -> bool:
        """Whether nothing may be answered."""
        try:
            os.stat(self._file)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True
        return True

    def stop(self, reason: str) -> None:
        """Stops; raises StorageError. `reason` may hold no personal data."""
        told = {"since": datetime.now(UTC).isoformat(timespec="seconds"), "reason": reason}
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._file, json.dumps(told, ensure_ascii=False).encode())
        except OSError as error:
            why = f"cannot be written ({error.strerror}); end serve instead"
            raise StorageError(f"{self._file}: {why}") from None

    def start(self) -> bool:
        """Answers again; whether it was stopped. Raises StorageError."""
        try:
            self._file.unlink()
        except FileNotFoundError:
            return False
        except OSError as error:
            raise StorageError(f"{self._file}: cannot be deleted ({error.strerror}); check its permissions") from None
        return True


class Answering(Protocol):
    """What answers: `assistant.web.live.LiveChain`, or a stand-in in tests."""

    def ask(self, question: str, given: Given = NOTHING) -> Answer:
        """The answer to one question."""
        ...

    def stream(self, question: str, given: Given = NOTHING) -> Iterator[Event]:
        """Its sentences, then the answer."""
        ...


class Stoppable:
    """Answers as long as its switch is not thrown."""

    def __init__(self, answering: Answering, switch: Switch) -> None:
        self._answering, self.switch = answering, switch

    def ask(self, question: str, given: Given = NOTHING) -> Answer:
        """The answer; raises StoppedError and what the chain raises."""
        self._check()
        return self._answering.ask(question, given)

    def stream(self, question: str, given: Given = NOTHING) -> Iterator[Event]:
        """The sentences, then the answer; raises StoppedError and what the chain raises. Stops between sentences."""
        self._check()
        for event in self._answering.stream(question, given):
            yield event
            if not isinstance(event, Answer):
                self._check()

    def _check(self) -> None:
        if self.switch.stopped:
            raise StoppedError("answering is stopped; policy-assistant start begins it again")
