"""Citation recall and precision per sentence as ALCE defines them (Gao et al., 2023), a check in the place of NLI.

Recall: all citations of a sentence together carry it. Precision: of a carried sentence, a citation counts unless it
carries nothing alone and the others carry the sentence without it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Evidence = TypeVar("Evidence")
Carries = Callable[[str, Sequence[Evidence]], bool]


def recall(text: str, cited: Sequence[Evidence], carries: Carries[Evidence]) -> bool:
    """Whether the citations together carry the sentence."""
    return bool(cited) and carries(text, cited)


def precise(text: str, cited: Sequence[Evidence], carries: Carries[Evidence]) -> list[bool]:
    """Of each citation whether it counts; none does where together they do not carry the sentence."""
    if not recall(text, cited, carries):
        return [False] * len(cited)
    if len(cited) == 1:
        return [True]
    return [
        carries(text, [one]) or not carries(text, [c for m, c in enumerate(cited) if m != n])
        for n, one in enumerate(cited)
    ]
