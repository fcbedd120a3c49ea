"""Years and quantities in every form that Japanese official texts give them, folded to one.

A text goes in, canonical keys come out; search and the verifier compare keys, so that 令和5年度, R5, 2023年度
and their full-width forms are one thing, and 237万1,683人 is 2371683. A fiscal year (年度) runs from 1 April,
is named after the year in which it begins, and is kept apart from the calendar year.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from ingest.normalise import nfkc

# First years of the eras after 元号法 and the ordinances on 明治 to 令和: era year 1 is this year plus 1.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_LETTERS = {"r": "令和", "h": "平成", "s": "昭和", "t": "大正", "m": "明治"}
_KANJI = {c: n for n, c in enumerate("〇一二三四五六七八九")}
_UNITS = {"千": 1_000, "百": 100, "十": 10}
_LARGE = {"兆": 10**12, "億": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4, "千": 1_000, "百": 100}
_N = r"(?:元|\d{1,2}|[一二三四五六七八九十]{1,3})"
_GREGORIAN = r"(?:19|20)\d\d"
_YEAR = re.compile(
    rf"(?P<era>令和|平成|昭和|大正|明治)\s*(?P<en>{_N})\s*(?:\({_GREGORIAN}\)\s*)?(?P<ek>年度|年)?"
    rf"|(?<![a-z0-9])(?P<letter>[rhs])\s*\.?(?P<ln>\d{{1,2}}|元)(?:\.(?P<lm>\d{{1,2}})(?:\.\d{{1,2}})?(?!\d))?"
    rf"\s*(?:\({_GREGORIAN}\)\s*)?(?P<lk>年度|年(?![度0-9a-z])|(?![0-9a-z]))"
    rf"|(?<![\d,.])(?P<fy>(?<![a-z])fy\s?)?(?P<greg>{_GREGORIAN})\s*(?:\((?:令和|平成|[rh])?\s*{_N}\)\s*)?"
    rf"(?:(?P<gk>年度|年)|(?![\d,.%人件]))"
    rf"|(?P<kanji>(?:一九|二〇)[〇一二三四五六七八九]{{2}})\s*(?P<kk>年度|年)"
)
# The year behind another one that names the era or century for both: 令和3～5年度, 平成30・31年, 2021-23年度.
_AND = re.compile(
    rf"\s*(?:[~〜\-–ー・/]|(?P<loose>[、,]|から|及び|および|又は|または|と))\s*(?P<n>{_N})\s*"
    rf"(?P<kind>年度|年)(?![間前後目以ごぶ半])"
)
_BARE_BEHIND = re.compile(r"\s*(?:\(|~|〜|-|～|・|から|まで|時点|$|[、。)])")
_NUMBER = re.compile(
    r"(?P<digits>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)(?:\s?(?P<scale>千万|百万|十万|[兆億万千百]))?"
)
_UNIT = re.compile(r"単位\s*:?\s*(千万|百万|十万|[億万千])")


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
    out: list[Year] = []
    lowered, at = _lower(text), 0
    while m := _YEAR.search(lowered, at):
        kind = m["ek"] or m["lk"] or m["gk"] or m["kk"] or ("年度" if m["fy"] else "年" if m["lm"] else "")
        base, number = _named(m)
        found = [(m.start(), m.end(), number, kind)]
        at = m.end()
        while (more := _AND.match(lowered, at)) and _goes_on(m, more, number):
            found.append((more.start("n"), more.end(), base + _count(more["n"]), more["kind"]))
            at = more.end()
        if m["era"] and not kind and len(found) == 1 and not _BARE_BEHIND.match(lowered, at):
            continue
        last = found[-1][3]
        out.extend(Year(start, end, n, (k or last) == "年度", not (k or last)) for start, end, n, k in found)
    return _ranges_of_bare(out, lowered)


def _lower(text: str) -> str:
    """In lower case, of the same length (İ would become two characters)."""
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


def _named(m: re.Match[str]) -> tuple[int, int]:
    """The year before the first of the era or century, and the year itself."""
    if m["greg"] or m["kanji"]:
        number = int(m["greg"]) if m["greg"] else kanji_number(m["kanji"])
        return number // 100 * 100, number
    base = _ERAS[m["era"] or _LETTERS[m["letter"]]]
    return base, base + _count(m["en"] or m["ln"])


def _goes_on(first: re.Match[str], more: re.Match[str], number: int) -> bool:
    """Whether a number behind a year is a year as well: 令和5年から3年で is a period, 2021-23年度 a range."""
    if first["lm"] or more["loose"] and more["kind"] != "年度":
        return False
    if first["greg"] or first["kanji"]:
        return not more["loose"] and len(more["n"]) == 2 and more["n"].isdigit() and int(more["n"]) > number % 100
    return True


def _ranges_of_bare(found: list[Year], text: str) -> list[Year]:
    """A bare year at the beginning of a range is of the kind of its end: 2021～2023年度, R3-R5年度."""
    out = found[:]
    for n in range(len(out) - 2, -1, -1):
        year, behind = out[n], out[n + 1]
        if (
            year.bare
            and not behind.bare
            and re.fullmatch(r"\s*(?:[~〜\-–ー・]|から)\s*", text[year.end : behind.start])
        ):
            out[n] = replace(year, fiscal=behind.fiscal, bare=False)
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
    return [value for _, value in _numbers(nfkc(text))]


def _numbers(text: str) -> list[tuple[int, float]]:
    """Where each quantity of an NFKC text begins, and what it is; one too large for a float is left out."""
    out: list[tuple[int, float]] = []
    end, scale = -1, 1
    for m in _NUMBER.finditer(text):
        factor = _LARGE.get(m["scale"] or "", 1)
        value = float(m["digits"].replace(",", "")) * factor
        # 1億2,600万 goes on with a smaller unit; 1億 2,600 are two cells.
        if factor < scale and (m.start() == end or m["scale"] and text[end : m.start()] == " "):
            out[-1] = out[-1][0], out[-1][1] + value
        else:
            out.append((m.start(), value))
        end, scale = m.end(), factor
    return [(at, value) for at, value in out if math.isfinite(value)]


def number_keys(text: str) -> list[str]:
    """A key for each quantity of 1000 and more, and for decimals: what tells a passage apart.

    A number that names a year is no quantity, unless it stands alone (2023) and may be one.
    """
    folded = nfkc(text)
    unit = _LARGE[found.group(1)] if (found := _UNIT.search(folded)) else 1
    named = [y for y in years(folded) if not y.bare]
    taken = {i for y in named for i in range(y.start, y.end)}
    keys: list[str] = []
    for at, value in _numbers(folded):
        if at in taken:
            continue
        keys.extend(_number_key(v) for v in dict.fromkeys((value, value * unit)) if v >= 1000 or v != int(v))
    return keys


def _number_key(value: float) -> str:
    near = round(value, 6)  # 2.372 times 1000 is not quite 2372
    return f"n{int(near)}" if near == int(near) else f"n{near:.12g}"
