"""Credit cards: 14 to 16 digits of a known issuer that pass the Luhn check, or stand beside the word. Pure.

13 digits are left to corporate numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guardrails.personal.folded import Folded
from assistant.guardrails.personal.model import Certainty, Finding, Kind
from assistant.guardrails.personal.numbers import around, has_other_label, luhn_is_valid, of_digits, only_digits

_NUMBERS = tuple(of_digits(count) for count in (14, 15, 16))
# First digits by issuer: Visa, Mastercard, JCB, American Express, Diners Club, Discover and UnionPay.
_ISSUER = re.compile(r"4|5[1-5]|2[2-7]|35|3[47]|30[0-5]|3[689]|6(?:011|2|4[4-9]|5)")
_WORD = re.compile(r"クレジット|クレカ|デビット|カード番号|カードの番号|(?i:visa|master\s?card|jcb|amex|credit|card)")


def find(folded: Folded) -> Iterator[Finding]:
    """Card numbers in a folded text."""
    for pattern in _NUMBERS:
        for match in pattern.finditer(folded.digits):
            digits = only_digits(match[0])
            if not _ISSUER.match(digits):
                continue
            word = bool(_WORD.search(around(folded.text, match.start(), match.end())))
            if word or (luhn_is_valid(digits) and not has_other_label(folded.text, match.start())):
                certainty = Certainty.SURE if word else Certainty.LIKELY
                yield folded.finding(Kind.CREDIT_CARD, match.start(), match.end(), certainty)
