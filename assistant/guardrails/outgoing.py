"""What may go out of the documents: drafted sentences go in, those that may be said come out, counted by check.

Called by `assistant.chain` for each sentence before it is verified. Quotations stay verbatim, so a sentence whose
quotations break a bound is left out whole; the text of a sentence is made plain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.compose.draft import Draft, Evidence
from assistant.guardrails.checks import CheckResult
from assistant.guardrails.plain import hosts_of, plain
from ingest.instructions import find
from ingest.models import Kind, Span
from ingest.passages import MAX_SPAN

# Characters of a document that one answer may quote whatever the document's length: a few sentences of a short one.
ALLOWANCE = 800

# Finds personal data in a text: spans with the label that takes their place (`〔電話番号〕`).
FindPersonal = Callable[[str], Sequence[tuple[Span, str]]]


@dataclass
class Outgoing:
    """The bounds of one answer. `share` is the largest part (0 to 1) of a document's characters that it may quote.

    `length` gives the characters of a document, `find_personal` is None where personal data is not looked for.
    """

    length: Callable[[str], int]
    share: float
    find_personal: FindPersonal | None = None
    _quoted: dict[str, set[Span]] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)

    def admitted(self, draft: Draft) -> Draft | None:
        """The draft as it may go out, or None; what was done is counted."""
        if any(not _short(e) for e in draft.evidence):
            self._count("quote_length")
            return None
        if find(draft.text):
            self._count("hidden_orders")
            return None
        if not self._within_share(draft.evidence):
            self._count("quoted_share")
            return None
        text = plain(draft.text, hosts_of(e.passage.source for e in draft.evidence))
        return replace(draft, text=self._without_personal(text, draft))

    def checks(self, said: int) -> list[CheckResult]:
        """The results over the whole answer of `said` sentences; nothing where there was nothing to look at."""
        names = ["hidden_orders", "quote_length", "quoted_share"]
        if self.find_personal is not None:
            names.append("personal_output")
        found = [CheckResult(id=n, result="acted", count=self._counts[n]) for n in names if self._counts.get(n)]
        left = [n for n in names if not self._counts.get(n)]
        return [*found, *(CheckResult(id=n, result="passed") for n in left if said)]

    @property
    def shortened(self) -> bool:
        """Whether sentences were left out because too much of a document would have been quoted."""
        return bool(self._counts.get("quoted_share"))

    def _count(self, check: str) -> None:
        self._counts[check] = self._counts.get(check, 0) + 1

    def _within_share(self, evidence: Sequence[Evidence]) -> bool:
        """Counts the running text that is quoted; names in lists and cells of tables are facts and count nothing."""
        wanted: dict[str, set[Span]] = {}
        for e in evidence:
            if e.passage.passage.kind is Kind.ROW or e.passage.passage.lists:
                continue
            name = e.passage.source.id
            wanted.setdefault(name, set(self._quoted.get(name, ()))).add(e.span)
        for name, spans in wanted.items():
            if covered(spans) > max(ALLOWANCE, self.share * self.length(name)):
                return False
        self._quoted.update(wanted)
        return True

    def _without_personal(self, text: str, draft: Draft) -> str:
        """`text` with personal data masked that the quoted passages do not publish."""
        if self.find_personal is None:
            return text
        published = "".join(e.passage.passage.text for e in draft.evidence)
        for span, label in sorted(self.find_personal(text), reverse=True):
            if text[span.start : span.end] not in published:
                text = text[: span.start] + label + text[span.end :]
                self._count("personal_output")
        return text


def covered(spans: set[Span]) -> int:
    """How many characters the spans cover together."""
    total, reached = 0, 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def _short(evidence: Evidence) -> bool:
    return all(end - start <= MAX_SPAN for start, end in (evidence.span, *evidence.context))
