"""A line of keys and figures: R5, 目標（R6）2,500人, 達成率 70%, 約5万2千件R3.

A line goes in (NFKC, blanks single), its figures come out, each with key and unit; called by `ingest.layout.readings`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_YEAR = r"(?:(?:令和|平成|[RH])(?:\d{1,2}(?!\d)|元)(?:年度?|末)?|(?:19|20)\d\d(?:年度?|末)?)"
_KEY = re.compile(
    rf"(?P<goal>目標値?|目標)(?:\({_YEAR}\))?:?|(?P<ratio>達成率|進捗率):?|(?P<base>基準値|現状値?|実績値?)(?:\({_YEAR}\))?:?"
    rf"|\(?(?P<year>{_YEAR})\)?:?"
)
_FIGURE = re.compile(
    r"(?:約|延べ|のべ|計)*[-▲△]?\d[\d,]*(?:\.\d+)?(?:[兆億万千]\d*)*(?P<unit>[^\d\s()、。:RH目達基現実約延]{0,6}?)"
    r"(?=$|\s|目標|達成率|進捗率|基準値|現状|実績|約|延べ|[RH]\d|令和|平成|(?:19|20)\d\d年|\(|※)"
)
# What a goal may say instead of a figure.
_WORDS = re.compile(r"前年度?(?:比|越え|超え|以上)[^\d]{0,6}|(?:増加|維持|向上|未設定|なし)")
_SOURCE = re.compile(r"^(?:[^\d]{2,8}(?:発表|公表|調べ))")


@dataclass(frozen=True)
class Figure:
    """A figure of an indicator: what it is of (R5, 目標), its unit, whether it tells how far the goal is reached."""

    key: str
    unit: str
    is_ratio: bool


@dataclass(frozen=True)
class Read:
    """The figures of a line, and the key at its end whose figure stands on the next line."""

    figures: tuple[Figure, ...]
    pending: str


def read(text: str, pending: str) -> Read | None:
    """The figures of a folded line, the first perhaps of the key `pending`; None if it says anything else."""
    at = found.end() if (found := _SOURCE.match(text)) else 0
    key = pending
    out: list[Figure] = []
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        if match := _KEY.match(text, at):
            if key:
                return None  # two keys behind one another are a header
            key = match["goal"] and "目標" or match["ratio"] or match["base"] or match["year"]
        elif (match := _FIGURE.match(text, at)) or key == "目標" and (match := _WORDS.match(text, at)):
            unit = match["unit"] if "unit" in match.re.groupindex else ""
            out.append(Figure(key, unit, key in ("達成率", "進捗率")))
            key = ""
        else:
            return None
        at = match.end()
    return Read(tuple(out), key) if out or key else None
