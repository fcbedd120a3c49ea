"""The best places as the checks see them: ranked passages go in, each with its words and its share of the question
comes out."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.silence.corpus import Corpus
from assistant.verify.folding import bare, fold
from assistant.verify.words import Vocabulary, Word, vocabulary
from vectorstore.codec import StoredPassage

TOP = 20  # places looked at
NEAR = 0.75  # of the best place's share from which another place is about the same matter
_SMALL = str.maketrans("ァィゥェォャュョッぁぃぅぇぉゃゅょっ", "アイウエオヤユヨツあいうえおやゆよつ")
_ALIKE = 0.7  # of the character pairs of a word in kana, from which a place holds it misspelt


@dataclass(frozen=True)
class Place:
    """A passage, what it says with its headings, title and publisher (folded), and its share of the question's
    words."""

    stored: StoredPassage
    text: str
    known: Vocabulary
    share: float


def places(words: Sequence[Word], ranked: Sequence[tuple[StoredPassage, float]], corpus: Corpus) -> tuple[Place, ...]:
    """The best places, in order."""
    weights = {w: corpus.rarity(w) for w in words}
    total = sum(weights.values())
    out = []
    for stored, _ in ranked[:TOP]:
        text = evidence_text(stored)
        known = vocabulary(text)
        share = sum(r for w, r in weights.items() if holds(known, w)) / total if total else 0.0
        out.append(Place(stored, text, known, share))
    return tuple(out)


def near(found: Sequence[Place], most: int = 8) -> list[Place]:
    """The places that hold about as much of the question as the best one."""
    first = found[:most]
    best = max((p.share for p in first), default=0.0)
    return [p for p in first if p.share >= NEAR * best]


@lru_cache(maxsize=8192)
def evidence_text(stored: StoredPassage) -> str:
    """What a passage says, with its heading path, title and publisher, folded."""
    passage, source = stored.passage, stored.source
    # Full stops keep title and headings out of the first sentence (folding takes line breaks away).
    return fold("。".join((source.publisher, source.title, source.period, " ".join(passage.path), passage.text)))


def holds(known: Vocabulary, word: Word) -> bool:
    """Whether a vocabulary holds a word, be it slightly misspelt."""
    if known.holds(word):
        return True
    surface = _loose(bare(word.surface))
    if len(surface) < 4 or any("\u4e00" <= c <= "\u9fff" for c in surface):
        return False
    text = _loose(known.text)
    pairs = [surface[i : i + 2] for i in range(len(surface) - 1)]
    return surface[:2] in text and sum(p in text for p in pairs) >= _ALIKE * len(pairs)


@lru_cache(maxsize=4096)
def _loose(text: str) -> str:
    """Kana without voicing marks, long marks and small letters, which misspellings mix up: デパイス and デバイス
    are one."""
    plain = (c for c in unicodedata.normalize("NFD", text) if c not in "\u3099\u309aー")
    return "".join(plain).translate(_SMALL)
