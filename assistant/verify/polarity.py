"""Negation: does the evidence deny what the sentence denies, and only that.

Predicates of a folded text come out with whether they are negated, by an ending (ない, ません, ず), a prefix (未, 不,
非) or なし. Idioms that look like negations (なければならない, だけでなく) are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.verify.claim import Claim
from assistant.verify.evidence import Evidence
from assistant.verify.lexicon import SYNONYMS
from assistant.verify.model import Fault, Kind
from assistant.verify.words import analysed
from vectorstore.analysis import Morpheme

_IDIOMS = re.compile(
    r"な(?:ければ|くては|ければいけ)(?:な(?:ら(?:ない|ず)|りません)|いけ(?:ない|ません))?|ねばな(?:らない|りません)|かもしれ(?:ない|ません)"
    r"|(?:だけで(?:は)?|のみで)なく|だけに?とどまらず|にとどまらず|のみならず|に限らず|を?問わ(?:ず|ない)|に(?:も)?かかわらず"
    r"|に(?:過|す)ぎ(?:ない|ません)|ざるを得(?:ない|ません)|やむを得(?:ない|ず)|余儀なく|切れ目(?:の)?な[いく]|絶え間な[いく]|もれなく|漏れなく"
    r"|なくて(?:も)?(?:よい|良い|いい|済む|構わない)|少なくとも|少なから(?:ず|ぬ)|必ずしも|思わぬ|なくては|限りな[いく]|間もなく|違いな[いく]|ほかなら(?:ない|ず)"
)
_NEEDED = re.compile(r"欠か(?:せ|すことができ|すことのでき)(?:ない|ません|ず)")
_NEGATIONS = frozenset(("ない", "ず", "無い", "まい"))
_LINKS = frozenset(("助動詞", "助詞"))
_PREFIXES = ("未", "不", "非")
_MAY_DENY = re.compile(
    r"未(?![来明])|不(?!安|動産|可欠|思議|審者)|非(?!常)|無(?![線料償人])|なし(?![くい])|なく(?!な)|ない|ません|ず(?:に|、|。|$|とも)|ぬ|以外|とどまら|限ら"
)
# To reach a target: 届かない says of it what 未達成 says.
_REACH = frozenset(("達成", "達する", "届く", "到達", "上回る", "超える"))
_MISS = frozenset(("下回る", "未達", "不足"))
# What is said without a negation: 足りない is 不足.
_IN_ONE_WORD = {"足りる": "不足", "必要": "不要", "要る": "不要", "可能": "不可能", "十分": "不十分", "明らか": "不明"}
_VERBAL = frozenset(("為る", "出来る", "致す", "頂く", "為す", "だ", "です"))
_END = frozenset("。】)」』、;")


@dataclass(frozen=True)
class Predicate:
    """Something said of something: the normalised form of its head, and whether it is denied."""

    form: str
    surface: str
    negated: bool


@lru_cache(maxsize=4096)
def predicates(text: str) -> tuple[Predicate, ...]:
    """The predicates of a folded text; nouns that say nothing by themselves (達成の基盤) are left out."""
    units = [u for m in analysed(_NEEDED.sub("必要不可欠", _IDIOMS.sub("、", text))) for u in _units(m)]
    return tuple(_predicates(units))


def _units(m: Morpheme) -> Sequence[Morpheme]:
    """A long unit as it is, but 未達成 as 未 and 達成."""
    return m.short if m.short and m.short[0].surface in _PREFIXES else (m,)


def _predicates(units: Sequence[Morpheme]) -> Iterator[Predicate]:
    n = 0
    while n < len(units):
        head = units[n]
        if not _is_head(head):
            if _negates(head):  # （…）ではありません: said of what stands in brackets
                yield Predicate("", head.surface, True)
            n += 1
            continue
        end = _chain(units, n + 1)
        chain = units[n + 1 : end]
        prefixed = n > 0 and units[n - 1].surface in _PREFIXES
        negated = any(_negates(m) for m in chain) != prefixed
        negated = negated or (end < len(units) and units[end].form in ("無し", "なし"))
        if negated or head.pos[0] in ("動詞", "形容詞") or any(m.form in _VERBAL for m in chain) or _closes(units, end):
            yield Predicate(head.form, head.surface, negated)
        n = max(end, n + 1)


def _negates(m: Morpheme) -> bool:
    return m.form in _NEGATIONS and m.pos[0] in ("助動詞", "形容詞")


def _is_head(m: Morpheme) -> bool:
    if m.pos[0] in ("動詞", "形容詞"):
        return m.pos[1] != "非自立可能" and m.form not in _NEGATIONS
    return m.pos[0] in ("名詞", "形状詞", "接尾辞") and m.form not in ("無し", "なし")


def _chain(units: Sequence[Morpheme], at: int) -> int:
    """Where the endings, particles and auxiliaries behind a head end."""
    while at < len(units):
        m = units[at]
        helper = m.pos[0] in _LINKS or m.pos[1] == "非自立可能" or m.form in _NEGATIONS
        if not helper or m.surface == "の":
            break
        at += 1
    return at


def _closes(units: Sequence[Morpheme], end: int) -> bool:
    return end >= len(units) or units[end].surface in _END


def faults(claim: Claim, evidence: Evidence) -> list[Fault]:
    """Predicates of the claim that the evidence has only with the other sign, and denials that it does not have."""
    given = [p for text in evidence.texts for p in predicates(text)]
    out: list[Fault] = []
    for said in predicates(claim.rest):
        same = [p for p in given if _alike(said.form, p.form)]
        if said.negated and not any(p.negated for p in same) and not _missed(said, given):
            out.append(Fault(Kind.NEGATION, said.surface))
        if not said.negated and same and all(p.negated for p in same):
            out.append(Fault(Kind.NEGATION, said.surface))
    return out


def _missed(said: Predicate, given: Sequence[Predicate]) -> bool:
    """Whether the evidence denies in other words: a target not reached, 不足 for 足りない."""
    if any(p.form == _IN_ONE_WORD.get(said.form) and not p.negated for p in given):
        return True
    return said.form in _REACH and any(p.form in _MISS and not p.negated for p in given)


@lru_cache(maxsize=8192)
def _alike(a: str, b: str) -> bool:
    return a == b or {a, b} <= _REACH or any(a in group and b in group for group in SYNONYMS)


def missed(text: str) -> bool:
    """Whether a folded text says that something was not reached."""
    return any(p.form in _MISS or (p.negated and p.form in _REACH) for p in predicates(text))


def denials(text: str) -> tuple[int, int]:
    """How many denials a folded sentence holds: at the least, and with all that may be read as one (未定)."""
    least = sum(p.negated for p in predicates(text))
    return least, max(least, len(_MAY_DENY.findall(text)))
