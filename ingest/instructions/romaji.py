"""Romanised Japanese in hiragana (Hepburn and Kunrei), for orders that are typed in Latin letters.

Folded text goes in; what is no syllable stays as it is.
"""

from __future__ import annotations

import re

_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "g": "がぎぐげご", "s": "さしすせそ", "z": "ざじずぜぞ", "t": "たちつてと",
    "d": "だぢづでど", "n": "なにぬねの", "h": "はひふへほ", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ", "m": "まみむめも",
    "r": "らりるれろ", "f": "はひふへほ",
}  # fmt: skip
_GLIDING = ("ky", "gy", "sh", "j", "ch", "ny", "hy", "by", "py", "my", "ry")
_SYLLABLES = {
    **{c + v: k for c, row in _ROWS.items() for v, k in zip("aiueo", row, strict=True)},
    **{"ya": "や", "yu": "ゆ", "yo": "よ", "wa": "わ", "wo": "を", "shi": "し", "chi": "ち", "tsu": "つ", "ji": "じ"},
    **{
        c + v: k + s
        for c, k in zip(_GLIDING, "きぎしじちにひびぴみり", strict=True)
        for v, s in zip("auo", "ゃゅょ", strict=True)
    },
}  # fmt: skip
_SYLLABLE = re.compile(
    "|".join(sorted(_SYLLABLES, key=len, reverse=True)) + "|n(?![aiueoy])|m(?=[pbm])|([kstpgdbc])(?=\\1)"
)
_PARTICLES = {"wa": "は", "o": "を", "e": "へ"}
_WORD = re.compile(r"[a-z]+")


def kana(text: str) -> str:
    """`text` with those Latin words in hiragana that are made of Japanese syllables alone; others stay."""
    return _WORD.sub(lambda m: _word(m.group()), text)


def _word(word: str) -> str:
    if word in _PARTICLES:
        return _PARTICLES[word]
    read = _SYLLABLE.sub(lambda m: _SYLLABLES.get(m.group(), "ん" if m.group() in "nm" else "っ"), word)
    return word if re.search("[a-z]", read) else read
