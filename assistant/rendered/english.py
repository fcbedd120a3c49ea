"""Does an English sentence say what the Japanese one says, as far as code can tell.

A masked sentence and its rendering go in, what is wrong comes out: denials, growth or decline, limits beside figures,
plans and deeds, length, and what is brought in (names, numbers, months). No translation is checked word by word. Pure;
called by `assistant.rendering`.
"""

from __future__ import annotations

import re

from assistant.rendered import denials, words
from assistant.rendered.marks import bare
from assistant.verify import polarity
from assistant.verify.folding import fold
from assistant.verify.words import analysed

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_LEAST, _MOST, _SLACK = 0.55, 1.3, 1.5  # English content words for each Japanese one, and further ones
# What may be a name though it was not taken out: 総務省, 東日本大震災, a word in katakana.
_NAMED = re.compile(
    r"[一-鿿ァ-ヴー]+(?:[省庁局部課署院法党]|震災|大学|条例|協会|本部|委員会|協議会|研究所|事務所)|[ァ-ヴー]+・[ァ-ヴー]+|[A-Za-z]+"
)
_GOES_ON = r"(?<!と)(?<!とし)(?<!とされ)て(?:い|お|き|あ)|済み|既に|すでに"
_WAS, _IS = (
    r"(?<!that )(?<!which )(?<!who )\b(?:was|were)\b",
    r"\b(?:is|are|will|can|may|must|should|has|have|does|do)\b",
)
_CAPITAL = re.compile(r"\b[A-Z][A-Za-z]+")
_CAPITALS = re.compile(
    r"(?<![.!?:;\"“(]\s)(?<![\"“(])(?<!^)\b[A-Z][A-Za-z]+(?:(?: and| of| on| the| for)* [A-Z][A-Za-z]+)*"
)


def faults(source: str, reply: str) -> list[str]:
    """What of a masked Japanese sentence its masked English rendering does not keep, in stable words."""
    folded, own = fold(source), bare(reply, " ")
    checks = {
        "language": not _english(own),
        "length": not _long_enough(source, own),
        "denial": not denials.meet(polarity.denials(fold(bare(source, "甲"))), denials.english(own)),
        "direction": _turned(bare(folded), own),
        "limit": any(re.search(ja, folded) and not _has(en, reply) for ja, en in words.KEPT),
        "tense": _tense(source, bare(reply, "x")),
        "number": bool(re.search(words.NUMBERS, own, re.IGNORECASE))
        and not re.search(words.JAPANESE_NUMBERS, bare(folded)),
        "date": bool(re.search(words.MONTHS, own)),
        "name": _names(reply) > len(_NAMED.findall(bare(source, "、"))),
    }
    return [word for word, wrong in checks.items() if wrong]


def _english(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all(c.isascii() for c in letters)


def _long_enough(source: str, own: str) -> bool:
    """Whether about as many things are said."""
    said = [w for w in _WORD.findall(own) if w.lower() not in words.SMALL]
    given = [u for m in analysed(fold(bare(source, "、"))) for u in (m.short or (m,)) if _tells(u.pos)]
    return _LEAST * len(given) - _SLACK / 2 <= len(said) <= _MOST * len(given) + _SLACK


def _tells(pos: tuple[str, ...]) -> bool:
    return pos[0] in ("名詞", "動詞", "形容詞", "形状詞", "副詞", "接尾辞", "接頭辞") and pos[1] != "非自立可能"


def _has(pattern: str, text: str) -> bool:
    return re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE) is not None


def _turned(source: str, own: str) -> bool:
    """Whether the English tells growth where the Japanese has decline alone, or the other way round."""
    given = [bool(re.search(ja, source)) for ja, _ in words.SIDES]
    told = [_has(en, own) for _, en in words.SIDES]
    return any(said and not own_side for own_side, said in zip(given, told, strict=True))


def _tense(source: str, own: str) -> bool:
    """Whether a plan is told as done, or a deed as to come."""
    folded = fold(bare(source, "甲"))
    past = [m.form == "た" and m.pos[0] == "助動詞" for m in analysed(folded.rstrip("。"))]
    if past and past[-1]:
        return _finds(words.COMING, own) and not _finds(words.DONE, own)
    if re.search(_GOES_ON, folded):
        return False
    if any(past):  # said beside the matter, as 決めた方針: only where the English has no other verb
        return _finds(_WAS, own) and not _finds(_IS, own)
    return _finds(words.DONE, own)


def _finds(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def _names(reply: str) -> int:
    """How many names with capitals stand inside the sentence; words behind one another are one."""
    found = _CAPITALS.findall(bare(reply.strip(), "x"))
    return sum(any(word not in words.TITLES for word in _CAPITAL.findall(f" {name}")) for name in found)
