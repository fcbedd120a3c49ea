"""The forms of headings and items that Japanese official documents use, to be drawn at random.

A family and a number go in, the mark as printed comes out. Called by `outline_trees`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_KANJI = "一二三四五六七八九十"
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモ"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラム"
_LATIN_WIDE = "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")

# Families by their usual depth; `outline_trees` draws some and sorts them, sometimes against the usual order.
DEPTH = {
    "part": 10, "chapter": 20, "roman": 25, "label": 28, "section": 30, "kanji": 38, "number": 40, "trailing": 41,
    "multi": 45, "paren_kanji": 55, "paren": 60, "half_paren": 65, "kana": 70, "iroha": 71, "circled": 75,
    "paren_kana": 80, "latin": 85,
}  # fmt: skip
LISTS = ("paren", "circled", "number", "half_paren", "kana", "paren_kana", "latin")
BULLETS = ("・", "• ", "- ", "\uf09f", "\uf0fc ", "➢ ")
SYMBOLS = ("■", "◆", "○", "●", "◎", "□")
BRACKETS = ("【】", "＜＞", "〈〉", "［］", "《》")
_LONGEST = {
    "roman": 10,
    "kanji": 20,
    "paren_kanji": 20,
    "circled": 20,
    "iroha": 20,
    "latin": 20,
    "kana": 30,
    "paren_kana": 30,
}


def longest(family: str) -> int:
    """How far a family can count."""
    return _LONGEST.get(family, 99)


@dataclass(frozen=True)
class Form:
    """One level's look in one document: the pieces around the number, drawn once."""

    family: str
    before: str = ""
    after: str = ""
    script: str = "half"  # half, wide, kanji
    dash: str = "-"
    words: str = ""

    def shown(self, numbers: Sequence[int], title: str) -> str:
        """A heading as printed; `numbers` are those of its ancestors and its own."""
        if self.family == "bracket":
            return f"{self.words[0]}{title}{self.words[1]}"
        if self.family == "symbol":
            return f"{self.words}{self.after}{title}"
        if self.family == "plain":
            return title
        number = self._number(numbers)
        if self.family == "trailing":
            return f"{title}{number}"
        return f"{self.words}{self.before}{number}{self.after}{title}"

    def _number(self, numbers: Sequence[int]) -> str:
        value = numbers[-1]
        if self.family in ("multi", "sublabel"):
            return self.dash.join(self._digits(n) for n in numbers)
        if self.family == "circled":
            return chr(0x245F + value)
        if self.family in ("kana", "paren_kana"):
            return _KANA[value - 1]
        if self.family == "iroha":
            return _IROHA[value - 1]
        if self.family == "latin":
            return _LATIN_WIDE[value - 1] if self.script == "wide" else chr(96 + value)
        if self.family == "roman":
            return chr(0x215F + value) if self.script == "wide" else _ROMAN[value - 1]
        return self._digits(value)

    def _digits(self, value: int) -> str:
        if self.script == "kanji":
            return _kanji(value)
        return str(value).translate(_WIDE) if self.script == "wide" else str(value)


def _kanji(value: int) -> str:
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_KANJI[tens - 1]}十"
    return head + (_KANJI[ones - 1] if ones else "")


def draw(rng: Random, family: str, words: str = "") -> Form:
    """A form of this family; `words` is the label, the symbol or the pair of brackets."""
    script = rng.choice(("half", "wide"))
    blank = rng.choice(("　", " "))
    either = rng.choice(("　", " ", ""))
    if family in ("part", "chapter", "section"):
        script = rng.choice(("half", "wide", "kanji"))
        inner = rng.choice(("", "", " ")) if script == "half" else ""
        unit = {"part": "部", "chapter": "章", "section": "節"}[family]
        return Form(family, f"第{inner}", f"{inner}{unit}{either}", script)
    if family == "roman":
        return Form(family, "", blank if script == "wide" else rng.choice((". ", "．", " ")), script)
    if family in ("label", "sublabel"):
        return Form(family, rng.choice(("", "", " ")), rng.choice(("　", "：", " ")), script, *_dash(script), words)
    if family == "number":
        after = rng.choice(("　", "．", "")) if script == "wide" else rng.choice((". ", " ", "　", "."))
        return Form(family, "", after, script)
    if family == "kanji":
        return Form(family, "", rng.choice(("　", "、")), "kanji")
    if family == "multi":
        return Form(family, "", blank, script, rng.choice((*_dash(script), "．" if script == "wide" else ".")))
    if family in ("paren", "paren_kana", "paren_kanji"):
        wide = script == "wide"
        shape = ("（", f"）{either}") if wide else ("(", f"){either}")
        return Form(family, *shape, "kanji" if family == "paren_kanji" else script)
    if family == "half_paren":
        return Form(family, "", f"）{either}" if script == "wide" else ") ", script)
    if family in ("circled", "symbol"):
        return Form(family, "", either, script, "-", words)
    if family in ("kana", "iroha"):
        return Form(family, "", rng.choice(("　", " ", "　")), script)
    if family == "latin":
        return Form(family, "", rng.choice(("．", ". ")) if script == "half" else "．", script)
    return Form(family, words=words, script=script)


def _dash(script: str) -> tuple[str]:
    return ("－",) if script == "wide" else ("-",)
