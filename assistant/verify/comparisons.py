"""Comparison words: growth or fall, above or below, most or least, before or after.

A word of a claim is carried by a word of its own side in the evidence, by the sign of the figure cited, or by the two
figures that the claim itself compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.verify import formulas, labels
from assistant.verify.claim import Claim
from assistant.verify.evidence import Evidence
from assistant.verify.lexicon import OPPOSITES, SUPERLATIVES
from assistant.verify.model import Fault, Kind
from assistant.verify.polarity import missed
from assistant.verify.quantities import Quantity, units_agree
from assistant.verify.words import analysed, content_words
from vectorstore.analysis import Morpheme

_CONTENT = frozenset(("名詞", "動詞", "形容詞", "形状詞", "副詞", "接尾辞", "連体詞"))
_STRICT = 8  # of the first pairs a word must be carried; of the others it must only not stand against the evidence
_GROWTH, _LEVEL = (0, 4), 1  # places in OPPOSITES: up or down, above or below
_COMPARED = re.compile(r"[)）]?(?:を|より|に比べ|と比べ)")
_WINDOW = 3
Side = tuple[int, int]


def faults(claim: Claim, evidence: Evidence, figures: Sequence[Quantity]) -> list[Fault]:
    """The comparison words of the claim that nothing carries; `figures` are those that it does not compute itself."""
    places = [(text, at, found) for text in evidence.texts for at, _, found in _sides(text)]
    told = [(side, _words_before(text, at)) for text, at, found in places for side in found]
    given = {side for side, _ in told}
    out = [Fault(Kind.COMPARISON, surface) for surface in _superlatives(claim.rest, evidence)]
    for start, surface, sides in _sides(claim.rest):
        if sides & given:
            if _turned(sides, _words_before(claim.rest, start), told):
                out.append(Fault(Kind.COMPARISON, surface))
            continue
        against = any((pair, 1 - side) in given for pair, side in sides)
        strict = any(pair < _STRICT for pair, _ in sides)
        if (against or strict) and not _reckoned(claim, evidence, start, sides, figures):
            out.append(Fault(Kind.COMPARISON, surface))
    return out


@lru_cache(maxsize=4096)
def _sides(text: str) -> tuple[tuple[int, str, frozenset[Side]], ...]:
    """The comparison words of a folded text: place, surface, the sides of the pairs they stand on."""
    return tuple(
        (unit.start, unit.surface, sides)
        for long in analysed(text)
        if long.surface != "増減"
        for unit in (long.short or (long,))
        if unit.pos[0] in _CONTENT and (sides := _sides_of(unit) or (_sides_of(long) if unit is long else frozenset()))
    )


def _sides_of(unit: Morpheme) -> frozenset[Side]:
    return _sides_of_form(unit.form)


@lru_cache(maxsize=8192)
def _words_before(text: str, at: int) -> frozenset[str]:
    """The last content words in front of a place: what grows or falls."""
    return frozenset(w.form for w in [w for w in content_words(text) if w.end <= at][-_WINDOW:])


def _turned(sides: frozenset[Side], words: frozenset[str], told: Sequence[tuple[Side, frozenset[str]]]) -> bool:
    """Whether the evidence says the opposite of these very words, and what is claimed of other words only."""
    opposite = {(pair, 1 - side) for pair, side in sides}
    same = max((len(words & near) for side, near in told if side in sides), default=0)
    other = max((len(words & near) for side, near in told if side in opposite), default=0)
    return other > same


def compares(form: str) -> bool:
    """Whether a normalised form is a comparison word, which is checked here and nowhere else."""
    return bool(_sides_of_form(form))


@lru_cache(maxsize=8192)
def _sides_of_form(form: str) -> frozenset[Side]:
    return frozenset(
        (pair, side) for pair, both in enumerate(OPPOSITES) for side, words in enumerate(both) if form in words
    )


def _superlatives(text: str, evidence: Evidence) -> Iterator[str]:
    known = "\n".join(evidence.texts)
    for word in SUPERLATIVES:
        alike = word in ("最も", "一番") and re.search("最も|一番|最[多少大小高低]", known)
        if word in text and word not in known and not alike:
            yield word


def _reckoned(
    claim: Claim, evidence: Evidence, start: int, sides: frozenset[Side], figures: Sequence[Quantity]
) -> bool:
    """Whether figures say what the word says: their sign, or one against the other."""
    before = [q for q in figures if q.end <= start]
    by_pair = dict(sides)
    if not by_pair.keys() & {*_GROWTH, _LEVEL}:
        return False
    side = next(s for pair, s in sorted(sides) if pair in (*_GROWTH, _LEVEL))
    if by_pair.get(_LEVEL) == 1 and any(missed(t) for t in evidence.texts):
        return True
    if by_pair.keys() & {*_GROWTH}:
        near = before[-1:] + [q for q in figures if q.start >= start][:1]
        if any(_signs(q, evidence) == {side == 1} for q in near) or _grows(before, claim, evidence, side):
            return True
    return _compared(before, claim.rest, side)


def _signs(q: Quantity, evidence: Evidence) -> set[bool]:
    """Whether a column of changes (増減) gives the figure below zero, in each place that has it."""
    changes = [g for g in evidence.groups if any("増減" in t for t in g.texts)]
    return {given.value < 0 for g in changes for _, given in g.carriers(q)}


def _grows(before: Sequence[Quantity], claim: Claim, evidence: Evidence, side: int) -> bool:
    """Whether two figures rise (side 0) or fall from one to the other: 「AからBに」, or in the order of their years."""
    inside = [f.operands for f in formulas.formulas(claim) if len(f.operands) == 2 and not f.divides and f.right]
    for a, b in zip(before, before[1:], strict=False):
        if "から" in claim.rest[a.end : b.start] and units_agree(a.unit, b.unit):
            return a.value < b.value if side == 0 else a.value > b.value
    for a, b in inside:
        early, late = (labels.years_of(q, evidence) for q in (a, b))
        if early and late and early != late:
            rises = (b.value > a.value) == (early < late)
            return rises == (side == 0)
    return False


def _compared(figures: Sequence[Quantity], text: str, side: int) -> bool:
    """Whether the figure that is compared with (を, より) is below the other one (side 0) or above it (side 1)."""
    target = next((q for q in reversed(figures) if _COMPARED.match(text, q.end)), None)
    if target is None:
        return False
    other = next((q for q in reversed(figures) if q is not target and units_agree(q.unit, target.unit)), None)
    if other is None:
        return False
    return other.value > target.value if side == 0 else other.value < target.value
