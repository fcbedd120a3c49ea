"""運転免許証の番号: 12 digits with the word beside them; My Number has as many. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guardrails.personal.folded import Folded
from assistant.guardrails.personal.model import Certainty, Finding, Kind
from assistant.guardrails.personal.numbers import nearest_word, of_digits

_NUMBER = of_digits(12)
_WORD = re.compile(r"免許|(?i:driver'?s?\s+licen[cs]e|driving licen[cs]e)")
_RIVAL = re.compile(r"マイナンバー|個人番号|法人番号|受付番号|整理番号|申請番号|伝票")


def find(folded: Folded) -> Iterator[Finding]:
    """Numbers of driving licences in a folded text."""
    for match in _NUMBER.finditer(folded.digits):
        if nearest_word(folded.text, match.start(), match.end(), _WORD, _RIVAL):
            yield folded.finding(Kind.DRIVING_LICENCE, match.start(), match.end(), Certainty.SURE)
