"""The marks such as ⟦1⟧ that stand for figures, dates and names: are all there, and do they belong together as before.

A masked sentence and its rendering go in, a yes or no comes out; for `assistant.rendered.english` and `plain`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

MARK = re.compile(r"⟦(\d+)⟧")
_YEAR = re.compile(r"年|^[RrHh]\d|月|日$")
_FROM = re.compile(r"⟦(\d+)⟧[^⟦、。]{0,8}から[^⟦。]{0,12}⟦(\d+)⟧[^⟦、。]{0,4}(?:に|へ|まで|と)")
_ENGLISH_FROM = re.compile(
    r"\bfrom\b[^⟦]{0,24}⟦(\d+)⟧.{0,40}?\b(?:to|until|till|through)\b[^⟦]{0,24}⟦(\d+)⟧", re.IGNORECASE
)

# What a figure counts, in Japanese and in English: ⟦1⟧回, ⟦1⟧ times.
_UNITS = (
    ("回", "times"),
    ("人|名", "people|persons|residents|participants|members|employees|visitors|users"),
    ("年(?!度|月|[0-9])", "years"),
    ("か月|カ月|ヶ月|箇月|ヵ月", "months"),
    ("日(?!本)", "days"),
    ("時間", "hours"),
    ("円|千円", "yen"),
)


def kept(source: str, reply: str, pieces: Sequence[str]) -> bool:
    """Whether every mark is there once, values follow their years as before, and from-to is not turned round."""
    before, after = _numbers(source), _numbers(reply)
    return sorted(after) == sorted(before) == list(range(1, len(pieces) + 1)) and not (
        _crossed(before, after, pieces) or _turned(source, reply) or _counts_other(source, reply)
    )


def _counts_other(source: str, reply: str) -> bool:
    """Whether a figure of the English counts what it does not count in the Japanese."""
    return any(
        not {*re.findall(rf"⟦(\d+)⟧ (?:{english})\b", reply)} <= {*re.findall(rf"⟦(\d+)⟧(?:{japanese})", source)}
        for japanese, english in _UNITS
    )


def bare(text: str, instead: str = "") -> str:
    """The text with something else, or nothing, in the place of its marks."""
    return MARK.sub(instead, text)


def _numbers(text: str) -> list[int]:
    return [int(n) for n in MARK.findall(text)]


def _crossed(before: Sequence[int], after: Sequence[int], pieces: Sequence[str]) -> bool:
    """Whether as many values as years stand there and their order changed while the order of the years did not."""
    dated = {n for n in before if _YEAR.search(pieces[n - 1])}
    counted = {n for n in before if n not in dated and any(c.isdigit() for c in pieces[n - 1])}
    if len(dated) < 2 or len(dated) != len(counted):
        return False
    return _order(before, after, dated) != _order(before, after, counted)


def _order(before: Sequence[int], after: Sequence[int], some: set[int]) -> list[int]:
    """In which order the marks of one kind come now, counted by their places before."""
    first = [n for n in before if n in some]
    return [first.index(n) for n in after if n in some]


def _turned(source: str, reply: str) -> bool:
    told = [m.groups() for m in _FROM.finditer(source)]
    again = [m.groups() for m in (*_FROM.finditer(reply), *_ENGLISH_FROM.finditer(reply))]
    return any((b, a) in again for a, b in told)
