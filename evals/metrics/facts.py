"""Expected facts against what was said: whether they stand in a text, and whether the text says much else.

Two readings are compared: the characters themselves (`evals.metrics.folding.folded`), then, where a fact is not found,
numerals, years and units in one canonical form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evals.metrics.folding import canonical, folded, folded_with_breaks

__all__ = ["WINDOW", "fact_precision", "fact_recall", "folded", "has_fact"]

WINDOW = 2500  # characters of ranked passages in which facts are looked for


class _Text:
    """A text in both readings; the canonical one is made when it is first needed."""

    def __init__(self, text: str) -> None:
        self.plain, self.breaks = folded_with_breaks(text)
        self._text = text
        self._canonical: str | None = None

    def holds(self, alternatives: Sequence[str]) -> bool:
        """Whether one spelling of a fact stands in the text."""
        if any(_stands_in(folded(a), self.plain, self.breaks) for a in alternatives):
            return True
        if self._canonical is None:
            self._canonical = canonical(self._text)
        return any(_stands_in(canonical(a), self._canonical, frozenset()) for a in alternatives)


def has_fact(alternatives: Sequence[str], text: str) -> bool:
    """Whether one spelling of a fact stands in `text`. A figure must not be part of a longer one."""
    return _Text(text).holds(alternatives)


def fact_recall(facts: Sequence[Sequence[str]], text: str) -> float:
    """The share of facts that stand in `text`; 1 without facts."""
    if not facts:
        return 1.0
    whole = _Text(text)
    return sum(whole.holds(alternatives) for alternatives in facts) / len(facts)


def fact_precision(facts: Sequence[Sequence[str]], sentences: Sequence[str]) -> float | None:
    """The share of sentences that bring an expected fact; None without facts or sentences."""
    if not facts or not sentences:
        return None
    held = [any(_Text(s).holds(alternatives) for alternatives in facts) for s in sentences]
    return sum(held) / len(held)


def _stands_in(needle: str, text: str, breaks: frozenset[int]) -> bool:
    if not needle:
        return False
    at = text.find(needle)
    while at >= 0:
        end = at + len(needle)
        before = needle[0].isdigit() and at > 0 and text[at - 1] in "0123456789." and at not in breaks
        after = needle[-1].isdigit() and re.match(r"\d|\.\d", text[end : end + 2]) and end not in breaks
        if not before and not after:
            return True
        at = text.find(needle, at + 1)
    return False
