"""Years and dates of a folded text, and whether other years and dates carry them.

A fiscal year is not the calendar year of its number, unless one of both is given bare (R5, 2023).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.dates import Year, kanji_number
from ingest.dates import years as found_years

_N = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_MONTH = re.compile(rf"(?<![\d.,か])(?P<m>{_N})月(?:(?P<d>{_N})日(?!間))?(?!間)")
_FULL = re.compile(r"(?<![\d.,])(?P<y>(?:19|20)\d\d)(?P<s>[/.\-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d])")
_SHORT = re.compile(r"\.(\d{1,2})(?:\.(\d{1,2}))?")
_BETWEEN = re.compile(r"\s*(?:\([^()]*\))?\s*")


@dataclass(frozen=True)
class Date:
    """A month with or without year and day: `[start, end)` in the folded text; `told` is the year told before it."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    told: int | None = None


@dataclass(frozen=True)
class Times:
    """What a text says about time."""

    years: tuple[Year, ...]
    dates: tuple[Date, ...]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where all of it stands."""
        return [(y.start, y.end) for y in self.years] + [(d.start, d.end) for d in self.dates]


@lru_cache(maxsize=4096)
def times(text: str) -> Times:
    """The years and dates of a folded text."""
    years = [y for y in found_years(text) if not _is_figure(text, y)]
    dates = [_numeric(m) for m in _FULL.finditer(text)]
    years = [y for y in years if not any(d.start <= y.start < d.end for d in dates)]
    for year in years:
        if short := _SHORT.search(text, year.start, year.end):
            day = int(short[2]) if short[2] else None
            dates.append(Date(year.start, year.end, year.year, int(short[1]), day))
            if text[year.end : year.end + 1] == "月":
                dates[-1] = Date(year.start, year.end + 1, year.year, int(short[1]), day)
    for m in _MONTH.finditer(text):
        if any(d.start <= m.start() < d.end for d in dates):
            continue
        before = [y for y in years if y.end <= m.start()]
        own = before[-1] if before and _BETWEEN.fullmatch(text, before[-1].end, m.start()) else None
        day = _count(m["d"]) if m["d"] else None
        told = before[-1].year if before else None
        start = own.start if own else m.start()
        dates.append(Date(start, m.end(), own.year if own else None, _count(m["m"]), day, told))
    return Times(tuple(years), tuple(sorted(dates, key=lambda d: d.start)))


def _is_figure(text: str, year: Year) -> bool:
    """Whether a bare number such as 2003 counts something: 2003箇所."""
    return (
        year.bare
        and text[year.start : year.end].isdigit()
        and re.match(r"[一-鿿ァ-ヴ]", text[year.end : year.end + 1]) is not None
        and not re.match(r"[年末頃時現比春夏秋冬版以前後向まか]", text[year.end : year.end + 1])
    )


def _numeric(m: re.Match[str]) -> Date:
    return Date(m.start(), m.end(), int(m["y"]), int(m["m"]), int(m["d"]))


def _count(text: str) -> int:
    return int(text) if text.isdigit() else kanji_number(text)


def same_year(claimed: Year, given: Year) -> bool:
    """Whether both are one year: kinds must agree unless one is bare."""
    return claimed.year == given.year and (claimed.fiscal == given.fiscal or claimed.bare or given.bare)


def carries_year(claimed: Year, given: Times) -> bool:
    """Whether the year stands in `given`, alone or as part of a date."""
    if any(same_year(claimed, y) for y in given.years):
        return True
    return not claimed.fiscal and any(d.year == claimed.year for d in given.dates)


def carries_date(claimed: Date, given: Times) -> bool:
    """Whether a date of `given` says as much; where it names no year, the year told last must fit."""
    for date in given.dates:
        if date.month != claimed.month or claimed.day not in (None, date.day):
            continue
        year = date.year or date.told
        if claimed.year is None or claimed.year == year:
            return True
        if year is None and any(y.year == claimed.year for y in given.years):
            return True
    return False
