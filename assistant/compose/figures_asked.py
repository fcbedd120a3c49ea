"""Which figures of a row a question asks for: by role (目標, 実績), year, numbered item and measure.

A question and the figures of a `Record` go in, the fitting ones come out; called by the composers of rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.compose import overlap, wording
from assistant.compose.asked import Ask, Asked
from assistant.compose.cells import Figure, Record
from ingest.normalise import nfkc

MOST_FIGURES = 4  # of one row in a sentence
_TOLD = {
    "目標": re.compile(r"目標|めざ|目指"),
    "実績": re.compile(
        r"実績|実際|結果|どうだった|どうなった|どうでし|どうなり|でした|ました|なった|達成(?!率)|届[いかき]|[上下]回|超え|至ら|割れ|足り|より(?:少な|多)|目標値?も"
    ),
    "基準": re.compile(r"基準"),
    "現状": re.compile(r"現状|現在|今(?!後)|いま"),
    "達成率": re.compile(r"達成率"),
    "予算": re.compile(r"予算"),
    "決算": re.compile(r"決算"),
}
RESULTS = ("実績", "現状")
_RATE = re.compile(r"率|割合|[%％]|パーセント")
_AMOUNT = re.compile(
    r"いくら|いくつ|何[千万]?[人件回社校台箇か]|どこまで|(?:数|額|値|量|人口)(?:[とや、も]|および|及び)"
)
_RELATIVE = {"翌年度": 1, "次年度": 1, "来年度": 1, "前年度": -1}
_AIMED = re.compile(r"(?:年度|年)?末?(?:時点)?の?(?:KPI)?目標")
_CHANGE = re.compile(r"推移|変化|から.{1,12}にかけて|どう変わ")
DIFFERS = re.compile(r"差|増減|変化|どれ(?:くらい|だけ|ほど)|どのくらい|いくつ(?:増|減)|何.{1,3}(?:増|減)")


def years_named(asked: Asked) -> list[tuple[int, int]]:
    """The years of a question with their places, 翌年度 and 前年度 among them."""
    named = [(y.start, y.year) for y in asked.years]
    if named:
        for word, step in _RELATIVE.items():
            at = asked.text.find(word)
            before = [y for place, y in named if place < at]
            if at >= 0 and before:
                named.append((at, before[-1] + step))
    return sorted(named)


def another_year(asked: Asked, record: Record) -> bool:
    """Whether the question names years of which the row's figures, that all tell theirs, have none."""
    named = {y for _, y in years_named(asked)}
    known = {y.year for f in record.figures for y in (*f.years, *wording.year_of(f.cell.text))}
    return bool(named and known and not named & known)


def kinds_named(text: str) -> set[str]:
    """The roles that a question names or implies."""
    return {kind for kind, told in _TOLD.items() if told.search(text)}


def of_indicator(asked: Asked, figures: Sequence[Figure]) -> list[Figure]:
    """The figures for the roles and years of the question; the latest result with its target where none is named."""
    kinds = kinds_named(asked.text)
    result = next((k for k in RESULTS if any(f.kind == k for f in figures)), "")
    wanted = {k for k in kinds if any(f.kind == k for f in figures)}
    if kinds & {"実績", "現状"} and result:
        wanted |= {result, "目標"}
    if "基準" in wanted and result and asked.years:
        wanted |= {result}  # 令和5年度末はいくつで、基準値はいくつ
    if "達成率" in kinds or not wanted or asked.wants(Ask.WHY, Ask.YES_NO) or (result == "現状" and "目標" in wanted):
        wanted |= {result, "目標"}
    if "実績" in kinds and "目標" not in asked.text and not result:
        return []
    named = years_named(asked)
    if len({y for _, y in named}) > 1 or _CHANGE.search(asked.text):
        wanted |= {"基準"} & {
            f.kind for f in figures if not named or any(y.year in {n for _, n in named} for y in f.years)
        }
    chosen: list[Figure] = []
    for kind in dict.fromkeys(("基準", result, "目標", "現状", "予算", "決算", "達成率")):
        own = [f for f in figures if f.kind == kind]
        if kind in wanted and own:
            chosen.extend(_of_years(asked, kind, own, named, figures))
    asks_result = bool(re.search(r"実績|実際|結果|でした|なった|なりました", asked.text))
    if named and asks_result and result and not any(f.kind == result for f in chosen):
        return []  # the year asked for has a target only
    return chosen[:MOST_FIGURES]


def _of_years(
    asked: Asked, kind: str, own: Sequence[Figure], named: Sequence[tuple[int, int]], figures: Sequence[Figure]
) -> list[Figure]:
    """Of the figures of one role those of the years asked for: of the year told in front of the role's word, if any."""
    at = found.start() if (found := _TOLD[kind].search(asked.text)) else -1
    before = [y for place, y in named if 0 <= place < at]
    if kind in ("目標", "予算", "決算", "基準") and before and len({y for _, y in named}) > 1:
        years = {before[-1]}
    elif kind in RESULTS:
        years = {y for place, y in named if not _AIMED.match(_behind(asked, place))}
    else:
        years = {y for _, y in named}
    dated = [f for f in own if f.years]
    if years and dated:
        fitting = [f for f in dated if any(y.year in years for y in f.years)]
        if kind == "基準":
            return fitting or list(own)
        return fitting or ([] if kind != "目標" or "目標" not in asked.text else list(own[:2]))
    if kind == "目標" and not years:
        results = {y.year for f in figures if f.kind in RESULTS for y in f.years}
        same = [f for f in own if any(y.year in results for y in f.years)]
        only = not kinds_named(asked.text) & {"実績", "現状", "達成率"} and "目標" in kinds_named(asked.text)
        return list(own) if only else same or list(own)
    return list(own)


def _behind(asked: Asked, place: int) -> str:
    """The question's text behind the year at a place."""
    return asked.text[next((y.end for y in asked.years if y.start == place), place) :]


def items_asked(question: str, parts: dict[str, str], known: frozenset[str]) -> list[str]:
    """The numbered items that a question names, apart from the words of the row's name; all where it names none."""
    wanted = overlap.pairs(question) - known
    scores = {mark: len(overlap.pairs(text) & wanted) for mark, text in parts.items()}
    best = max(scores.values(), default=0)
    return [m for m, score in scores.items() if not best or score * 2 > best or "それぞれ" in question and score]


def measures_asked(asked: Asked, figures: Sequence[Figure]) -> list[Figure]:
    """The figures whose year and measure the question names, in the order of the columns."""
    changes = any("増減" in f.measure for f in figures) or not DIFFERS.search(asked.text)
    named = [y for place, y in years_named(asked) if not (changes and _is_base(asked.text, place, asked))]
    fitting = [f for f in figures if not named or not f.years or any(y.year in named for y in f.years)]
    scores = {id(f): _fit(asked.text, f) for f in fitting}
    best = max(scores.values(), default=0.0)
    if best <= 0:
        return fitting if len(fitting) <= 2 else []
    if _RATE.search(asked.text) and _AMOUNT.search(asked.text):
        # Asked for both, the best rate must not hide the best amount.
        of = {kind: max((scores[id(f)] for f in fitting if _is_rate(f) == kind), default=0.0) for kind in (True, False)}
        return [f for f in fitting if scores[id(f)] > 0 and scores[id(f)] >= 0.6 * of[_is_rate(f)]]
    return [f for f in fitting if scores[id(f)] >= 0.6 * best]


def fits(asked: Asked, figures: Sequence[Figure]) -> bool:
    """Whether the question names or implies what one of the figures measures."""
    return any(_fit(asked.text, f) > 0 for f in figures)


def _is_base(text: str, place: int, asked: Asked) -> bool:
    """Whether a year is what another one is compared with: 2020年から, 2020年より."""
    year = next((y for y in asked.years if y.start == place), None)
    several = len({y.year for y in asked.years}) > 1
    return year is not None and several and bool(re.match(r"(?:時点)?(?:から|より|に比べ|比|と比べ)", text[year.end :]))


def _is_rate(figure: Figure) -> bool:
    measure = nfkc(figure.measure)
    return "率" in measure or "割合" in measure or "%" in nfkc(figure.cell.text)


def _fit(question: str, figure: Figure) -> float:
    measure = nfkc(figure.measure)
    rate = _is_rate(figure)
    score = overlap.named(measure, question)
    if _RATE.search(question) and rate:
        score += 0.7
    if re.search(r"何[千万]?[人件回社校台箇か]|[人件回]数|いくつ", question) and not rate:
        score += 0.5 if "増減" not in measure else 0.3
    if re.search(r"減|増|変化", question) and "増減" in measure:
        score += 0.4
    return score
