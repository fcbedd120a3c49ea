"""Names of a claim and whether the evidence has them: quoted names, proper nouns, Latin words, offices, prefectures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.verify.claim import Claim
from assistant.verify.evidence import Evidence
from assistant.verify.folding import bare
from assistant.verify.lexicon import FRAME, PREFECTURES
from assistant.verify.model import Fault, Kind
from assistant.verify.words import Word, compounds

_OFFICE = re.compile(
    r"(?:[課室部局庁省署党院法]|本部|大学|センター|事務所|協議会|委員会|懇話会|研究所|条例|銀行|機構|財団|組合|連合会|協会"
    r"|学会|庁舎|大臣|知事|市長|町長|村長)$"
)
_LATIN_FIGURE = re.compile(r"[a-z][a-z.\-]*\s?\d+(?:\.\d+)*|(?<![\d.,a-z])\d+[a-z]+(?![a-z])")
_PREFECTURE = re.compile("|".join(PREFECTURES))
_BARE_PREFECTURES = {p[:-1]: p for p in PREFECTURES if p != "北海道"}
_SINGLE = re.compile(r"^[a-z]$")


def faults(claim: Claim, evidence: Evidence) -> list[Fault]:
    """The names of the claim that stand nowhere in what it cites."""
    known = evidence.words.text
    out = [Fault(Kind.PUBLISHER, p) for p in _foreign(claim, evidence)]
    quoted = [text for _, _, text in claim.quoted if bare(text) not in known]
    out += [Fault(Kind.NAME, text) for text in quoted if not _pieces(text, known)]
    out += [Fault(Kind.NAME, name) for name in _strangers(claim, evidence)]
    out += [Fault(Kind.NAME, name) for _, name in compounds(claim.rest, _OFFICE) if not _office(name, known)]
    for m in _LATIN_FIGURE.finditer(claim.rest):
        taken = any(q.start < m.end() and m.start() < q.end for q in claim.quantities)
        dated = any(s < m.end() and m.start() < e for s, e in claim.times.spans)
        if not taken and not dated and not _stands(m[0], evidence):
            out.append(Fault(Kind.NAME, m[0]))
    return out


def _stands(name: str, evidence: Evidence) -> bool:
    """Whether a name with a figure stands there as it is, not as part of a longer one."""
    wanted = re.compile(r"(?<![a-z0-9.])" + r"\s?".join(map(re.escape, name.replace(" ", ""))) + r"(?![0-9]|\.\d)")
    texts = (*evidence.texts, *(t for g in evidence.groups for t in (*g.path, g.title, g.period)))
    return any(wanted.search(t) for t in texts)


def _pieces(text: str, known: str) -> bool:
    """Whether a quoted name is put together from pieces that all stand there (a heading with its number left out)."""
    parts = [bare(p) for p in re.split(r"[・、,\s()]", text) if bare(p)]
    return len(parts) > 1 and all(p in known for p in parts)


def _office(name: str, known: str) -> bool:
    parts = re.split(r"(?<=[課室部局庁])", bare(name))
    return bare(name) in known or name in FRAME or all(p in known for p in parts)


def _strangers(claim: Claim, evidence: Evidence) -> Iterator[str]:
    for word in claim.words:
        if not word.named or _SINGLE.match(word.surface) or _in_quotes(word, claim):
            continue
        if word.surface in _BARE_PREFECTURES or _PREFECTURE.fullmatch(word.surface):
            continue  # the publisher's check has it
        if not evidence.words.holds(word):
            yield word.surface


def _in_quotes(word: Word, claim: Claim) -> bool:
    return any(start <= word.start < end for start, end, _ in claim.quoted)


def _foreign(claim: Claim, evidence: Evidence) -> Iterator[str]:
    """Prefectures that the claim speaks of and the evidence does not, or that are not the one a row is about."""
    said = [m[0] for m in _PREFECTURE.finditer(claim.rest)]
    said += [_BARE_PREFECTURES[w.surface] for w in claim.words if w.surface in _BARE_PREFECTURES and w.proper]
    near = bare("".join(evidence.texts))
    rows = {p for g in evidence.groups for p in PREFECTURES if g.path and g.path[-1] == p}
    elsewhere = bool(rows) and not rows & {*said}
    for name in dict.fromkeys(said):
        short = name[:-1] if name != "北海道" else name
        if short not in evidence.words.text or (elsewhere and short not in near):
            yield name
