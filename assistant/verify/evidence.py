"""The evidence of a sentence, read once: supports go in, groups of texts with their figures, times and words come out.

Pieces of one quotation (a long sentence is quoted in several) are one group; cells of a row are groups of their own,
as each has its own column headers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.verify.folding import bare, fold
from assistant.verify.model import Support
from assistant.verify.quantities import Quantity, quantities, same_value, units_agree
from assistant.verify.times import Times, times
from assistant.verify.words import Vocabulary, vocabulary_of

_BRACKETED = re.compile(r"\((?:単位:?)?([^()]{1,12})\)|単位:?([^\s()、。]{1,6})")
_SPLIT = re.compile(r"[/・、,\s]")
# What a header without a unit in brackets counts, told by its last words.
_COUNTING = (
    ("%", re.compile(r"率|割合|比(?!較)|満足度")),
    ("人", re.compile(r"人数|者数|員数|人口|人員")),
    ("件", re.compile(r"件数")),
    ("回", re.compile(r"回数")),
    ("箇所", re.compile(r"箇所数")),
    ("社", re.compile(r"社数|企業数")),
    ("円", re.compile(r"額|費|円")),
    ("時間", re.compile(r"時間")),
    ("市町村", re.compile(r"市町村数|自治体数|団体数")),
)
_GENERIC = frozenset(("つ", "個", "件"))


@dataclass(frozen=True)
class Unit:
    """A unit that a header declares, with its scale: 千人 is 人 times 1000."""

    name: str
    scale: float


@dataclass(frozen=True)
class Group:
    """One place of the evidence: the quotation, what it depends on, and where it stands; all folded."""

    quote: str
    context: tuple[str, ...]
    path: tuple[str, ...]
    title: str
    publisher: str
    period: str

    @property
    def texts(self) -> tuple[str, ...]:
        """Quotation and context: what figures and times must stand in."""
        return (self.quote, *self.context)

    @cached_property
    def near(self) -> Vocabulary:
        """The words of quotation and context."""
        return vocabulary_of(self.texts)

    @cached_property
    def words(self) -> Vocabulary:
        """The words of quotation, context, path, title, publisher and period."""
        return self.near | vocabulary_of((*self.path, self.title, self.publisher, self.period))

    @cached_property
    def declared(self) -> tuple[Unit, ...]:
        """The units that headers and captions declare in brackets."""
        found: list[Unit] = []
        for text in self.texts:
            for m in _BRACKETED.finditer(text):
                for piece in _SPLIT.split(m[1] or m[2]):
                    found.extend(_as_unit(piece))
        return tuple(dict.fromkeys(found))

    @cached_property
    def counted(self) -> frozenset[str]:
        """The units that the wording of the headers implies (受講者数: 人)."""
        return frozenset(unit for unit, told in _COUNTING if any(told.search(t) for t in self.context))

    def times(self) -> tuple[Times, ...]:
        """The times of each text."""
        return tuple(times(t) for t in self.texts)

    def carriers(self, claimed: Quantity) -> list[tuple[str, Quantity]]:
        """The places (text, quantity) that carry the figure with its unit; limits (以上) are not looked at."""
        return [(t, q) for t in self.texts for q in quantities(t) if self._same(claimed, q)]

    def holds_value(self, claimed: Quantity) -> bool:
        """Whether the bare figure stands there, whatever its unit."""
        scaled = (claimed.value, claimed.value / claimed.scale)
        return any(same_value(abs(v), abs(q.value)) for t in self.texts for q in quantities(t) for v in scaled)

    def _same(self, claimed: Quantity, given: Quantity) -> bool:
        if claimed.ordinal != given.ordinal and given.unit:
            return False
        if given.unit:
            return _equal(claimed.value, given.value) and units_agree(claimed.unit, given.unit)
        if not claimed.unit:
            return _equal(claimed.value, given.value)
        if self.declared:
            values = [given.value * u.scale for u in self.declared if units_agree(claimed.unit, u.name)]
            if values:
                return any(_equal(claimed.value, v) for v in values)
            if claimed.unit in _KNOWN_UNITS:
                return _equal(claimed.value, given.value) and self._counts(claimed.unit)
        return _equal(claimed.value, given.value) and self._may_count(claimed.unit)

    def _counts(self, unit: str) -> bool:
        """Whether a header counts the unit by name: 地区数, but not 法人数 for 人."""
        return any(re.search(rf"(?<!法){re.escape(unit)}数", t) for t in self.context)

    def _may_count(self, unit: str) -> bool:
        """Whether a bare figure here may be one of `unit`, going by the wording of the headers."""
        if self.counted:
            return unit in self.counted or (unit in _GENERIC and not self.counted & {"%", "円"})
        return unit in _GENERIC or any(bare(unit) in bare(t) for t in self.texts)


def _equal(claimed: float, given: float) -> bool:
    """Whether two figures agree; a fall may be told without its sign (the direction is a matter of words)."""
    return same_value(claimed, given) or (given < 0 and same_value(claimed, -given))


def _as_unit(piece: str) -> list[Unit]:
    piece = piece.removesuffix("数")
    found = quantities(f"1{piece}") if piece and not re.search(r"\d", piece) else ()
    if len(found) != 1 or found[0].end != len(piece) + 1 or found[0].unit not in _KNOWN_UNITS:
        return []
    return [Unit(found[0].unit, found[0].scale)]


_KNOWN = """
    % 人 時間 年間 か月 日 週 種 ページ 店 歳 ポイント 手続 km m ha 回 箇所 件 倍 円 分 秒 枚 台 社 者 校 団体
    自治体 市町村 市町 施設 事業 施策 項目 つ 個 点 本 組 世帯 データセット 人日 kg gb 法人 企業 拠点 地区 回線
"""
_KNOWN_UNITS = frozenset(_KNOWN.split())


@dataclass(frozen=True)
class Evidence:
    """All that a sentence cites."""

    groups: tuple[Group, ...]

    @cached_property
    def near(self) -> Vocabulary:
        """The words of all quotations and contexts."""
        return _union([g.near for g in self.groups])

    @cached_property
    def words(self) -> Vocabulary:
        """The words of everything cited."""
        return _union([g.words for g in self.groups])

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """All quotations and contexts."""
        return tuple(dict.fromkeys(t for g in self.groups for t in g.texts))

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Headings and titles that a sentence may name as they are, longest first."""
        named = {n for g in self.groups for n in (*g.path, g.title) if len(n) > 3}
        return tuple(sorted(named, key=lambda n: (-len(n), n)))


def evidence_of(supports: Sequence[Support]) -> Evidence:
    """The evidence that `supports` make."""
    merged: dict[Support, list[str]] = {}
    for support in supports:
        merged.setdefault(replace(support, quote=""), []).append(support.quote)
    return Evidence(tuple(_group(place, quotes) for place, quotes in merged.items()))


def _group(place: Support, quotes: Sequence[str]) -> Group:
    return Group(
        fold(" ".join(quotes)),
        tuple(fold(c) for c in place.context),
        tuple(fold(p) for p in place.path),
        fold(place.document_title),
        fold(place.publisher),
        fold(place.period),
    )


def _union(vocabularies: Sequence[Vocabulary]) -> Vocabulary:
    out = Vocabulary(frozenset(), frozenset(), "")
    for one in vocabularies:
        out = out | one
    return out
