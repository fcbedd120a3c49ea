"""Texts folded for comparison: a sentence or a quotation goes in, one spelling of it comes out.

Used by every check of this package. Circled numbers must not glue to figures (NFKC turns ①377 into 1377), so they
become single characters from `CIRCLED` on.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.normalise import nfkc

CIRCLED = 0xE100  # the private-use character that stands for a circled 0; CIRCLED + n for n
_CIRCLED_SIGNS = {chr(0x2460 + n): chr(CIRCLED + n + 1) for n in range(20)}
# Variants of one character in names, which NFKC keeps apart; dashes and waves that one text writes in several ways.
_VARIANTS = {
    **dict(zip("髙﨑濵邉邊齋齊澤廣國德嵜", "高崎浜辺辺斎斉沢広国徳崎", strict=True)),
    **dict.fromkeys("‐‑‒–−―", "-"),
    "〜": "~",
}
_TABLE = str.maketrans({**_CIRCLED_SIGNS, **_VARIANTS})
_BLANK = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_PLACES = re.compile(r"(?<=[\d数何一二三四五六七八九十])(?:[ヶケヵカか]|個|箇)所")
_MONTHS = re.compile(r"(?<=[\d数何一二三四五六七八九十])(?:[ヶケヵカか]|個|箇)月")
_SIGNS = re.compile(r"[\s、。,.・「」『』()\[\]【】<>〈〉《》“”\"':;!?~\-/]")


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """NFKC in lower case; blanks beside Japanese characters go, counters such as か所 get one spelling."""
    folded = "".join(low if len(low := c.lower()) == 1 else c for c in nfkc(text.translate(_TABLE))).translate(_TABLE)
    folded = re.sub(r"\s+", " ", _BLANK.sub("", folded.strip()))
    return _MONTHS.sub("か月", _PLACES.sub("箇所", folded))


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """The folded text without blanks and signs: for names, which are written with and without them."""
    return _SIGNS.sub("", fold(text))


def blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with a blank in place of every character of the spans; of the same length."""
    out = list(text)
    for start, end in spans:
        out[start:end] = " " * (end - start)
    return "".join(out)
