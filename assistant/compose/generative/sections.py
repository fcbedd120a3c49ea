"""A summary by a model, section by section: what each section says goes in, a `Writing` of all of them comes out.

Opened by `assistant.compose.generative.writer` for `assistant.chain`. Each section is a call of its own, with nothing
but its sentences as evidence; where the model gives nothing that can be verified, the section's own sentence stands in.
All sections together have the time of one answer.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.compose.draft import Draft
from assistant.compose.generative.material import numbered
from assistant.compose.generative.prompt import Task
from assistant.compose.generative.writing import Faults, Writing
from assistant.compose.summed_up import LABEL, Told
from assistant.models.errors import ModelError
from prompts import generation

if TYPE_CHECKING:
    from assistant.compose.generative.writer import Writer

EACH = 2  # sentences of a model for one section
LEAST = 0.5  # seconds that must be left for a further section
_log = logging.getLogger(__name__)


class Sections(Writing):
    """A summary on its way; read like any other `Writing`."""

    def __init__(self, writer: Writer, told: Sequence[Told], canary: str, faults: Faults, seconds: float) -> None:
        super().__init__(writer, Task("", (), canary), [d for t in told for d in t.lead], faults, seconds)
        self._told = tuple(told)

    def _write(self) -> Generator[Draft, None, None]:
        counts, choice = self._writer.counts, self._writer.choice
        counts.asked += 1
        deadline, word, written = time.monotonic() + self._seconds, "", 0
        for section in self._told:
            said = 0
            left = deadline - time.monotonic()
            if left >= LEAST:
                try:
                    for draft in self._of(section, left):
                        said += 1
                        yield draft
                except ModelError as error:
                    word = error.word
                    counts.words[word] = counts.words.get(word, 0) + 1
                    _log.warning("%s; the section's own sentence stands in", error)
            written += bool(said)
            if not said:
                yield from section.lead
        if written:
            whole = written == len(self._told)
            self.generator = choice.name
            self.notice = generation.GENERATED if whole else generation.COMPLETED
            counts.generated += whole
            counts.completed += not whole
        else:
            self.notice = generation.FELL_BACK_WHY.get(word, generation.FELL_BACK)
            counts.fallen_back += 1

    def _of(self, section: Told, seconds: float) -> Generator[Draft, None, None]:
        """The verified sentences of a model for one section, under its heading."""
        entries = numbered(section.others, (), self._writer.choice.evidence_tokens)
        question = generation.SUM_UP.format(heading=section.heading or generation.THIS_PART)
        task = Task(question, tuple(entries), self._task.canary, self._writer.begins(section.heading))
        own = Writing(self._writer, task, (), self._faults, seconds)
        try:
            for n, draft in enumerate(own.generated()):
                yield self._labelled(draft, section.heading)
                if n + 1 == EACH:
                    break
        finally:
            own.close()
            self.dropped += own.dropped

    def _labelled(self, draft: Draft, heading: str) -> Draft:
        if not heading or draft.text.startswith(heading):
            return draft
        labelled = replace(draft, text=f"{heading}{LABEL}{draft.text}")
        return draft if self._faults(labelled) else labelled
