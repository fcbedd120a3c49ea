"""Other figures for the same thing: where a second place gives another figure, the answer shows it with its source.

The sentences of an answer and the places of figures go in, further drafts come out; called by
`assistant.compose.extractive`. A figure is another one for the same thing if its place holds the question's words that
the answer holds, its unit is the same, its year is not another than the one asked for, and its value differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.compose.asked import Ask, Asked
from assistant.compose.draft import Draft
from assistant.compose.figure_places import Place
from assistant.compose.figures_asked import kinds_named
from assistant.verify.folding import fold
from assistant.verify.quantities import quantities, same_value
from ingest.dates import years
from ingest.normalise import nfkc
from vectorstore.analysis import terms
from vectorstore.codec import StoredPassage

MOST = 1  # further figures that are shown
LEAST = 0.25  # of the question's words in the answer, which otherwise is about something else in part
NEARLY = 0.75  # of the question's words that the answer holds, where the unit itself tells what is counted
ALL = 0.95  # the same where anything could be counted in it
DOUBTED = 0.6  # the same where the question says that figures differ
_COMMON = frozenset(
    ("人", "名", "件", "回", "%", "円", "千円", "百万円", "億円", "社", "時間", "箇所", "か所", "つ", "事業", "市町村")
)
_TIMES = frozenset(("件", "回"))  # what is done is counted in either
_ASIDE = frozenset(("目標", "基準", "予算"))  # roles of figures that do not compete with a result
_WHAT = re.compile(r"何(人|件|回|%|円|社|時間|箇所|か所|事業|市町村|校|台|種)")
_FEWEST = 2  # words that make two places speak of the same


def further(
    asked: Asked, said: Sequence[Draft], places: Iterable[Place], weights: Mapping[str, float], *, doubted: bool = False
) -> list[Draft]:
    """Sentences of other places with another figure; each names its document. Empty where all agree.

    `doubted` says that the question itself tells of differing figures: then less has to agree.
    """
    if not said or not said[0].evidence:
        return []
    first = said[0].evidence[0].passage
    differs = _Other(asked, said, doubted=doubted)
    subject = _subject(said[0], weights)
    whole = sum(w for t, w in weights.items() if t[0] not in "#@")
    if len(subject) < _FEWEST or not doubted and sum(subject.values()) < LEAST * whole:
        return []
    rarest = max(subject, key=lambda t: subject[t])
    found: list[tuple[float, Place]] = []
    for place in places:
        if place.scattered or place.role in _ASIDE - kinds_named(asked.text) or not _apart(place.stored, first):
            continue
        units = differs.units(place)
        if not units:
            continue
        telling = not units <= _COMMON
        # In 件 or % a row's text tells much that is not the row's own figure: it has to say of what.
        alone = bool(place.stored.passage.cells) and not place.role and not telling and not doubted
        held = set(terms(place.text if alone else f"{place.subject} {place.text}"))
        share = sum(w for t, w in subject.items() if t in held) / sum(subject.values())
        if share < (DOUBTED if doubted else NEARLY if telling else ALL) or rarest not in held:
            continue
        if differs.dated or not other_year(asked, place.text):
            found.append((share, place))
    out: list[Draft] = []
    for _, place in sorted(found, key=lambda f: -f[0])[:MOST]:
        out.extend(opened(place, first))
    return out


def opened(place: Place, first: StoredPassage) -> list[Draft]:
    """What a place says, with its document in front, or its heading where `first` is of the same document."""
    own, other = place.stored.passage.path, first.passage.path
    if place.stored.source.id != first.source.id:
        opening = f"「{place.stored.source.title}」では、"
    else:
        heading = next((h for n, h in enumerate(own) if n >= len(other) or h != other[n]), "")
        opening = f"また、「{heading}」では、" if heading else "また、"
    return [Draft(_joined(opening, d.text) if not n else d.text, d.evidence) for n, d in enumerate(place.drafts)]


def _joined(opening: str, text: str) -> str:
    """The opening in front of a sentence, without telling two places in a row."""
    if re.match(
        r"「[^」]*(?:「[^」]*」[^」]*)*」(?:の「.*?」)*に「", text
    ):  # says itself below which heading it stands
        return f"また、{text}" if opening.startswith("また、") else opening + text
    if re.match(r"「[^「」]*」では、", text):
        return opening.removesuffix("では、") + "の" + text if opening != "また、" else opening + text
    return opening + text


def _subject(said: Draft, weights: Mapping[str, float]) -> dict[str, float]:
    """The question's words that the answer is about: those of its sentence and of its heading or row."""
    stored = said.evidence[0].passage
    held = set(terms(f"{said.text} {''.join(stored.passage.path[-1:])}"))
    return {t: w for t, w in weights.items() if t in held and t[0] not in "#@"}


def _apart(stored: StoredPassage, first: StoredPassage) -> bool:
    """Whether a place may speak of what `first` speaks of: not itself, nor a sibling row or section, nor another's."""
    if stored.source.publisher != first.source.publisher:
        return False
    return stored.source.id != first.source.id or stored.passage.path[:-1] != first.passage.path[:-1]


class _Other:
    """Tells which places give another figure than an answer does, or another year where a time is in doubt."""

    def __init__(self, asked: Asked, said: Sequence[Draft], *, doubted: bool) -> None:
        self.dated = doubted and asked.wants(Ask.WHEN) and not asked.wants(Ask.FIGURE)
        self._doubted = doubted
        wanted = {q.unit for q in quantities(fold(asked.text)) if q.unit and not q.ordinal} if not doubted else set()
        wanted |= {fold(m[1]) for m in _WHAT.finditer(asked.text)}
        mine = {q.unit for q in quantities(fold(said[0].text)) if q.unit and not q.ordinal}
        self._units = mine & wanted if wanted & mine else set() if wanted else mine
        self._values = [q.value for draft in said for q in quantities(fold(draft.text))]
        self._years = {y.year for y in years(nfkc(said[0].text))}

    def units(self, place: Place) -> set[str]:
        """The units in which the place tells another figure; empty where it tells none, or one of the answer's."""
        if self.dated:
            own = {y.year for y in years(nfkc(place.text))}
            return {"年度"} if own and self._years and not own & self._years else set()
        others = [q for q in place.figures if q.unit and self._same(q.unit)]
        if any(same_value(q.value, v) for q in others for v in self._values):
            return set()
        return {q.unit for q in others}

    def _same(self, unit: str) -> bool:
        return unit in self._units or self._doubted and unit in _TIMES and bool(_TIMES & self._units)


def other_year(asked: Asked, text: str) -> bool:
    """Whether the text tells of other years than the question; January to March end the fiscal year before."""
    folded = nfkc(text)
    own: set[int] = set()
    for year in years(folded):
        month = re.match(r"\s*([123])月", folded[year.end :])
        own.update((year.year, year.year - 1) if month else (year.year,))
    wanted = {y.year for y in asked.years}
    return bool(own and wanted and not own & wanted)
