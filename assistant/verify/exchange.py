"""Nouns in another one's place: does a sentence say of one thing what the evidence says of another.

A model that rewords may drop words, turn them round and bring a few along; it may not put a new noun where the
evidence, beside the very same word, has one that the sentence leaves out. Asked of sentences that a model wrote, by
`assistant.verify.written`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.verify import formulas
from assistant.verify.claim import Claim
from assistant.verify.evidence import Evidence
from assistant.verify.folding import bare
from assistant.verify.lexicon import RECKONING, words_of
from assistant.verify.words import Vocabulary, Word, alike, analysed, vocabulary_of
from vectorstore.analysis import Morpheme

_NOUNS = frozenset(("名詞", "形状詞", "接頭辞", "接尾辞", "代名詞"))
_SENTENCE = re.compile(r"[^。]+")
# Particles that may stand for one another: the subject of a passive, the object of a verbal noun.
_CLASSES = {**dict.fromkeys(("が", "は", "も", "を", "の", ""), "を"), **dict.fromkeys(("や", "と", "・"), "と")}
# Nouns that stand for what was said before, or only carry a clause: they take no other one's place.
_EMPTY = words_of("""
    事 こと 物 もの 為 ため 所 とき 時 様 よう 等 際 中 内 上 他 間 方 者 人 皆 さん 的 化 性 用 御 各 今 後 前 当該 同
    其 此れ 其れ 都度 向け 数値
""")
# What a cell may be told under though its column is headed otherwise.
_LABELS = words_of(
    "値 数値 数 内容 名称 名 所属 部署 担当 所管 課 部局 機関 時期 期間 理由 目的 対象 場所 割合 金額 人数 件数 回答"
)
_ENDING = re.compile(r"(?:です|でした|となっています|になっています|とされています)?。?$|[、「」\ue100-\ue114]")


@dataclass(frozen=True)
class Chunk:
    """Nouns that stand together, or one verb: `after` is the particle behind it."""

    words: tuple[Word, ...]
    after: str
    noun: bool


@dataclass(frozen=True)
class Place:
    """A chunk between its neighbours."""

    before: Chunk
    chunk: Chunk
    behind: Chunk


def exchanged(claim: Claim, evidence: Evidence) -> list[str]:
    """The nouns of a sentence that stand where the evidence has others."""
    own, given = _placed([claim.rest]), _placed(evidence.texts)
    empty = _EMPTY | RECKONING if formulas.formulas(claim) else _EMPTY
    out = _mislabelled(claim, evidence)
    for place in own:
        nouns = [w for w in place.chunk.words if w.noun and w.form not in empty]
        new = [w for w in nouns if not _known(w, place.chunk, evidence.near) and not _publishes(w, place, evidence)]
        moved = [w for w in nouns if not any(_there(w, other, place) for other in given)]
        takes = _takes if new else _fills
        if (new or moved) and any(takes(place, other) and not _told(other, place, own) for other in given):
            out += [w.surface for w in new or moved]
    return out


def _publishes(word: Word, place: Place, evidence: Evidence) -> bool:
    """Whether a word names who publishes what is cited: 宮城県, or 県 by itself."""
    names = vocabulary_of(g.publisher for g in evidence.groups)
    return names.holds(word) and (word.proper or len(place.chunk.words) == 1)


def _mislabelled(claim: Claim, evidence: Evidence) -> list[str]:
    """The nouns of a topic under which no cell stands, where the rest is cells word by word: AのBは、値です."""
    sentence = next(iter(_SENTENCE.findall(claim.text)), "")
    topic = next((c for c in chunks(sentence) if c.after == "は" and c.noun), None)
    if topic is None:
        return []
    told = bare(_ENDING.sub("", sentence[topic.words[-1].end :].removeprefix("は")))
    if not told or told not in bare("".join(g.quote for g in evidence.groups)):
        return []
    known = evidence.near | vocabulary_of(p for g in evidence.groups for p in g.path)
    return [w.surface for w in topic.words if w.form not in _EMPTY | _LABELS and not known.holds(w)]


def _known(word: Word, chunk: Chunk, known: Vocabulary) -> bool:
    """Whether the evidence has a word as it is; one character is none because it stands within another word."""
    if word.form in known.forms or (word.groups and known.groups.issuperset(word.groups)):
        return True
    if len(word.surface) > 1:
        return bare(word.surface) in known.text
    joined = bare("".join(w.surface for w in chunk.words))
    return any(
        word.surface in pair and pair in known.text for pair in map("".join, zip(joined, joined[1:], strict=False))
    )


def _placed(texts: Iterable[str]) -> list[Place]:
    """The chunks of folded texts, each between its neighbours."""
    out: list[Place] = []
    for text in texts:
        for sentence in _SENTENCE.findall(text):
            row = [_END, *chunks(sentence), _END]
            out += [Place(a, b, c) for a, b, c in zip(row, row[1:], row[2:], strict=False)]
    return out


def _takes(place: Place, other: Place) -> bool:
    """Whether a chunk stands where another one does: beside the same word, with a particle of the same kind."""
    if not other.chunk.noun or _class(place.chunk) != _class(other.chunk):
        return False
    return any(_sides(place, other)) or _meet(place.chunk, other.chunk)


def _fills(place: Place, other: Place) -> bool:
    """Whether a chunk stands between the very words between which another one does."""
    return other.chunk.noun and _class(place.chunk) == _class(other.chunk) and all(_sides(place, other))


def _sides(place: Place, other: Place) -> tuple[bool, bool]:
    """Whether two places have the same word in front of them, and behind them."""
    before = _meet(place.before, other.before) and _class(place.before) == _class(other.before)
    return before, _meet(place.behind, other.behind)


def _told(other: Place, place: Place, own: Sequence[Place]) -> bool:
    """Whether the sentence has what stands there somewhere else, in the surroundings that the new noun has taken."""
    words = [w for w in other.chunk.words if w.form not in _EMPTY]
    taken = _sides(place, other)
    return all(_alike(w, place.chunk) or any(_there(w, p, other, taken) for p in own if p is not place) for w in words)


def _there(word: Word, place: Place, other: Place, taken: tuple[bool, bool] = (False, False)) -> bool:
    """Whether a word stands in a place that has the surroundings of another: those `taken`, or any."""
    if not any(_same(word, w) for w in place.chunk.words):
        return False
    sides = _sides(place, other)
    return all(mine or not its for mine, its in zip(sides, taken, strict=True)) if any(taken) else any(sides)


def _alike(word: Word, chunk: Chunk) -> bool:
    """Whether one of a chunk's words may stand for a word."""
    return any(_same(word, w) or w.form in alike(word.form) for w in chunk.words)


def _meet(a: Chunk, b: Chunk) -> bool:
    """Whether two chunks share a word."""
    return any(_same(x, y) for x in a.words for y in b.words)


def _same(a: Word, b: Word) -> bool:
    if a.form in _EMPTY or b.form in _EMPTY:
        return False
    return a.form == b.form or a.surface == b.surface or bool({*a.groups} & {*b.groups})


def _class(chunk: Chunk) -> str:
    return _CLASSES.get(chunk.after, chunk.after)


@lru_cache(maxsize=4096)
def chunks(text: str) -> tuple[Chunk, ...]:
    """The chunks of a folded sentence, in order."""
    return tuple(_chunks([u for long in analysed(text) for u in (long.short or (long,))]))


_END = Chunk((), "。", False)


def _chunks(units: Sequence[Morpheme]) -> Iterator[Chunk]:
    words: list[Word] = []
    after, noun = "", False
    for unit in units:
        kind = unit.pos[0]
        content = kind in _NOUNS or kind == "副詞" or (kind in ("動詞", "形容詞") and unit.pos[1] != "非自立可能")
        if content and unit.pos[1] != "数詞":
            nominal = kind in _NOUNS or kind == "副詞"  # 一層の推進: a noun may take its place
            if words and (after or not (noun and nominal)):
                yield Chunk(tuple(words), after, noun)
                words, after = [], ""
            noun = nominal
            words.append(_word(unit, kind in _NOUNS))
        elif words and (kind == "助詞" or unit.surface in "、・") and len(after) < 3:
            after += unit.surface if kind == "助詞" or not after else ""
        elif words and kind in ("助動詞", "動詞") and not after:
            after = unit.surface if unit.surface in ("に", "で") else "-"  # 適切に; -: said of something, する, です
    if words:
        yield Chunk(tuple(words), after, noun)


def _word(unit: Morpheme, noun: bool) -> Word:
    return Word(unit.start, unit.surface, unit.form, unit.groups, noun, "固有名詞" in unit.pos)
