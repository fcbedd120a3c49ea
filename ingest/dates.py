"""Years and quantities in every form that Japanese official texts give them, folded to one.

A text goes in, canonical keys come out; search and the verifier compare keys, so that 令和5年度, R5, 2023年度
and their full-width forms are one thing, and 237万1,683人 is 2371683. A fiscal year (年度) runs from 1 April,
is named after the year in which it begins, and is kept apart from the calendar year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.normalise import nfkc

# First years of the eras after 元号法 and the ordinances on 明治 to 令和: era year 1 is this year plus 1.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_LETTERS = {"r": "令和", "h": "平成", "s": "昭和", "t": "大正", "m": "明治"}
_KANJI = {c: n for n, c in enumerate("〇一二三四五六七八九")}
_UNITS = {"千": 1_000, "百": 100, "十": 10}
_LARGE = {"兆": 10**12, "億": 10**8, "万": 10**4}
_N = r"(?:元|\d{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = re.compile(
    rf"(?P<era>令和|平成|昭和|大正|明治)\s*(?P<en>{_N})\s*(?:\(\d{{4}}\)\s*)?(?P<ek>年度|年)?"
    rf"|(?<![a-z0-9])(?P<letter>[rhs])\s*\.?(?P<ln>\d{{1,2}}|元)(?:\.(?P<lm>\d{{1,2}})(?!\d))?(?P<lk>年度|年)?(?![0-9a-z])"
    rf"|(?<![\d,.])(?P<greg>(?:19|20)\d\d)(?:\s*\({_N}\)|\((?:令和|平成)\s*{_N}\))?\s*(?P<gk>年度|年)?(?![\d,.%人件])",
)
_NUMBER = re.compile(
    r"(?P<digits>\d[\d,]*(?:\.\d+)?)\s?(?P<scale>千万|百万|十万|億|万|千)?(?P<rest>(?:\s?\d[\d,]*(?:\.\d+)?\s?(?:億|万|千)?)*)"
)


@dataclass(frozen=True)
class Year:
    """A year that a text names: `[start, end)` in the NFKC text, its number, whether it is a fiscal year."""

    start: int
    end: int
    year: int
    fiscal: bool
    bare: bool = False

    @property
    def key(self) -> str:
        """fy2023 for fiscal years, y2023 for others."""
        return f"{'fy' if self.fiscal else 'y'}{self.year}"


def years(text: str) -> list[Year]:
    """All years of an NFKC text, in order. A bare letter form (R5) or number (2023) has `bare` set."""
    out = []
    for m in _YEAR.finditer(text.lower()):
        kind = m.group("ek") or m.group("lk") or m.group("gk") or ""
        if m.group("greg"):
            number = int(m.group("greg"))
        else:
            era = m.group("era") or _LETTERS[m.group("letter")]
            number = _ERAS[era] + _count(m.group("en") or m.group("ln"))
            if (
                m.group("era")
                and not kind
                and not re.match(r"\s*(?:\(|~|〜|-|～|・|から|まで|時点|$|[、。)])", text[m.end() :])
            ):
                continue
        out.append(Year(m.start(), m.end(), number, kind == "年度", not kind))
    return out


def _count(text: str) -> int:
    if text == "元":
        return 1
    return int(text) if text.isdigit() else kanji_number(text)


def kanji_number(text: str) -> int:
    """The value of a kanji numeral up to 9999 (二十三, 千二百, 二〇二五)."""
    if not any(c in _UNITS for c in text):
        return int("".join(str(_KANJI[c]) for c in text))
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _KANJI[char]
    return total + digit


def year_keys(text: str) -> list[str]:
    """The keys of all years of a text, each with the looser ones that it implies: a fiscal year is also that year."""
    keys: list[str] = []
    for year in years(nfkc(text)):
        keys.append(year.key)
        if year.fiscal:
            keys.append(f"y{year.year}")
        elif year.bare:
            keys.append(f"fy{year.year}")
    return keys


def without_years(text: str) -> str:
    """An NFKC text with its years taken out (a blank in their place)."""
    out: list[str] = []
    last = 0
    for year in years(text):
        out.extend((text[last : year.start], " "))
        last = year.end
    return "".join((*out, text[last:]))


def numbers(text: str) -> list[float]:
    """The quantities of a text, with 万, 億 and the like multiplied in: 1億2,600万 is 126000000."""
    out = []
    for m in _NUMBER.finditer(nfkc(text)):
        out.append(_quantity(m.group()))
    return out


def _quantity(text: str) -> float:
    total = 0.0
    for digits, scale in re.findall(r"(\d[\d,]*(?:\.\d+)?)\s?(千万|百万|十万|億|万|千)?", text):
        factor = {"千万": 10**7, "百万": 10**6, "十万": 10**5, "千": 1000}.get(scale) or _LARGE.get(scale, 1)
        total += float(digits.replace(",", "")) * factor
    return total


def number_keys(text: str) -> list[str]:
    """A key for each quantity of 1000 and more, and for decimals: what tells a passage apart."""
    unit = 1000 if re.search(r"単位\s*[:：]?\s*千", nfkc(text)) else 1
    keys = []
    for value in numbers(text):
        if value >= 1000 or value != int(value):
            keys.append(f"n{value:g}" if value != int(value) else f"n{int(value)}")
            if unit > 1:
                keys.append(f"n{int(value * unit)}")
    return keys
