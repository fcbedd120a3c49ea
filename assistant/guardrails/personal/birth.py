"""Dates of birth: a full date with 生年月日, 誕生日 or 生まれ beside it. Pure.

A date that bounds a group (令和5年4月2日以降に生まれた子) is a rule's, not a person's, and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guardrails.personal.folded import Folded
from assistant.guardrails.personal.model import Finding, Kind
from assistant.guardrails.personal.numbers import labelled

_N = r"[0-9元〇一二三四五六七八九十]{1,4}"
_ERA = r"(?:令和|平成|昭和|大正|明治|西暦|[RHSTMrhstm])"
_YEAR = rf"(?:{_ERA}\s?\.?\s?{_N}|(?:19|20)[0-9]{{2}}|[一二][〇一二三四五六七八九]{{3}}|[0-9]{{2}})"
_DATE = (
    rf"(?<![0-9])(?:{_YEAR}\s?年\s?(?:\([^()\n]{{1,8}}\)\s?)?{_N}\s?月\s?{_N}\s?日?|"
    rf"{_YEAR}\s?[-./]\s?[0-9]{{1,2}}\s?[-./]\s?[0-9]{{1,2}}|(?:19|20)[0-9]{{6}})(?![0-9])"
)
_AHEAD = re.compile(
    rf"(?:生年月日|誕生日|出生日|出生年月日|生まれた日|(?i:birthday|date of birth|birth date|dob|born on|born))"
    rf"(?:は|が|の|:|=|、|\(|\)|欄|「|」|和暦|西暦|で|\s|i?s?){{0,8}}({_DATE})(?!\s?(?:以降|以前|から|まで|以後|より|時点))"
)
_BEHIND = re.compile(
    rf"({_DATE})(?:\s|\([^()\n]{{1,10}}\)|に|、|の|が|は|:){{0,4}}"
    r"(?:生まれ(?!た(?:子|児|者|人|方|赤|世代)(?!です|だ|の[一-鿿]{1,3}さん))|うまれ|産まれ|生(?=[)、。\sでのま]|$)|誕生日|(?:に)?出生(?!届|数|率|した|児))"
)


def find(folded: Folded) -> Iterator[Finding]:
    """Dates of birth in a folded text."""
    for pattern in (_AHEAD, _BEHIND):
        yield from labelled(_plain(folded), Kind.BIRTH_DATE, pattern)


def _plain(folded: Folded) -> Folded:
    """Numbers with 十 keep their kanji: they are not spelt out one by one."""
    return Folded(folded.mapped, folded.text, folded.text)
