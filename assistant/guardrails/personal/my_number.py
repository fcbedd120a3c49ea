"""マイナンバー (個人番号): 12 digits, by its check digit, its groups and the words around it. Pure.

One random number in ten passes the check, so a number that something else is written in front of is left alone. With
the word beside it, a number that fails the check is masked too: it is one with a slip of the finger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guardrails.personal.folded import Folded
from assistant.guardrails.personal.model import Certainty, Finding, Kind
from assistant.guardrails.personal.numbers import (
    has_other_label,
    my_number_is_valid,
    nearest_word,
    of_digits,
    only_digits,
)

_NUMBER = of_digits(12)
_GROUPS = re.compile(r"[0-9]{12}|[0-9]{4}([- .・/])[0-9]{4}\1[0-9]{4}")
_WORD = re.compile(r"マイナンバー|個人番号|マイナ番号|(?i:my\s?number|individual number)|通知カード")
_RIVAL = re.compile(r"免許|年金|保険者?番号|法人番号|口座|カード番号|受付番号|整理番号|申請番号|伝票")


def find(folded: Folded) -> Iterator[Finding]:
    """My Numbers in a folded text."""
    for match in _NUMBER.finditer(folded.digits):
        start, end = match.span()
        if nearest_word(folded.text, start, end, _WORD, _RIVAL):
            yield folded.finding(Kind.MY_NUMBER, start, end, Certainty.SURE)
        elif (
            _GROUPS.fullmatch(match[0])
            and my_number_is_valid(only_digits(match[0]))
            and not has_other_label(folded.text, start)
            and not _RIVAL.search(folded.text[max(0, start - 12) : start])
        ):
            yield folded.finding(Kind.MY_NUMBER, start, end, Certainty.LIKELY)
