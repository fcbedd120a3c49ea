"""Telephone and fax numbers: domestic, free dial, mobile, IP, +81, spelt in kanji, or local behind the word. Pure.

Forms after 総務省「電気通信番号計画」: ten digits from 0, eleven for 0A0 numbers and 0800.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guardrails.personal.folded import Folded
from assistant.guardrails.personal.model import Certainty, Finding, Kind
from assistant.guardrails.personal.numbers import STOP, has_other_label, only_digits

_SEP = r"[-. ・/_()のノ~]{0,3}"
_START = r"(?<![0-9A-Za-z+])(?<![0-9][-.,/:])"
_DOMESTIC = re.compile(rf"{_START}\(?0[1-9](?:{_SEP}[0-9]){{8,9}}{STOP}")
_COUNTRY = re.compile(rf"(?<![0-9A-Za-z])(?:\+|00|010[- ]?)\s?\(?81\)?[- .]?(?:\(0\)|0)?(?:{_SEP}[0-9]){{9,10}}{STOP}")
_LABEL = (
    r"(?:電話|でんわ|携帯|ケータイ|スマホの番号|℡|☎|📞|ファックス|ファクス|ファクシミリ|連絡先|"
    r"(?i:tel|phone|fax|mobile|call))"
)
_LOCAL = re.compile(
    rf"{_LABEL}(?:番号|は|が|の|も|,|、|:|=|\(|\)|\s|[-./]|自宅|勤務先|No\.?){{0,8}}"
    rf"([0-9](?:[-. ()]{{0,2}}[0-9]){{5,10}}){STOP}"
)
_CALLED = re.compile(
    rf"{_START}([0-9]{{2,4}}-[0-9]{{2,4}}-[0-9]{{4}}){STOP}(?=\s?(?:に|へ|まで|から)(?:は|も)?(?:お?電話|かけ|連絡|折り返|ショート))"
)
_LABELLED = re.compile(rf"{_LABEL}[^0-9。\n]{{0,8}}$")
_GROUPED = re.compile(
    r"\(?0[0-9]{1,5}\)?[-. ・()のノ]{1,3}[0-9]{1,5}[-. ・()のノ]{1,3}[0-9]{2,5}|0[1-9]0[0-9]{8}|0[1-9][0-9]{8}|"
    r"\(0[0-9]{1,4}\)[0-9]{5,8}|0[0-9]{1,4}[-. ()][0-9]{5,8}|0[0-9]{5}[- ][0-9]{4}"
)
_MOBILE = re.compile(r"0[2-9]0[0-9]{8}")


def find(folded: Folded) -> Iterator[Finding]:
    """Telephone numbers in a folded text."""
    for match in _COUNTRY.finditer(folded.digits):
        yield folded.finding(Kind.TELEPHONE, match.start(), match.end(), Certainty.SURE)
    for match in _DOMESTIC.finditer(folded.digits):
        if (sure := _certainty(folded, match)) is not None:
            yield folded.finding(Kind.TELEPHONE, match.start(), match.end(), sure)
    for pattern in (_LOCAL, _CALLED):
        for match in pattern.finditer(folded.digits):
            yield folded.finding(Kind.TELEPHONE, match.start(1), match.end(1), Certainty.LIKELY)


def _certainty(folded: Folded, match: re.Match[str]) -> Certainty | None:
    """How sure a domestic number is, or None where it is none."""
    digits = only_digits(match[0])
    eleven = bool(_MOBILE.fullmatch(digits)) or digits.startswith("0800")
    if len(digits) == 11 and not eleven:
        return None
    if _LABELLED.search(folded.text[max(0, match.start() - 16) : match.start()]):
        return Certainty.SURE
    if has_other_label(folded.text, match.start()):
        return None
    if eleven or _GROUPED.fullmatch(match[0]):
        return Certainty.SURE if len(match[0]) > len(digits) else Certainty.LIKELY
    return None


def canonical(number: str) -> str:
    """A number as its digits from 0 on, whatever its form: what two spellings of one number share."""
    digits = only_digits(Folded.of(number).digits)
    for prefix in ("01081", "0081", "81"):
        if digits.startswith(prefix) and len(digits) > 10:
            return "0" + digits.removeprefix(prefix).removeprefix("0")
    return digits
