"""Plans told as deeds: a sentence says that something was done which the evidence only plans or announces.

Policies say what will be done; 「拡大を検討します」 carries no 「拡大しました」.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.verify.claim import Claim
from assistant.verify.evidence import Evidence
from assistant.verify.model import Fault, Kind
from assistant.verify.words import analysed
from vectorstore.analysis import Morpheme

_PLANNED = re.compile(
    r"(?:等|など)?(?:[をのも]|について|に向け)[^。、]{0,8}(?:検討|予定|目指|めざ)|(?:する|していく|していき)?(?:予定|方針|見込み|計画です)"
)
_GOING_ON = re.compile(r"て(?:い(?![きくこけ])|き|お)")
_SENTENCE = re.compile(r"[^。]+")


def faults(claim: Claim, evidence: Evidence) -> list[Fault]:
    """Deeds of the claim of which all that the evidence has is a plan."""
    deeds = list(_deeds(claim.rest))
    return [Fault(Kind.TENSE, d.surface) for d in deeds if _only_planned(d.form, evidence.texts)]


def _deeds(text: str) -> Iterator[Morpheme]:
    """Verbs and verbal nouns that end in the past: 拡大しました, 始めた."""
    units = analysed(text)
    for n, m in enumerate(units):
        if _acts(m) and _past(units, n + 1) and not (n and units[n - 1].surface in ("未", "非")):
            yield m


def _acts(m: Morpheme) -> bool:
    return (m.pos[0] == "動詞" and m.pos[1] != "非自立可能") or m.pos[2:3] == ("サ変可能",)


def _past(units: Sequence[Morpheme], at: int) -> bool:
    """Whether the endings directly behind a verb hold た."""
    for m in units[at:]:
        if m.pos[0] == "助動詞" and m.form == "た":
            return True
        if m.pos[0] != "助動詞" and m.pos[1] != "非自立可能" and m.surface != "て":
            break
    return False


def _only_planned(form: str, texts: Sequence[str]) -> bool:
    found = [planned for text in texts for planned in _occurrences(text, form)]
    return bool(found) and all(found)


@lru_cache(maxsize=4096)
def _occurrences(text: str, form: str) -> tuple[bool, ...]:
    """For each time a folded text has the word: whether it is planned or announced there, and not done or going on."""
    out: list[bool] = []
    for sentence in _SENTENCE.findall(text):
        units = analysed(sentence)
        for n, m in enumerate(units):
            if m.form == form:
                out.append(_planned(sentence, units, n))
    return tuple(out)


def _planned(sentence: str, units: Sequence[Morpheme], n: int) -> bool:
    end = units[n].start + len(units[n].surface)
    behind = units[n + 1 :]
    if any(m.pos[0] == "助動詞" and m.form == "た" for m in behind) or _GOING_ON.search(sentence, end):
        return False
    if _PLANNED.match(sentence, end):
        return True
    polite = bool(behind) and behind[-1].form == "ます" and behind[-1].pos[0] == "助動詞"
    verbal = units[n].pos[0] == "動詞" or (bool(behind) and behind[0].form == "為る")
    return polite and verbal
