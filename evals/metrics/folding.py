"""Texts made comparable: widths and blanks in `folded`; numerals, years, units, spellings too in `canonical`.

Used by the fact metrics alone; search and the verifier fold with their own rules, so that a mistake there shows here.
"""

from __future__ import annotations

import re

from ingest.dates import kanji_number, years
from ingest.normalise import nfkc, squeeze

_CIRCLED = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_COUNTED = "つ人件年月日回校市町村か箇ヶカ所割倍社台名歳個本種点%億万"
_KANJI = re.compile(rf"(?<![一-鿿])[〇一二三四五六七八九十百千]+(?=[{_COUNTED}])")
_SCALES = {"兆": 10**12, "億": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3}
_PART = r"\d+(?:\.\d+)?(?:千万|百万|兆|億|万|千)"
_SCALED = re.compile(rf"(?<![\d.])(?:{_PART})+(?:\d+(?![\d.]))?")
_PIECE = re.compile(r"(\d+(?:\.\d+)?)(千万|百万|兆|億|万|千)?")
_SPELLINGS = (
    (re.compile(r"パーセント"), "%"),
    (re.compile(r"(?<=\d)(?:か|ヶ|カ|ヵ|ケ)(所|国|月|年)"), r"箇\1"),
    (re.compile(r"[‐‑–—−－ー~〜～]"), "-"),
    (re.compile(r"子供"), "子ども"),
    (re.compile(r"取り?組み?"), "取組"),
    (re.compile(r"(?:う|打)ち?合わ?せ"), "打合せ"),
    (re.compile(r"問い?合わ?せ"), "問合せ"),
    (re.compile(r"手続き"), "手続"),
)


def folded(text: str) -> str:
    """A text for comparison: NFKC, lower case, without white space and thousands separators."""
    return folded_with_breaks(text)[0]


def folded_with_breaks(text: str) -> tuple[str, frozenset[int]]:
    """The folded text, and where in it something ended in the original (white space, a circled number)."""
    parts: list[str] = []
    breaks: set[int] = set()
    size = 0
    for piece in re.split(r"(\s+|[①-⑳])", text):
        if not piece or piece.isspace():
            breaks.add(size)
            continue
        plain = re.sub(r"(?<=\d),(?=\d{3})", "", squeeze(nfkc(piece)).lower())
        if piece in _CIRCLED:
            breaks.update((size, size + len(plain)))
        parts.append(plain)
        size += len(plain)
    return "".join(parts), frozenset(breaks)


def canonical(text: str) -> str:
    """The folded text with 二十三件 as 23件, 令和5年度 as 2023年度, 237万1,683 as 2371683, パーセント as %.

    Eras after 元号法; a bare R5 stays, for it may be a fiscal or a calendar year.
    """
    out = _years(folded(text))
    out = _KANJI.sub(lambda m: str(kanji_number(m[0])), out)
    out = _SCALED.sub(lambda m: _value(m[0]), out)
    for pattern, new in _SPELLINGS:
        out = pattern.sub(new, out)
    return out


def _years(text: str) -> str:
    parts, at = [], 0
    for year in years(text):
        if not year.bare:
            parts += [text[at : year.start], f"{year.year}年{'度' if year.fiscal else ''}"]
            at = year.end
    return "".join((*parts, text[at:]))


def _value(text: str) -> str:
    total = sum(float(m[1]) * _SCALES.get(m[2] or "", 1) for m in _PIECE.finditer(text))
    return f"{total:.10g}" if total != int(total) or total >= 1e15 else str(int(total))
