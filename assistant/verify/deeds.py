"""What a sentence tells as done: does the evidence tell it as done, not only name it or plan it.

Stricter than `assistant.verify.tense`, which lets pass whatever is told as done anywhere: asked of sentences that a
model wrote, by `assistant.verify.written`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.verify.words import alike, analysed
from vectorstore.analysis import Morpheme

DONE, PLANNED, NAMED = "done", "planned", "named"
_SENTENCE = re.compile(r"[^。]+")
_DOING = frozenset(("行う", "行なう", "遣る", "為る", "図る", "致す"))
_ONGOING = frozenset(("居る", "有る", "置く", "来る"))
_PLANS = re.compile(r"(?:を|の|について)?(?:検討|予定|目指|めざ)|(?:する|していく|していき)?(?:予定|方針|見込み|計画)")


def undone(text: str, texts: Sequence[str]) -> str:
    """The last deed of a folded sentence of which the folded texts tell no doing; empty where there is none."""
    units = analysed(text.rstrip("。"))
    past = _past_at(units)
    head = _head(units, past) if past else None
    if head is None:
        return ""
    told = [kind for t in texts for s in _SENTENCE.findall(t) for kind in _tellings(s, *head)]
    if DONE in told or (told and PLANNED not in told):
        return ""
    if told:
        return head[0]
    ends = [_end(s) for t in texts for s in _SENTENCE.findall(t)]
    return head[0] if PLANNED in ends and DONE not in ends else ""


def _past_at(units: Sequence[Morpheme]) -> int:
    """Where the た is in which a sentence ends; 0 where it ends otherwise, or in でした."""
    if len(units) < 2 or units[-1].form != "た" or units[-1].pos[0] != "助動詞":
        return 0
    return 0 if units[-2].form in ("です", "だ") else len(units) - 1


def _head(units: Sequence[Morpheme], end: int) -> tuple[str, str] | None:
    """The form of what was done, and the particle of a bare する (内容とした); None where nothing was."""
    n = end - 1
    while n >= 0 and (units[n].pos[0] == "助動詞" or units[n].pos[1] == "非自立可能" or units[n].pos[0] == "助詞"):
        if units[n].form == "為る" and n and units[n - 1].surface == "と":
            return "為る", "と"
        if units[n].form in _DOING and n > 1 and units[n - 1].surface in ("を", "も") and _verbal(units[n - 2]):
            return units[n - 2].form, ""
        n -= 1
    if n < 0:
        return None
    if units[n].form in _DOING and n > 1 and units[n - 1].surface in ("を", "も") and _verbal(units[n - 2]):
        n -= 2
    return (units[n].form, "") if _verbal(units[n]) or units[n].pos[0] == "動詞" else None


def _verbal(m: Morpheme) -> bool:
    return "サ変可能" in m.pos


@lru_cache(maxsize=8192)
def _tellings(sentence: str, form: str, particle: str) -> tuple[str, ...]:
    """How a sentence tells a deed, each time that it names it."""
    units = analysed(sentence)
    wanted = {form} | (alike(form) if not particle else frozenset())
    return tuple(
        _told(sentence, units, n)
        for n, m in enumerate(units)
        if m.form in wanted and (not particle or (n and units[n - 1].surface == particle))
    )


@lru_cache(maxsize=8192)
def _end(sentence: str) -> str:
    """How the last verb or verbal noun of a sentence is told; empty where there is none."""
    units = analysed(sentence)
    acts = [n for n, m in enumerate(units) if _verbal(m) or (m.pos[0] == "動詞" and m.pos[1] != "非自立可能")]
    return _told(sentence, units, acts[-1]) if acts else ""


def _told(sentence: str, units: Sequence[Morpheme], n: int) -> str:
    """Whether a verb or verbal noun at `n` is told as done or going on, as planned, or only named."""
    end = units[n].start + len(units[n].surface)
    chain = _chain(units, n + 1)
    if any(m.form == "た" for m in chain) or any(m.form in _ONGOING for m in chain):
        return DONE
    if _PLANS.match(sentence, end):
        return PLANNED
    behind = units[n + 1 + len(chain)] if n + 1 + len(chain) < len(units) else None
    closes = behind is None or behind.surface in "、)」;"
    ends = any(m.form in ("ます", "行く", "為る") for m in chain) or units[n].pos[0] == "動詞"
    final = closes and (not chain or not chain[-1].surface.endswith(("し", "て", "で")))
    return PLANNED if ends and final else NAMED


def _chain(units: Sequence[Morpheme], at: int) -> list[Morpheme]:
    """The endings and auxiliaries behind a verb; を行い counts as one."""
    out: list[Morpheme] = []
    for n in range(at, len(units)):
        m = units[n]
        helper = m.pos[0] == "助動詞" or m.pos[1] == "非自立可能" or m.surface in ("て", "で")
        doing = m.surface in ("を", "も") and n + 1 < len(units) and units[n + 1].form in _DOING
        if not helper and not doing and not (m.form in _DOING and out and out[-1].surface in ("を", "も")):
            break
        out.append(m)
    return out
