"""Other ways to type the same question, made by code: widths, typing errors, kana, everyday speech.

A question goes in, its variants come out, always the same for the same question. The substance stays: no figure, name
or year changes, a typing error never hits a digit.
"""

from __future__ import annotations

import hashlib
import random
import re
import unicodedata
from collections.abc import Callable

from vectorstore.analysis import morphemes, reading

_WIDE = {c: chr(c + 0xFEE0) for c in range(0x21, 0x7F)} | {0x20: "\u3000"}
_HALF_KANA: dict[str, str] = {}
for _code in range(0xFF61, 0xFFA0):
    _HALF_KANA.setdefault(unicodedata.normalize("NFKC", chr(_code)), chr(_code))
for _base in "カキクケコサシスセソタチツテトハヒフヘホウ":
    _HALF_KANA[unicodedata.normalize("NFC", _base + "\u3099")] = _HALF_KANA[_base] + "ﾞ"
for _base in "ハヒフヘホ":
    _HALF_KANA[unicodedata.normalize("NFC", _base + "\u309a")] = _HALF_KANA[_base] + "ﾟ"
_KATAKANA = re.compile(r"[ァ-ヴー]+")
_KANA_PAIR = re.compile(r"(?<=[ぁ-んァ-ヴー])[ぁ-んァ-ヴー](?=[ぁ-んァ-ヴー])")
_OPENINGS = ("ねえ、", "あのー、", "すみません、", "ちょっと聞きたいんだけど、", "")
_EVERYDAY = (
    (r"(?:教えてください|お教えください|示してください|答えてください)[。.]?$", "教えて"),
    (r"(?:挙げてください|あげてください|列挙してください|挙げよ|述べよ|説明してください)[。.]?$", "教えて"),
    (r"何でしょうか[。?？]?$", "何なの？"),
    (r"何ですか[。?？]?$", "何？"),
    (r"でしょうか[。?？]?$", "かな？"),
    (r"ありますか[。?？]?$", "あるの？"),
    (r"いますか[。?？]?$", "いるの？"),
    (r"ましたか[。?？]?$", "ましたっけ？"),
    (r"ですか[。?？]?$", "なの？"),
    (r"(?<=[れせえけめてね])ますか[。?？]?$", "るの？"),
    (r"(?<=い)くつある(?:の)?か[。?？]?$", "くつあるの？"),
    (r"(?:である)?か[。]$", "？"),
)


def width(question: str) -> str:
    """Latin letters and digits full width, katakana half width."""
    return _KATAKANA.sub(lambda m: "".join(_HALF_KANA.get(c, c) for c in m[0]), question.translate(_WIDE))


def typos(question: str) -> str:
    """One typing error in 20 characters, at least one: two kana exchanged, one typed twice, or one left out."""
    rng = _rng(question)
    places = [m.start() for m in _KANA_PAIR.finditer(question)]
    chosen = sorted(rng.sample(places, min(len(places), max(1, len(question) // 20))), reverse=True)
    out = list(question)
    for at in chosen:
        kind = rng.choice(("exchanged", "twice", "left out"))
        if kind == "exchanged":
            out[at - 1], out[at] = out[at], out[at - 1]
        else:
            out[at : at + 1] = [out[at], out[at]] if kind == "twice" else []
    return "".join(out)


def kana(question: str) -> str:
    """Every word with a Japanese reading in hiragana, as typed without conversion; figures and Latin stay."""
    parts = []
    for word in morphemes(question):
        sound = reading(word.surface) if re.search(r"[一-鿿々]", word.surface) else word.surface
        parts.append(sound)
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in "".join(parts))


def colloquial(question: str) -> str:
    """Everyday speech: an opening, an ending without です・ます."""
    text = question.strip()
    for pattern, new in _EVERYDAY:
        changed = re.sub(pattern, new, text)
        if changed != text:
            text = changed
            break
    text = text.replace("について", "のこと").replace("している", "してる").replace("ではない", "じゃない")
    return _rng(question).choice(_OPENINGS) + text


VARIANTS: dict[str, Callable[[str], str]] = {"width": width, "typos": typos, "kana": kana, "colloquial": colloquial}


def variants(question: str) -> dict[str, str]:
    """Each variant that differs from the question, by kind."""
    made = {kind: change(question) for kind, change in VARIANTS.items()}
    return {kind: text for kind, text in made.items() if text != question}


def _rng(question: str) -> random.Random:
    seed = hashlib.sha256(question.encode("utf-8", "surrogatepass")).hexdigest()
    return random.Random(seed)  # noqa: S311 (no secret)
