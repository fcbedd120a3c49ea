"""Other figures for the same thing: where a second place gives another figure, the answer shows it with its source.

The sentences of an answer and the candidates of other places go in, further drafts come out; called by
`assistant.compose.extractive`. A figure is another one for the same thing if its sentence holds nearly as many of the
question's words, its unit is the same, its year is not another than the one asked for, and its value differs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.compose.asked import Asked
from assistant.compose.draft import Draft
from assistant.verify.folding import fold
from assistant.verify.quantities import Quantity, quantities, same_value
from ingest.dates import years
from ingest.normalise import nfkc
from vectorstore.analysis import terms
from vectorstore.codec import StoredPassage

MOST = 1  # further figures that are shown
LEAST, NEARLY = 0.5, 0.8  # of the question's words: at least, and as a share of what the answer holds
TELLING_LEAST, TELLING_NEARLY = 0.35, 0.6  # the same where the unit itself tells what is counted
_COMMON = frozenset(
    ("人", "名", "件", "回", "%", "円", "千円", "百万円", "億円", "社", "時間", "箇所", "か所", "つ", "事業", "市町村")
)
Told = tuple[StoredPassage, str, Sequence[Draft]]  # a place, its text, and what it says as drafts


def further(asked: Asked, said: Sequence[Draft], told: Sequence[Told], weights: Mapping[str, float]) -> list[Draft]:
    """Sentences of other places with another figure; each names its document. Empty where all agree."""
    if not said or not said[0].evidence:
        return []
    first = said[0].evidence[0].passage
    mine = [q for q in quantities(fold(said[0].text)) if q.unit and not q.ordinal]
    every = [q for draft in said for q in quantities(fold(draft.text))]
    held = _share(weights, said[0].text)
    rarest = max(
        (t for t in terms(said[0].text) if t in weights and t[0] not in "#@"), key=lambda t: weights[t], default=""
    )
    out: list[Draft] = []
    for stored, text, own in told:
        if stored.passage.path == first.passage.path and stored.source.id == first.source.id or not own:
            continue
        if stored.source.publisher != first.source.publisher or _other_year(asked, own[0].text):
            continue
        others = quantities(fold(own[0].text))
        telling = any(o.unit == m.unit and o.unit not in _COMMON for o in others for m in mine)
        least, nearly = (TELLING_LEAST, TELLING_NEARLY) if telling else (LEAST, NEARLY)
        if _share(weights, text) < max(least, nearly * held) or rarest not in terms(text):
            continue
        if not _differs(mine, every, others):
            continue
        opening = f"「{stored.source.title}」では、" if stored.source.id != first.source.id else "また、"
        out.append(Draft(opening + own[0].text, own[0].evidence))
        if len(out) == MOST:
            break
    return out


def _differs(mine: Sequence[Quantity], every: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    """Whether `others` hold a figure in a unit of the answer's that the answer lacks."""
    same_unit = [o for o in others if o.unit and any(o.unit == m.unit for m in mine)]
    return bool(same_unit) and not any(same_value(o.value, e.value) for o in same_unit for e in every)


def _other_year(asked: Asked, text: str) -> bool:
    """Whether the text tells of other years than the question; January to March end the fiscal year before."""
    folded = nfkc(text)
    own: set[int] = set()
    for year in years(folded):
        month = re.match(r"\s*([123])月", folded[year.end :])
        own.update((year.year, year.year - 1) if month else (year.year,))
    wanted = {y.year for y in asked.years}
    return bool(own and wanted and not own & wanted)


def _share(weights: Mapping[str, float], text: str) -> float:
    held = set(terms(text))
    return sum(w for t, w in weights.items() if t in held) / (sum(weights.values()) or 1.0)
