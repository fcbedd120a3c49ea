"""Numbers of a passport (two letters, seven digits) and of a residence card (two, eight, two). Pure.

A residence card's form is its own; a passport's is shared with many things, so the word must stand beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guardrails.personal.folded import Folded
from assistant.guardrails.personal.model import Certainty, Finding, Kind
from assistant.guardrails.personal.numbers import around, has_other_label

_RESIDENCE = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{2}[- ]?[0-9]{4}[- ]?[0-9]{4}[- ]?[A-Za-z]{2}(?![0-9])(?![A-Za-z](?![A-Za-z]))"
)
_RESIDENCE_WORD = re.compile(r"在留|特別永住|外国人登録|(?i:residence|zairyu)")
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[- ]?[0-9](?:[- ]?[0-9]){6}(?![0-9])(?!-[0-9])")
_PASSPORT_WORD = re.compile(r"旅券|パスポート|(?i:passport)")


def find(folded: Folded) -> Iterator[Finding]:
    """Numbers of passports and residence cards in a folded text."""
    text = folded.text
    for match in _RESIDENCE.finditer(text):
        word = bool(_RESIDENCE_WORD.search(around(text, match.start(), match.end())))
        plain = match[0].isupper() and not has_other_label(text, match.start())
        if word or plain:
            certainty = Certainty.SURE if word else Certainty.LIKELY
            yield folded.finding(Kind.RESIDENCE_CARD, match.start(), match.end(), certainty)
    for match in _PASSPORT.finditer(text):
        if _PASSPORT_WORD.search(around(text, match.start(), match.end())):
            yield folded.finding(Kind.PASSPORT, match.start(), match.end(), Certainty.SURE)
