"""All finders over one text. Where two findings overlap, the surer and then the longer one gives the kind. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from assistant.guardrails.personal import (
    address,
    bank,
    birth,
    card,
    insurance,
    licence,
    mail,
    my_number,
    papers,
    telephone,
)
from assistant.guardrails.personal.folded import Folded
from assistant.guardrails.personal.model import Finding
from assistant.guardrails.personal.names import find as find_names

Finder = Callable[[Folded], Iterable[Finding]]
# Earlier ones win between equals.
FINDERS: tuple[Finder, ...] = (
    my_number.find,
    licence.find,
    card.find,
    papers.find,
    insurance.find,
    bank.find,
    telephone.find,
    mail.find,
    birth.find,
    address.find,
    find_names,
)


def find(text: str) -> list[Finding]:
    """The personal data of a text in order, none overlapping; places are code points of `text`."""
    folded = Folded.of(text)
    return without_overlaps([finding for finder in FINDERS for finding in finder(folded)])


def without_overlaps(found: Iterable[Finding]) -> list[Finding]:
    """One finding for each group of overlapping ones: the best one's kind over all their characters."""
    merged: list[Finding] = []
    best: list[Finding] = []
    for finding in sorted(found, key=lambda f: (f.start, -f.end)):
        if merged and finding.start < merged[-1].end:
            winner = best[-1] if _rank(best[-1]) >= _rank(finding) else finding
            start, end = merged[-1].start, max(merged[-1].end, finding.end)
            merged[-1] = replace(winner, start=start, end=end, own=best[-1].own or finding.own)
            best[-1] = winner
        else:
            merged.append(finding)
            best.append(finding)
    return merged


def _rank(finding: Finding) -> tuple[int, int]:
    return finding.certainty, finding.end - finding.start
