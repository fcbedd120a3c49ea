"""Questions that say that figures disagree: each figure with the place that gives it.

The question, its answer and the places of figures go in, drafts come out; called by `assistant.compose.extractive`.
Figures that the question itself names (「97.4なのか96.7なのか」) are looked up one by one; where it names none, a
second figure for what the answer tells is looked for with less to agree than elsewhere.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from assistant.compose import conflicts
from assistant.compose.asked import Asked, read
from assistant.compose.draft import Draft
from assistant.compose.figure_places import Place
from assistant.verify.folding import fold
from assistant.verify.quantities import Quantity, quantities, same_value, units_agree
from ingest.normalise import nfkc
from vectorstore.analysis import terms

_DISPUTED = re.compile(
    r"食い違|くいちが|矛盾|一致し(?:な|てい)|不一致|[2二ふ][通と]おり|[2二][通種]り?類?(?:あ|の数)|合わない|合っていな|ずれて|"
    r"(?:違|異な)(?:って|う)(?:見え|い[るてまな]|よう|気が|の(?:は|です|か|で)|んで)|それとも|どちらが(?:正し|本当)|どっちが(?:正し|本当|ほんと)|"
    r"なのか.{1,20}なのか|ですか、.{1,20}ですか|だったり.{1,20}だったり|両方を?見|ある(?:資料|所|ところ)では"
)
_ABOUT = re.compile(r"台")  # 78％台: any figure from 78 to 79
LEAST = 0.5  # of what the best place holds of the question's words, for a place that gives a named figure
MIXED = 0.8  # for each other figure of the question that a place gives as well, and for lines of a lost layout
MOST = 3  # figures that are told


def asks(asked: Asked) -> bool:
    """Whether the question says that figures differ, or asks which of them is right."""
    return bool(_DISPUTED.search(asked.text))


def whole(asked: Asked, told: str) -> Asked:
    """The question with what it says of differing figures (資料によって違う気がします), which may have been set aside.

    `told` is the question before anything was.
    """
    every = read(told) if told and _DISPUTED.search(told) and not asks(asked) else asked
    return every if asks(every) else asked


def named(asked: Asked) -> list[tuple[Quantity, bool]]:
    """The figures that the question itself gives, each with whether it is only about that much (台)."""
    text = fold(asked.text)
    return [(q, bool(_ABOUT.match(text, q.end))) for q in quantities(text) if not q.ordinal and q.value > _SMALL]


_SMALL = 5  # 「二つの資料」 counts, it names no figure in dispute


def answer(
    asked: Asked, said: Sequence[Draft], places: Sequence[Place], weights: Mapping[str, float]
) -> list[Draft] | None:
    """The figures in dispute, each with its place; None where there are not two of them."""
    told = _each(asked, places, weights)
    if len(told) > 1:
        first = told[0].stored
        return [
            d
            for n, p in enumerate(told)
            for d in (conflicts.opened(p, first) if n or p.stored.source.id != first.source.id else p.drafts)
        ]
    if named(asked):
        return None
    others = conflicts.further(asked, said, places, weights, doubted=True)
    return [*said[:1], *others] if others else None


def _each(asked: Asked, places: Sequence[Place], weights: Mapping[str, float]) -> list[Place]:
    """For each figure of the question the best place that gives it, none twice."""
    wanted = named(asked)[:MOST]
    if not wanted:
        return []
    words = {t: w for t, w in weights.items() if t[0] not in "#@"}
    fitting: list[list[tuple[float, Place]]] = []
    for figure, about in wanted:
        own = []
        for place in places:
            if any(_gives(g, figure, about=about) for g in place.figures):
                held = set(terms(f"{place.subject} {place.text}"))
                # A place that gives several of the figures does not tell them apart.
                others = sum(any(_gives(g, q, about=a) for g in place.figures) for q, a in wanted) - 1
                own.append((sum(w for t, w in words.items() if t in held) * MIXED ** (others + place.scattered), place))
        fitting.append(sorted(own, key=lambda o: -o[0]))
    best = max((f[0][0] for f in fitting if f), default=0.0)
    out: list[Place] = []
    for own in fitting:
        free = [(score, place) for score, place in own if place not in out]
        if free and free[0][0] >= LEAST * best:
            out.append(free[0][1])
    return out


def _gives(given: Quantity, wanted: Quantity, *, about: bool) -> bool:
    if wanted.unit and not units_agree(wanted.unit, given.unit):
        return False
    if about:
        return math.floor(given.value) == wanted.value
    shown = nfkc(wanted.text)
    places = len(shown.partition(".")[2].rstrip("%"))
    # 96.7 for 96.70, but not 96 for 96.7: the question gives a figure as exactly as it has seen it.
    return same_value(given.value, wanted.value) or places > 0 and same_value(round(given.value, places), wanted.value)
