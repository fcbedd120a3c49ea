"""What the Sudachi dictionary knows of words as names. Called by `reading`.

Its 人名 tags in running text are often wrong and miss some forms (髙橋, 陽翔), so a tag is only one sign among others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from vectorstore.analysis import MAX_CHARS, dictionary, tokenizer

KATAKANA = re.compile(r"[ァ-ヴー]+")
HIRAGANA = re.compile(r"[ぁ-ゔー]+")
KANJI = re.compile(r"[一-鿿々〆ヶ]+")
LATIN = re.compile(r"[A-Z][A-Za-z'’-]*")


@dataclass(frozen=True)
class Token:
    """A morpheme at `[start:end]` of the folded text."""

    text: str
    start: int
    end: int
    tags: tuple[str, ...]
    unknown: bool

    @property
    def is_glue(self) -> bool:
        """What may stand between the parts of a name: a blank, ・ or ＝."""
        return self.text in (" ", "　", "・", "=", "-") or self.tags[0] == "空白"


@dataclass(frozen=True)
class Uses:
    """How the dictionary uses a word."""

    surname: bool = False
    given: bool = False
    person: bool = False  # of another kind: mostly foreign
    common: bool = False
    other: bool = False  # a place, a firm, a product
    known: bool = False


def tokens(text: str, at: int = 0) -> list[Token]:
    """The morphemes of a folded text, in Sudachi's longest units; `at` is where the text begins in a longer one."""
    out: list[Token] = []
    for begin in range(0, len(text), MAX_CHARS):
        for m in tokenizer().tokenize(text[begin : begin + MAX_CHARS]):
            start, end = at + begin + m.begin(), at + begin + m.end()
            out.append(Token(m.surface(), start, end, tuple(m.part_of_speech()), bool(m.is_oov())))
    return out


@lru_cache(maxsize=1)
def _lookup() -> Any:
    return dictionary().lookup


@lru_cache(maxsize=16384)
def uses(word: str) -> Uses:
    """How the dictionary uses a word; all False where it does not know it."""
    if not word or len(word) > 12:
        return Uses()
    tags = [m.part_of_speech() for m in _lookup()(word)]
    kinds = {t[3] for t in tags if t[2] == "人名"}
    return Uses(
        surname="姓" in kinds,
        given="名" in kinds,
        person="一般" in kinds,
        common=any(t[1] == "普通名詞" or t[0] not in ("名詞", "接尾辞", "接頭辞") for t in tags),
        other=any(t[1] == "固有名詞" and t[2] != "人名" for t in tags),
        known=bool(tags),
    )
