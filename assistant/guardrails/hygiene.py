"""The form of a question: a question as it was typed goes in, a clean one comes out, or why it cannot be asked.

Pure functions; called by `assistant.guardrails.input` before every other guard.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from ingest.textchars import CONTROL, INVISIBLE

MAX_QUESTION = 2_000  # characters as typed, invisible ones among them
# Letters of the tag block, variation selectors and blanks without width in a row: nobody types so many, and each can
# stand for a letter or a bit (a flag takes seven).
_SMUGGLED = re.compile("[\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]{10,}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_JAPANESE = re.compile("[\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_OTHER_SCRIPT = re.compile("[\u0370-\u1fff\u3100-\u31ef\ua000-\ud7ff\uf900-\ufdff\ufe70-\ufefc]")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+(?:['’][a-z]+)?")
_ADDRESS = re.compile(r"https?://\S+|[^\s@]{1,254}@\S+")
# Latin words that make a sentence and no name: a few short names (5G IoT, Wi-Fi) are no foreign language.
_FOREIGN_WORDS = 4
# Characters of Chinese sentences that Japanese ones do not have (grammar, not matter).
_CHINESE = re.compile("[们吗呢么这那哪请您谁为说没还让给吧啊個們嗎這請誰說沒還讓給啦咁嘅係的](?![々ぁ-ヿ])")
_CHINESE_SIGNS = 1

Problem = Literal["empty", "too_long", "no_words"]


@dataclass(frozen=True)
class Cleaned:
    """A question without what nobody sees; `removed` counts the characters taken out, `problem` forbids asking it.

    `smuggled`: so many of them stood in a row that they carry a text of their own.
    """

    text: str
    removed: int = 0
    problem: Problem | None = None
    smuggled: bool = False


def clean(question: str) -> Cleaned:
    """`question` without control, invisible and bidirectional characters and half surrogate pairs.

    Line feeds stay; other blanks become spaces. What people see is left as they typed it.
    """
    if len(question) > MAX_QUESTION:
        return Cleaned(question, problem="too_long")
    spaced = re.sub(r"[\t\r\u2028\u2029\x0b\x0c\x85]", " ", question.replace("\r\n", "\n"))
    text = _SURROGATE.sub("", INVISIBLE.sub("", CONTROL.sub("", spaced)))
    removed = len(spaced) - len(text)
    text = text.strip()
    if not text:
        return Cleaned(text, removed, "empty")
    smuggled = bool(_SMUGGLED.search(spaced))
    if not any(unicodedata.category(c)[0] in "LN" for c in unicodedata.normalize("NFKC", text)):
        return Cleaned(text, removed, "no_words", smuggled)
    return Cleaned(text, removed, smuggled=smuggled)


def is_foreign(text: str) -> bool:
    """Whether a clean question is in another language than Japanese.

    Japanese is told by its kana; without them by characters of other scripts, by Chinese grammar or by a sentence of
    Latin words. Names and short keywords in Latin letters or kanji alone are no other language.
    """
    bare = unicodedata.normalize("NFKC", _ADDRESS.sub(" ", text) if "@" in text or "://" in text else text)
    if _JAPANESE.search(bare):
        return False
    others = len(_OTHER_SCRIPT.findall(bare))
    han = len(_HAN.findall(bare))
    if others > han and others >= 2:
        return True
    if han:
        return _chinese(bare) >= _CHINESE_SIGNS
    return len(_WORD.findall(bare)) >= _FOREIGN_WORDS


def _chinese(text: str) -> int:
    """Signs of Chinese: grammar words, and simplified characters that no Japanese standard has."""
    return len(_CHINESE.findall(text)) + sum(not _known_in_japan(c) for c in text if _HAN.match(c))


def _known_in_japan(char: str) -> bool:
    try:
        char.encode("cp932")
    except UnicodeEncodeError:
        try:
            char.encode("euc_jis_2004")
        except UnicodeEncodeError:
            return False
    return True
