"""A text in, the text without its personal data out: each datum becomes 〔電話番号〕 or the like. Pure.

Called by `assistant.guardrails.input` for questions, and by what writes messages and logs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from assistant.guardrails.personal import Finding, find
from assistant.guardrails.published import Published
from prompts import privacy


@dataclass(frozen=True)
class Masked:
    """`text` with placeholders, and how many of each kind were put in. Nothing of what was masked is kept."""

    text: str
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def total(self) -> int:
        """How many places were masked."""
        return sum(self.counts.values())

    @property
    def kinds(self) -> str:
        """The kinds as a person reads them: 氏名、電話番号."""
        return privacy.SEPARATOR.join(privacy.KINDS[kind] for kind in self.counts)


def mask(text: str, allow: Published | None = None) -> Masked:
    """`text` with its personal data masked, but for what `allow` publishes. Text without any is returned as it is."""
    found = [f for f in find(text) if allow is None or not allow.holds(f, text[f.start : f.end])]
    counts = Counter(f.kind.value for f in found)
    return Masked(replaced(text, found), MappingProxyType(dict(counts)))


def replaced(text: str, found: Sequence[Finding]) -> str:
    """`text` with each finding replaced by its placeholder; everything else stays character by character."""
    parts, at = [], 0
    for finding in found:
        parts += [text[at : finding.start], placeholder(finding.kind.value)]
        at = finding.end
    return "".join([*parts, text[at:]])


def placeholder(kind: str) -> str:
    """What stands for a datum of a kind."""
    return privacy.PLACEHOLDER.format(kind=privacy.KINDS[kind])
