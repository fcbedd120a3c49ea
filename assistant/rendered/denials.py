"""How many denials an English sentence holds, at least and at most; `assistant.verify.polarity` counts Japanese.

Idioms (not only) and words that may be read as denials (insufficient) count for the most alone; a rendering keeps the
denials where both ranges meet. Pure; for `assistant.rendered.english`.
"""

from __future__ import annotations

import re

from assistant.rendered.words import DENYING

Range = tuple[int, int]
_BOUNDS = re.compile(
    r"\b(?:no|not) (?:more|less|fewer|later|earlier) than\b|\bnot exceeding\b|\bno longer than\b|\bno\. ?(?=\d|⟦)",
    re.IGNORECASE,
)
_STRICT = re.compile(
    r"\b(?:not|no|never|cannot|neither|without|nothing|nobody|nowhere|none|hardly|scarcely|barely)\b|n['’]t\b",
    re.IGNORECASE,
)
_NOT_ONLY = re.compile(
    r"\b(?:not|no) (?:only|just|merely|simply|limited to|limited|necessarily)\b"
    r"|\b(?:regardless|irrespective)\b|\bwithout (?:fail|exception)\b",
    re.IGNORECASE,
)
_SYLLABLE = re.compile(DENYING, re.IGNORECASE)


def english(text: str) -> Range:
    """The denials of an English sentence."""
    rest, soft = text, 0
    for pattern in (_BOUNDS, _NOT_ONLY, _SYLLABLE):
        soft += len(pattern.findall(rest)) if pattern is not _BOUNDS else 0
        rest = pattern.sub(" ", rest)
    strict = len(_STRICT.findall(rest))
    return strict, strict + soft


def meet(a: Range, b: Range) -> bool:
    """Whether two sentences may hold the same number of denials."""
    return a[0] <= b[1] and b[0] <= a[1]
