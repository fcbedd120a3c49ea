"""Which drafts may be said: drafts go in one by one, `Said` sentences come out, with what was dropped and why.

Called by `assistant.chain` for every answer, and by a model's `Writing` for each sentence before it is handed on. A
sentence is let out only if its quotations stand in the source word for word and carry what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant.answer import Citation, Sentence
from assistant.citing import citation
from assistant.compose.draft import Draft
from assistant.models.entailment import Entailment
from assistant.records.trace import Dropped
from assistant.turn import Said
from assistant.verify import written
from assistant.verify.claims import check
from assistant.verify.model import Support
from assistant.verify.quotes import is_verbatim
from vectorstore.codec import StoredPassage


class Verifier:
    """Verifies sentences against the documents that they cite. Safe to share between threads."""

    def __init__(self, text: Callable[[str], str], entailment: Entailment | None) -> None:
        """`text` gives a document's reader text; `entailment`, if any, looks at a model's sentences as well."""
        self._text, self._entailment = text, entailment

    def citations(self, draft: Draft, count: int = 0) -> tuple[Citation, ...]:
        """The citations of a sentence, numbered behind `count`."""
        places = enumerate(draft.evidence, count + 1)
        return tuple(citation(e, n, self._text(e.passage.source.id)) for n, e in places)

    def faults(self, draft: Draft, citations: Sequence[Citation]) -> tuple[str, ...]:
        """Why a sentence may not be said; nothing if every quotation is verbatim and together they carry it."""
        if not citations:
            return ("no_citation",)
        if not all(is_verbatim(c, self._text(c.document_id)) for c in citations):
            return ("not_verbatim",)
        periods = {e.passage.source.id: e.passage.source.period for e in draft.evidence}
        verdict = check(draft.text, [Support.of(c, periods.get(c.document_id, "")) for c in citations])
        return tuple(dict.fromkeys(fault.kind.value for fault in verdict.faults))

    def unsaid(self, draft: Draft) -> tuple[str, ...]:
        """Why a model's sentence may not be said, before it is said."""
        citations = self.citations(draft)
        if faults := self.faults(draft, citations):
            return faults
        supports = [Support.of(c) for c in citations]
        if (faults := written.faults(draft.text, supports)) or self._entailment is None:
            return faults
        return self._entailment.faults(draft.text, supports)

    def verified(self, drafts: Iterable[Draft]) -> Verified:
        """The drafts on their way out; nothing is read of them before it is iterated."""
        return Verified(self, drafts)


class Verified:
    """The sentences of one answer on their way out: iterate once, then read `said`, `used` and `dropped`."""

    def __init__(self, verifier: Verifier, drafts: Iterable[Draft]) -> None:
        self._verifier, self._drafts = verifier, drafts
        self.said: list[Said] = []
        self.used: list[StoredPassage] = []  # the passages that are quoted
        self.dropped: list[Dropped] = []

    def __iter__(self) -> Iterator[Said]:
        count = 0
        for draft in self._drafts:
            citations = self._verifier.citations(draft, count)
            if reasons := self._verifier.faults(draft, citations):
                self.dropped.append(Dropped(draft.text, reasons))
                continue
            count += len(citations)
            self.used += [e.passage for e in draft.evidence if e.passage not in self.used]
            sentence = Sentence(text=draft.text, citations=tuple(c.number for c in citations))
            self.said.append(Said(sentence, citations))
            yield self.said[-1]
