"""What the best places state, sentence by sentence or row by row, and how closely a statement is about given words.

Places go in, `Statement`s come out; called by `assistant.silence.substitution`. Words are looked for as text, so that
no sentence needs to be analysed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.silence.places import Place
from assistant.verify.folding import fold
from assistant.verify.lexicon import SYNONYMS
from assistant.verify.words import Word
from ingest import sentences
from ingest.models import Kind
from vectorstore.codec import StoredPassage

_ABOVE = 0.5  # what a word counts that stands in the headings or the title alone
_FAR = 30.0  # characters over which a word loses two thirds of its weight
_BREAK = 12  # characters that a comma, an "and" or a bracket counts for
_ALIKE = 0.7  # what a word counts that stands for another
_MOST = 12  # occurrences looked at
_LEAST = 0.3  # what a word in the same sentence counts at the least
_BREAKS = re.compile(r"、|。|;|/|(?<!\d),|,(?!\d)|一方|例えば|など|(?<=[一-鿿ァ-ヴー」a-z])や|[」)]|・{2,}|●|■|○|→")
_KANA = re.compile(r"[ぁ-ん]+$")


@dataclass(frozen=True)
class Statement:
    """A sentence or a row (folded) of a place, and what stands above it."""

    place: Place
    said: str
    above: str
    row: bool


def statements(places: Sequence[Place]) -> list[Statement]:
    """The statements of the places, in their order."""
    return [Statement(p, said, *_above(p.stored)) for p in places for said in _said(p.stored)]


@lru_cache(maxsize=8192)
def _said(stored: StoredPassage) -> tuple[str, ...]:
    passage = stored.passage
    if passage.kind is Kind.ROW:
        return (fold(passage.text),)
    if "。" not in passage.text:
        return (fold(passage.text),)  # the lines of a chart belong together
    return tuple(fold(passage.text[a:b]) for a, b in sentences.split(passage.text))


@lru_cache(maxsize=8192)
def _above(stored: StoredPassage) -> tuple[str, bool]:
    passage = stored.passage
    return fold(" ".join((stored.source.title, *passage.path))), passage.kind is Kind.ROW


def share(statement: Statement, weights: Mapping[Word, float]) -> float:
    """The share of the words, weighed, that a statement holds with what stands above it."""
    total = sum(weights.values())
    return sum(r * _held(w, statement) for w, r in weights.items()) / total if total else 0.0


def closeness(statement: Statement, start: int, end: int, weights: Mapping[Word, float]) -> float:
    """The same, where words of the sentence count the less the further from `[start, end)` they stand.

    In a row all cells belong together: no distance counts.
    """
    total = sum(weights.values())
    breaks = () if statement.row else _breaks(statement.said)
    out = 0.0
    for word, weight in weights.items():
        found = _at(word, statement.said)
        if not found:
            out += weight * _held(word, statement)
        elif statement.row:
            out += weight * max(f for _, _, f in found)
        else:
            out += weight * max(f * _near(a, b, start, end, breaks) for a, b, f in found)
    return out / total if total else 0.0


def holds_word(text: str, word: Word) -> bool:
    """Whether a folded text holds a word, or one that may stand for it."""
    return bool(_at(word, text))


def _held(word: Word, statement: Statement) -> float:
    said, above = _at(word, statement.said), _at(word, statement.above)
    return max([0.0, *(f for _, _, f in said), *(_ABOVE * f for _, _, f in above)])


def _near(a: int, b: int, start: int, end: int, breaks: Sequence[int]) -> float:
    low, high = (b, start) if b <= start else (end, a)
    far = max(0, high - low) + _BREAK * sum(low <= n < high for n in breaks)
    return max(_LEAST, math.exp(-far / _FAR))


@lru_cache(maxsize=4096)
def _breaks(said: str) -> tuple[int, ...]:
    return tuple(m.start() for m in _BREAKS.finditer(said))


def _at(word: Word, text: str) -> list[tuple[int, int, float]]:
    """Where a word, or one that may stand for it, stands in a folded text, and what it counts."""
    out: list[tuple[int, int, float]] = []
    for form, factor in _forms(word.surface, word.form, word.noun):
        at = text.find(form)
        while at >= 0 and len(out) < _MOST:
            out.append((at, at + len(form), factor))
            at = text.find(form, at + 1)
    return out


@lru_cache(maxsize=8192)
def _forms(surface: str, form: str, noun: bool) -> tuple[tuple[str, float], ...]:
    """The texts that a word is looked for by: itself, and what may stand for it, verbs without their endings."""
    own = {surface if noun else _KANA.sub("", surface) or surface, _KANA.sub("", form) if not noun else form}
    alike = {_KANA.sub("", w) or w for group in SYNONYMS if form in group for w in group} - own
    found = [(f, 1.0) for f in own] + [(f, _ALIKE) for f in alike]
    return tuple(sorted((f, n) for f, n in found if len(f) > 1 or f >= "\u4e00"))
