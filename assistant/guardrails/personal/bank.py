"""Bank accounts: the number behind 口座, 普通, 当座, a branch, or ゆうちょ's 記号 and 番号. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guardrails.personal.folded import Folded
from assistant.guardrails.personal.model import Finding, Kind
from assistant.guardrails.personal.numbers import STOP, labelled

_BETWEEN = (
    r"(?:は|が|の|へ|に|も|で|番号|口座|預金|貯金|普通|当座|貯蓄|総合|支店|本店|出張所|店番|"
    r"\((?:普|当|貯)\)|、|,|:|=|\(|\)|「|」|\s|・|/|No\.?){0,10}"
)
_NUMBER = r"(?<![0-9])([0-9]{3}[- ][0-9]{4}|[0-9]{6,8})"
_ACCOUNT = re.compile(
    rf"(?:口座番号|口座(?!数)|普通預金|当座預金|(?<![一-鿿])普通|(?<![一-鿿])当座|貯蓄預金|支店|銀行|信用金庫|信金|信用組合|農協|ゆうちょ|振込先){_BETWEEN}"
    rf"(?:[0-9]{{3}}[- ](?:普通|当座)?\s?)?{_NUMBER}{STOP}"
)
_POSTAL = re.compile(
    rf"記号\s*(?:は|:|=)?\s*(1[0-9]{{4}}(?:-[0-9])?)\s*(?:、|,|・|\s|/|で|と|-)?\s*番号\s*(?:は|:|=)?\s*([0-9]{{5,8}}){STOP}"
)
_POSTAL_BARE = re.compile(rf"(?:ゆうちょ|郵便貯金|通常貯金){_BETWEEN}(1[0-9]{{4}}\s?[- ]\s?[0-9]{{5,8}}){STOP}")
_INSURED_WORD = re.compile(r"保険|国保|社保|組合員証")


def find(folded: Folded) -> Iterator[Finding]:
    """Account numbers in a folded text."""
    yield from labelled(folded, Kind.BANK_ACCOUNT, _ACCOUNT)
    yield from labelled(folded, Kind.BANK_ACCOUNT, _POSTAL_BARE)
    if not _INSURED_WORD.search(folded.text):
        yield from labelled(folded, Kind.BANK_ACCOUNT, _POSTAL)
        yield from labelled(folded, Kind.BANK_ACCOUNT, _POSTAL, 2)
