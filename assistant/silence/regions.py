"""Prefectures and municipalities that a question is about and the evidence is not. Pure, over Sudachi's place names.

A place that is no publisher may well stand in a document (a row of a table, a partner): it is missed only where no good
place holds it together with what else is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.silence.corpus import Corpus
from assistant.silence.matter import Matter
from assistant.silence.places import Place, holds
from assistant.verify.folding import bare, fold
from assistant.verify.lexicon import PREFECTURES
from assistant.verify.words import analysed

_SHARE = 0.6  # of the best place's share that a place which names the region must have
_LEAST = 0.2  # of what the best place holds besides the region, which a place that names it must hold
_KINDS = "市町村区郡"
# Names of prefectures that no dictionary has; 都道府県 and 県 with a word in front are none.
_UNLISTED = re.compile(
    r"(?<![一-鿿ァ-ヴー])(?!各|他|全|同|本|当|両|近|都道府|東北|九州|四国)[一-鿿ヶケ]{2,4}県(?=庁|内|民|の|で|は)"
)
# A region in a postal address tells where a building is, not what a text is about.
_ADDRESS = r"[^、。\s]{1,20}?(?:丁目|番地|番\d|\d番)"
# Behind a region that a question is about; 東京に集まる and 広島と比べて are no such use.
_ABOUT = re.compile(r"(?:庁|内|民)?(?:の|で|が|は|って|では|には|における|として)")


def regions(text: str) -> list[str]:
    """The prefectures, cities, towns and villages that a folded text is about, in order."""
    out = [m[0] for p in PREFECTURES for m in re.finditer(p, text) if _ABOUT.match(text, m.end())]
    found = analysed(text)
    for n, m in enumerate(found):
        units = m.short or (m,)
        if (
            len(m.surface) > 2
            and m.surface[-1] in _KINDS
            and m.pos[2:3] == ("地名",)
            or (len(units) > 1 and units[-1].surface in _KINDS and "地名" in units[0].pos)
        ):
            out.append(m.surface)
        elif {"地名", "人名"} & {*m.pos} and n + 1 < len(found) and found[n + 1].surface in _KINDS:
            out.append(m.surface + found[n + 1].surface)
    out += [m[0] for m in _UNLISTED.finditer(text) if m[0] not in PREFECTURES]
    return list(dict.fromkeys(out))


def strangers(matter: Matter, found: Sequence[Place], corpus: Corpus) -> list[str]:
    """The regions of the question that are no publisher and that no place with the rest of the question names."""
    out = []
    for region in regions(matter.text):
        if any(bare(region) in bare(p) or bare(p) in bare(region) for p in corpus.publishers):
            continue
        name = fold(region)
        rest = {w: corpus.rarity(w) for w in matter.words if w.surface not in name}
        shares = [sum(r for w, r in rest.items() if holds(p.known, w)) for p in found]
        best = max(shares[:8], default=0.0)
        whole = max((p.share for p in found[:8]), default=0.0)
        if not any(
            _about(name, p.text) and s > _LEAST * best and (s >= _SHARE * best or p.share >= _SHARE * whole)
            for p, s in zip(found, shares, strict=True)
        ):
            out.append(region)
    return out


def _about(region: str, text: str) -> bool:
    """Whether a text names the region, and not only in an address."""
    return region in text and re.search(rf"{re.escape(region)}(?!{_ADDRESS})", text) is not None
