"""How well what a passage says fits a question: a linear score over a few features that can be read off a table.

A question and ranked passages go in, a score for each thing that can be said of them comes out; called by
`assistant.compose.prose`. The weights were learnt by `python -m evals.ranking`, which leaves whole question sets out
to measure them (those of the last three features later than the others, which stayed); features look at the form of
the question and at words that both share, never at a matter.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.compose import groups, overlap
from assistant.compose.asked import Ask, Asked
from ingest.dates import years
from ingest.models import Kind, Passage
from ingest.normalise import nfkc
from vectorstore.analysis import terms
from vectorstore.codec import StoredPassage

Near = Mapping[tuple[int, int], float]
LEAST = 2  # words of a sentence, figures aside
WEIGHTS = {
    "passage": 0.45,  # the passage's score against the best one's
    "rank": -0.11,  # logarithm of its rank
    "near": 2.11,  # cosine of the sentence
    "near_whole": 1.39,  # cosine of its passage
    "words": 0.11,  # share of the question's words, by rarity, in the sentence
    "words_headed": 0.71,  # the same in the sentence and the headings above it
    "pairs": 0.17,  # share of the question's pairs of characters
    "heading": 0.07,  # best share of a heading's pairs that the question has
    "date": 0.44,  # a time is asked for and the sentence has one
    "figure": 0.33,  # a figure is asked for and the sentence has one
    "unit": 0.58,  # it has one of the very unit
    "body": 0.05,  # who is asked for and the sentence names a body or an office
    "cause": 0.25,  # a reason is asked for and the sentence gives one
    "meaning": 0.41,  # a meaning is asked for and the sentence tells one
    "note": 0.06,  # a footnote
    "lines": -0.16,  # lines of a lost layout
    "opening": 0.22,  # share of the question's words in the first of such lines
    "short": -0.11,  # a scrap
    "year": 0.13,  # a year of the question
    "announces": -0.61,  # announces what follows
    "depth": 0.03,  # how far down its passage it stands
    "source": -0.67,  # tells nothing but a source, for which the question does not ask
    "place": 0.19,  # a place is asked for and the sentence names one
    "year_headed": 0.27,  # a year of the question stands in the headings or columns
}
_DATE = re.compile(r"\d月|\d日|\d{1,2}/\d{1,2}|\d年")
_BODY = re.compile(r"(?:課|部|局|室|本部|協議会|センター|会社|法人|大学|機構|知事|市町村|団体|庁|氏)(?![一-鿿])")
_CAUSE = re.compile(r"ため|により|から|ことで|背景|懸念|課題|要因|理由|必要(?!な)|不可欠")
_MEANING = re.compile(r"とは|のこと|を指す|の略|をいう|と呼")
_COUNTED = re.compile(
    r"何(年間|[か箇ヵヶカケ](?:年|月)|週間|日間|時間|[万千億]?[人件回社校台点箇か種枚局者本施円組市町団倍割年月日]|パーセント|%)"
    r"|いくら|金額|予算|決算"
)
_ASKS_WHY = re.compile(
    r"(?:必要|重要|大切)(?=な?(?:の|ん)|と|で|が|性|[?。]|$)|理由|背景|原因|要因|なぜ|何故|どうして|なんで"
)  # words that ask for a reason and name no matter
_TYPESET = r"(?:\s*\\text\{)?"  # between a figure and its unit in a formula
_ANNOUNCES = re.compile(r"上記の|以下に掲げる|下記")
_PLACE = re.compile(r"[一-鿿]{1,5}(?:都|道|府|県|市|町|村|区|島|湾|港|地域|圏域|周辺|庁舎|会場)(?![一-鿿]?民)")
_SOURCE = re.compile(r"\W*(?:出典|出所|資料)\s*:")  # says where a figure or a picture is from
_ASKS_SOURCE = re.compile(r"出典|出所|調査|アンケート|資料|誰が|どこが|どこの")
_SCRAP = 25  # characters


@dataclass(frozen=True)
class Unit:
    """What can be said of a passage: a sentence, an item, a group of lines, and what is to be known of it."""

    start: int
    end: int
    scattered: bool
    text: str
    folded: str
    words: frozenset[str]
    opening: frozenset[str]  # the words of its first line
    years: frozenset[int]
    depth: float

    @property
    def has_figure(self) -> bool:
        """Whether it has a digit."""
        return any(c.isdigit() for c in self.folded)


@dataclass(frozen=True)
class Scored:
    """A unit of a passage with its score."""

    stored: StoredPassage
    unit: Unit
    score: float


@lru_cache(maxsize=2048)
def units(passage: Passage) -> tuple[Unit, ...]:
    """The units of a passage, those that say nothing left out; kept, for the words of a sentence cost an analysis."""
    found = groups.units(passage)
    out: list[Unit] = []
    for n, (start, end, scattered) in enumerate(found):
        text = passage.text[start:end]
        folded, words = nfkc(text), frozenset(terms(text))
        if len(words) < LEAST and not any(c.isdigit() for c in folded):
            continue  # the rest of a cut line, a stray label
        opening = frozenset(terms(text.split("\n", 1)[0])) if scattered else words
        told = frozenset(y.year for y in years(folded))
        out.append(Unit(start, end, scattered, text, folded, words, opening, told, n / len(found)))
    return tuple(out)


@lru_cache(maxsize=2048)
def _heading_words(path: tuple[str, ...]) -> frozenset[str]:
    return frozenset(terms(" ".join(path)))


@lru_cache(maxsize=2048)
def _heading_years(headings: tuple[str, ...]) -> frozenset[int]:
    return frozenset(y.year for heading in headings for y in years(nfkc(heading)))


def scored(
    asked: Asked,
    ranked: Sequence[tuple[StoredPassage, float]],
    near: Sequence[Near],
    rarity: Callable[[str], float],
    *,
    rows: bool = False,
) -> list[Scored]:
    """All that the ranked passages say, best first; what table rows say only with `rows`."""
    out = [
        Scored(stored, unit, sum(WEIGHTS[name] * value for name, value in features.items()))
        for stored, unit, features in featured(asked, ranked, near, rarity, rows=rows)
    ]
    return sorted(out, key=lambda s: -s.score)


def featured(
    asked: Asked,
    ranked: Sequence[tuple[StoredPassage, float]],
    near: Sequence[Near],
    rarity: Callable[[str], float],
    *,
    rows: bool = False,
) -> Iterator[tuple[StoredPassage, Unit, dict[str, float]]]:
    """The features of each unit by their names, for scoring and for learning the weights."""
    weights = {t: rarity(t) for t in terms(_ASKS_WHY.sub(" ", asked.text) if asked.wants(Ask.WHY) else asked.text)}
    total = sum(weights.values()) or 1.0
    best = ranked[0][1] if ranked else 0.0
    pairs, counted = overlap.pairs(asked.text), _unit_asked(asked)
    for rank, ((stored, score), own) in enumerate(zip(ranked, near, strict=True)):
        passage = stored.passage
        if passage.lists or passage.cells and not rows:
            continue
        headed = _heading_words(passage.path)
        heading = max((overlap.named(h, asked.text) for h in passage.path), default=0.0)
        headings = (*passage.path, *(c.column for c in passage.cells))
        year_headed = any(y.year in _heading_years(headings) for y in asked.years)
        whole = own.get((0, len(passage.text)), 0.0)
        for unit in units(passage):
            yield (
                stored,
                unit,
                {
                    "passage": score - best,
                    "rank": math.log1p(rank),
                    "near": own.get((unit.start, unit.end), whole),
                    "near_whole": whole,
                    "words": sum(w for t, w in weights.items() if t in unit.words) / total,
                    "words_headed": sum(w for t, w in weights.items() if t in unit.words or t in headed) / total,
                    "pairs": overlap.share(pairs, unit.text),
                    "heading": heading,
                    **_of_kind(asked, unit, counted),
                    "note": float(passage.kind is Kind.FOOTNOTE),
                    "lines": float(unit.scattered),
                    "opening": sum(w for t, w in weights.items() if t in unit.opening) / total * unit.scattered,
                    "short": float(len(unit.text) < _SCRAP),
                    "year": float(any(y.year in unit.years for y in asked.years)),
                    "announces": float(bool(_ANNOUNCES.search(unit.folded))),
                    "depth": unit.depth,
                    "year_headed": float(year_headed),
                },
            )


def _of_kind(asked: Asked, unit: Unit, counted: re.Pattern[str] | None) -> dict[str, float]:
    """Whether a unit has what answers a question of its kind."""
    return {
        "date": float(asked.wants(Ask.WHEN) and bool(unit.years or _DATE.search(unit.folded))),
        "figure": float(asked.wants(Ask.FIGURE) and unit.has_figure),
        "unit": float(counted is not None and bool(counted.search(unit.folded))),
        "body": float(asked.wants(Ask.WHO) and bool(_BODY.search(unit.folded))),
        "cause": float(asked.wants(Ask.WHY) and bool(_CAUSE.search(unit.folded))),
        "meaning": float(asked.wants(Ask.DEFINITION) and bool(_MEANING.search(unit.folded))),
        "place": float(asked.wants(Ask.WHERE) and bool(_PLACE.search(unit.folded))),
        "source": float(bool(_SOURCE.match(unit.folded)) and not _ASKS_SOURCE.search(asked.text)),
    }


def _unit_asked(asked: Asked) -> re.Pattern[str] | None:
    """What a figure of the unit that a question counts in looks like; None where it counts nothing."""
    found = _COUNTED.search(asked.text)
    return re.compile(rf"\d[\d,.]*[万千億]*{_TYPESET}{re.escape(found[1] or '円')}") if found else None
