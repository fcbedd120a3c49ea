"""One generated answer on its way: a task and the extractive answer go in, verified drafts come out one by one.

Opened by `assistant.compose.generative.writer`. What the verifier does not let through is written anew once with the
reason, then dropped; where the model gives nothing, too little or nothing in time, the extractive answer stands in.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from assistant.compose.draft import Draft
from assistant.compose.extractive import GENERATOR as EXTRACTIVE
from assistant.compose.generative import admit, complete
from assistant.compose.generative.prompt import Failed, Task
from assistant.models.choice import EMBEDDED
from assistant.models.errors import ModelError
from assistant.records.trace import Dropped
from prompts import generation

if TYPE_CHECKING:
    from assistant.compose.generative.writer import Writer

Faults = Callable[[Draft], tuple[str, ...]]
_REWRITING = 1.0  # seconds that must be left for a second call
_SECURITY = frozenset((admit.LEAK, admit.LINK, admit.FORM))
_log = logging.getLogger(__name__)


class Writing:
    """One answer on its way: iterate for its drafts, then read `notice`, `generator`, `dropped`. Can be read again."""

    def __init__(self, writer: Writer, task: Task, extractive: Sequence[Draft], faults: Faults, seconds: float) -> None:
        self._writer, self._task, self._extractive, self._faults = writer, task, tuple(extractive), faults
        self._seconds = seconds
        self._given: list[Draft] = []
        self._flow = self._write()
        self.dropped: list[Dropped] = []
        self.notice = ""
        self.generator = EXTRACTIVE

    def __iter__(self) -> Iterator[Draft]:
        yield from self._given
        for draft in self._flow:
            self._given.append(draft)
            yield draft

    def close(self) -> None:
        """Stops the model, if it still writes."""
        self._flow.close()

    def _write(self) -> Generator[Draft, None, None]:
        counts = self._writer.counts
        counts.asked += 1
        said: list[Draft] = []
        word = ""
        if self._task.entries:
            try:
                for draft in self.generated():
                    said.append(draft)
                    yield draft
            except ModelError as error:
                word = error.word
                counts.words[word] = counts.words.get(word, 0) + 1
                _log.warning("%s; the extractive answer stands in", error)
        added = complete.missing(self._extractive, said, thorough=self._writer.choice.provider == EMBEDDED)
        if said:
            self.generator = self._writer.choice.name
            self.notice = generation.COMPLETED if added else generation.GENERATED
            counts.completed += bool(added)
            counts.generated += not added
        else:
            added = list(self._extractive)
            self.notice = generation.FELL_BACK_WHY.get(word, generation.FELL_BACK)
            counts.fallen_back += 1
        yield from added

    def generated(self) -> Iterator[Draft]:
        """The drafts of the first reply that the verifier lets through, then those that were mended."""
        deadline = time.monotonic() + self._seconds
        texts: set[str] = set()
        failed: list[Failed] = []
        reply: list[str] = []
        yield from self._admitted(self._task, deadline, reply, texts, failed)
        mendable = tuple(f for f in failed if not _SECURITY & set(f.reasons))
        left = deadline - time.monotonic()
        if not mendable or not self._writer.can_rewrite() or left < _REWRITING:
            self.dropped += [Dropped(f.text, f.reasons) for f in failed]
            return
        self.dropped += [Dropped(f.text, f.reasons) for f in failed if f not in mendable]
        again: list[Failed] = []
        task = Task(self._task.question, self._task.entries, self._task.canary, "", "".join(reply), mendable)
        try:
            yield from self._admitted(task, deadline, [], texts, again)
        finally:
            self.dropped += [Dropped(f.text, f.reasons) for f in (again or mendable)]

    def _admitted(
        self, task: Task, deadline: float, reply: list[str], texts: set[str], failed: list[Failed]
    ) -> Iterator[Draft]:
        with closing(self._writer.proposals(task, deadline, reply)) as proposals:
            for proposed in proposals:
                made = admit.draft(proposed, task.entries, task.canary)
                if isinstance(made, tuple):
                    failed.append(Failed(proposed.text, made))
                    if admit.LEAK in made:
                        return  # whoever obeys what it reads is not listened to any longer
                    continue
                if made.text in texts:
                    continue
                texts.add(made.text)
                if reasons := self._faults(made):
                    failed.append(Failed(made.text, reasons))
                else:
                    yield made
