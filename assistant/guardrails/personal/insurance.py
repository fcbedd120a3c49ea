"""基礎年金番号 and the numbers of insured persons (health, care, employment), each with its word in front. Pure.

The insurer's number (保険者番号) names an office and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.guardrails.personal.folded import Folded
from assistant.guardrails.personal.model import Finding, Kind
from assistant.guardrails.personal.numbers import STOP, labelled

_BETWEEN = r"(?:は|が|の|も|番号|手帳|証書|記号|コード|で|、|,|:|=|\(|\)|「|」|『|\s|-|No\.?){0,8}"
_PENSION = re.compile(
    rf"(?:基礎年金番号|年金手帳|年金番号|年金証書|年金){_BETWEEN}"
    rf"(?<![0-9])([0-9]{{4}}[- ]?[0-9]{{6}}(?:[- ]?[0-9]{{4}})?){STOP}"
)
_PENSION_BEHIND = re.compile(rf"(?<![0-9-])([0-9]{{4}}[- ]?[0-9]{{6}}){STOP}(?=[^0-9。\n]{{1,12}}年金)")
_INSURED = re.compile(
    rf"(?:被保険者(?:証|番号)?|資格確認書|保険証|健康保険|国保|社保|介護保険|雇用保険|後期高齢者?医療|共済組合員証|組合員証|受給者証|受給者番号|公費負担者番号){_BETWEEN}"
    rf"(?<![0-9])([0-9]{{4}}-[0-9]{{6}}-[0-9]|[0-9]{{5,11}}(?:\s?\(?枝番?\s?[0-9]{{1,2}}\)?)?|[0-9]{{2,6}}-[0-9]{{2,7}}(?:-[0-9]{{1,4}})?){STOP}"
)
_SYMBOL = re.compile(
    r"記号\s*(?:は|:|=|・)?\s*([0-9A-Za-z一-鿿ぁ-んァ-ヴ]{1,4}(?:-[0-9]{1,6})?[0-9]{0,8}|[0-9]{1,8}(?:-[0-9]{1,6})?)"
    rf"\s*(?:、|,|・|\s|/|で|の|と)?\s*番号\s*(?:は|:|=)?\s*([0-9]{{1,8}}(?:-[0-9]{{1,4}})?){STOP}"
)
_INSURED_WORD = re.compile(r"保険|国保|社保|被保険者|組合員証|共済|後期高齢")


def find(folded: Folded) -> Iterator[Finding]:
    """Numbers of pensions and of insured persons in a folded text."""
    yield from labelled(folded, Kind.PENSION_NUMBER, _PENSION)
    yield from labelled(folded, Kind.PENSION_NUMBER, _PENSION_BEHIND)
    yield from labelled(folded, Kind.INSURANCE_NUMBER, _INSURED)
    if _INSURED_WORD.search(folded.text):
        yield from labelled(folded, Kind.INSURANCE_NUMBER, _SYMBOL)
        yield from labelled(folded, Kind.INSURANCE_NUMBER, _SYMBOL, 2)
