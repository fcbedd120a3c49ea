"""Findings against what was expected: recall and precision by kind. Pure; called by `evals.guards.__main__` and tests.

A datum counts as found when every character of it that could tell it (letters, digits) is masked, whatever the kind it
was masked as. A finding counts as right when it overlaps a datum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from assistant.guardrails.personal import Finding
from evals.guards.marked import Case, Expected

Find = Callable[[str], list[Finding]]


@dataclass
class Score:
    """Counts by kind. `excess` counts characters masked outside of what was expected, over right findings."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    excess: int = 0
    misses: list[tuple[str, str]] = field(default_factory=list)  # case id, what went wrong

    def recall(self, kind: str | None = None) -> float:
        """Found over wanted; 1 where nothing was wanted."""
        return _share(self.found, self.wanted, kind)

    def precision(self, kind: str | None = None) -> float:
        """Right over all findings; 1 where nothing was found."""
        return _share(self.right, self.right + self.wrong, kind)


def score(cases: Iterable[Case], find: Find) -> Score:
    """The counts over cases; `misses` names the cases, for the half that may be looked at."""
    out = Score()
    for case in cases:
        findings = find(case.text)
        for expected in case.expected:
            out.wanted[expected.kind] += 1
            if _is_covered(case.text, expected, findings):
                out.found[expected.kind] += 1
            else:
                out.misses.append((case.id, f"missed {expected.kind} {case.text}"))
        for finding in findings:
            hits = [e for e in case.expected if e.start < finding.end and finding.start < e.end]
            if hits:
                out.right[hits[0].kind] += 1
                out.excess += sum(
                    not any(e.start <= i < e.end for e in hits) for i in range(finding.start, finding.end)
                )
            else:
                out.wrong[finding.kind.value] += 1
                out.misses.append((case.id, f"wrong {finding.kind.value} [{finding.start}:{finding.end}] {case.text}"))
    return out


def _is_covered(text: str, expected: Expected, findings: Iterable[Finding]) -> bool:
    spans = [(f.start, f.end) for f in findings]
    telling = [i for i in range(expected.start, expected.end) if text[i].isalnum()]
    return all(any(start <= i < end for start, end in spans) for i in telling)


def _share(part: Counter[str], whole: Counter[str], kind: str | None) -> float:
    if kind is None:
        return part.total() / whole.total() if whole.total() else 1.0
    return part[kind] / whole[kind] if whole[kind] else 1.0
